// Counts what comes in, for /api/v1/status and /metrics.
import { SIGNALS, type Signal } from '@spanloom/otlp-model';
import type { IngestCounters, Protocol, ProtocolCounters, ReceiverName } from '../threads/messages.ts';
import { createLatencyHistogram } from './latency-histogram.ts';
import { REFUSAL_REASONS, type RefusalReason } from './refusal-reasons.ts';

const RATE_SECONDS = 10;

/** What a request brought that was stored. */
export interface StoredTraces {
  readonly protocol: Protocol;
  /** Of the body, after inflation. */
  readonly bytes: number;
  readonly spans: number;
  /** Spans that were there already. */
  readonly duplicates: number;
}

export interface IngestMeter {
  /** A request for traces was answered with success. */
  stored(traces: StoredTraces): void;
  /** Seconds from handing a batch to the writer until it is durable. */
  committed(seconds: number): void;
  rejected(signal: Signal, items: number): void;
  refused(receiver: ReceiverName, reason: RefusalReason): void;
  aborted(receiver: ReceiverName): void;
  /** All but what is queued, which the write queue knows. */
  counters(): Omit<IngestCounters, 'queue'>;
}

/** `clock` gives milliseconds and never goes back. */
export function createIngestMeter(clock: () => number): IngestMeter {
  const protocols = recordOf<Protocol, ProtocolCounters>(['http/protobuf', 'http/json', 'grpc'], () => ({
    requests: 0,
    spans: 0,
    duplicateSpans: 0,
    bytes: 0,
  }));
  const rejected = recordOf(SIGNALS, () => 0);
  const refused = recordOf<ReceiverName, Record<RefusalReason, number>>(['otlp-http', 'otlp-grpc'], () =>
    recordOf(REFUSAL_REASONS, () => 0),
  );
  const aborted = recordOf<ReceiverName, number>(['otlp-http', 'otlp-grpc'], () => 0);
  const commit = createLatencyHistogram();
  const started = clock();
  // A ring of whole seconds: slot = second mod length, valid only while it holds that very second.
  const ring = Array.from({ length: RATE_SECONDS + 1 }, () => ({ second: -1, spans: 0 }));

  function slot(second: number): { second: number; spans: number } {
    const found = ring[second % ring.length];
    if (found === undefined) throw new RangeError(`no slot for second ${second}`);
    if (found.second !== second) {
      found.second = second;
      found.spans = 0;
    }
    return found;
  }

  function spansPerSecond(): number {
    const now = clock();
    const second = Math.floor(now / 1000);
    const recent = ring.filter((entry) => entry.second >= 0 && entry.second > second - RATE_SECONDS);
    const seconds = Math.min(RATE_SECONDS, Math.max(1, (now - started) / 1000));
    return Math.round((sum(recent.map(({ spans }) => spans)) / seconds) * 10) / 10;
  }

  return {
    stored({ protocol, bytes, spans, duplicates }) {
      const before = protocols[protocol];
      protocols[protocol] = {
        requests: before.requests + 1,
        spans: before.spans + spans,
        duplicateSpans: before.duplicateSpans + duplicates,
        bytes: before.bytes + bytes,
      };
      slot(Math.floor(clock() / 1000)).spans += spans + duplicates;
    },
    committed: (seconds) => commit.observe(seconds),
    rejected(signal, items) {
      rejected[signal] += items;
    },
    refused(receiver, reason) {
      refused[receiver][reason]++;
    },
    aborted(receiver) {
      aborted[receiver]++;
    },
    counters() {
      const accepted = Object.values(protocols);
      return {
        acceptedSpans: sum(accepted.map(({ spans }) => spans)),
        duplicateSpans: sum(accepted.map(({ duplicateSpans }) => duplicateSpans)),
        rejectedSpans: rejected.traces,
        refusedRequests: sum(Object.values(refused).flatMap((reasons) => Object.values(reasons))),
        abortedRequests: sum(Object.values(aborted)),
        spansPerSecond: spansPerSecond(),
        protocols: { ...protocols },
        rejected: { ...rejected },
        refused: { 'otlp-http': { ...refused['otlp-http'] }, 'otlp-grpc': { ...refused['otlp-grpc'] } },
        aborted: { ...aborted },
        commit: commit.read(),
      };
    },
  };
}

function recordOf<K extends string, V>(keys: readonly K[], value: () => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value()])) as Record<K, V>;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
