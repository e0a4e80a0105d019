// Puts counts onto a reference diagram that Mermaid has drawn with their first values.
import type { ReferenceCount } from '@spanloom/diagrams';
import { drawnParts } from '../../../viz/mermaid-parts.ts';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import { flash, setText } from '../frame/painting.ts';

/** The lines of each part, by its key. */
export type PaintedCounts = ReadonlyMap<string, readonly HTMLElement[]>;

/** Once for each picture, when it is in the document. `counts`: those whose text was drawn. */
export function prepareCounts({ svg, id }: MermaidPicture, counts: readonly ReferenceCount[]): PaintedCounts {
  const parts = counts.flatMap(({ part }) => (['node', 'state'] as const).map((mark) => ({ mark, key: part })));
  const drawn = drawnParts(svg, id, parts);
  return new Map(
    counts.map(({ part, lines }, place) => {
      const [element] = drawn.slice(2 * place, 2 * place + 2).flatMap(({ elements }) => elements);
      const texts = element === undefined ? [] : textsIn(element).slice(-lines.length);
      return [part, texts.map(markedLine)];
    }),
  );
}

/** Parts that are not in the picture yet are passed over until the next drawing. */
export function paintCounts(painted: PaintedCounts, counts: readonly ReferenceCount[]): void {
  const fresh: HTMLElement[] = [];
  for (const { part, lines } of counts) {
    for (const [place, element] of (painted.get(part) ?? []).entries()) {
      const line = lines[place] ?? '';
      if (element.textContent === line) continue;
      setText(element, line);
      fresh.push(element);
    }
  }
  flash(fresh);
}

/** Brings the lines of a part into view. */
export function showCounts(painted: PaintedCounts, part: string): void {
  const lines = painted.get(part) ?? [];
  lines[0]?.scrollIntoView({ block: 'center', inline: 'center' });
  flash(lines);
}

function textsIn(element: SVGElement): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode() !== null) {
    const { currentNode } = walker;
    if (currentNode instanceof Text && currentNode.data.trim() !== '') texts.push(currentNode);
  }
  return texts;
}

/** In an element of its own, which tells that it is counted. */
function markedLine(text: Text): HTMLElement {
  const line = document.createElement('span');
  line.dataset['field'] = 'count';
  text.before(line);
  line.append(text);
  return line;
}
