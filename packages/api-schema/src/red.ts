// GET /api/v1/red: rate, error share and durations over time. Takes the same filters as search. Rates are a second, shares
// 0 .. 1, durations nanoseconds as decimal strings; the percentiles are within 1.6 %, and never outside of what was
// measured.
import { indexColumn, numberColumn, textColumn } from './column.ts';
import { callNumbers, nodeFields, splitParameter, usersParameter } from './edges.ts';
import { z } from './jitless.ts';
import { nanos, serviceRef, spanKind } from './primitives.ts';
import { answerCost, filterParameters, nodeParameter } from './search.ts';

export const redParameters = filterParameters.extend({
  start: nanos,
  end: nanos,
  by: z
    .enum(['service', 'operation', 'node', 'edge'])
    .default('service')
    .describe(
      'One row for each service (its server and consumer spans), each operation of the service that `node` names, each node (of those that are no services: the calls to it), or each pair of nodes that call each other.',
    ),
  node: nodeParameter.describe(
    'Only rows of this node, `KIND:NAME`: itself, its operations, or the calls from it and to it. It does not select traces.',
  ),
  buckets: z.coerce.number().int().min(1).max(500).default(60),
  users: usersParameter,
  split: splitParameter,
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Rows at most: those with the highest rates.'),
});
export type RedParameters = z.infer<typeof redParameters>;

/** What a row is about. */
export const redSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('node'), node: nodeFields }),
  z.object({
    kind: z.literal('operation'),
    service: serviceRef,
    split: nodeFields.shape.split,
    operation: z.string(),
    spanKind,
  }),
  /** Ids of nodes, as in the answer of /edges. */
  z.object({ kind: z.literal('edge'), client: z.string(), server: z.string() }),
]);
export type RedSubject = z.infer<typeof redSubject>;

/** Columns of one length: a place in each for every bucket that has calls, ascending. The others have rate 0. */
export const redColumns = z.object({
  /** Which bucket, from 0. */
  bucket: indexColumn(),
  /** Unweighted. */
  calls: indexColumn(),
  /** Weighted calls per second of the bucket. */
  rate: numberColumn(),
  errorShare: numberColumn(),
  p50: textColumn(),
  p95: textColumn(),
  p99: textColumn(),
});
export type RedColumns = z.infer<typeof redColumns>;

export const redRow = z.object({
  subject: redSubject,
  /** What began outside of the window is counted here and in no bucket. */
  total: callNumbers,
  series: redColumns,
});
export type RedRow = z.infer<typeof redRow>;

export const redResponse = z.object({
  /** Highest rate first. */
  rows: z.array(redRow),
  /** Rows there are, those beyond the limit included. */
  rowCount: z.int(),
  /** The buckets that the window is cut into; a call is in the one of its start. */
  buckets: z.int(),
  /** Length of each. */
  bucketSeconds: z.number(),
  /** True when some span stood for more than itself: rates and shares are estimates. */
  sampled: z.boolean(),
  cost: answerCost,
});
export type RedResponse = z.infer<typeof redResponse>;
