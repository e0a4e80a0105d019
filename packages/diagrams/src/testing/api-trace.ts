// Spans as the API gives them, from those that diagrams take: the way back of traceSpans.
import type { ApiAttribute, ApiResource, ApiScope, ApiSpan } from '@spanloom/api-schema';
import { type Attributes, SPAN_KINDS, valueText } from '@spanloom/otlp-model';
import type { ApiTrace } from '../trace-spans.ts';
import type { TraceSpan } from '../trace-span.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const NOT_CUT = { droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 };

export function apiTrace(spans: readonly TraceSpan[]): ApiTrace {
  const resources = new Map<string, ApiResource>();
  const scopes = new Map<string, ApiScope>();
  const told = spans.map((span) => {
    const scope = { name: span.scopeName, version: '', attributes: [], droppedAttributesCount: 0, schemaUrl: '' };
    return apiSpan(span, placeOf(resources, resourceOf(span)), placeOf(scopes, scope));
  });
  return { traceId: TRACE_ID, spans: told, resources: [...resources.values()], scopes: [...scopes.values()] };
}

function placeOf<T>(known: Map<string, T>, wanted: T): number {
  const key = JSON.stringify(wanted);
  if (!known.has(key)) known.set(key, wanted);
  return [...known.keys()].indexOf(key);
}

function resourceOf({ service, clock, cluster, language }: TraceSpan): ApiResource {
  const attributes = [
    text('host.name', clock),
    ...(cluster === '' ? [] : [text('k8s.cluster.name', cluster)]),
    ...(language === '' ? [] : [text('telemetry.sdk.language', language)]),
  ];
  return {
    service: { ...service, color: service.name.length % 18 },
    attributes,
    droppedAttributesCount: 0,
    schemaUrl: '',
  };
}

function apiSpan(span: TraceSpan, resource: number, scope: number): ApiSpan {
  const exception = {
    time: span.start,
    name: 'exception',
    attributes: [{ key: 'exception.type', value: { kind: 'string', value: span.exception } }],
  } as const;
  return {
    ...NOT_CUT,
    spanId: span.spanId,
    ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: SPAN_KINDS[span.kind] ?? 'unspecified',
    start: String(span.start),
    end: String(span.end),
    status: { code: span.error ? 'error' : span.status, message: '' },
    traceState: span.traceState,
    flags: span.flags,
    weight: span.weight,
    resource,
    scope,
    attributes: apiAttributes(span.attributes),
    events: [...span.events, ...(span.exception === '' ? [] : [exception])].map(({ time, name, attributes }) => ({
      time: String(time),
      name,
      attributes: apiAttributes(attributes),
      droppedAttributesCount: 0,
    })),
    links: span.links.map((link) => ({
      ...link,
      traceState: '',
      flags: 0,
      attributes: [],
      droppedAttributesCount: 0,
    })),
    contentHash: span.contentHash,
    conflicting: false,
  };
}

function apiAttributes(attributes: Attributes): ApiAttribute[] {
  return attributes.map(({ key, value }) => ({ key, type: value.kind, text: valueText(value) }));
}

function text(key: string, value: string): ApiAttribute {
  return { key, type: 'string', text: value };
}
