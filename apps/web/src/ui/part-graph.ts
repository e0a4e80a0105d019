// The service graph of a part of a time with all that is there in the whole time: whichever part is shown, the layout is that
// of the whole. Pure.
import type { ComparableGraph } from './use-comparison.ts';

/** A graph of a part of a time, over that of all of it. */
export interface PartGraph extends ComparableGraph {
  /** `absent`: there in another part of the time. */
  readonly nodes: readonly (ComparableGraph['nodes'][number] & { readonly absent?: boolean })[];
  /** `usual`: calls a second in all of the time. */
  readonly edges: readonly (ComparableGraph['edges'][number] & {
    readonly absent?: boolean;
    readonly usual?: number;
  })[];
}

type Edge = ComparableGraph['edges'][number];

const NO_CALLS = { calls: 0, rate: 0, errorShare: 0, p50: '0', p95: '0', p99: '0' } as const;

/**
 * The part, with all that is there in the whole, as it is called there. What the whole has from the time that it is compared
 * with stays in its place too, while the part and its own time to compare with go by without it.
 */
export function overWhole(part: ComparableGraph, whole: ComparableGraph): PartGraph {
  const here = new Set(part.nodes.map(({ id }) => id));
  const counterparts = counterpartsIn(whole.edges, part.edges);
  const met = new Set(counterparts.values());
  return {
    nodes: [
      ...part.nodes,
      ...whole.nodes
        .filter(({ id }) => !here.has(id))
        .map((node) => ({ ...node, requests: undefined, difference: undefined, absent: true })),
    ],
    edges: [
      ...part.edges.map((edge) => {
        const { async, inferred } = counterparts.get(edge) ?? edge;
        return { ...edge, async, inferred, usual: usualRate(counterparts.get(edge) ?? edge) };
      }),
      ...whole.edges
        .filter((edge) => !met.has(edge))
        .map((edge) => ({ ...edge, ...NO_CALLS, usual: usualRate(edge), difference: undefined, absent: true })),
    ],
    sampled: whole.sampled,
  };
}

/** The edge of the whole that each edge of the part is: one of the same ends, and of the same way if there is one. */
function counterpartsIn(whole: readonly Edge[], part: readonly Edge[]): ReadonlyMap<Edge, Edge> {
  const ends = ({ client, server }: Edge): string => `${client}\n${server}`;
  const left = Map.groupBy(whole, ends);
  const found = new Map<Edge, Edge>();
  const take = (edge: Edge, isIt: (candidate: Edge) => boolean): void => {
    const candidates = left.get(ends(edge));
    const place = candidates?.findIndex(isIt) ?? -1;
    const [taken] = place < 0 ? [] : (candidates?.splice(place, 1) ?? []);
    if (taken !== undefined) found.set(edge, taken);
  };
  for (const edge of part) take(edge, ({ async }) => async === edge.async);
  for (const edge of part) if (!found.has(edge)) take(edge, () => true);
  return found;
}

/** The higher of both times that are compared. */
function usualRate({ rate, difference }: Edge): number {
  return Math.max(rate, difference?.was?.rate ?? 0);
}
