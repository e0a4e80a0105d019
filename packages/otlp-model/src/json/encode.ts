// Model -> OTLP/JSON: lowerCamelCase, ids as lowercase hex, 64-bit integers as strings, bytes as base64, enums as numbers.
// Fields at their zero value are left out, except where leaving out would lose something (an empty value is {}).
// Text is put together here because JSON.stringify cannot write -0, nor shape values without a second tree of objects.
import type { AnyValue, Attributes } from '../any-value.ts';
import type { ExportResponse, RpcStatus } from '../codec.ts';
import type { Signal } from '../signals.ts';
import type { EntityRef, Resource, ResourceSpans, Scope, Span, SpanEvent, SpanLink, SpanStatus } from '../span.ts';
import { bytesToBase64 } from './base64.ts';

/** OTLP/JSON TracesData, which is also an ExportTraceServiceRequest. */
export function encodeExportRequest(resourceSpans: readonly ResourceSpans[]): string {
  return object([['resourceSpans', `[${resourceSpans.map(encodeResourceSpans).join(',')}]`]]);
}

const REJECTED: Readonly<Record<Signal, string>> = {
  traces: 'rejectedSpans',
  metrics: 'rejectedDataPoints',
  logs: 'rejectedLogRecords',
  profiles: 'rejectedProfiles',
};

/** partialSuccess is left out on full success. */
export function encodeExportResponse(response: ExportResponse, signal: Signal = 'traces'): string {
  const partial = object([
    [REJECTED[signal], int64(BigInt(response.rejected))],
    ['errorMessage', text(response.errorMessage)],
  ]);
  return object([['partialSuccess', partial === '{}' ? undefined : partial]]);
}

/** The body of an OTLP/HTTP error. */
export function encodeRpcStatus({ code, message, retryAfterSeconds }: RpcStatus): string {
  if (retryAfterSeconds === undefined) return JSON.stringify({ code, message });
  const retry = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfterSeconds}s` };
  return JSON.stringify({ code, message, details: [retry] });
}

type Member = readonly [name: string, json: string | undefined];

/** An object of the members that are not undefined. Names are ours, so they need no escaping. */
function object(members: readonly Member[]): string {
  let out = '';
  for (const [name, json] of members) if (json !== undefined) out += `${out === '' ? '' : ','}"${name}":${json}`;
  return `{${out}}`;
}

/** One element of `resourceSpans`, for writers that put a large document together piece by piece. */
export function encodeResourceSpans(group: ResourceSpans): string {
  return object([
    ['resource', resourceText(group.resource)],
    [
      'scopeSpans',
      `[${group.scopeSpans
        .map(({ scope, spans }) =>
          object([
            ['scope', scopeText(scope)],
            ['spans', `[${spans.map(spanText).join(',')}]`],
            ['schemaUrl', text(scope.schemaUrl)],
          ]),
        )
        .join(',')}]`,
    ],
    ['schemaUrl', text(group.resource.schemaUrl)],
  ]);
}

function resourceText(resource: Resource): string {
  return object([
    ['attributes', attributes(resource.attributes)],
    ['droppedAttributesCount', count(resource.droppedAttributesCount)],
    ['entityRefs', list(resource.entityRefs, entityRefText)],
  ]);
}

function entityRefText(ref: EntityRef): string {
  return object([
    ['schemaUrl', text(ref.schemaUrl)],
    ['type', text(ref.type)],
    ['idKeys', list(ref.idKeys, quoted)],
    ['descriptionKeys', list(ref.descriptionKeys, quoted)],
  ]);
}

function scopeText(scope: Scope): string {
  return object([
    ['name', text(scope.name)],
    ['version', text(scope.version)],
    ['attributes', attributes(scope.attributes)],
    ['droppedAttributesCount', count(scope.droppedAttributesCount)],
  ]);
}

function spanText(span: Span): string {
  const { status } = span;
  return object([
    ['traceId', quoted(span.traceId)],
    ['spanId', quoted(span.spanId)],
    ['traceState', text(span.traceState)],
    ['parentSpanId', span.parentSpanId === undefined ? undefined : quoted(span.parentSpanId)],
    ['flags', count(span.flags)],
    ['name', text(span.name)],
    ['kind', count(span.kind)],
    ['startTimeUnixNano', quoted(span.start.toString())],
    ['endTimeUnixNano', quoted(span.end.toString())],
    ['attributes', attributes(span.attributes)],
    ['droppedAttributesCount', count(span.droppedAttributesCount)],
    ['events', list(span.events, eventText)],
    ['droppedEventsCount', count(span.droppedEventsCount)],
    ['links', list(span.links, linkText)],
    ['droppedLinksCount', count(span.droppedLinksCount)],
    ['status', status.code === 0 && status.message === '' ? undefined : statusText(status)],
  ]);
}

function statusText(status: SpanStatus): string {
  return object([
    ['message', text(status.message)],
    ['code', count(status.code)],
  ]);
}

function eventText(event: SpanEvent): string {
  return object([
    ['timeUnixNano', quoted(event.time.toString())],
    ['name', text(event.name)],
    ['attributes', attributes(event.attributes)],
    ['droppedAttributesCount', count(event.droppedAttributesCount)],
  ]);
}

function linkText(link: SpanLink): string {
  return object([
    ['traceId', quoted(link.traceId)],
    ['spanId', quoted(link.spanId)],
    ['traceState', text(link.traceState)],
    ['attributes', attributes(link.attributes)],
    ['droppedAttributesCount', count(link.droppedAttributesCount)],
    ['flags', count(link.flags)],
  ]);
}

function attributes(entries: Attributes): string | undefined {
  return entries.length === 0 ? undefined : keyValues(entries);
}

function keyValues(entries: Attributes): string {
  return `[${entries.map((entry) => `{"key":${quoted(entry.key)},"value":${valueText(entry.value)}}`).join(',')}]`;
}

function valueText(value: AnyValue): string {
  switch (value.kind) {
    case 'empty':
      return '{}';
    case 'string':
      return `{"stringValue":${quoted(value.value)}}`;
    case 'bool':
      return `{"boolValue":${value.value}}`;
    case 'int':
      return `{"intValue":"${value.value}"}`;
    case 'double':
      return `{"doubleValue":${doubleText(value.value)}}`;
    case 'bytes':
      return `{"bytesValue":"${bytesToBase64(value.value)}"}`;
    case 'array':
      return `{"arrayValue":{"values":[${value.values.map(valueText).join(',')}]}}`;
    case 'kvlist':
      return `{"kvlistValue":{"values":${keyValues(value.entries)}}}`;
  }
}

function doubleText(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function list<T>(values: readonly T[], one: (value: T) => string): string | undefined {
  return values.length === 0 ? undefined : `[${values.map(one).join(',')}]`;
}

function text(value: string): string | undefined {
  return value === '' ? undefined : quoted(value);
}

function quoted(value: string): string {
  return JSON.stringify(value);
}

function count(value: number): string | undefined {
  return value === 0 ? undefined : String(value);
}

function int64(value: bigint): string | undefined {
  return value === 0n ? undefined : `"${value}"`;
}
