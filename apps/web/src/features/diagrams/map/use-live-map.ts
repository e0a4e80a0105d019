// The map of the page's filter and time range, kept fresh, with what changed at the last tick.
import { drawableMap } from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type GraphQuery, type LiveEdges, liveEdgesQuery } from '../../../api/queries.ts';
import type { Against } from '../../../lib/against.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import { type Comparison, useComparison } from '../../../ui/use-comparison.ts';
import { type ChangedValues, changedValues } from './changed-values.ts';
import type { LeavableKind } from '../diagrams-url.ts';
import type { DrawnEdge, DrawnMap, DrawnNode } from './paint-map.ts';

export interface LiveMap {
  readonly map: DrawnMap | undefined;
  readonly edges: LiveEdges | undefined;
  readonly comparison: Comparison;
  readonly changed: ChangedValues;
  /** Unix milliseconds of the last answer, of the last failure; 0 for never. */
  readonly updatedAt: number;
  readonly failedAt: number;
  readonly error: Error | null;
  readonly fetching: boolean;
  readonly retry: () => void;
}

const NOTHING_CHANGED: ChangedValues = new Map();

export function useLiveMap(
  filter: GraphQuery,
  range: TimeRange,
  without: ReadonlySet<LeavableKind>,
  against: Against | undefined,
): LiveMap {
  const query = useQuery(liveEdgesQuery(filter, range));
  const { comparison, graph } = useComparison(query.data, filter, range, against);
  const map = useMemo(
    () => graph && drawableMap<DrawnNode['source'], DrawnEdge['source']>(graph, { without }),
    [graph, without],
  );
  return {
    map,
    edges: query.data,
    comparison,
    changed: useChanged(map, query.dataUpdatedAt),
    updatedAt: query.dataUpdatedAt,
    failedAt: query.errorUpdatedAt,
    error: query.error,
    // Asked for only where it is told: who asks is drawn again whenever it changes.
    get fetching() {
      return query.isFetching;
    },
    retry: () => void query.refetch(),
  };
}

/** Compares with the map of the tick before; a tick without changes empties it. */
function useChanged(map: DrawnMap | undefined, tick: number): ChangedValues {
  const [seen, setSeen] = useState({ map, tick, changed: NOTHING_CHANGED });
  if (seen.map === map && seen.tick === tick) return seen.changed;
  const before = seen.map === map ? undefined : seen.map;
  const changed = before === undefined || map === undefined ? NOTHING_CHANGED : changedValues(before, map);
  setSeen({ map, tick, changed });
  return changed;
}
