// The box of the search page: what the URL holds, what a drag is making, and the exact number of traces that begin in it.
import type { HistogramResponse } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type FilterQuery, histogramQuery } from '../../api/queries.ts';
import type { TimeWindow } from '../../lib/time-range.ts';
import { bucketsOfBox, readBox, sumOfBuckets, wholeBuckets, writeBox } from './time-box.ts';

interface TimeBoxInput {
  /** The URL's parameter. */
  readonly text: string | undefined;
  readonly filter: FilterQuery;
  readonly window: TimeWindow | undefined;
  readonly histogram: HistogramResponse | undefined;
  /** Writes the parameter. */
  readonly onText: (text: string | undefined) => void;
}

export interface TimeBox {
  /** undefined when there is none in the shown time. */
  readonly box: TimeWindow | undefined;
  /** How many traces begin in it; undefined while they are counted. */
  readonly counts: { readonly traces: number; readonly errorTraces: number } | undefined;
  /** While a drag goes on. */
  readonly draw: (box: TimeWindow) => void;
  /** The drag came to its end, or a key was pressed; undefined clears the box. */
  readonly settle: (box: TimeWindow | undefined) => void;
}

export function useTimeBox({ text, filter, window, histogram, onText }: TimeBoxInput): TimeBox {
  const [drawn, setDrawn] = useState<TimeWindow>();
  const kept = useMemo(() => readBox(text), [text]);
  const wanted = drawn ?? kept;
  const buckets = histogram?.buckets ?? [];
  const touched = wanted === undefined || window === undefined ? undefined : bucketsOfBox(window, 1, wanted);
  const box = touched === undefined ? undefined : wanted;
  const whole = box === undefined || window === undefined ? undefined : wholeBuckets(window, buckets.length, box);
  // A box that cuts bars, as one does after the window has moved on, is counted by the server.
  const counted = useQuery({
    ...histogramQuery({ ...filter, start: String(box?.start ?? 0n), end: String(box?.end ?? 0n), buckets: 1 }),
    enabled: box !== undefined && whole === undefined && histogram !== undefined && drawn === undefined,
  });
  return {
    box,
    counts: whole === undefined ? counted.data?.buckets[0] : sumOfBuckets(buckets, whole),
    draw: setDrawn,
    settle: (next) => {
      setDrawn(undefined);
      onText(next === undefined ? undefined : writeBox(next));
    },
  };
}
