// Whether more of a trace may still come, by its outline.
import { mayStillArrive } from '../../lib/arriving.ts';
import type { TraceOutline } from './view-span.ts';

type Times = Pick<TraceOutline, 'start' | 'blocks'>;

/** `now`: unix nanoseconds. */
export function isArriving(trace: Times, now: bigint): boolean {
  const newest = newestEnd(trace);
  // Most traces are old: whether one is complete need not be looked for.
  if (!mayStillArrive({ newestEnd: newest, complete: false }, now)) return false;
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
