// What lists and waterfalls show of a span.
import { peerOf } from '@spanloom/analysis';
import { durationBetween, serviceOf, spanKindName, statusCodeName } from '@spanloom/otlp-model';
import type { FoundSpan, SpanOutline, StoredSpan } from '../trace-store.ts';

export function foundSpan({ span, resource, contentHash }: StoredSpan): FoundSpan {
  const { traceId, spanId, start, end, name, kind, status } = span;
  return {
    traceId,
    spanId,
    contentHash,
    service: serviceOf(resource),
    operation: name,
    kind: spanKindName(kind),
    status: statusCodeName(status.code),
    start,
    duration: durationBetween(start, end),
  };
}

export function outlineOf(stored: StoredSpan, keys: readonly string[]): SpanOutline {
  const { span, resource, scope, contentHash } = stored;
  const { spanId, parentSpanId, name, start, end, events } = span;
  const attributes = [...span.attributes, ...events.flatMap((event) => event.attributes)];
  return {
    spanId,
    parentSpanId,
    contentHash,
    name,
    kind: spanKindName(span.kind),
    status: statusCodeName(span.status.code),
    start,
    end,
    resource,
    scope,
    peer: peerOf(span),
    eventTimes: events.map(({ time }) => time),
    attributes: attributes.filter(({ key }) => keys.includes(key)),
  };
}
