// GET /api/v1/traces/{traceId}/outline: what a waterfall draws of every span, in columns: a trace of 10,000 spans is a
// tenth of the bytes of the whole, and nothing has to be made of a span before its row is on screen.
import { indexColumn, numberColumn, optionalIndexColumn, optionalNumberColumn, textColumn } from './column.ts';
import { z } from './jitless.ts';
import { nanos, spanKind } from './primitives.ts';
import { answerCost } from './search.ts';
import { apiAttribute, apiResource, apiScope } from './trace.ts';

/** Attributes that an outline has of a span and its events: what kind of error it was, and which attempt. */
export const OUTLINE_KEYS = [
  'http.response.status_code',
  'http.status_code',
  'rpc.grpc.status_code',
  'rpc.response.status_code',
  'error.type',
  'exception.type',
  'http.request.resend_count',
] as const;

/** Spans in columns: entry i of each list is of the same span. Ordered by (start, span id, content hash). */
const outlineBlock = z.object({
  spanId: textColumn(),
  /** '' for a span without a parent. */
  parentSpanId: textColumn(),
  start: numberColumn(),
  /** null: it was sent without an end. */
  end: optionalNumberColumn(),
  /** Index into STATUS_CODES of @spanloom/otlp-model: 0 unset, 1 ok, 2 error. */
  status: indexColumn(3),
  /** Indices into the lists of the answer. */
  operation: indexColumn(),
  resource: indexColumn(),
  scope: indexColumn(),
  /** null for a span that names nobody as the other side. */
  peer: optionalIndexColumn(),
});
export type OutlineBlock = z.infer<typeof outlineBlock>;

export const outlineOperation = z.object({ name: z.string(), kind: spanKind });

export const outlinePeer = z.object({
  kind: z.enum(['service', 'database', 'queue', 'external']),
  name: z.string(),
});
export type OutlinePeer = z.infer<typeof outlinePeer>;

/** What only some spans have. */
export const outlineExtra = z.object({
  /** Number of the span, counted through all blocks. */
  span: z.int().min(0),
  /** Times of its events, in the order they were sent. */
  events: numberColumn(),
  /** Those of OUTLINE_KEYS that the span has, then those of its events. */
  attributes: z.array(apiAttribute),
});
export type OutlineExtra = z.infer<typeof outlineExtra>;

/** A span of whose ids there is another one with other content. */
export const outlineConflict = z.object({ span: z.int().min(0), contentHash: z.string() });
export type OutlineConflict = z.infer<typeof outlineConflict>;

export const traceOutlineResponse = z.object({
  traceId: z.string(),
  /** The earliest start. All other times are nanoseconds from it, exact up to 2^53: a wild clock may put them anywhere. */
  start: nanos,
  blocks: z.array(outlineBlock),
  extras: z.array(outlineExtra),
  conflicts: z.array(outlineConflict),
  operations: z.array(outlineOperation),
  peers: z.array(outlinePeer),
  resources: z.array(apiResource),
  scopes: z.array(apiScope),
  cost: answerCost,
});
export type TraceOutlineResponse = z.infer<typeof traceOutlineResponse>;
