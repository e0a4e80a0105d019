// The time ranges of this visit: back to the one before, twice as long; each that is no preset is remembered as recent.
import { useCallback, useEffect, useRef } from 'react';
import { nanosOfMillis, RANGE_PRESETS, rangeKey, rangeOfKey, widerRange } from '../lib/time-range.ts';
import { useRecent } from '../ui/recent.tsx';
import { useSetTimeRange, useTimeRange } from '../ui/use-time-range.ts';

const PRESETS: ReadonlySet<string> = new Set(RANGE_PRESETS);

export interface RangeHistory {
  readonly widen: () => void;
  /** False when there is none before. */
  readonly back: () => boolean;
}

export function useRangeHistory(): RangeHistory {
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const { remember } = useRecent();
  const key = rangeKey(range);
  const shown = useRef(key);
  const before = useRef<string[]>([]);

  useEffect(() => {
    if (!PRESETS.has(key)) remember({ kind: 'range', text: key });
    if (shown.current === key) return;
    before.current.push(shown.current);
    shown.current = key;
  }, [key, remember]);

  const widen = useCallback(() => setRange(widerRange(range, nanosOfMillis(Date.now()))), [range, setRange]);
  const back = useCallback(() => {
    const last = rangeOfKey(before.current.pop() ?? '');
    if (last === undefined) return false;
    // Going back is no step to go back to.
    shown.current = rangeKey(last);
    setRange(last);
    return true;
  }, [setRange]);
  return { widen, back };
}
