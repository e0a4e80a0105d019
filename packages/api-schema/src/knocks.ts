// GET /api/v1/knocks: the last requests that came to the OTLP ports, so that one can see why nothing arrives.
import { z } from './jitless.ts';
import { nanos } from './primitives.ts';

export const knock = z.object({
  /** The newest of them. */
  at: nanos,
  protocol: z.enum(['http', 'grpc']),
  method: z.string(),
  path: z.string(),
  /** As the protocol writes it, such as `200`, `415`, `OK`, `INVALID_ARGUMENT`; empty when no answer could be given. */
  status: z.string(),
  refused: z.boolean(),
  /** Why it was refused or what was left out; empty when all was well. */
  reason: z.string(),
  userAgent: z.string(),
  /** How many such requests there were, alike in everything but the time. */
  count: z.int().min(1),
});
export type Knock = z.infer<typeof knock>;

/** Newest first. */
export const knocksResponse = z.object({ knocks: z.array(knock).max(50) });
export type KnocksResponse = z.infer<typeof knocksResponse>;
