// Measures how long a call takes until its answer.
import { createLatencyHistogram, type LatencyCounts } from './latency-histogram.ts';

export interface Timed<F> {
  /** The same, measured; also when it fails. */
  readonly call: F;
  latency(): LatencyCounts;
}

/** `clock` gives milliseconds and never goes back. */
export function timed<F extends (request: never) => Promise<unknown>>(call: F, clock: () => number): Timed<F> {
  const histogram = createLatencyHistogram();
  const measured = async (request: never): Promise<unknown> => {
    const asked = clock();
    try {
      return await call(request);
    } finally {
      histogram.observe((clock() - asked) / 1000);
    }
  };
  // It takes and gives what `call` does.
  return { call: measured as F, latency: histogram.read };
}
