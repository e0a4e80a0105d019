// Lays the lines anew that Mermaid drew: of a flowchart, state or entity diagram through the middle of boxes, under other boxes and
// labels, and with heads at corners; of a sequence down to its end.
import { placeTitles } from './box-titles.ts';
import { chartParts } from './chart-parts.ts';
import { layCorneredLines } from './cornered-lines.ts';
import { flowchartLines } from './flowchart-lines.ts';
import { layLifeLines } from './life-lines.ts';
import type { PictureElement } from './picture-element.ts';
import { makeRoom } from './picture-room.ts';
import { layRankedLines, type Signs } from './ranked-lines.ts';

/** As Mermaid draws heads, and how many there are of an entity. */
const SIGNS: readonly (readonly [kind: RegExp, Signs])[] = [
  [/^\s*erDiagram/m, { width: 18, length: 20 }],
  [/^\s*stateDiagram/m, { width: 13, length: 10 }],
];
const FLOWCHART_SIGNS: Signs = { width: 9, length: 11 };
const SEQUENCE = /^\s*sequenceDiagram/m;
const CHART = /^\s*(?:flowchart|graph|stateDiagram|erDiagram)/m;

/** `svg` is what was drawn of the text. */
export function layLines(svg: PictureElement, text: string): void {
  if (SEQUENCE.test(text)) layLifeLines(svg);
  if (!CHART.test(text)) return;
  const { layout, curve } = flowchartLines(text);
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
