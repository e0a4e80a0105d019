// What the codecs (subpaths ./protobuf and ./json) agree on.
import type { ResourceSpans } from './span.ts';

/**
 * What a ResourceSpans or a ScopeSpans counts for: its resource or scope is encoded, hashed and looked up, which costs as
 * much as a score of attributes.
 */
export const ITEMS_A_GROUP = 20;

/** Caps that hold while decoding. Exceeding one is an error, not a partial success, unless it says otherwise. */
export interface DecodeLimits {
  /** Spans in one request. */
  readonly maxSpans: number;
  /** Attributes, events, links and array elements in one request, all together; a group counts for `ITEMS_A_GROUP`. */
  readonly maxItems: number;
  /** The same of one span, resource or scope: one that has more is left out, a partial success. */
  readonly maxItemsOfOne: number;
  /** UTF-16 units of a span's or a service's name, which lists and pictures show: a longer one is left out as well. */
  readonly maxNameLength: number;
  /** Nesting of an AnyValue, and of a JSON document beyond its fixed structure. */
  readonly maxDepth: number;
}

/**
 * An item may be two bytes on the wire, so a few kilobytes of gzip may hold millions: what decoding them takes, not what
 * a body weighs, sets the bound. SDKs stop at 128 attributes, events and links of a span unless told otherwise.
 */
export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  maxSpans: 250_000,
  maxItems: 1_000_000,
  maxItemsOfOne: 50_000,
  maxNameLength: 65_536,
  maxDepth: 50,
};

/**
 * A decoded export request. Spans that break a rule are left out and counted; the rest is good to store. Groups without
 * spans are left out. Every string is well-formed Unicode (invalid UTF-8 and lone surrogates become U+FFFD), and keys
 * are unique within each list of attributes (of duplicates the last one stays).
 */
export interface DecodedTraces {
  readonly resourceSpans: readonly ResourceSpans[];
  /** Spans in `resourceSpans`. */
  readonly spanCount: number;
  /** What counts against `maxItems`: what it costs to keep a request in memory, beside its spans and bytes. */
  readonly itemCount: number;
  /** Spans left out: bad trace or span id, too deep an attribute, ... */
  readonly rejectedSpans: number;
  /** Why, with counts, for the partial-success message; '' when nothing was rejected. */
  readonly rejection: string;
}

/** Why a body could not be decoded at all. */
export interface DecodeError {
  /** `malformed` is bad data (400); `too_large` went over a limit (413). */
  readonly kind: 'malformed' | 'too_large';
  readonly message: string;
}

/** google.rpc.Status, the body of OTLP/HTTP errors. `code` is a gRPC status code. */
export interface RpcStatus {
  readonly code: number;
  readonly message: string;
  /** When to try again, as the detail google.rpc.RetryInfo; absent when the same request will not do better. */
  readonly retryAfterSeconds?: number;
}

/**
 * The response to an export of any signal. Both fields at their zero value mean full success: partial_success stays
 * unset.
 */
export interface ExportResponse {
  /** Spans, data points, log records or profiles that were not stored. */
  readonly rejected: number;
  readonly errorMessage: string;
}
