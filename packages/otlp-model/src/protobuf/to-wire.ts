// Model -> messages for the generated encoders. What is zero or empty is left unset: proto3 does not write it.
import type { AnyValue, KeyValue } from '../any-value.ts';
import { hexToBytes } from '../hex.ts';
import type { EntityRef, Resource, ResourceSpans, Scope, Span, SpanEvent, SpanLink } from '../span.ts';
import type {
  AnyValueMessage,
  EntityRefMessage,
  InstrumentationScopeMessage,
  KeyValueMessage,
  ResourceMessage,
  ResourceSpansMessage,
  SpanEventMessage,
  SpanLinkMessage,
  SpanMessage,
} from './gen/otlp.js';

export function spanToWire(span: Span): SpanMessage {
  const { status } = span;
  return {
    traceId: idToWire(span.traceId),
    spanId: idToWire(span.spanId),
    traceState: span.traceState,
    parentSpanId: span.parentSpanId === undefined ? undefined : idToWire(span.parentSpanId),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: timeToWire(span.start),
    endTimeUnixNano: timeToWire(span.end),
    attributes: span.attributes.map(keyValueToWire),
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map(eventToWire),
    droppedEventsCount: span.droppedEventsCount,
    links: span.links.map(linkToWire),
    droppedLinksCount: span.droppedLinksCount,
    status: status.code === 0 && status.message === '' ? undefined : { code: status.code, message: status.message },
    flags: span.flags,
  };
}

export function resourceToWire(resource: Resource): ResourceMessage {
  return {
    attributes: resource.attributes.map(keyValueToWire),
    droppedAttributesCount: resource.droppedAttributesCount,
    entityRefs: resource.entityRefs.map(entityRefToWire),
  };
}

export function scopeToWire(scope: Scope): InstrumentationScopeMessage {
  return {
    name: scope.name,
    version: scope.version,
    attributes: scope.attributes.map(keyValueToWire),
    droppedAttributesCount: scope.droppedAttributesCount,
  };
}

export function resourceSpansToWire(group: ResourceSpans): ResourceSpansMessage {
  return {
    resource: resourceToWire(group.resource),
    scopeSpans: group.scopeSpans.map(({ scope, spans }) => ({
      scope: scopeToWire(scope),
      spans: spans.map(spanToWire),
      schemaUrl: scope.schemaUrl,
    })),
    schemaUrl: group.resource.schemaUrl,
  };
}

function entityRefToWire(ref: EntityRef): EntityRefMessage {
  return {
    schemaUrl: ref.schemaUrl,
    type: ref.type,
    idKeys: [...ref.idKeys],
    descriptionKeys: [...ref.descriptionKeys],
  };
}

function eventToWire(event: SpanEvent): SpanEventMessage {
  return {
    timeUnixNano: timeToWire(event.time),
    name: event.name,
    attributes: event.attributes.map(keyValueToWire),
    droppedAttributesCount: event.droppedAttributesCount,
  };
}

function linkToWire(link: SpanLink): SpanLinkMessage {
  return {
    traceId: idToWire(link.traceId),
    spanId: idToWire(link.spanId),
    traceState: link.traceState,
    attributes: link.attributes.map(keyValueToWire),
    droppedAttributesCount: link.droppedAttributesCount,
    flags: link.flags,
  };
}

function keyValueToWire(entry: KeyValue): KeyValueMessage {
  return { key: entry.key, value: anyValueToWire(entry.value) };
}

function anyValueToWire(value: AnyValue): AnyValueMessage {
  switch (value.kind) {
    case 'empty':
      return {};
    case 'string':
      return { stringValue: value.value };
    case 'bool':
      return { boolValue: value.value };
    case 'int':
      return { intValue: value.value };
    case 'double':
      return { doubleValue: value.value };
    case 'bytes':
      return { bytesValue: value.value };
    case 'array':
      return { arrayValue: { values: value.values.map(anyValueToWire) } };
    case 'kvlist':
      return { kvlistValue: { values: value.entries.map(keyValueToWire) } };
  }
}

function timeToWire(time: bigint): bigint | undefined {
  return time === 0n ? undefined : time;
}

/** Ids in the model are whole bytes of hex by construction; anything else is a bug in the caller. */
function idToWire(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  if (bytes === undefined) throw new TypeError(`an id must be whole bytes of hex, not ${JSON.stringify(hex)}`);
  return bytes;
}
