// GET /api/v1/traces/{traceId}, of all its spans or of one
import { z } from './jitless.ts';
import { nanos, serviceRef, spanKind, statusCode } from './primitives.ts';
import { answerCost } from './search.ts';

export const traceParameters = z.object({
  /** Only the spans with this id: one, or those that are in conflict. */
  span: z
    .string()
    .regex(/^[0-9a-f]{16}$/i, 'expected a span id, 16 hex digits')
    .optional(),
});
export type TraceParameters = z.infer<typeof traceParameters>;

/** `text` is valueText of @spanloom/otlp-model: exact, and what `attr=key=value` compares with. */
export const apiAttribute = z.object({
  key: z.string(),
  type: z.enum(['empty', 'string', 'bool', 'int', 'double', 'bytes', 'array', 'kvlist']),
  text: z.string(),
});
export type ApiAttribute = z.infer<typeof apiAttribute>;

const attributes = z.array(apiAttribute);

export const apiResource = z.object({
  service: serviceRef,
  attributes,
  droppedAttributesCount: z.int(),
  schemaUrl: z.string(),
});
export type ApiResource = z.infer<typeof apiResource>;

export const apiScope = z.object({
  name: z.string(),
  version: z.string(),
  attributes,
  droppedAttributesCount: z.int(),
  schemaUrl: z.string(),
});
export type ApiScope = z.infer<typeof apiScope>;

export const apiSpan = z.object({
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: spanKind,
  start: nanos,
  end: nanos,
  status: z.object({ code: statusCode, message: z.string() }),
  traceState: z.string(),
  flags: z.int(),
  weight: z.number(),
  /** Index into `resources`. */
  resource: z.int(),
  /** Index into `scopes`. */
  scope: z.int(),
  attributes,
  droppedAttributesCount: z.int(),
  events: z.array(z.object({ time: nanos, name: z.string(), attributes, droppedAttributesCount: z.int() })),
  droppedEventsCount: z.int(),
  links: z.array(
    z.object({
      traceId: z.string(),
      spanId: z.string(),
      traceState: z.string(),
      flags: z.int(),
      attributes,
      droppedAttributesCount: z.int(),
    }),
  ),
  droppedLinksCount: z.int(),
  contentHash: z.string(),
  /** Another stored span has the same ids but other content. */
  conflicting: z.boolean(),
});
export type ApiSpan = z.infer<typeof apiSpan>;

export const traceResponse = z.object({
  traceId: z.string(),
  resources: z.array(apiResource),
  scopes: z.array(apiScope),
  /** Ordered by (start, span id, content hash). */
  spans: z.array(apiSpan),
  cost: answerCost,
});
export type TraceResponse = z.infer<typeof traceResponse>;
