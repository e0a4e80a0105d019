// A latency histogram with fixed buckets, as Prometheus wants it.

/** Upper bounds in seconds. */
export const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export interface LatencyCounts {
  /** One count for each bound, not cumulative; the last is for what took longer than all of them. */
  readonly counts: readonly number[];
  readonly sumSeconds: number;
}

export interface LatencyHistogram {
  observe(seconds: number): void;
  read(): LatencyCounts;
}

export function createLatencyHistogram(): LatencyHistogram {
  const counts = new Array<number>(LATENCY_BUCKETS.length + 1).fill(0);
  let sumSeconds = 0;
  return {
    observe(seconds) {
      const found = LATENCY_BUCKETS.findIndex((bound) => seconds <= bound);
      const bucket = found < 0 ? LATENCY_BUCKETS.length : found;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      sumSeconds += seconds;
    },
    read: () => ({ counts: [...counts], sumSeconds }),
  };
}
