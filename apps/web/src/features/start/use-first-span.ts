// The page that waits for the first span becomes Search by itself, with that trace in focus.
import type { TraceSummary } from '@spanloom/api-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { searchQuery } from '../../api/queries.ts';
import { storeChanged } from '../../api/store-changed.ts';
import { nanosOfMillis, resolveTimeRange, type TimeRange, writeTimeRange } from '../../lib/time-range.ts';
import { useOpenedFrom } from '../../ui/opened-from.ts';
import { useTimeRange, useTimeRangeUrl } from '../../ui/use-time-range.ts';

const MINUTE_NANOS = 60_000_000_000n;

/**
 * `stored`: traces in the store, undefined while not known. `held`: something here is still loading data, and the page stays
 * until it is done. Gives back whether
 * the store is empty.
 */
export function useFirstSpan(stored: number | undefined, held: boolean): { readonly waiting: boolean } {
  const [wasEmpty, setWasEmpty] = useState(false);
  if (stored === 0 && !wasEmpty) setWasEmpty(true);
  const showResults = useEffectEvent(useShowResults());
  const arrived = wasEmpty && stored !== undefined && stored > 0 && !held;
  useEffect(() => {
    if (arrived) void showResults();
  }, [arrived]);
  return { waiting: stored === 0 };
}

/** Opens Search in place of this page: the search that led here because nothing was stored, else the newest trace in focus. */
function useShowResults(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const range = useTimeRange();
  const timeRangeUrl = useTimeRangeUrl();
  const openedFrom = useOpenedFrom();
  return async () => {
    // Search may remember that it found nothing.
    await storeChanged(client);
    if (openedFrom !== undefined) {
      router.history.replace(openedFrom);
      return;
    }
    // Without a window: the clock of who sent it may be wrong.
    const options = { ...searchQuery({ sort: 'newest', limit: 1 }), staleTime: 0 };
    // Should the server be gone again, Search says so and shows what there is once it is back.
    const newest = await client.fetchInfiniteQuery(options).then(
      ({ pages }) => pages[0]?.traces[0],
      () => undefined,
    );
    await navigate({
      to: '/search',
      search: {
        ...timeRangeUrl,
        ...(newest === undefined ? {} : rangeThatShows(newest, range)),
        focus: newest?.traceId,
      },
      replace: true,
    });
  };
}

/** The range as it is when the trace lies in it, else a fixed one around the trace. */
function rangeThatShows(trace: TraceSummary, range: TimeRange) {
  const window = resolveTimeRange(range, nanosOfMillis(Date.now()));
  const start = BigInt(trace.start);
  const end = start + BigInt(trace.duration);
  if (start <= window.end && end >= window.start) return {};
  const from = start > MINUTE_NANOS ? start - MINUTE_NANOS : 0n;
  return writeTimeRange({ kind: 'absolute', start: from, end: end + MINUTE_NANOS });
}
