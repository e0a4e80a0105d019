// The service graph that is shown, compared with that of the time that the reader chose: which nodes and edges differ, and how.
import { comparedGraph, type Difference } from '@spanloom/analysis';
import type { GraphEdge, GraphNode } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type GraphQuery, type LiveEdges, liveEdgesQuery } from '../api/queries.ts';
import { type Against, windowAgainst } from '../lib/against.ts';
import type { TimeRange, TimeWindow } from '../lib/time-range.ts';
import { useKept } from './use-kept.ts';

/** How far a comparison has come. `empty`: nothing is stored of that time, so nothing can be told. */
export type Comparison =
  | { readonly state: 'none' }
  | {
      readonly state: 'reading' | 'empty' | 'there' | 'failed';
      readonly against: Against;
      /** undefined while there is nothing to compare. */
      readonly window: TimeWindow | undefined;
      readonly error: Error | null;
    };

export interface ComparableGraph {
  readonly nodes: readonly (GraphNode & { readonly difference?: Difference })[];
  readonly edges: readonly (GraphEdge & { readonly difference?: Difference })[];
  readonly sampled: boolean;
}

/** The graph with what differs, or as it is while there is nothing to compare it with. undefined before it is read. */
export function useComparison(
  shown: LiveEdges | undefined,
  filter: GraphQuery,
  range: TimeRange,
  against: Against | undefined,
): { readonly comparison: Comparison; readonly graph: ComparableGraph | undefined } {
  const comparable = liveEdgesQuery(filter, range, against);
  const query = useQuery({
    ...comparable,
    enabled: against !== undefined,
    // Whoever is not told of it is not drawn again when the same query runs for somebody else.
    subscribed: against !== undefined,
    // While a time is played, that of the step before stands in for a moment; of another search or distance it would mislead.
    placeholderData: (data, before) => (isOfSameKind(before?.queryKey, comparable.queryKey) ? data : undefined),
  });
  const before = against === undefined ? undefined : query.data?.graph;
  const isEmpty = before?.nodes.length === 0;
  // The rest of an answer (its cost) differs each time; nodes and edges keep their identity while nothing changes.
  const { nodes, edges, sampled = false } = shown?.graph ?? {};
  const { nodes: oldNodes, edges: oldEdges, sampled: oldSampled = false } = before ?? {};
  const graph = useMemo(() => {
    if (nodes === undefined || edges === undefined) return undefined;
    if (oldNodes === undefined || oldEdges === undefined || isEmpty) return { nodes, edges, sampled };
    const compared = comparedGraph({ nodes: oldNodes, edges: oldEdges }, { nodes, edges });
    return { ...compared, sampled: sampled || oldSampled };
  }, [nodes, edges, sampled, oldNodes, oldEdges, oldSampled, isEmpty]);
  const state = query.isPlaceholderData
    ? 'reading'
    : before === undefined
      ? query.error === null
        ? 'reading'
        : 'failed'
      : isEmpty
        ? 'empty'
        : 'there';
  const { error } = query;
  const compared = shown && against && windowAgainst(shown.window, against);
  const window = useKept(compared, `${compared?.start} ${compared?.end}`);
  const comparison = useMemo(
    (): Comparison => (against === undefined ? { state: 'none' } : { state, against, window, error }),
    [state, against, window, error],
  );
  return { comparison, graph };
}

/** The window that the graph is compared with; undefined while it is compared with none. The same object for the same window. */
export function useComparedWindow(comparison: Comparison): TimeWindow | undefined {
  const window = comparison.state === 'there' ? comparison.window : undefined;
  return useKept(window, `${window?.start} ${window?.end}`);
}

/** As the server takes them to draw the same. */
export function windowParameters({ start, end }: TimeWindow, against: TimeWindow | undefined) {
  return {
    start: String(start),
    end: String(end),
    against: against && `${against.start},${against.end}`,
  };
}

/** Keys of liveEdgesQuery that differ in the time alone. */
function isOfSameKind(one: readonly unknown[] | undefined, other: readonly unknown[]): boolean {
  const [, filter, , against] = one ?? [];
  return JSON.stringify([filter, against]) === JSON.stringify([other[1], other[3]]);
}
