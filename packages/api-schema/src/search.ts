// GET /api/v1/search and GET /api/v1/search/histogram.
import { z } from './jitless.ts';
import { nanos, serviceRef, spanKind, statusCode } from './primitives.ts';

/** Query parameters may stand once or several times; the server hands every one over as a list. */
const listOfText = z.array(z.string().min(1).max(4096)).max(32);

/** `key=value`, split at the first `=`. */
const attributeParameter = listOfText
  .refine((items) => items.every((item) => item.indexOf('=') > 0), 'an attribute condition is written key=value')
  .optional();

/** `KIND:NAME` or `KIND:NAMESPACE/NAME`, see nodeId in @spanloom/analysis. */
const nodeParameter = z.string().min(3).max(1024).optional();

/** What all endpoints that select traces understand. All span conditions must hold on one span of a trace. */
export const filterParameters = z.object({
  service: z.string().min(1).max(1024).optional(),
  /** Only together with `service`; empty = services without a namespace. */
  namespace: z.string().max(1024).optional(),
  operation: z.string().max(4096).optional(),
  kind: spanKind.optional(),
  status: statusCode.optional(),
  /** Inclusive bounds on a span's own duration, nanoseconds. */
  minDuration: nanos.optional(),
  maxDuration: nanos.optional(),
  /** key=value on the span or its resource. */
  attr: attributeParameter,
  /** key=value on the span. */
  spanAttr: attributeParameter,
  /** key=value on the resource. */
  resourceAttr: attributeParameter,
  /** key=value: the span or its resource has the key, with another value. What lacks the key does not match. */
  notAttr: attributeParameter,
  notSpanAttr: attributeParameter,
  notResourceAttr: attributeParameter,
  /** Part of a span's or service's name, ignoring case. */
  text: z.string().min(1).max(1024).optional(),
  /** Window, unix nanoseconds, both ends included; an open end is allowed. */
  start: nanos.optional(),
  end: nanos.optional(),
  /** Only traces with a call from / to this node. */
  client: nodeParameter,
  server: nodeParameter,
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
 * With `Accept: application/x-ndjson` search, histogram and edges answer in lines: any number of progress lines, then
 * exactly one result or error line.
 */
export type StreamLine<T> =
  | { readonly progress: number }
  | { readonly result: T }
  | { readonly error: { readonly code: string; readonly message: string } };
