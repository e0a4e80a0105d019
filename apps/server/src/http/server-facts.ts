// What diagrams of the server itself are made of, from what the threads know.
import type { ServerFacts } from '@spanloom/diagrams';
import type { QueryPort } from '../query/queries.ts';
import type { AskIngest } from '../threads/messages.ts';
import { readStats } from './status.ts';

export interface FactSources {
  readonly version: string;
  readonly askIngest: AskIngest;
  readonly queries: QueryPort;
}

export async function serverFacts({ version, askIngest, queries }: FactSources): Promise<ServerFacts> {
  const [counters, store] = await Promise.all([askIngest({ kind: 'counters' }), readStats(queries)]);
  const { counts, sumSeconds } = counters.commit;
  const commits = counts.reduce((sum, count) => sum + count, 0);
  return {
    version,
    protocols: Object.entries(counters.protocols).map(([name, { requests, spans, bytes }]) => ({
      name,
      requests,
      spans,
      bytes,
    })),
    spansPerSecond: counters.spansPerSecond,
    duplicateSpans: counters.duplicateSpans,
    rejectedItems: Object.values(counters.rejected).reduce((sum, count) => sum + count, 0),
    refusedRequests: counters.refusedRequests,
    waitingSpans: counters.queue.spans,
    commits,
    commitMean: commits === 0 ? undefined : BigInt(Math.round((sumSeconds / commits) * 1e9)),
    store,
  };
}
