// GET /api/v1/traces/{traceId}/outline: what a waterfall draws of every span, in columns: a trace of 10,000 spans is a
// tenth of the bytes of the whole, and nothing has to be made of a span before its row is on screen.
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

/** Nanoseconds from the earliest start, exact up to 2^53; a wild clock may put them anywhere. */
const offset = z.number();
const index = z.int().min(0);

/** Spans in columns: entry i of each list is of the same span. Ordered by (start, span id, content hash). */
const outlineBlock = z.object({
  spanId: z.array(z.string()),
  /** '' for a span without a parent. */
  parentSpanId: z.array(z.string()),
  start: z.array(offset),
  /** null: it was sent without an end. */
  end: z.array(offset.nullable()),
  /** Index into STATUS_CODES of @spanloom/otlp-model: 0 unset, 1 ok, 2 error. */
  status: z.array(z.int().min(0).max(2)),
  /** Indices into the lists of the answer. */
  operation: z.array(index),
  resource: z.array(index),
  scope: z.array(index),
  /** null for a span that names nobody as the other side. */
  peer: z.array(index.nullable()),
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
  span: index,
  /** Times of its events, in the order they were sent. */
  events: z.array(offset),
  /** Those of OUTLINE_KEYS that the span has, then those of its events. */
  attributes: z.array(apiAttribute),
  /** Given when another stored span has the same ids but other content. */
  contentHash: z.string().optional(),
});
export type OutlineExtra = z.infer<typeof outlineExtra>;

export const traceOutlineResponse = z.object({
  traceId: z.string(),
  /** The earliest start, from which all other times count. */
  start: nanos,
  blocks: z.array(outlineBlock),
  extras: z.array(outlineExtra),
  operations: z.array(outlineOperation),
  peers: z.array(outlinePeer),
  resources: z.array(apiResource),
  scopes: z.array(apiScope),
  cost: answerCost,
});
export type TraceOutlineResponse = z.infer<typeof traceOutlineResponse>;
