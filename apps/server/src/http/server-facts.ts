// What diagrams of the server itself are made of, from what the threads know.
import type { Listener } from '@spanloom/api-schema';
import type { ServerFacts } from '@spanloom/diagrams';
import type { TimedQueries } from '../query/timed-queries.ts';
import type { LatencyCounts } from '../telemetry/latency-histogram.ts';
import type { AskIngest } from '../threads/messages.ts';
import { readStats } from './status.ts';

export interface FactSources {
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly listeners: () => readonly Listener[];
  readonly askIngest: AskIngest;
  readonly queries: TimedQueries;
  readonly drawings: () => LatencyCounts;
  readonly shares: () => LatencyCounts;
}

export async function serverFacts(sources: FactSources): Promise<ServerFacts> {
  const { version, startedAt, listeners, askIngest, queries, drawings, shares } = sources;
  const [ingest, store] = await Promise.all([askIngest({ kind: 'counters' }), readStats(queries)]);
  return {
    version,
    startedAt: `${new Date(startedAt).toISOString().slice(0, 19)}Z`,
    ports: Object.fromEntries(listeners().map(({ name, port }) => [name, port])),
    ingest,
    store,
    queries: queries.latency(),
    drawings: drawings(),
    shares: shares(),
  };
}
