// The service graph of the time range, kept fresh, and the part of it that the reader narrowed it to.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type FilterQuery, type LiveEdges, liveEdgesQuery } from '../../api/queries.ts';
import type { Against } from '../../lib/against.ts';
import type { TimeRange } from '../../lib/time-range.ts';
import { type Comparison, useComparison } from '../../ui/use-comparison.ts';
import { useKept } from '../../ui/use-kept.ts';
import { countChanged, edgesOfRate, narrowed, type ServiceMap, serviceMap, structureKey } from './service-map-model.ts';
import type { Narrowing } from './services-url.ts';

/** Every trace: the map of a search comes with its link. */
export const EVERY_TRACE: FilterQuery = {};

export interface LiveServices {
  /** All there is; undefined before the first answer. */
  readonly whole: ServiceMap | undefined;
  /** What is shown. */
  readonly shown: ServiceMap | undefined;
  readonly edges: LiveEdges | undefined;
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

const NOTHING: ServiceMap = { nodes: [], edges: [], sampled: false };

export function useServiceMap(range: TimeRange, narrowing: Narrowing, against: Against | undefined): LiveServices {
  const query = useQuery(liveEdgesQuery(EVERY_TRACE, range));
  const { comparison, graph } = useComparison(query.data, EVERY_TRACE, range, against);
  const whole = useMemo(() => graph && serviceMap(graph), [graph]);
  // Decided anew with a new structure only: an edge whose rate wavers about the limit must not come and go.
  const often = useKept(
    edgesOfRate(whole ?? NOTHING, narrowing.minRate),
    `${narrowing.minRate} ${structureKey(whole ?? NOTHING)}`,
  );
  const shown = useMemo(() => whole && narrowed(whole, often, narrowing), [whole, often, narrowing]);
  return {
    whole,
    shown,
    edges: query.data,
    comparison,
    changes: useChanges(whole, shown, query.dataUpdatedAt),
    updatedAt: query.dataUpdatedAt,
    failedAt: query.errorUpdatedAt,
    error: query.error,
    fetching: query.isFetching,
    retry: () => void query.refetch(),
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
