// Everything about a batch that can be worked out before its transaction begins, so that the transaction is short and
// what cannot be encoded fails alone.
import { peerOf, type NodeRef } from '@spanloom/analysis';
import {
  durationBetween,
  isError,
  serviceOf,
  SPAN_KINDS,
  spanKindName,
  STATUS_CODES,
  statusCodeName,
  valueText,
  weightOf,
  type AnyValue,
  type Attributes,
  type Resource,
  type Scope,
  type ServiceName,
  type SpanRecord,
} from '@spanloom/otlp-model';
import { encodeResource, encodeScope, encodeSpan } from '@spanloom/otlp-model/protobuf';
import { hash } from 'node:crypto';
import { effectiveEnd } from '../evaluate.ts';
import type { SpanHasher } from '../span-identity.ts';
import { folded } from '../text-order.ts';
import { MAX_SUGGESTED_VALUE_LENGTH, type SpanBatch } from '../trace-store.ts';
import { toStored } from './schema.ts';

/** A key with the form in which a value is looked up. */
export interface IndexedAttribute {
  readonly key: string;
  readonly folded: string | Buffer;
  readonly value: string | Buffer;
}

export interface PreparedResource {
  readonly hash: Buffer;
  readonly hashKey: string;
  readonly service: ServiceName;
  readonly body: Uint8Array;
  readonly attributes: readonly IndexedAttribute[];
}

export interface PreparedScope {
  readonly hash: Buffer;
  readonly hashKey: string;
  readonly body: Uint8Array;
}

/** A span as its row will be. Times are in their stored form. */
export interface PreparedSpan {
  readonly traceId: Buffer;
  readonly traceKey: string;
  readonly spanId: Buffer;
  readonly parentId: Buffer | null;
  readonly hash: Buffer;
  readonly resource: PreparedResource;
  readonly scope: PreparedScope;
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly error: boolean;
  readonly starts: bigint;
  readonly ends: bigint;
  /** When it ends for the extent of its trace: not before it starts. */
  readonly reaches: bigint;
  readonly duration: bigint;
  readonly weight: number;
  readonly peer: NodeRef | undefined;
  readonly attributes: readonly IndexedAttribute[];
  readonly body: Uint8Array;
}

export interface PreparedBatch {
  readonly spans: readonly PreparedSpan[];
  readonly received: bigint;
  /** Of the spans' bodies. */
  readonly bytes: number;
}

export function prepareBatch(batch: SpanBatch, hasher: SpanHasher): PreparedBatch {
  const resources = new Map<Resource, PreparedResource>();
  const scopes = new Map<Scope, PreparedScope>();
  let bytes = 0;
  const spans = batch.spans.map((record) => {
    const resource = remembered(resources, record.resource, prepareResource);
    const scope = remembered(scopes, record.scope, (scope) => prepareBody(encodeScope(scope)));
    const span = prepareSpan(record, resource, scope, hasher);
    bytes += span.body.length;
    return span;
  });
  return { spans, received: toStored(batch.receivedAt), bytes };
}

/** How attributes are indexed: of entries that share a key the last counts. */
export function indexedAttributes(attributes: Attributes): IndexedAttribute[] {
  const last = new Map<string, AnyValue>();
  for (const entry of attributes) last.set(entry.key, entry.value);
  return Array.from(last, ([key, value]) => ({ key, ...indexedValue(valueText(value)) }));
}

/** Stands after every text, so that completion never meets a long value. */
const NO_FOLDED_FORM = Buffer.alloc(0);

/** How the text of a value is looked up: as it is, or by its hash when it is too long to be suggested. */
export function indexedValue(text: string): Pick<IndexedAttribute, 'folded' | 'value'> {
  if (text.length <= MAX_SUGGESTED_VALUE_LENGTH) return { folded: folded(text), value: text };
  return { folded: NO_FOLDED_FORM, value: shortHash(text) };
}

function prepareResource(resource: Resource): PreparedResource {
  return {
    ...prepareBody(encodeResource(resource)),
    service: serviceOf(resource),
    attributes: indexedAttributes(resource.attributes),
  };
}

/** Dictionary rows are told apart by their very bytes, so that every span gets back exactly what it came with. */
function prepareBody(body: Uint8Array): PreparedScope {
  const digest = shortHash(body);
  return { hash: digest, hashKey: digest.toString('latin1'), body };
}

function shortHash(data: string | Uint8Array): Buffer {
  return hash('sha256', data, 'buffer').subarray(0, 16);
}

function prepareSpan(
  record: SpanRecord,
  resource: PreparedResource,
  scope: PreparedScope,
  hasher: SpanHasher,
): PreparedSpan {
  const { span } = record;
  return {
    traceId: Buffer.from(span.traceId, 'hex'),
    traceKey: span.traceId,
    spanId: Buffer.from(span.spanId, 'hex'),
    parentId: span.parentSpanId === undefined ? null : Buffer.from(span.parentSpanId, 'hex'),
    hash: hasher.span(record),
    resource,
    scope,
    name: span.name,
    kind: SPAN_KINDS.indexOf(spanKindName(span.kind)),
    status: STATUS_CODES.indexOf(statusCodeName(span.status.code)),
    error: isError(span),
    starts: toStored(span.start),
    ends: toStored(span.end),
    reaches: toStored(effectiveEnd(span)),
    duration: toStored(durationBetween(span.start, span.end)),
    weight: weightOf(span.traceState),
    peer: peerOf(span),
    attributes: indexedAttributes(span.attributes),
    body: encodeSpan(span),
  };
}

function remembered<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const made = make(key);
  known.set(key, made);
  return made;
}
