// The service graph of a time range and of the part of it that is shown, each compared with the time that the reader chose.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Deploy } from '@spanloom/api-schema';
import { deploysQuery, liveRedQuery } from '../api/live-queries.ts';
import { type GraphQuery, type LiveEdges, liveEdgesQuery } from '../api/queries.ts';
import type { Against } from '../lib/against.ts';
import type { RateSeries } from '../lib/part-of-time.ts';
import type { FixedRange, TimeRange } from '../lib/time-range.ts';
import { overWhole, type PartGraph } from './part-graph.ts';
import { redTotals } from './red-totals.ts';
import { type ComparableGraph, type Comparison, useComparison } from './use-comparison.ts';

export interface ReadGraph {
  /** Of the part of the time that is shown. */
  readonly edges: LiveEdges | undefined;
  /** Of all of it. */
  readonly all: LiveEdges | undefined;
  /** What is shown: of a part, with all that is there in the whole. undefined before the first answer. */
  readonly graph: PartGraph | undefined;
  /** The part by itself. */
  readonly own: ComparableGraph | undefined;
  /** What the layout follows from, whichever part is shown. */
  readonly wholeGraph: ComparableGraph | undefined;
  /** Of the part that is shown. */
  readonly comparison: Comparison;
  /** What is shown is not yet the part that is asked for. */
  readonly behind: boolean;
  /** Unix milliseconds of the last answer, of the last failure; 0 for never. */
  readonly updatedAt: number;
  readonly failedAt: number;
  readonly error: Error | null;
  readonly fetching: boolean;
  readonly retry: () => void;
}

/** While one plays there is another part at each step. */
const PART_KEPT_MS = 10_000;

/** `part`: of the time, to be shown in the layout of all of it. */
export function usePartGraph(
  filter: GraphQuery,
  range: TimeRange,
  part: FixedRange | undefined,
  against: Against | undefined,
): ReadGraph {
  const query = useQuery(liveEdgesQuery(filter, range));
  const partQuery = useQuery({
    ...liveEdgesQuery(filter, part ?? range),
    enabled: part !== undefined,
    // Without a part its query is that of the whole: one render for each of its steps is enough.
    subscribed: part !== undefined,
    placeholderData: keepPreviousData,
    gcTime: PART_KEPT_MS,
  });
  const ofWhole = useComparison(query.data, filter, range, against);
  const ofPart = useComparison(part && partQuery.data, filter, part ?? range, part && against);
  const isPart = part !== undefined && partQuery.data !== undefined;
  const { comparison, graph: own } = isPart ? ofPart : ofWhole;
  const wholeGraph = ofWhole.graph;
  const graph = useMemo(
    () => (isPart ? own && wholeGraph && overWhole(own, wholeGraph) : wholeGraph),
    [isPart, own, wholeGraph],
  );
  const isReading = [comparison, ofWhole.comparison].some(({ state }) => state === 'reading');
  return {
    edges: isPart ? partQuery.data : query.data,
    all: query.data,
    graph,
    own,
    wholeGraph,
    comparison,
    behind: part !== undefined && (!isPart || partQuery.isPlaceholderData || isReading),
    updatedAt: query.dataUpdatedAt,
    failedAt: query.errorUpdatedAt,
    error: query.error ?? (part && partQuery.error) ?? null,
    // Asked for only where it is told: who asks is drawn again whenever it changes.
    get fetching() {
      return query.isFetching || partQuery.isFetching;
    },
    retry: () => void Promise.all([query.refetch(), ...(part === undefined ? [] : [partQuery.refetch()])]),
  };
}

/** Bars of a strip under a picture: read less often than the picture. */
const BARS_MS = 5000;

/** Requests and failures over all of the time; undefined while they are read. */
export function useRateSeries(graph: GraphQuery, range: TimeRange): RateSeries | undefined {
  // However their graph is looked at.
  const { split: _, fold: __, ...filter } = graph;
  const { data } = useQuery({
    ...liveRedQuery('service', undefined, range, filter, BARS_MS),
    placeholderData: keepPreviousData,
  });
  return useMemo(() => data && redTotals(data.red), [data]);
}

const NO_DEPLOYS: readonly Deploy[] = [];

/** When new versions of services first appeared. */
export function useDeploys(range: TimeRange): readonly Deploy[] {
  const { data } = useQuery({ ...deploysQuery(range), placeholderData: keepPreviousData });
  return data?.deploys ?? NO_DEPLOYS;
}

/** What is on screen becomes the answer for a range that is fixed now: it is not read again. */
export function useHoldGraph(filter: GraphQuery, all: LiveEdges | undefined): (fixed: FixedRange) => void {
  const client = useQueryClient();
  return (fixed) => {
    if (all !== undefined) client.setQueryData(liveEdgesQuery(filter, fixed).queryKey, all);
  };
}
