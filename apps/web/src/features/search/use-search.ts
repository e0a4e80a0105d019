// The queries of the search page. A relative time range becomes a window when the query is run, not while it is looked at;
// list and histogram then ask for the same window.
import { queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useProgress } from '../../api/progress.ts';
import { type FilterQuery, histogramQuery, searchQuery, spanSearchQuery } from '../../api/queries.ts';
import { filterUrl } from '../../lib/filter-url.ts';
import {
  nanosOfMillis,
  resolveTimeRange,
  type TimeRange,
  type TimeWindow,
  writeTimeRange,
} from '../../lib/time-range.ts';
import { conditionsOf } from '../../ui/filter/conditions.ts';
import type { SearchUrl } from './search-url.ts';

const PAGE_SIZE = 100;
/** Bars of the histogram. */
export const BUCKETS = 100;
const WINDOW_KEPT_MS = 30 * 60_000;

/** The API's filter of a URL, without the window. */
export function filterOf(url: SearchUrl): FilterQuery {
  return filterUrl.parse(url);
}

/** Everything that the page shows of a search. */
export function useSearch(url: SearchUrl, range: TimeRange) {
  const client = useQueryClient();
  const filter = useMemo(() => filterOf(url), [url]);
  const sort = url.sort ?? 'newest';

  const windowOptions = useMemo(() => windowQuery(filter, range), [filter, range]);
  const { data: window } = useQuery(windowOptions);
  const ends = { start: window?.start ?? '0', end: window?.end ?? '0' };

  const listOptions = searchQuery({ ...filter, ...ends, sort, limit: PAGE_SIZE });
  const spansListed = url.list === 'spans';
  const listQuery = useInfiniteQuery({ ...listOptions, enabled: window !== undefined && !spansListed });
  const spanOptions = spanSearchQuery({ ...filter, ...ends, sort, limit: PAGE_SIZE });
  const spanQuery = useInfiniteQuery({ ...spanOptions, enabled: window !== undefined && spansListed });
  const histogramOptions = histogramQuery({ ...filter, ...ends, buckets: BUCKETS });
  const histogramAnswer = useQuery({ ...histogramOptions, enabled: window !== undefined });

  const list = useKept(listQuery, listOptions.queryKey);
  const spanList = useKept(spanQuery, spanOptions.queryKey);
  const active = spansListed ? spanList : list;
  const activeQuery = active.query;
  const histogram = useKept(histogramAnswer, histogramOptions.queryKey);

  const listProgress = useProgress(spansListed ? spanOptions.queryKey : listOptions.queryKey);
  const histogramProgress = useProgress(histogramOptions.queryKey);
  const listReading = activeQuery.isFetching && !activeQuery.isFetchingNextPage;
  const reading = listReading || histogramAnswer.isFetching;
  const stopped = !reading && window !== undefined && [activeQuery, histogramAnswer].some((query) => query.isPending);

  /** Asks again, as of now. */
  const run = useCallback(async () => {
    // A fixed window stays the same, so its answers are thrown away; a relative one gets new keys by itself.
    if (range.kind === 'absolute') {
      await Promise.all([
        client.resetQueries({ queryKey: ['search'] }),
        client.resetQueries({ queryKey: ['histogram'] }),
      ]);
    }
    await client.invalidateQueries({ queryKey: windowOptions.queryKey });
  }, [client, range, windowOptions]);

  /** Gives up what is being read; what is on screen stays. */
  const stop = useCallback(async () => {
    await Promise.all([
      client.cancelQueries({ queryKey: ['search'] }),
      client.cancelQueries({ queryKey: ['histogram'] }),
    ]);
  }, [client]);

  return {
    conditions: useMemo(() => conditionsOf(url), [url]),
    filter,
    window: useMemo(() => (window === undefined ? undefined : bigintWindow(window)), [window]),
    list,
    spanList,
    spansListed,
    /** The list on screen: one of the two. */
    active,
    /** It holds something, or the one before it does. */
    found: active.data?.pages.some((page) => ('traces' in page ? page.traces : page.spans).length > 0) ?? false,
    histogram,
    run,
    stop,
    /** Share of the window read so far, while something is being read. */
    progress: reading
      ? Math.min(listReading ? listProgress.share : 1, histogramAnswer.isFetching ? histogramProgress.share : 1)
      : undefined,
    /** Traces counted so far, while the answer to what is asked is not there yet. */
    soFar:
      histogramAnswer.data === undefined && (histogramAnswer.isFetching || (stopped && !histogram.stale))
        ? histogramProgress.matched
        : undefined,
    /** Reading was stopped before the answer came. */
    stopped,
  };
}

export type Search = ReturnType<typeof useSearch>;

/**
 * A query whose last answer stays on screen until the next one is there, also when that fails to come. `stale`: what is shown
 * answers an older question; `shown` tells one answer's question from another's.
 */
function useKept<Q extends { readonly data: unknown }>(
  query: Q,
  queryKey: readonly unknown[],
): { readonly query: Q; readonly data: Q['data']; readonly stale: boolean; readonly shown: string } {
  const asked = JSON.stringify(queryKey);
  const [kept, setKept] = useState<{ readonly data: Q['data']; readonly shown: string }>({
    data: query.data,
    shown: asked,
  });
  const fresh = query.data !== undefined;
  if (fresh && (query.data !== kept.data || kept.shown !== asked)) setKept({ data: query.data, shown: asked });
  return { query, ...(fresh ? { data: query.data, shown: asked } : kept), stale: !fresh && kept.data !== undefined };
}

function bigintWindow(window: { readonly start: string; readonly end: string }): TimeWindow {
  return { start: BigInt(window.start), end: BigInt(window.end) };
}

/** When the query was last run, and so which window it means. Strings: query keys cannot hold a bigint. */
function windowQuery(filter: FilterQuery, range: TimeRange) {
  return queryOptions({
    queryKey: ['search-window', filter, writeTimeRange(range)] as const,
    queryFn: () => {
      const { start, end } = resolveTimeRange(range, nanosOfMillis(Date.now()));
      return { start: String(start), end: String(end) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: WINDOW_KEPT_MS,
  });
}
