// Lines below the participants of a sequence.
import type { PictureElement } from './picture-element.ts';

/** Down to the lower border: Mermaid draws them 2,000 pixels long, whatever the picture is. */
export function layLifeLines(svg: PictureElement): void {
  const [, y = 0, , height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  for (const line of svg.querySelectorAll('[data-et="life-line"]')) line.setAttribute('y2', String(y + height));
}
