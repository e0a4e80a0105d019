// GET /api/v1/deploys: when versions of services first appeared in a window.
import { z } from './jitless.ts';
import { nanos, serviceRef } from './primitives.ts';
import { answerCost } from './search.ts';

export const deploysParameters = z.object({ start: nanos, end: nanos });
export type DeploysParameters = z.infer<typeof deploysParameters>;

export const deploy = z.object({
  service: serviceRef,
  /** The version of most of its spans before. */
  from: z.string(),
  to: z.string(),
  /** When the first span of the new version starts. */
  at: nanos,
});
export type Deploy = z.infer<typeof deploy>;

export const deploysResponse = z.object({
  /** By time, at most the 20 newest. */
  deploys: z.array(deploy),
  /** Of all. */
  count: z.int(),
  cost: answerCost,
});
export type DeploysResponse = z.infer<typeof deploysResponse>;
