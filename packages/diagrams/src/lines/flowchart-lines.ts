// How the lines of a flowchart run, by its text: so that none runs under a box that it does not belong to, where one would read
// that it ends there and that another begins.

export interface FlowchartLines {
  readonly layout: 'dagre' | 'elk';
  /** Of dagre's lines, which leave and arrive along the direction of the chart, through the middle of their labels. */
  readonly curve: 'bumpX' | 'bumpY';
  /** How many lines end at the box with the most of them. */
  readonly most: number;
}

const DIRECTION = /^\s*(?:flowchart|graph|stateDiagram(?:-v2)?\s[^]*?^\s*direction)(?:-elk)?\s+(TB|TD|BT|LR|RL)\b/m;
const BOX_BEGINS = /^\s*subgraph\b/;
const BOX_ENDS = /^\s*end\s*;?\s*$/;

export function flowchartLines(text: string): FlowchartLines {
  const [, direction = 'TB'] = DIRECTION.exec(text) ?? [];
  return {
    // Through boxes in boxes dagre lays lines as if nothing stood there. ELK goes around, but takes several times as long.
    layout: hasBoxInBox(text) ? 'elk' : 'dagre',
    curve: direction === 'LR' || direction === 'RL' ? 'bumpX' : 'bumpY',
    most: mostLines(text),
  };
}

function hasBoxInBox(text: string): boolean {
  let depth = 0;
  for (const line of text.split('\n')) {
    if (BOX_BEGINS.test(line)) depth += 1;
    else if (BOX_ENDS.test(line)) depth = Math.max(depth - 1, 0);
    if (depth > 1) return true;
  }
  return false;
}

/** As generated diagrams write them; of an edited text what is written so. */
const LINE = /^\s*([\w.[\]*-]+?)\s*(?:--+>|-\.+->|==+>)\s*(?:\|[^|\n]*\|)?\s*([\w.[\]*-]+)/gm;

function mostLines(text: string): number {
  const counts = new Map<string, number>();
  for (const [, from = '', to = ''] of text.matchAll(LINE)) {
    for (const end of from === to ? [] : [from, to]) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
