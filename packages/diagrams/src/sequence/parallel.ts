// Which siblings run at the same time (step 9).
import type { CallNode } from './call-node.ts';

const OVERLAP_SHARE = 0.1;
/** Of so many branches few are drawn: looking for one that is free would only take time. */
const SEARCHED_LANES = 64;

/** A branch that grows. */
interface Lane {
  readonly nodes: CallNode[];
  /** Its failure that is tried again latest. */
  failed: CallNode | undefined;
}

/**
 * Puts siblings (sorted by time) that overlap into branches; those that follow each other stay in one branch, as do the
 * attempts of one call and what the caller does between them.
 */
export function markParallel(siblings: readonly CallNode[]): void {
  const triedUntil = endsOfTrying(siblings);
  let part = 0;
  let lanes: Lane[] = [];
  // The one that runs, or is tried, longest so far.
  let longest: CallNode | undefined;
  const longestUntil = (): number => (longest === undefined ? 0 : (triedUntil.get(longest) ?? longest.end));
  const finish = (): void => {
    if (lanes.length > 1) {
      for (const [lane, { nodes }] of lanes.entries()) for (const node of nodes) node.branch = { part, lane };
      part += 1;
    }
    lanes = [];
    longest = undefined;
  };
  for (const node of siblings) {
    const concurrent =
      overlaps(longest, node, longestUntil()) || lanes.some(({ nodes }) => overlaps(nodes.at(-1), node));
    if (!concurrent) finish();
    const searched = concurrent && lanes.length <= SEARCHED_LANES;
    const free = searched ? lanes.filter(({ nodes }) => !overlaps(nodes.at(-1), node)) : [];
    const trying = free.find(
      ({ failed }) =>
        failed !== undefined && failed.from.id === node.from.id && (triedUntil.get(failed) ?? 0) >= node.start,
    );
    const lane = trying ?? free[0] ?? { nodes: [], failed: undefined };
    if (lane.nodes.length === 0) lanes.push(lane);
    lane.nodes.push(node);
    const until = triedUntil.get(node) ?? node.end;
    if (
      node.retriedBy !== undefined &&
      until > (lane.failed === undefined ? -1 : (triedUntil.get(lane.failed) ?? -1))
    ) {
      lane.failed = node;
    }
    if (longest === undefined || until > longestUntil()) longest = node;
  }
  finish();
}

/** When each call, or the last attempt at it, is over. */
function endsOfTrying(siblings: readonly CallNode[]): ReadonlyMap<CallNode, number> {
  const ends = new Map<CallNode, number>();
  // A further attempt stands after the one before.
  for (const node of siblings.toReversed()) {
    const again = node.retriedBy === undefined ? undefined : ends.get(node.retriedBy);
    ends.set(node, again ?? untilOf(node));
  }
  return ends;
}

/** More than a tenth of the shorter; what takes no time lies inside the other. */
function overlaps(a: CallNode | undefined, b: CallNode, aEnd = a === undefined ? 0 : untilOf(a)): boolean {
  if (a === undefined) return false;
  const bEnd = untilOf(b);
  const shorter = Math.min(aEnd - a.start, bEnd - b.start);
  if (shorter === 0) return (b.start > a.start && b.start < aEnd) || (a.start > b.start && a.start < bEnd);
  return Math.min(aEnd, bEnd) - Math.max(a.start, b.start) > shorter * OVERLAP_SHARE;
}

/** The sender to a queue does not wait. */
function untilOf(node: CallNode): number {
  return node.way === 'async' && node.to.kind !== 'service' ? node.start : node.end;
}
