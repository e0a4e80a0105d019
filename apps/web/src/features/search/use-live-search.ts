// Live mode of the search page: the histogram moves on by itself, new traces are counted and wait until they are asked for.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type LiveHistogram, liveHistogramQuery, newTracesQuery, type ReadList } from '../../api/live-queries.ts';
import type { FilterQuery } from '../../api/queries.ts';
import { relativeRange, type TimeRange } from '../../lib/time-range.ts';
import { BUCKETS } from './use-search.ts';

interface LiveInput {
  readonly on: boolean;
  readonly filter: FilterQuery;
  readonly range: TimeRange;
  /** The list on screen; undefined while another is read. */
  readonly list: ReadList | undefined;
  /** Nothing is on screen that one could lose one's place in. */
  readonly listIsEmpty: boolean;
  readonly run: () => Promise<void>;
}

/** Never asked with these: the query is off when there is no range or no list. */
const NO_RANGE = { kind: 'relative', text: '1h', seconds: 3600 } as const;
const NO_LIST: ReadList = { start: '0', end: '0', watermark: 0 };

export function useLiveSearch({ on, filter, range, list, listIsEmpty, run }: LiveInput) {
  const relative = range.kind === 'relative' ? relativeRange(range.text) : undefined;
  const histogram = useQuery({
    ...liveHistogramQuery(filter, relative ?? NO_RANGE, BUCKETS),
    enabled: on && relative !== undefined,
  });
  const fresh = useQuery({ ...newTracesQuery(filter, list ?? NO_LIST), enabled: on && list !== undefined });
  const waiting = on && list !== undefined ? (fresh.data?.count ?? 0) : 0;

  useEffect(() => {
    if (listIsEmpty && waiting > 0) void run();
  }, [listIsEmpty, waiting, run]);

  const shown: LiveHistogram | undefined = on ? histogram.data : undefined;
  return {
    /** undefined while it is off or has not been read yet. */
    shown,
    /** How many new traces wait to be inserted. */
    waiting,
    queries: useMemo(() => (on ? [histogram, fresh] : []), [on, histogram, fresh]),
  };
}
