// Whether more of a trace may still come: it is incomplete, and its last span ended less than a minute ago.
import type { TraceResponse } from '@spanloom/api-schema';

const YOUNG_NANOS = 60_000_000_000n;

/** `now`: unix nanoseconds. Spans dated more than a minute ahead are from a clock that is wrong, not from just now. */
export function isArriving(trace: Pick<TraceResponse, 'spans'>, now: bigint): boolean {
  const { spans } = trace;
  const age = now - newestEnd(spans);
  if (age > YOUNG_NANOS || age < -YOUNG_NANOS) return false;
  const ids = new Set(spans.map((span) => span.spanId));
  const parents = spans.flatMap((span) => (span.parentSpanId === undefined ? [] : [span.parentSpanId]));
  return parents.length === spans.length || parents.some((parent) => !ids.has(parent));
}

/** When the last span ended, unix nanoseconds. Decimal digits without leading zeros compare as texts once they are equally long: no number is made for each span. */
export function newestEnd(spans: readonly { readonly end: string }[]): bigint {
  let newest = '0';
  for (const { end } of spans) {
    if (end.length > newest.length || (end.length === newest.length && end > newest)) newest = end;
  }
  return BigInt(newest);
}
