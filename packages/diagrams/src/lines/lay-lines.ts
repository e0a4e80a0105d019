// Lays the lines of a flowchart, state or entity diagram anew that Mermaid drew: through the middle of boxes, under other boxes and
// labels, and with heads at corners.
import { placeTitles } from './box-titles.ts';
import { chartParts } from './chart-parts.ts';
import { layCorneredLines } from './cornered-lines.ts';
import { flowchartLines } from './flowchart-lines.ts';
import type { PictureElement } from './picture-element.ts';
import { makeRoom } from './picture-room.ts';
import { layRankedLines } from './ranked-lines.ts';

/** How many of them belong to what is named stands at the ends of its lines. */
const ENTITIES = /^\s*erDiagram/m;
const ENTITY_SIGNS = 20;
const CHART = /^\s*(?:flowchart|graph|stateDiagram|erDiagram)/m;

/** `svg` is what was drawn of the text. */
export function layLines(svg: PictureElement, text: string): void {
  const { layout, curve } = flowchartLines(text);
  if (!CHART.test(text)) return;
  for (const root of svg.querySelectorAll('g.root')) {
    const parts = chartParts(root, curve === 'bumpX' ? 'x' : 'y');
    if (layout === 'elk') layCorneredLines(parts);
    else {
      const reached = layRankedLines(parts, ENTITIES.test(text) ? ENTITY_SIGNS : 0);
      if (root.getAttribute('transform') === null) makeRoom(svg, reached, parts.axis);
    }
    placeTitles(root);
  }
}
