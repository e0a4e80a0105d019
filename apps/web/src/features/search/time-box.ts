// A box over the histogram: a part of its window, made of whole bars. Pure: the store's buckets are
// floor((time - start) * count / (end - start + 1)), and these are their edges to the nanosecond, so that a box holds
// exactly the traces of its bars.
import type { TimeWindow } from '../../lib/time-range.ts';

/** First and last bucket, both included. */
export interface BucketSpan {
  readonly from: number;
  readonly to: number;
}

/** The first nanosecond of a bucket; of `count` itself: the first after the window. */
export function bucketStart(window: TimeWindow, count: number, index: number): bigint {
  const length = window.end - window.start + 1n;
  const buckets = BigInt(count);
  return window.start + (BigInt(index) * length + buckets - 1n) / buckets;
}

/** The time of some buckets, in either order; both ends included, as everywhere. */
export function boxOfBuckets(window: TimeWindow, count: number, one: number, other: number): TimeWindow {
  return {
    start: bucketStart(window, count, Math.min(one, other)),
    end: bucketStart(window, count, Math.max(one, other) + 1) - 1n,
  };
}

/** The buckets that a box touches; undefined when it lies outside of the window. */
export function bucketsOfBox(window: TimeWindow, count: number, box: TimeWindow): BucketSpan | undefined {
  if (box.end < window.start || box.start > window.end || count === 0) return undefined;
  const indexOf = (time: bigint): number => {
    const inside = time < window.start ? window.start : time > window.end ? window.end : time;
    return Number(((inside - window.start) * BigInt(count)) / (window.end - window.start + 1n));
  };
  return { from: indexOf(box.start), to: indexOf(box.end) };
}

/** The buckets of which a box consists; undefined when it cuts one, as it does once the window has moved on. */
export function wholeBuckets(window: TimeWindow, count: number, box: TimeWindow): BucketSpan | undefined {
  const span = bucketsOfBox(window, count, box);
  if (span === undefined) return undefined;
  const whole = boxOfBuckets(window, count, span.from, span.to);
  return whole.start === box.start && whole.end === box.end ? span : undefined;
}

/** What the buckets hold together. */
export function sumOfBuckets<B extends { readonly traces: number; readonly errorTraces: number }>(
  buckets: readonly B[],
  { from, to }: BucketSpan,
): { readonly traces: number; readonly errorTraces: number } {
  let [traces, errorTraces] = [0, 0];
  for (const bucket of buckets.slice(from, to + 1)) {
    traces += bucket.traces;
    errorTraces += bucket.errorTraces;
  }
  return { traces, errorTraces };
}

/** The box of a URL, `START-END` in unix nanoseconds; undefined when the text is none. */
export function readBox(text: string | undefined): TimeWindow | undefined {
  const match = /^(\d{1,19})-(\d{1,19})$/.exec(text ?? '');
  if (match === null) return undefined;
  const box = { start: BigInt(match[1] ?? ''), end: BigInt(match[2] ?? '') };
  return box.start <= box.end ? box : undefined;
}

/** The inverse of `readBox`. */
export function writeBox({ start, end }: TimeWindow): string {
  return `${start}-${end}`;
}
