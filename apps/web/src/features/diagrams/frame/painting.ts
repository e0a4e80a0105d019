// What is put onto a picture that Mermaid has drawn. Nothing of it moves anything.
import type { ServiceColor } from '@spanloom/diagrams';
import { serviceColor } from '../../../ui/service.tsx';

export const SVG = 'http://www.w3.org/2000/svg';
const STRIPE_WIDTH = 4;
const FLASH_MS = 600;

/** The colour of a service at the left of its box. */
export function addStripe(shape: SVGGraphicsElement, { color, secondLap }: ServiceColor): void {
  const { x, y, height } = shape.getBBox();
  const stripe = rectangle(x, y, STRIPE_WIDTH, height);
  stripe.setAttribute('class', 'sl-stripe');
  stripe.style.setProperty('--stripe', serviceColor(color));
  stripe.dataset['hollow'] = String(secondLap === true);
  shape.after(stripe);
}

/** A changed value stands on a ground that fades. */
export function flash(element: Element): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  element.animate([{ backgroundColor: 'var(--sl-sunken)' }, { backgroundColor: 'transparent' }], FLASH_MS);
}

export function rectangle(x: number, y: number, width: number, height: number): SVGRectElement {
  const element = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height })) element.setAttribute(name, String(value));
  return element;
}
