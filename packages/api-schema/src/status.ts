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
});
export type ReadyResponse = z.infer<typeof readyResponse>;

export const statusResponse = z.object({
  version: z.string(),
  startedAt: nanos,
  /** The server's own clock, so that a browser with another clock asks for the right window. */
  now: nanos,
  listeners: z.array(listener),
  demo: z.boolean(),
  store: z.object({ folder: z.string(), traces: z.int(), spans: z.int(), bytes: z.number() }),
  ingest: z.object({
    acceptedSpans: z.int(),
    duplicateSpans: z.int(),
    rejectedSpans: z.int(),
    refusedRequests: z.int(),
    /** Mean over the last ten seconds. */
    spansPerSecond: z.number(),
  }),
});
export type StatusResponse = z.infer<typeof statusResponse>;
