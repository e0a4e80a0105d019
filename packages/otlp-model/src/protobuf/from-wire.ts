// Generated messages -> model.
import type { AnyValue, Attributes, KeyValue } from '../any-value.ts';
import { bytesToHex } from '../hex.ts';
import type { SpanId, TraceId } from '../ids.ts';
import { REASONS } from '../rejections.ts';
import { err, ok, type Result } from '../result.ts';
import type { EntityRef, Resource, Scope, Span, SpanEvent, SpanLink, SpanStatus } from '../span.ts';
import type { UnixNano } from '../time.ts';
import { uniqueKeys } from '../unique-keys.ts';
import type {
  AnyValueMessage,
  EntityRefMessage,
  InstrumentationScopeMessage,
  KeyValueMessage,
  ResourceMessage,
  SpanEventMessage,
  SpanLinkMessage,
  SpanMessage,
  StatusMessage,
} from './gen/otlp.js';

const EMPTY: AnyValue = Object.freeze({ kind: 'empty' });
const UNSET: SpanStatus = Object.freeze({ code: 0, message: '' });
const ZERO_TIME = 0n as UnixNano;

/** A span, or why it must be left out. The message is trusted to be nested no deeper than allowed. */
export function spanFromWire(message: SpanMessage): Result<Span, string> {
  const traceId = idFromWire(message.traceId, 16);
  if (traceId === undefined) return err(REASONS.traceId);
  const spanId = idFromWire(message.spanId, 8);
  if (spanId === undefined) return err(REASONS.spanId);
  let parentSpanId: string | undefined;
  if (message.parentSpanId && !isAllZero(message.parentSpanId)) {
    parentSpanId = idFromWire(message.parentSpanId, 8);
    if (parentSpanId === undefined) return err(REASONS.parentSpanId);
  }
  return ok({
    traceId: traceId as TraceId,
    spanId: spanId as SpanId,
    parentSpanId: parentSpanId as SpanId | undefined,
    traceState: message.traceState ?? '',
    flags: message.flags ?? 0,
    name: message.name ?? '',
    kind: message.kind ?? 0,
    start: timeFromWire(message.startTimeUnixNano),
    end: timeFromWire(message.endTimeUnixNano),
    attributes: attributesFromWire(message.attributes),
    droppedAttributesCount: message.droppedAttributesCount ?? 0,
    events: (message.events ?? []).map(eventFromWire),
    droppedEventsCount: message.droppedEventsCount ?? 0,
    links: (message.links ?? []).map(linkFromWire),
    droppedLinksCount: message.droppedLinksCount ?? 0,
    status: statusFromWire(message.status),
  });
}

export function resourceFromWire(message: ResourceMessage | null | undefined, schemaUrl: string): Resource {
  return {
    attributes: attributesFromWire(message?.attributes),
    droppedAttributesCount: message?.droppedAttributesCount ?? 0,
    entityRefs: (message?.entityRefs ?? []).map(entityRefFromWire),
    schemaUrl,
  };
}

export function scopeFromWire(message: InstrumentationScopeMessage | null | undefined, schemaUrl: string): Scope {
  return {
    name: message?.name ?? '',
    version: message?.version ?? '',
    attributes: attributesFromWire(message?.attributes),
    droppedAttributesCount: message?.droppedAttributesCount ?? 0,
    schemaUrl,
  };
}

function entityRefFromWire(message: EntityRefMessage): EntityRef {
  return {
    schemaUrl: message.schemaUrl ?? '',
    type: message.type ?? '',
    idKeys: message.idKeys ?? [],
    descriptionKeys: message.descriptionKeys ?? [],
  };
}

function eventFromWire(message: SpanEventMessage): SpanEvent {
  return {
    time: timeFromWire(message.timeUnixNano),
    name: message.name ?? '',
    attributes: attributesFromWire(message.attributes),
    droppedAttributesCount: message.droppedAttributesCount ?? 0,
  };
}

function linkFromWire(message: SpanLinkMessage): SpanLink {
  return {
    traceId: message.traceId ? bytesToHex(message.traceId) : '',
    spanId: message.spanId ? bytesToHex(message.spanId) : '',
    traceState: message.traceState ?? '',
    attributes: attributesFromWire(message.attributes),
    droppedAttributesCount: message.droppedAttributesCount ?? 0,
    flags: message.flags ?? 0,
  };
}

function statusFromWire(message: StatusMessage | null | undefined): SpanStatus {
  return message ? { code: message.code ?? 0, message: message.message ?? '' } : UNSET;
}

function attributesFromWire(messages: readonly KeyValueMessage[] | undefined): Attributes {
  return messages === undefined ? [] : uniqueKeys(messages.map(keyValueFromWire));
}

export function keyValueFromWire(message: KeyValueMessage): KeyValue {
  return { key: message.key ?? '', value: message.value ? anyValueFromWire(message.value) : EMPTY };
}

function anyValueFromWire(message: AnyValueMessage): AnyValue {
  if (typeof message.stringValue === 'string') return { kind: 'string', value: message.stringValue };
  if (typeof message.intValue === 'bigint') return { kind: 'int', value: message.intValue };
  if (typeof message.boolValue === 'boolean') return { kind: 'bool', value: message.boolValue };
  if (typeof message.doubleValue === 'number') return { kind: 'double', value: message.doubleValue };
  if (message.arrayValue) return { kind: 'array', values: (message.arrayValue.values ?? []).map(anyValueFromWire) };
  if (message.kvlistValue) return { kind: 'kvlist', entries: attributesFromWire(message.kvlistValue.values) };
  // A copy: a view would keep the whole request in memory for as long as the value lives.
  if (message.bytesValue) return { kind: 'bytes', value: message.bytesValue.slice() };
  return EMPTY;
}

/** Any 64 bits are a time. */
function timeFromWire(value: bigint | null | undefined): UnixNano {
  return (value ?? ZERO_TIME) as UnixNano;
}

/** Lowercase hex of an id of the right length that is not all zero. */
function idFromWire(bytes: Uint8Array | null | undefined, length: number): string | undefined {
  return bytes?.length === length && !isAllZero(bytes) ? bytesToHex(bytes) : undefined;
}

function isAllZero(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}
