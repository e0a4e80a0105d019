// GET /api/v1/edges: the service graph of a window or of any search. Takes the same filters as search.
import { z } from './jitless.ts';
import { nanos, paletteSlot } from './primitives.ts';
import { answerCost, filterParameters } from './search.ts';

/** `true` or `false`; the latter when it is not there. */
export const usersParameter = z
  .enum(['true', 'false'])
  .optional()
  .describe(
    'With `true`, one node `user:user` calls every service whose server span begins its trace: those who send no spans.',
  );

const splitBy = z.enum(['cluster', 'namespace', 'version', 'instance']);

/** What splits each service into several nodes. */
export const splitParameter = splitBy
  .optional()
  .describe(
    'A service is one node for each value of `k8s.cluster.name`, `k8s.namespace.name`, `service.version` or `service.instance.id`, and one more for spans without it. Their ids are `service:NAMESPACE/NAME/BY=VALUE`.',
  );

export const edgesParameters = filterParameters.extend({
  start: nanos,
  end: nanos,
  users: usersParameter,
  split: splitParameter,
});
export type EdgesParameters = z.infer<typeof edgesParameters>;

/** Calls or requests, summed up: those of all matching traces, the parts outside of the window included. */
export const callNumbers = z.object({
  /** As many as were seen, unweighted. */
  calls: z.int(),
  /**
   * How many calls of one weight would tell as much (Kish's effective sample size), for judging what may be chance. Not there
   * when all are of one weight: as many as were seen.
   */
  effectiveCalls: z.number().optional(),
  /** Weighted calls per second of the window. */
  rate: z.number(),
  /** Weighted share of those that failed, 0 .. 1. */
  errorShare: z.number(),
  p50: nanos,
  p95: nanos,
  p99: nanos,
});
export type CallNumbers = z.infer<typeof callNumbers>;

const nodeKind = z.enum(['service', 'database', 'queue', 'external', 'user']);

/** A node of the service graph, and how it is drawn. */
export const nodeFields = z.object({
  /** nodeId of @spanloom/analysis. */
  id: z.string(),
  kind: nodeKind,
  name: z.string(),
  namespace: z.string(),
  /** Which part of a split service; an empty value is that of spans without one, and of what nobody knows. */
  split: z.object({ by: splitBy, value: z.string() }).optional(),
  color: paletteSlot,
  secondLap: z.boolean().optional(),
});

export const graphNode = nodeFields.extend({
  /**
   * Of a service, its own server and consumer spans; of every other node, the calls to it. Not there when there are none.
   */
  requests: callNumbers.optional(),
});
export type GraphNode = z.infer<typeof graphNode>;

export const graphEdge = z.object({
  client: z.string(),
  server: z.string(),
  async: z.boolean(),
  /** One side sends no spans: it is known from the other one alone. */
  inferred: z.boolean(),
  /** So many of its calls go through folded nodes, of which the first are named by their ids. Not there: none. */
  folded: z.object({ calls: z.int(), through: z.array(z.string()) }).optional(),
  ...callNumbers.shape,
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
