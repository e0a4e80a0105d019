// Trace and span ids: lowercase hex strings inside, bytes on the wire.
// https://www.w3.org/TR/trace-context/#trace-id
import { err, ok, type Result } from './result.ts';

declare const traceIdBrand: unique symbol;
declare const spanIdBrand: unique symbol;

/** 32 lowercase hex digits, never all zero. */
export type TraceId = string & { readonly [traceIdBrand]: true };
/** 16 lowercase hex digits, never all zero. */
export type SpanId = string & { readonly [spanIdBrand]: true };

const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
const ALL_ZERO = /^0+$/;

/** Reads a trace id from hex of any case. The error says what is wrong with it, in words fit for a user. */
export function parseTraceId(text: string): Result<TraceId, string> {
  const hex = text.toLowerCase();
  if (!TRACE_ID.test(hex)) return err('a trace id is 32 hex digits');
  if (ALL_ZERO.test(hex)) return err('an all-zero trace id is invalid');
  return ok(hex as TraceId);
}

/** Reads a span id from hex of any case. The error says what is wrong with it, in words fit for a user. */
export function parseSpanId(text: string): Result<SpanId, string> {
  const hex = text.toLowerCase();
  if (!SPAN_ID.test(hex)) return err('a span id is 16 hex digits');
  if (ALL_ZERO.test(hex)) return err('an all-zero span id is invalid');
  return ok(hex as SpanId);
}
