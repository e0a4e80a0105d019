// The smaller messages (responses) and the parts that storage keeps (span, resource, scope), both ways.
// What is decoded here is our own or a test's: corruption throws.
import type { ExportResponse } from '../codec.ts';
import type { Resource, ResourceSpans, Scope, Span } from '../span.ts';
import { resourceFromWire, scopeFromWire, spanFromWire } from './from-wire.ts';
import { opentelemetry } from './gen/otlp.js';
import { resourceSpansToWire, resourceToWire, scopeToWire, spanToWire } from './to-wire.ts';
import { WireReader, WireWriter } from './wire.ts';

const { collector, trace } = opentelemetry.proto;

/** Values in the model were bounded when they came in, so protobufjs' own nesting limit must not cut in. */
const NO_DEPTH_LIMIT = Number.NEGATIVE_INFINITY;

/** An ExportTraceServiceRequest; as TracesData it is the same bytes. */
export function encodeExportRequest(resourceSpans: readonly ResourceSpans[]): Uint8Array {
  const message = { resourceSpans: resourceSpans.map(resourceSpansToWire) };
  return trace.v1.TracesData.encode(message, new WireWriter(), NO_DEPTH_LIMIT).finish();
}

/**
 * An ExportTraceServiceResponse; partial_success stays unset on full success. For the other signals it is the same on
 * the wire: only the name of the count differs.
 */
export function encodeExportResponse(response: ExportResponse): Uint8Array {
  const { rejected, errorMessage } = response;
  const rejectedSpans = rejected === 0 ? undefined : BigInt(rejected);
  const partialSuccess =
    rejectedSpans === undefined && errorMessage === '' ? undefined : { rejectedSpans, errorMessage };
  return collector.trace.v1.ExportTraceServiceResponse.encode({ partialSuccess }, new WireWriter()).finish();
}

/** Throws when the bytes are not an ExportTraceServiceResponse. */
export function decodeExportResponse(bytes: Uint8Array): ExportResponse {
  const { partialSuccess } = collector.trace.v1.ExportTraceServiceResponse.decode(new WireReader(bytes));
  return {
    rejected: Number(partialSuccess?.rejectedSpans ?? 0n),
    errorMessage: partialSuccess?.errorMessage ?? '',
  };
}

/** A Span message. The same span always gives the same bytes. */
export function encodeSpan(span: Span): Uint8Array {
  return trace.v1.Span.encode(spanToWire(span), new WireWriter(), NO_DEPTH_LIMIT).finish();
}

/** Reads what `encodeSpan` wrote. Throws on anything else. */
export function decodeSpan(bytes: Uint8Array): Span {
  const span = spanFromWire(trace.v1.Span.decode(new WireReader(bytes), undefined, undefined, NO_DEPTH_LIMIT));
  if (!span.ok) throw new Error(`a stored span has ${span.error}`);
  return span.value;
}

/** A ResourceSpans message with resource and schema URL only. The same resource always gives the same bytes. */
export function encodeResource(resource: Resource): Uint8Array {
  const message = { resource: resourceToWire(resource), schemaUrl: resource.schemaUrl };
  return trace.v1.ResourceSpans.encode(message, new WireWriter(), NO_DEPTH_LIMIT).finish();
}

/** Reads what `encodeResource` wrote. Throws on bytes that are no protobuf message. */
export function decodeResource(bytes: Uint8Array): Resource {
  const message = trace.v1.ResourceSpans.decode(new WireReader(bytes), undefined, undefined, NO_DEPTH_LIMIT);
  return resourceFromWire(message.resource, message.schemaUrl ?? '');
}

/** A ScopeSpans message with scope and schema URL only. The same scope always gives the same bytes. */
export function encodeScope(scope: Scope): Uint8Array {
  const message = { scope: scopeToWire(scope), schemaUrl: scope.schemaUrl };
  return trace.v1.ScopeSpans.encode(message, new WireWriter(), NO_DEPTH_LIMIT).finish();
}

/** Reads what `encodeScope` wrote. Throws on bytes that are no protobuf message. */
export function decodeScope(bytes: Uint8Array): Scope {
  const message = trace.v1.ScopeSpans.decode(new WireReader(bytes), undefined, undefined, NO_DEPTH_LIMIT);
  return scopeFromWire(message.scope, message.schemaUrl ?? '');
}
