// GET /api/v1/search and GET /api/v1/search/histogram.
import { readAttributeCondition } from './attribute-condition.ts';
import { z } from './jitless.ts';
import { nanos, serviceRef, spanKind, statusCode } from './primitives.ts';

/** Query parameters may stand once or several times; the server hands every one over as a list. */
const listOfText = z.array(z.string().min(1).max(4096)).max(32);

/** See attribute-condition.ts. A key may be empty, as senders can send it. */
const attributeParameter = listOfText
  .refine(
    (items) => items.every((item) => readAttributeCondition(item) !== undefined),
    'an attribute condition is written key=value, or "key"=value with \\" and \\\\ for " and \\ in the key',
  )
  .optional();

/**
 * `KIND:NAME`, `KIND:NAMESPACE/NAME`, or of a split service `service:NAMESPACE/NAME/BY=VALUE`, see nodeId in
 * @spanloom/analysis.
 */
export const nodeParameter = z.string().min(3).max(2048).optional();

/** What all endpoints that select traces understand. All span conditions must hold on one span of a trace. */
export const filterParameters = z.object({
  service: z.string().min(1).max(1024).optional().describe('Name of a service.'),
  namespace: z
    .string()
    .max(1024)
    .optional()
    .describe('Only together with `service`; empty means services without a namespace.'),
  operation: z.string().max(4096).optional().describe('Exact name of a span.'),
  kind: spanKind.optional(),
  status: statusCode.optional(),
  minDuration: nanos.optional().describe('Least duration of the span itself, nanoseconds.'),
  maxDuration: nanos.optional().describe('Greatest duration of the span itself, nanoseconds.'),
  attr: attributeParameter.describe(
    'key=value on the span or its resource. A key with `=` in it, one that begins with `"`, and an empty one before a value that ' +
      'begins with `=`, is quoted: "a=b"=value, with `\\"` and `\\\\` for `"` and `\\` in it.',
  ),
  spanAttr: attributeParameter.describe('As attr, on the span.'),
  resourceAttr: attributeParameter.describe('As attr, on the resource.'),
  notAttr: attributeParameter.describe(
    'key=value: the span or its resource has the key, with another value. What lacks the key does not match.',
  ),
  notSpanAttr: attributeParameter.describe('As notAttr, on the span.'),
  notResourceAttr: attributeParameter.describe('As notAttr, on the resource.'),
  text: z.string().min(1).max(1024).optional().describe("Part of a span's or service's name, ignoring case."),
  start: nanos.optional().describe('Start of the window, included; may be left open.'),
  end: nanos.optional().describe('End of the window, included; may be left open.'),
  client: nodeParameter.describe('Only traces with a call from this node, `KIND:NAME`.'),
  server: nodeParameter.describe('Only traces with a call to this node, `KIND:NAME`.'),
  fold: z
    .array(z.string().min(3).max(2048))
    .max(32)
    .optional()
    .describe(
      'How calls are seen, by `client` and `server` and in a service graph: what goes through a folded node is one call, from who called it to whom it called. `proxies` folds every sidecar, ingress and load balancer that is known as one by its resource; `KIND:NAME` folds that node. It may stand several times.',
    ),
});
export type FilterParameters = z.infer<typeof filterParameters>;

export const searchParameters = filterParameters.extend({
  sort: z.enum(['newest', 'longest']).default('newest'),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().max(2048).optional(),
});
export type SearchParameters = z.infer<typeof searchParameters>;

export const traceSummary = z.object({
  traceId: z.string(),
  start: nanos,
  duration: nanos,
  spans: z.int(),
  errors: z.int(),
  /** Sum of sampling weights; equals `spans` when nothing was sampled. */
  weight: z.number(),
  root: z
    .object({ spanId: z.string(), service: serviceRef, operation: z.string(), kind: spanKind, error: z.boolean() })
    .optional(),
  complete: z.boolean(),
  services: z.array(serviceRef.extend({ spans: z.int(), errors: z.int() })),
});
export type TraceSummary = z.infer<typeof traceSummary>;

/** What an answer cost and as of when it holds. */
export const answerCost = z.object({
  elapsedMs: z.number(),
  /** Commit number that the answer shows. */
  watermark: z.int(),
});

export const searchResponse = z.object({
  traces: z.array(traceSummary),
  /** Pass as `cursor` for the next page, which answers as of the same moment. */
  nextCursor: z.string().optional(),
  cost: answerCost,
});
export type SearchResponse = z.infer<typeof searchResponse>;

export const foundSpan = z.object({
  traceId: z.string(),
  spanId: z.string(),
  /** Tells spans of one id apart. */
  contentHash: z.string(),
  service: serviceRef,
  operation: z.string(),
  kind: spanKind,
  status: statusCode,
  start: nanos,
  /** 0 when it ends before it starts. */
  duration: nanos,
});
export type FoundSpan = z.infer<typeof foundSpan>;

export const spanSearchResponse = z.object({
  spans: z.array(foundSpan),
  /** Pass as `cursor` for the next page, which answers as of the same moment. */
  nextCursor: z.string().optional(),
  cost: answerCost,
});
export type SpanSearchResponse = z.infer<typeof spanSearchResponse>;

export const histogramParameters = filterParameters.extend({
  start: nanos,
  end: nanos,
  buckets: z.coerce.number().int().min(1).max(500).default(80),
  /** Answers as of this commit, the `watermark` of an earlier answer: for counting what has come since. */
  asOf: z.coerce.number().int().min(0).optional(),
});
export type HistogramParameters = z.infer<typeof histogramParameters>;

export const histogramResponse = z.object({
  /** Equal buckets from start to end; a trace is in the bucket of its start. */
  buckets: z.array(z.object({ traces: z.int(), errorTraces: z.int() })),
  startedBefore: z.int(),
  /** Exact totals of all matching traces. */
  traces: z.int(),
  errorTraces: z.int(),
  spans: z.int(),
  weight: z.number(),
  cost: answerCost,
});
export type HistogramResponse = z.infer<typeof histogramResponse>;

/**
 * With `Accept: application/x-ndjson` search, of traces and of spans, histogram, edges and RED answer in lines: any number of progress lines, then
 * exactly one result or error line.
 */
export type StreamLine<T> =
  /** Share of the window that has been read, and the traces found to match so far. */
  | { readonly progress: number; readonly matched: number }
  | { readonly result: T }
  | { readonly error: { readonly code: string; readonly message: string } };
