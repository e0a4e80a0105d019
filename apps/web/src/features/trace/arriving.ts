// Whether more of a trace may still come: it is incomplete, and its last span ended less than a minute ago.
import type { TraceResponse } from '@spanloom/api-schema';

const YOUNG_NANOS = 60_000_000_000n;

/** `now`: unix nanoseconds. Spans dated more than a minute ahead are from a clock that is wrong, not from just now. */
export function isArriving(trace: Pick<TraceResponse, 'spans'>, now: bigint): boolean {
  const { spans } = trace;
  const newest = spans.reduce((latest, { end }) => (BigInt(end) > latest ? BigInt(end) : latest), 0n);
  const age = now - newest;
  if (age > YOUNG_NANOS || age < -YOUNG_NANOS) return false;
  const ids = new Set(spans.map((span) => span.spanId));
  const parents = spans.flatMap((span) => (span.parentSpanId === undefined ? [] : [span.parentSpanId]));
  return parents.length === spans.length || parents.some((parent) => !ids.has(parent));
}
