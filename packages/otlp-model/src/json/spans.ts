// Spans, resources and scopes from parsed OTLP/JSON. Each reader throws Refusal when its object cannot be used.
import { bytesToHex, hexToBytes } from '../hex.ts';
import { parseSpanId, parseTraceId, type SpanId, type TraceId } from '../ids.ts';
import { REASONS } from '../rejections.ts';
import {
  type EntityRef,
  type Resource,
  type Scope,
  type Span,
  SPAN_KINDS,
  type SpanEvent,
  type SpanLink,
  type SpanStatus,
  STATUS_CODES,
} from '../span.ts';
import type { UnixNano } from '../time.ts';
import type { Allowance } from './allowance.ts';
import { asEnum, asObject, asText, asUint32, asUint64, field, type JsonObject, Refusal } from './fields.ts';
import { attributesOf } from './values.ts';

const UNSET: SpanStatus = Object.freeze({ code: 0, message: '' });
const ALL_ZERO = /^0*$/;

export function resourceOf(value: unknown, schemaUrl: unknown, allowance: Allowance): Resource {
  const object = value === undefined ? {} : asObject(value, 'a resource');
  return {
    attributes: attributes(object, allowance),
    droppedAttributesCount: droppedAttributes(object),
    entityRefs: allowance
      .list(field(object, 'entityRefs', 'entity_refs'), 'an entityRefs field')
      .map((entityRef) => entityRefOf(entityRef, allowance)),
    schemaUrl: asText(schemaUrl, 'a schemaUrl'),
  };
}

export function scopeOf(value: unknown, schemaUrl: unknown, allowance: Allowance): Scope {
  const object = value === undefined ? {} : asObject(value, 'a scope');
  return {
    name: asText(field(object, 'name'), 'a scope name'),
    version: asText(field(object, 'version'), 'a scope version'),
    attributes: attributes(object, allowance),
    droppedAttributesCount: droppedAttributes(object),
    schemaUrl: asText(schemaUrl, 'a schemaUrl'),
  };
}

export function spanOf(value: unknown, allowance: Allowance): Span {
  const object = asObject(value, 'a span');
  return {
    traceId: traceIdOf(field(object, 'traceId', 'trace_id')),
    spanId: spanIdOf(field(object, 'spanId', 'span_id'), REASONS.spanId),
    parentSpanId: parentSpanIdOf(field(object, 'parentSpanId', 'parent_span_id')),
    traceState: asText(field(object, 'traceState', 'trace_state'), 'a traceState'),
    flags: asUint32(field(object, 'flags'), 'a flags field'),
    name: asText(field(object, 'name'), 'a span name'),
    kind: asEnum(field(object, 'kind'), 'SPAN_KIND_', SPAN_KINDS, 'a kind'),
    start: timeOf(object, 'startTimeUnixNano', 'start_time_unix_nano'),
    end: timeOf(object, 'endTimeUnixNano', 'end_time_unix_nano'),
    attributes: attributes(object, allowance),
    droppedAttributesCount: droppedAttributes(object),
    events: allowance.list(field(object, 'events'), 'an events field').map((event) => eventOf(event, allowance)),
    droppedEventsCount: asUint32(field(object, 'droppedEventsCount', 'dropped_events_count'), 'a droppedEventsCount'),
    links: allowance.list(field(object, 'links'), 'a links field').map((link) => linkOf(link, allowance)),
    droppedLinksCount: asUint32(field(object, 'droppedLinksCount', 'dropped_links_count'), 'a droppedLinksCount'),
    status: statusOf(field(object, 'status')),
  };
}

function entityRefOf(value: unknown, allowance: Allowance): EntityRef {
  const object = asObject(value, 'an entityRef');
  const keys = (list: unknown): string[] =>
    allowance.list(list, 'a list of entityRef keys').map((key) => asText(key, 'a key of an entityRef'));
  return {
    schemaUrl: asText(field(object, 'schemaUrl', 'schema_url'), 'a schemaUrl'),
    type: asText(field(object, 'type'), 'a type of an entityRef'),
    idKeys: keys(field(object, 'idKeys', 'id_keys')),
    descriptionKeys: keys(field(object, 'descriptionKeys', 'description_keys')),
  };
}

function eventOf(value: unknown, allowance: Allowance): SpanEvent {
  const object = asObject(value, 'an event');
  return {
    time: timeOf(object, 'timeUnixNano', 'time_unix_nano'),
    name: asText(field(object, 'name'), 'an event name'),
    attributes: attributes(object, allowance),
    droppedAttributesCount: droppedAttributes(object),
  };
}

function linkOf(value: unknown, allowance: Allowance): SpanLink {
  const object = asObject(value, 'a link');
  return {
    traceId: anyHex(field(object, 'traceId', 'trace_id')),
    spanId: anyHex(field(object, 'spanId', 'span_id')),
    traceState: asText(field(object, 'traceState', 'trace_state'), 'a traceState'),
    attributes: attributes(object, allowance),
    droppedAttributesCount: droppedAttributes(object),
    flags: asUint32(field(object, 'flags'), 'a flags field'),
  };
}

function statusOf(value: unknown): SpanStatus {
  if (value === undefined) return UNSET;
  const object = asObject(value, 'a status');
  return {
    code: asEnum(field(object, 'code'), 'STATUS_CODE_', STATUS_CODES, 'a status code'),
    message: asText(field(object, 'message'), 'a status message'),
  };
}

function attributes(object: JsonObject, allowance: Allowance): Span['attributes'] {
  return attributesOf(field(object, 'attributes'), allowance.maxDepth, allowance);
}

function droppedAttributes(object: JsonObject): number {
  return asUint32(field(object, 'droppedAttributesCount', 'dropped_attributes_count'), 'a droppedAttributesCount');
}

function timeOf(object: JsonObject, camel: string, snake: string): UnixNano {
  return asUint64(field(object, camel, snake), `${camel.startsWith('end') ? 'an' : 'a'} ${camel}`) as UnixNano;
}

function traceIdOf(value: unknown): TraceId {
  const id = typeof value === 'string' ? parseTraceId(value) : undefined;
  if (id === undefined || !id.ok) throw new Refusal(REASONS.traceId);
  return id.value;
}

function spanIdOf(value: unknown, reason: string): SpanId {
  const id = typeof value === 'string' ? parseSpanId(value) : undefined;
  if (id === undefined || !id.ok) throw new Refusal(reason);
  return id.value;
}

/** Absent, empty and all-zero mean a root. */
function parentSpanIdOf(value: unknown): SpanId | undefined {
  if (value === undefined || (typeof value === 'string' && ALL_ZERO.test(value))) return undefined;
  return spanIdOf(value, REASONS.parentSpanId);
}

/** Ids of links: hex of any length. */
function anyHex(value: unknown): string {
  const bytes = value === undefined ? new Uint8Array() : typeof value === 'string' ? hexToBytes(value) : undefined;
  if (bytes === undefined) throw new Refusal('a link whose ids are not hex');
  return bytesToHex(bytes);
}
