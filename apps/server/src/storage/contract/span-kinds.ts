// What is odd about the spans of a trace: the kinds of data that a differential run must have met.
import { isKnownByLinks, peerOf } from '@spanloom/analysis';
import { weightOf, type SpanId } from '@spanloom/otlp-model';
import type { StoredSpan } from '../trace-store.ts';

/** Kinds that show in the spans of a trace as they are stored. */
export const SPAN_KINDS_MET = [
  'late spans',
  'conflicting duplicates',
  'orphans',
  'cycles',
  'zero durations',
  'ends before starts',
  'wild clocks',
  'weights',
  'messages known by links',
] as const;

export type SpanKindMet = (typeof SPAN_KINDS_MET)[number];

const DAY = 24n * 3600n * 1_000_000_000n;

/** `spans`: all of one trace, ordered by start. */
export function kindsOfTrace(spans: readonly StoredSpan[]): Set<SpanKindMet> {
  const kinds = new Set<SpanKindMet>();
  const parents = new Map<SpanId, SpanId | undefined>(
    spans.map(({ span }) => [span.spanId, span.parentSpanId] as const),
  );
  for (const { span, receivedAt, conflicting } of spans) {
    if (conflicting) kinds.add('conflicting duplicates');
    if (span.parentSpanId !== undefined && !parents.has(span.parentSpanId)) kinds.add('orphans');
    if (span.end === span.start) kinds.add('zero durations');
    if (span.end < span.start) kinds.add('ends before starts');
    if (isFar(span.start, receivedAt) || isFar(span.end, receivedAt)) kinds.add('wild clocks');
    if (weightOf(span.traceState) !== 1) kinds.add('weights');
    if (span.links.length > 0 && isKnownByLinks({ kind: span.kind, peer: peerOf(span) })) {
      kinds.add('messages known by links');
    }
    if (isOwnAncestor(span.spanId, parents)) kinds.add('cycles');
  }
  if (hasLate(spans)) kinds.add('late spans');
  return kinds;
}

function isFar(time: bigint, receivedAt: bigint): boolean {
  return time > receivedAt + DAY || time + DAY < receivedAt;
}

function isOwnAncestor(spanId: SpanId, parents: ReadonlyMap<SpanId, SpanId | undefined>): boolean {
  let ancestor = parents.get(spanId);
  for (let steps = parents.size; ancestor !== undefined && steps > 0; steps--) {
    if (ancestor === spanId) return true;
    ancestor = parents.get(ancestor);
  }
  return false;
}

/** Whether a span came in a later batch than one that starts after it. */
function hasLate(spans: readonly StoredSpan[]): boolean {
  let earliest: StoredSpan | undefined;
  for (const span of spans.toReversed()) {
    if (earliest !== undefined && span.receivedAt > earliest.receivedAt && span.span.start < earliest.span.start) {
      return true;
    }
    if (earliest === undefined || span.receivedAt < earliest.receivedAt) earliest = span;
  }
  return false;
}
