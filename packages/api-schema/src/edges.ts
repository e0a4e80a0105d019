// GET /api/v1/edges: the service graph of a window or of any search. Takes the same filters as search.
import { z } from './jitless.ts';
import { nanos, paletteSlot } from './primitives.ts';
import { answerCost, filterParameters } from './search.ts';

export const edgesParameters = filterParameters.extend({ start: nanos, end: nanos });
export type EdgesParameters = z.infer<typeof edgesParameters>;

export const graphNode = z.object({
  /** nodeId of @spanloom/analysis. */
  id: z.string(),
  kind: z.enum(['service', 'database', 'queue', 'external']),
  name: z.string(),
  namespace: z.string(),
  color: paletteSlot,
  secondLap: z.boolean().optional(),
});
export type GraphNode = z.infer<typeof graphNode>;

export const graphEdge = z.object({
  client: z.string(),
  server: z.string(),
  async: z.boolean(),
  inferred: z.boolean(),
  /** Calls seen, unweighted. */
  calls: z.int(),
  /** Weighted calls per second of the window. */
  rate: z.number(),
  /** Weighted share of failed calls, 0 .. 1. */
  errorShare: z.number(),
  p50: nanos,
  p95: nanos,
  p99: nanos,
});
export type GraphEdge = z.infer<typeof graphEdge>;

export const edgesResponse = z.object({
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  /** True when some span stood for more than itself: rates and shares are estimates. */
  sampled: z.boolean(),
  cost: answerCost,
});
export type EdgesResponse = z.infer<typeof edgesResponse>;
