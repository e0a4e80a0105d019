// How the lines of a flowchart run, by its text: so that none runs under a box that it does not belong to, where one would read
// that it ends there and that another begins.

export interface FlowchartLines {
  readonly layout: 'dagre' | 'elk';
  /** Of dagre's lines, which leave and arrive along the direction of the chart, through the middle of their labels. */
  readonly curve: 'bumpX' | 'bumpY';
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
