// Lays the lines of a flowchart, state or entity diagram anew that Mermaid drew: through the middle of boxes, under other boxes and
// labels, and with heads at corners.
import { placeTitles } from './box-titles.ts';
import { chartParts } from './chart-parts.ts';
import { layCorneredLines } from './cornered-lines.ts';
import { flowchartLines } from './flowchart-lines.ts';
import type { PictureElement } from './picture-element.ts';
import { makeRoom } from './picture-room.ts';
import { layRankedLines, type Signs } from './ranked-lines.ts';

/** As Mermaid draws heads, and how many there are of an entity. */
const SIGNS: readonly (readonly [kind: RegExp, Signs])[] = [
  [/^\s*erDiagram/m, { width: 18, length: 20 }],
  [/^\s*stateDiagram/m, { width: 13, length: 10 }],
];
const FLOWCHART_SIGNS: Signs = { width: 9, length: 11 };
const CHART = /^\s*(?:flowchart|graph|stateDiagram|erDiagram)/m;

/** `svg` is what was drawn of the text. */
export function layLines(svg: PictureElement, text: string): void {
  const { layout, curve } = flowchartLines(text);
  if (!CHART.test(text)) return;
  const [, signs = FLOWCHART_SIGNS] = SIGNS.find(([kind]) => kind.test(text)) ?? [];
  for (const root of svg.querySelectorAll('g.root')) {
    const parts = chartParts(root, curve === 'bumpX' ? 'x' : 'y');
    if (layout === 'elk') layCorneredLines(parts, signs.width);
    else {
      const reached = layRankedLines(parts, signs);
      if (root.getAttribute('transform') === null) makeRoom(svg, reached, parts.axis);
    }
    placeTitles(root);
  }
}
