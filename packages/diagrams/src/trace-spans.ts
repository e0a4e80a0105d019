// Spans as the API gives them, as diagrams of a trace take them.
import { hostOf, probeOf } from '@spanloom/analysis';
import type { ApiAttribute, ApiResource, ApiSpan, TraceResponse } from '@spanloom/api-schema';
import { type AnyValue, type Attributes, SPAN_KINDS, type SpanKindName } from '@spanloom/otlp-model';
import type { TraceSpan } from './trace-span.ts';

/** A trace as the API gives it. */
export type ApiTrace = Omit<TraceResponse, 'cost'>;

export function traceSpans({
  traceId,
  spans,
  resources,
  scopes,
}: Pick<ApiTrace, 'traceId' | 'spans' | 'resources' | 'scopes'>): TraceSpan[] {
  return spans.map((span) => ({
    ...traceSpan(span, resources[span.resource], scopes[span.scope]?.name ?? ''),
    traceId,
  }));
}

function traceSpan(span: ApiSpan, resource: ApiResource | undefined, scopeName: string): Omit<TraceSpan, 'traceId'> {
  const { name, namespace } = resource?.service ?? { name: '', namespace: '' };
  const ofResource = resource?.attributes ?? [];
  return {
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    contentHash: span.contentHash,
    name: span.name,
    kind: SPAN_KINDS.indexOf(span.kind satisfies SpanKindName),
    start: BigInt(span.start),
    end: BigInt(span.end),
    error: span.status.code === 'error',
    status: span.status.code,
    service: { name, namespace },
    clock: resource === undefined ? '' : (hostOf(resource) ?? `${namespace}\u0000${name}`),
    cluster: textOf(ofResource, 'k8s.cluster.name'),
    probe: probeOf(ofResource, scopeName),
    attributes: attributesOf(span.attributes),
    exception:
      span.events.map(({ attributes }) => textOf(attributes, 'exception.type')).find((type) => type !== '') ?? '',
    links: span.links.map(({ traceId, spanId }) => ({ traceId, spanId })),
    flags: span.flags,
    traceState: span.traceState,
    resource: span.resource,
    scope: span.scope,
    scopeName,
    resourceAttributes: ofResource.length,
    language: textOf(ofResource, 'telemetry.sdk.language'),
    weight: span.weight,
    events: span.events.map((event) => ({
      time: BigInt(event.time),
      name: event.name,
      attributes: attributesOf(event.attributes),
    })),
  };
}

function textOf(attributes: readonly ApiAttribute[], key: string): string {
  return attributes.find((attribute) => attribute.key === key)?.text ?? '';
}

/** Lists and bytes decide nothing in a diagram: their text is enough. */
export function attributesOf(attributes: readonly ApiAttribute[]): Attributes {
  return attributes.map(({ key, type, text }) => ({ key, value: anyValue(type, text) }));
}

function anyValue(type: ApiAttribute['type'], text: string): AnyValue {
  if (type === 'bool') return { kind: 'bool', value: text === 'true' };
  if (type === 'int') return { kind: 'int', value: BigInt(text) };
  if (type === 'double') return { kind: 'double', value: Number(text) };
  return type === 'empty' ? { kind: 'empty' } : { kind: 'string', value: text };
}
