// GET /api/v1/status and GET /readyz.
import { z } from './jitless.ts';
import { nanos } from './primitives.ts';

export const listener = z.object({
  name: z.enum(['ui', 'otlp-http', 'otlp-grpc']),
  host: z.string(),
  port: z.int(),
});
export type Listener = z.infer<typeof listener>;

export const readyResponse = z.object({
  ready: z.boolean(),
  listeners: z.array(listener),
  /** Why nothing can be stored at the moment; what is stored can be asked for all the same. */
  reason: z.string().optional(),
});
export type ReadyResponse = z.infer<typeof readyResponse>;

export const demoStatus = z.object({
  /** loading: its history is being sent; running: it sends what happens; failed: the log says why. */
  state: z.enum(['off', 'loading', 'running', 'failed']),
  /** Spans that were acknowledged since the server started. */
  sentSpans: z.int(),
});
export type DemoStatus = z.infer<typeof demoStatus>;

export const statusResponse = z.object({
  version: z.string(),
  startedAt: nanos,
  /** The server's own clock, so that a browser with another clock asks for the right window. */
  now: nanos,
  listeners: z.array(listener),
  /** True when no other machine can reach this server. */
  loopbackOnly: z.boolean(),
  /** What `--public-url` says: the origin under which others reach this server. */
  publicUrl: z.string().optional(),
  /** True when the server was started with a token. */
  auth: z.boolean(),
  demo: demoStatus,
  store: z.object({ folder: z.string(), traces: z.int(), spans: z.int(), bytes: z.number() }),
  ingest: z.object({
    acceptedSpans: z.int(),
    duplicateSpans: z.int(),
    rejectedSpans: z.int(),
    /** OTLP requests answered with an error. */
    refusedRequests: z.int(),
    /** OTLP requests whose sender went away before they were whole. */
    abortedRequests: z.int(),
    /** Mean over the last ten seconds. */
    spansPerSecond: z.number(),
  }),
});
export type StatusResponse = z.infer<typeof statusResponse>;
