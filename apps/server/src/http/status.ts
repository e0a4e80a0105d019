// Puts together GET /api/v1/status from what the threads know.
import { type DemoStatus, type Listener, type StatusResponse, z } from '@spanloom/api-schema';
import type { QueryPort } from '../query/queries.ts';
import type { AskIngest } from '../threads/messages.ts';

export interface StatusSources {
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly folder: string;
  readonly loopbackOnly: boolean;
  readonly publicUrl: string | undefined;
  readonly auth: boolean;
  readonly demo: DemoStatus;
  readonly listeners: readonly Listener[];
  readonly askIngest: AskIngest;
  readonly queries: QueryPort;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The answer of the `stats` query. */
const storeStats = z.object({ traces: z.int(), spans: z.int(), bytes: z.number() });

export async function serverStatus(sources: StatusSources): Promise<StatusResponse> {
  const [counters, stats] = await Promise.all([sources.askIngest({ kind: 'counters' }), readStats(sources.queries)]);
  return {
    version: sources.version,
    startedAt: nanos(sources.startedAt),
    now: nanos(sources.now()),
    listeners: [...sources.listeners],
    loopbackOnly: sources.loopbackOnly,
    ...(sources.publicUrl === undefined ? {} : { publicUrl: sources.publicUrl }),
    auth: sources.auth,
    demo: sources.demo,
    store: { folder: sources.folder, ...stats },
    ingest: {
      acceptedSpans: counters.acceptedSpans,
      duplicateSpans: counters.duplicateSpans,
      rejectedSpans: counters.rejectedSpans,
      refusedRequests: counters.refusedRequests,
      abortedRequests: counters.abortedRequests,
      spansPerSecond: counters.spansPerSecond,
    },
  };
}

export async function readStats(queries: QueryPort): Promise<z.infer<typeof storeStats>> {
  const answer = await queries.run({ kind: 'stats' }, { abort: new AbortController().signal });
  if (!answer.ok) throw new Error(`the store's size is not known: ${answer.error.message}`);
  let text = '';
  for await (const piece of answer.value) text += piece;
  return storeStats.parse(JSON.parse(text));
}

function nanos(milliseconds: number): string {
  return (BigInt(Math.round(milliseconds)) * 1_000_000n).toString();
}
