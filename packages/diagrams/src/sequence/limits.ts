// A picture has room for so many participants and messages (step 14): the cheapest leaves go first, what failed and what
// the trace waited for goes last, and what is hidden is counted.
import type { CallNode } from './call-node.ts';
import type { FoldedChildren } from './folding.ts';
import { compare } from './sequence-span.ts';

export const MAX_MESSAGES = 150;
/** Unless the reader wants all of them. */
export const MAX_PARTICIPANTS = 14;
/** Of more parallel branches than MAX_BRANCHES, KEPT_BRANCHES are drawn, and all that failed. */
const MAX_BRANCHES = 6;
const KEPT_BRANCHES = 5;

export interface Hidden {
  readonly calls: number;
  readonly withErrors: number;
  /** Lines about a service's own work. */
  readonly works: number;
  /** Sum of the calls' times, nanoseconds. */
  readonly duration: bigint;
}

export interface LimitedTree {
  /** What is drawn below each drawn node. */
  readonly children: FoldedChildren;
  /** What is not, by the drawn node that it happened in. */
  readonly hiddenIn: ReadonlyMap<CallNode | undefined, Hidden>;
  readonly hidden: Hidden;
  readonly participantsHidden: number;
  /** Calls for which a drawn call stands beside itself. */
  readonly repeats: number;
  readonly drawnCalls: number;
}

/** How much a node wants to be drawn: its own claim, or the greatest of what is below it. */
interface Claim {
  readonly rank: number;
  readonly duration: bigint;
}

export interface Room {
  readonly messages: number;
  readonly participants: number;
}

export function limitTree(folded: FoldedChildren, room: Room): LimitedTree {
  const standing = standingNodes(folded);
  const claims = claimsOf(standing, folded);
  const kept = new Set(standing);
  dropBranches(standing, folded, claims, kept);
  const all = partiesOf(standing);
  dropParticipants(standing, claims, kept, room.participants);
  const order = new Map(standing.map((node, index) => [node, index]));
  // Parents claim at least what their children do and stand before them, so no child is kept without its parent.
  const wanted = standing
    .filter((node) => kept.has(node))
    .sort((a, b) => compareClaims(claims.get(b), claims.get(a)) || compare(order.get(a) ?? 0, order.get(b) ?? 0));
  for (const node of wanted.slice(room.messages)) kept.delete(node);
  return sumUp(standing, folded, kept, all);
}

/** The nodes that stand for all, parents before children. */
function standingNodes(folded: FoldedChildren): CallNode[] {
  const nodes: CallNode[] = [];
  const stack = (folded.get(undefined) ?? []).toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node);
    for (const child of (folded.get(node) ?? []).toReversed()) stack.push(child);
  }
  return nodes;
}

function claimsOf(standing: readonly CallNode[], folded: FoldedChildren): ReadonlyMap<CallNode, Claim> {
  const claims = new Map<CallNode, Claim>();
  for (const node of standing.toReversed()) {
    // A further attempt says how a failure ended.
    const rank = node.error || node.attempt > 0 || node.undoes !== undefined ? 2 : node.critical ? 1 : 0;
    let claim: Claim = { rank, duration: node.loop?.sum ?? node.duration ?? 0n };
    for (const child of folded.get(node) ?? []) {
      const other = claims.get(child);
      if (other !== undefined && compareClaims(other, claim) > 0) claim = other;
    }
    claims.set(node, claim);
  }
  return claims;
}

function compareClaims(a: Claim | undefined, b: Claim | undefined): number {
  return compare(a?.rank ?? 0, b?.rank ?? 0) || compare(a?.duration ?? 0n, b?.duration ?? 0n);
}

function dropBranches(
  standing: readonly CallNode[],
  folded: FoldedChildren,
  claims: ReadonlyMap<CallNode, Claim>,
  kept: Set<CallNode>,
): void {
  for (const parent of [undefined, ...standing]) {
    const parts = new Map<number, Map<number, CallNode[]>>();
    for (const node of folded.get(parent) ?? []) {
      if (node.branch === undefined) continue;
      const lanes = parts.get(node.branch.part) ?? new Map<number, CallNode[]>();
      parts.set(node.branch.part, lanes);
      const lane = lanes.get(node.branch.lane);
      if (lane === undefined) lanes.set(node.branch.lane, [node]);
      else lane.push(node);
    }
    for (const lanes of parts.values()) {
      if (lanes.size <= MAX_BRANCHES) continue;
      const ranked = [...lanes.values()]
        .map((nodes) => ({ nodes, claim: greatest(nodes, claims) }))
        .sort((a, b) => compareClaims(b.claim, a.claim));
      for (const { nodes, claim } of ranked.slice(KEPT_BRANCHES)) {
        if (claim.rank < 2) for (const node of nodes) kept.delete(node);
      }
    }
  }
  dropBelow(standing, kept);
}

