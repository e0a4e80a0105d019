// The service graph of the time range, kept fresh, and the part of it that the reader narrowed it to.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type GraphQuery, type LiveEdges, liveEdgesQuery } from '../../api/queries.ts';
import type { Against } from '../../lib/against.ts';
import type { FixedRange, TimeRange } from '../../lib/time-range.ts';
import { type Comparison, useComparison } from '../../ui/use-comparison.ts';
import { useKept } from '../../ui/use-kept.ts';
import { useNoValueWords } from '../../ui/use-no-value-words.ts';
import {
  countChanged,
  edgesOfRate,
  narrowed,
  overWhole,
  type ServiceMap,
  serviceMap,
  structureKey,
} from './service-map-model.ts';
import type { Narrowing } from './services-url.ts';

export interface LiveServices {
  /** Every trace, and how their graph is looked at: the map of a search comes with its link. */
  readonly view: GraphQuery;
  /** All there is; undefined before the first answer. */
  readonly whole: ServiceMap | undefined;
  /** What is shown. */
  readonly shown: ServiceMap | undefined;
  /** Of the part of the time that is shown. */
  readonly edges: LiveEdges | undefined;
  /** Of all of it. */
  readonly all: LiveEdges | undefined;
  /** What is shown is not yet the part that is asked for. */
  readonly behind: boolean;
  readonly comparison: Comparison;
  /** Values that the last tick changed. */
  readonly changes: number;
  /** Unix milliseconds of the last answer, of the last failure; 0 for never. */
  readonly updatedAt: number;
  readonly failedAt: number;
  readonly error: Error | null;
  readonly fetching: boolean;
  readonly retry: () => void;
}

/** While one plays there is another part at each step. */
const PART_KEPT_MS = 10_000;
const NOTHING: ServiceMap = { nodes: [], edges: [], sampled: false };

/** `part`: of the time, to be shown in the layout of all of it. */
export function useServiceMap(
  view: GraphQuery,
  range: TimeRange,
  part: FixedRange | undefined,
  narrowing: Narrowing,
  against: Against | undefined,
): LiveServices {
  const query = useQuery(liveEdgesQuery(view, range));
  const partQuery = useQuery({
    ...liveEdgesQuery(view, part ?? range),
    enabled: part !== undefined,
    placeholderData: keepPreviousData,
    gcTime: PART_KEPT_MS,
  });
  const isPart = part !== undefined && partQuery.data !== undefined;
  const edges = isPart ? partQuery.data : query.data;
  const { comparison, graph } = useComparison(edges, view, part ?? range, against);
  const all = query.data?.graph;
  const noValue = useNoValueWords();
  const whole = useMemo(() => {
    if (graph === undefined || !isPart) return graph && serviceMap(graph, noValue);
    return all && serviceMap(overWhole(graph, all), noValue);
  }, [graph, all, isPart, noValue]);
  // Decided anew with a new structure only: an edge whose rate wavers about the limit must not come and go.
  const often = useKept(
    edgesOfRate(whole ?? NOTHING, narrowing.minRate),
    `${narrowing.minRate} ${structureKey(whole ?? NOTHING)}`,
  );
  const shown = useMemo(() => whole && narrowed(whole, often, narrowing), [whole, often, narrowing]);
  return {
    view,
    whole,
    shown,
    edges,
    all: query.data,
    behind: part !== undefined && (!isPart || partQuery.isPlaceholderData || comparison.state === 'reading'),
    comparison,
    changes: useChanges(whole, shown, query.dataUpdatedAt),
    updatedAt: query.dataUpdatedAt,
    failedAt: query.errorUpdatedAt,
    error: query.error ?? (part && partQuery.error) ?? null,
    fetching: query.isFetching || partQuery.isFetching,
    retry: () => void Promise.all([query.refetch(), ...(part === undefined ? [] : [partQuery.refetch()])]),
  };
}

/** What is shown, compared with the map of the tick before. */
function useChanges(whole: ServiceMap | undefined, shown: ServiceMap | undefined, tick: number): number {
  const [seen, setSeen] = useState<Seen>({ before: undefined, whole, tick });
  if (seen.whole !== whole || seen.tick !== tick) setSeen({ before: seen.whole, whole, tick });
  const { before } = seen;
  return useMemo(
    () => (before === undefined || shown === undefined ? 0 : countChanged(before, shown)),
    [before, shown],
  );
}

interface Seen {
  readonly before: ServiceMap | undefined;
  readonly whole: ServiceMap | undefined;
  readonly tick: number;
}
