// Measures queries, for /metrics: from asking until the answer begins. How fast its pieces are read is the client's doing.
import { createLatencyHistogram, type LatencyCounts, type LatencyHistogram } from '../telemetry/latency-histogram.ts';
import type { Query } from '../threads/messages.ts';
import type { QueryPort } from './queries.ts';

export interface TimedQueries extends QueryPort {
  /** Of each kind of query that was asked; also of those that failed. */
  latencies(): readonly (readonly [Query['kind'], LatencyCounts])[];
  /** Of all but `stats`, which is how the server looks at itself. */
  latency(): LatencyCounts;
}

/** `clock` gives milliseconds and never goes back. */
export function timedQueries(queries: QueryPort, clock: () => number): TimedQueries {
  const histograms = new Map<Query['kind'], LatencyHistogram>();
  const all = createLatencyHistogram();
  return {
    async run(query, options) {
      const asked = clock();
      try {
        return await queries.run(query, options);
      } finally {
        const known = histograms.get(query.kind) ?? createLatencyHistogram();
        histograms.set(query.kind, known);
        const seconds = (clock() - asked) / 1000;
        known.observe(seconds);
        if (query.kind !== 'stats') all.observe(seconds);
      }
    },
    latencies: () => [...histograms].map(([kind, histogram]) => [kind, histogram.read()]),
    latency: all.read,
  };
}