function greatest(nodes: readonly CallNode[], claims: ReadonlyMap<CallNode, Claim>): Claim {
  return nodes
    .map((node) => claims.get(node) ?? { rank: 0, duration: 0n })
    .reduce((most, claim) => (compareClaims(claim, most) > 0 ? claim : most), { rank: 0, duration: 0n });
}

function dropParticipants(
  standing: readonly CallNode[],
  claims: ReadonlyMap<CallNode, Claim>,
  kept: Set<CallNode>,
  most: number,
): void {
  const ofParty = new Map<string, Claim>();
  for (const node of standing) {
    if (!kept.has(node)) continue;
    const claim = claims.get(node);
    for (const { id } of [node.from, node.to]) {
      const known = ofParty.get(id);
      if (claim !== undefined && (known === undefined || compareClaims(claim, known) > 0)) ofParty.set(id, claim);
    }
  }
  // Sorting is stable: of equal claims the first to appear stays.
  const ranked = [...ofParty].sort(([, a], [, b]) => compareClaims(b, a)).map(([id]) => id);
  const room = new Set(ranked.slice(0, most));
  for (const node of standing) if (!room.has(node.from.id) || !room.has(node.to.id)) kept.delete(node);
  dropBelow(standing, kept);
}

/** Nothing is drawn whose parent is not. */
function dropBelow(standing: readonly CallNode[], kept: Set<CallNode>): void {
  for (const node of standing) if (node.parent !== undefined && !kept.has(node.parent)) kept.delete(node);
}

function partiesOf(nodes: readonly CallNode[]): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ from, to }) => [from.id, to.id]));
}

function sumUp(
  standing: readonly CallNode[],
  folded: FoldedChildren,
  kept: ReadonlySet<CallNode>,
  parties: ReadonlySet<string>,
): LimitedTree {
  const times = new Map<CallNode, number>();
  const hiddenIn = new Map<CallNode | undefined, Hidden>();
  let hidden: Hidden = { calls: 0, withErrors: 0, works: 0, duration: 0n };
  let repeats = 0;
  let drawnCalls = 0;
  // Where a hidden node is told of: the nearest drawn node above it.
  const toldIn = new Map<CallNode, CallNode | undefined>();
  for (const node of standing) {
    const { parent } = node;
    const ownTimes = (parent === undefined ? 1 : (times.get(parent) ?? 1)) * (node.loop?.times ?? 1);
    times.set(node, ownTimes);
    if (kept.has(node)) {
      toldIn.set(node, node);
      if (node.kind === 'call') {
        drawnCalls += 1;
        repeats += ownTimes - 1;
      }
      continue;
    }
    const place = parent === undefined ? undefined : toldIn.get(parent);
    toldIn.set(node, place);
    const duration = parent === place ? (node.loop?.sum ?? node.duration ?? 0n) : 0n;
    const rounds = place === undefined ? 1 : (times.get(place) ?? 1);
    hidden = plus(hidden, hiddenNode(node, ownTimes, duration * BigInt(rounds)));
    // In a loop it is told of one round, as all that stands there.
    hiddenIn.set(place, plus(hiddenIn.get(place), hiddenNode(node, ownTimes / rounds, duration)));
  }
  const drawn = standing.filter((node) => kept.has(node));
  return {
    children: new Map(
      [undefined, ...drawn].map((parent) => [parent, (folded.get(parent) ?? []).filter((node) => kept.has(node))]),
    ),
    hiddenIn,
    hidden,
    participantsHidden: parties.size - partiesOf(drawn).size,
    repeats,
    drawnCalls,
  };
}

function hiddenNode({ kind, error }: CallNode, times: number, duration: bigint): Hidden {
  const isCall = kind === 'call';
  return { calls: isCall ? times : 0, withErrors: isCall && error ? times : 0, works: isCall ? 0 : times, duration };
}

function plus(a: Hidden | undefined, b: Hidden): Hidden {
  return {
    calls: (a?.calls ?? 0) + b.calls,
    withErrors: (a?.withErrors ?? 0) + b.withErrors,
    works: (a?.works ?? 0) + b.works,
    duration: (a?.duration ?? 0n) + b.duration,
  };
}
