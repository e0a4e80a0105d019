// A latency histogram with fixed buckets, as Prometheus wants it, and the percentiles of the last observations, for who looks
// at it now.

/** Upper bounds in seconds. */
export const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** How many observations the percentiles are of. */
const RECENT_OBSERVATIONS = 256;

export interface LatencyCounts {
  /** One count for each bound, not cumulative; the last is for what took longer than all of them. */
  readonly counts: readonly number[];
  readonly sumSeconds: number;
  /** Seconds, of the last observations; undefined before the first. */
  readonly recent: { readonly p50: number; readonly p95: number } | undefined;
}

export interface LatencyHistogram {
  observe(seconds: number): void;
  read(): LatencyCounts;
}

export function createLatencyHistogram(): LatencyHistogram {
  const counts = new Array<number>(LATENCY_BUCKETS.length + 1).fill(0);
  const ring = new Float64Array(RECENT_OBSERVATIONS);
  let sumSeconds = 0;
  let observed = 0;
  return {
    observe(seconds) {
      const found = LATENCY_BUCKETS.findIndex((bound) => seconds <= bound);
      const bucket = found < 0 ? LATENCY_BUCKETS.length : found;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      sumSeconds += seconds;
      ring[observed++ % ring.length] = seconds;
    },
    read: () => ({ counts: [...counts], sumSeconds, recent: percentiles(ring.slice(0, observed)) }),
  };
}

/** By nearest rank, so that each is a time that something took. */
function percentiles(values: Float64Array): LatencyCounts['recent'] {
  values.sort();
  const at = (share: number): number => values[Math.ceil(share * values.length) - 1] ?? 0;
  return values.length === 0 ? undefined : { p50: at(0.5), p95: at(0.95) };
}
