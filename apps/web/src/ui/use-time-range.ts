// The time range of the page, which the URL holds on every page and links between pages carry along.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { readTimeRange, type TimeRange, type TimeRangeUrl, timeRangeUrl, writeTimeRange } from '../lib/time-range.ts';

/** Stable as long as the URL's part stays the same. Resolve it with `resolveTimeRange` when a query is run. */
export function useTimeRange(): TimeRange {
  const { range, from, to } = useTimeRangeUrl();
  return useMemo(() => readTimeRange({ range, from, to }), [range, from, to]);
}

/** The part of the URL to hand to a link's `search`, so that another page opens with the same time. */
export function useTimeRangeUrl(): TimeRangeUrl {
  const search = useSearch({ strict: false });
  return timeRangeUrl.parse(search);
}

/** Writes a range into the URL of the current page; a new entry of the history. */
export function useSetTimeRange(): (range: TimeRange) => void {
  const navigate = useNavigate();
  return useCallback(
    (range) => void navigate({ to: '.', search: (before: object) => ({ ...before, ...writeTimeRange(range) }) }),
    [navigate],
  );
}

export interface Live {
  /** Keeping up with what comes in. */
  readonly on: boolean;
  /** A fixed range cannot keep up. */
  readonly possible: boolean;
  readonly toggle: () => void;
}

/** Live mode, which the URL holds as `live=1`. */
export function useLive(): Live {
  const navigate = useNavigate();
  const { live } = useTimeRangeUrl();
  const possible = useTimeRange().kind === 'relative';
  const on = possible && live === '1';
  const toggle = useCallback(() => {
    if (!possible) return;
    const next = on ? undefined : '1';
    void navigate({ to: '.', search: (before: object) => ({ ...before, live: next }), replace: true });
  }, [navigate, on, possible]);
  return { on, possible, toggle };
}
