// The vocabulary of traces: opentelemetry/proto/trace/v1/trace.proto, as immutable values.
import type { Attributes } from './any-value.ts';
import { stringAttribute } from './any-value.ts';
import type { SpanId, TraceId } from './ids.ts';
import type { UnixNano } from './time.ts';

/** Span kinds by their number on the wire. A number outside 0..5 is kept as it came and read as unspecified. */
export const SPAN_KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
export type SpanKindName = (typeof SPAN_KINDS)[number];

/** Status codes by their number on the wire. */
export const STATUS_CODES = ['unset', 'ok', 'error'] as const;
export type StatusCodeName = (typeof STATUS_CODES)[number];

export function spanKindName(kind: number): SpanKindName {
  return SPAN_KINDS[kind] ?? 'unspecified';
}

export function statusCodeName(code: number): StatusCodeName {
  return STATUS_CODES[code] ?? 'unset';
}

/** A reference from a resource to an entity that it describes (opentelemetry/proto/common/v1/common.proto, EntityRef). */
export interface EntityRef {
  readonly schemaUrl: string;
  readonly type: string;
  readonly idKeys: readonly string[];
  readonly descriptionKeys: readonly string[];
}

/** What produced the spans. `schemaUrl` is the one of its ResourceSpans. */
export interface Resource {
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly entityRefs: readonly EntityRef[];
  readonly schemaUrl: string;
}

/** The instrumentation scope. `schemaUrl` is the one of its ScopeSpans. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

export interface SpanEvent {
  readonly time: UnixNano;
  readonly name: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

/** A link to another span. Its ids are kept as lowercase hex of whatever length came, because a link may be malformed. */
export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  /** W3C flags in bits 0-7, bit 8 = is_remote is known, bit 9 = is_remote. */
  readonly flags: number;
}

export interface SpanStatus {
  readonly code: number;
  readonly message: string;
}

export interface Span {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** undefined for a root span. */
  readonly parentSpanId: SpanId | undefined;
  readonly traceState: string;
  /** W3C flags in bits 0-7, bit 8 = is_remote is known, bit 9 = is_remote. */
  readonly flags: number;
  readonly name: string;
  /** Number on the wire, see SPAN_KINDS. */
  readonly kind: number;
  readonly start: UnixNano;
  readonly end: UnixNano;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly events: readonly SpanEvent[];
  readonly droppedEventsCount: number;
  readonly links: readonly SpanLink[];
  readonly droppedLinksCount: number;
  readonly status: SpanStatus;
}

/** A span with what it hangs on: the unit that is stored and returned. Spans of one batch share resource and scope objects. */
export interface SpanRecord {
  readonly resource: Resource;
  readonly scope: Scope;
  readonly span: Span;
}

export interface ScopeSpans {
  readonly scope: Scope;
  readonly spans: readonly Span[];
}

/** The shape of OTLP's TracesData and ExportTraceServiceRequest. */
export interface ResourceSpans {
  readonly resource: Resource;
  readonly scopeSpans: readonly ScopeSpans[];
}

/** Which service sent a span. */
export interface ServiceName {
  readonly name: string;
  /** '' when the resource names none. */
  readonly namespace: string;
}

/** What the specification says an SDK must fall back to when no service.name is set. */
const UNKNOWN_SERVICE = 'unknown_service';

export function serviceOf(resource: Resource): ServiceName {
  return {
    name: stringAttribute(resource.attributes, 'service.name') ?? UNKNOWN_SERVICE,
    namespace: stringAttribute(resource.attributes, 'service.namespace') ?? '',
  };
}

/** True when the span says that it failed (status error). */
export function isError(span: Span): boolean {
  return span.status.code === 2;
}
