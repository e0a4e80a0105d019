// What every receiver is to the thread that runs it.
import type { Listener } from '@spanloom/api-schema';

export interface Receiver {
  readonly listener: Listener;
  /** Takes nothing new, finishes what was taken; cuts off what has not arrived whole within `graceMs`. */
  stop(graceMs: number): Promise<void>;
}
