// Whether more of a trace may still come: it is incomplete, and its last span ended less than a minute ago.
import type { TraceOutline } from './view-span.ts';

const YOUNG_NANOS = 60_000_000_000n;

type Times = Pick<TraceOutline, 'start' | 'blocks'>;

/** `now`: unix nanoseconds. Spans dated more than a minute ahead are from a clock that is wrong, not from just now. */
export function isArriving(trace: Times, now: bigint): boolean {
  const age = now - newestEnd(trace);
  if (age > YOUNG_NANOS || age < -YOUNG_NANOS) return false;
  const ids = new Set(trace.blocks.flatMap(({ spanId }) => spanId));
  const parents = trace.blocks.flatMap(({ parentSpanId }) => parentSpanId);
  return parents.every((parent) => parent !== '') || parents.some((parent) => parent !== '' && !ids.has(parent));
}

/** When the last span ended, unix nanoseconds; a span without an end counts with its start. */
export function newestEnd({ start, blocks }: Times): bigint {
  let newest = 0;
  for (const block of blocks) {
    for (const [index, end] of block.end.entries()) newest = Math.max(newest, end ?? block.start[index] ?? 0);
  }
  return BigInt(start) + BigInt(Math.round(newest));
}
