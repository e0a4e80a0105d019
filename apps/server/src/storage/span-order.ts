// The order in which found spans are listed, the same for all adapters: newest or longest first, ties by their ids.
import { compareText } from './text-order.ts';
import type { FoundSpan, SpanPosition, TraceOrder } from './trace-store.ts';

export function spanPosition(span: FoundSpan, order: TraceOrder): SpanPosition {
  const { traceId, spanId, contentHash } = span;
  return { value: order === 'newest' ? span.start : span.duration, traceId, spanId, contentHash };
}

/** Value descending, then trace id, span id and content hash ascending. */
export function compareSpanPositions(a: SpanPosition, b: SpanPosition): number {
  if (a.value !== b.value) return a.value > b.value ? -1 : 1;
  return (
    compareText(a.traceId, b.traceId) || compareText(a.spanId, b.spanId) || compareText(a.contentHash, b.contentHash)
  );
}
