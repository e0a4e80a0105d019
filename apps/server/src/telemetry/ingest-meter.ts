// Counts what comes in, for /api/v1/status, /metrics and the diagrams of the server. All of it is per request or per commit,
// nothing per span.
import { SIGNALS, type Signal } from '@spanloom/otlp-model';
import {
  COMMIT_TRIGGERS,
  type CommitTrigger,
  INGEST_STAGES,
  type IngestCounters,
  type IngestStage,
  type Protocol,
  type ReceiverName,
} from '../threads/messages.ts';
import { createHealthLog, type HealthLog } from './health-log.ts';
import { createLatencyHistogram } from './latency-histogram.ts';
import { createRate } from './rate.ts';
import { REFUSAL_REASONS, type RefusalReason } from './refusal-reasons.ts';
import { createSlowestLately } from './slowest-lately.ts';

/** What a request brought that was stored. */
export interface StoredTraces {
  readonly protocol: Protocol;
  /** Of the body, after inflation. */
  readonly bytes: number;
  /** As it came over the wire; undefined when it was not compressed. */
  readonly gzipBytes: number | undefined;
  readonly spans: number;
  /** Spans that were there already. */
  readonly duplicates: number;
  /** Milliseconds of each; undefined when there was nothing to store. */
  readonly stages: Readonly<Record<IngestStage, number>> | undefined;
}

interface CountedCommit {
  readonly trigger: CommitTrigger;
  readonly batches: number;
  readonly spans: number;
}

export interface IngestMeter {
  /** A request for traces was answered with success. */
  stored(traces: StoredTraces): void;
  /** A transaction stored batches. */
  committed(commit: CountedCommit): void;
  rejected(signal: Signal, items: number): void;
  refused(receiver: ReceiverName, reason: RefusalReason): void;
  aborted(receiver: ReceiverName): void;
  readonly health: Pick<HealthLog, 'filled' | 'trouble'>;
  /** All but what the write queue knows. */
  counters(): Omit<IngestCounters, 'queue' | 'queueLimit'>;
}

/** `clock` gives milliseconds and never goes back. */
export function createIngestMeter(clock: () => number): IngestMeter {
  const protocols = recordOf<Protocol, ReturnType<typeof protocolMeter>>(['http/protobuf', 'http/json', 'grpc'], () =>
    protocolMeter(clock),
  );
  const rejected = recordOf(SIGNALS, () => 0);
  const refused = recordOf<ReceiverName, Record<RefusalReason, number>>(['otlp-http', 'otlp-grpc'], () =>
    recordOf(REFUSAL_REASONS, () => 0),
  );
  const lastRefused = new Map<RefusalReason, number>();
  const health = createHealthLog(clock);
  const aborted = recordOf<ReceiverName, number>(['otlp-http', 'otlp-grpc'], () => 0);
  const stages = recordOf(INGEST_STAGES, createLatencyHistogram);
  const commit = createLatencyHistogram();
  const triggers = recordOf(COMMIT_TRIGGERS, () => 0);
  const commits = { batches: 0, spans: 0, largest: 0 };
  const rate = createRate(clock);
  const slowest = createSlowestLately<StoredTraces & { readonly milliseconds: number }>(clock);

  return {
    stored(traces) {
      const milliseconds = traces.stages && sum(Object.values(traces.stages));
      protocols[traces.protocol].stored(traces, milliseconds);
      rate.add(traces.spans + traces.duplicates);
      if (traces.stages === undefined || milliseconds === undefined) return;
      for (const stage of INGEST_STAGES) stages[stage].observe(traces.stages[stage] / 1000);
      commit.observe((traces.stages.prepare + traces.stages.wait + traces.stages.commit) / 1000);
      slowest.saw({ ...traces, milliseconds }, milliseconds);
    },
    committed({ trigger, batches, spans }) {
      triggers[trigger]++;
      commits.batches += batches;
      commits.spans += spans;
      commits.largest = Math.max(commits.largest, spans);
    },
    rejected(signal, items) {
      rejected[signal] += items;
    },
    refused(receiver, reason) {
      refused[receiver][reason]++;
      lastRefused.set(reason, clock());
      if (reason === 'busy') health.refused();
    },
    aborted(receiver) {
      aborted[receiver]++;
    },
    health,
    counters() {
      const read = mapped(protocols, (protocol) => protocol.read());
      const accepted = Object.values(read);
      const now = clock();
      return {
        acceptedSpans: sum(accepted.map(({ spans }) => spans)),
        duplicateSpans: sum(accepted.map(({ duplicateSpans }) => duplicateSpans)),
        rejectedSpans: rejected.traces,
        refusedRequests: sum(Object.values(refused).flatMap((reasons) => Object.values(reasons))),
        abortedRequests: sum(Object.values(aborted)),
        spansPerSecond: rate.perSecond(),
        protocols: read,
        rejected: { ...rejected },
        refused: { 'otlp-http': { ...refused['otlp-http'] }, 'otlp-grpc': { ...refused['otlp-grpc'] } },
        refusedAgo: Object.fromEntries([...lastRefused].map(([reason, at]) => [reason, now - at])),
        aborted: { ...aborted },
        commit: commit.read(),
        stages: mapped(stages, (stage) => stage.read()),
        commits: { ...commits, triggers: { ...triggers } },
        slowest: slowest.read(),
        health: health.read(),
      };
    },
  };
}

function protocolMeter(clock: () => number) {
  const counts = { requests: 0, spans: 0, duplicateSpans: 0, bytes: 0 };
  const gzip = { requests: 0, bytes: 0, wireBytes: 0 };
  const latency = createLatencyHistogram();
  const rate = createRate(clock);
  return {
    stored({ spans, duplicates, bytes, gzipBytes }: StoredTraces, milliseconds: number | undefined) {
      counts.requests++;
      counts.spans += spans;
      counts.duplicateSpans += duplicates;
      counts.bytes += bytes;
      rate.add(spans + duplicates);
      if (milliseconds !== undefined) latency.observe(milliseconds / 1000);
      if (gzipBytes === undefined) return;
      gzip.requests++;
      gzip.bytes += bytes;
      gzip.wireBytes += gzipBytes;
    },
    read: () => ({ ...counts, gzip: { ...gzip }, spansPerSecond: rate.perSecond(), latency: latency.read() }),
  };
}

function recordOf<K extends string, V>(keys: readonly K[], value: () => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value()])) as Record<K, V>;
}

function mapped<K extends string, V, W>(record: Readonly<Record<K, V>>, to: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, to(value)])) as Record<K, W>;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
