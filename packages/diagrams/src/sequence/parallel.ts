// Which siblings run at the same time (step 9).
import type { CallNode } from './call-node.ts';

const OVERLAP_SHARE = 0.1;
/** Of so many branches few are drawn: looking for one that is free would only take time. */
const SEARCHED_LANES = 64;

/** Puts siblings (sorted by time) that overlap into branches; those that follow each other stay in one branch. */
export function markParallel(siblings: readonly CallNode[]): void {
  let part = 0;
  let lanes: CallNode[][] = [];
  // The one that runs longest so far.
  let longest: CallNode | undefined;
  const finish = (): void => {
    if (lanes.length > 1) {
      for (const [lane, nodes] of lanes.entries()) for (const node of nodes) node.branch = { part, lane };
      part += 1;
    }
    lanes = [];
    longest = undefined;
  };
  for (const node of siblings) {
    const concurrent = overlaps(longest, node) || lanes.some((lane) => overlaps(lane.at(-1), node));
    if (!concurrent) finish();
    const searched = concurrent && lanes.length <= SEARCHED_LANES;
    const free = searched ? lanes.find((lane) => !overlaps(lane.at(-1), node)) : undefined;
    if (free === undefined) lanes.push([node]);
    else free.push(node);
    if (longest === undefined || untilOf(node) > untilOf(longest)) longest = node;
  }
  finish();
}

/** More than a tenth of the shorter; what takes no time lies inside the other. */
function overlaps(a: CallNode | undefined, b: CallNode): boolean {
  if (a === undefined) return false;
  const [aEnd, bEnd] = [untilOf(a), untilOf(b)];
  const shorter = Math.min(aEnd - a.start, bEnd - b.start);
  if (shorter === 0) return (b.start > a.start && b.start < aEnd) || (a.start > b.start && a.start < bEnd);
  return Math.min(aEnd, bEnd) - Math.max(a.start, b.start) > shorter * OVERLAP_SHARE;
}

/** The sender to a queue does not wait. */
function untilOf(node: CallNode): number {
  return node.way === 'async' && node.to.kind !== 'service' ? node.start : node.end;
}
