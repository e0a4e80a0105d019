import { expect, test } from 'vitest';
import { createIngestMeter, type StoredTraces } from './ingest-meter.ts';

const stored = (spans: number, duplicates = 0, rest: Partial<StoredTraces> = {}): StoredTraces => ({
  protocol: 'grpc',
  bytes: 100,
  spans,
  duplicates,
  gzipBytes: undefined,
  stages: undefined,
  ...rest,
});

test('the rate is the mean of the last ten seconds', () => {
  let now = 5_000;
  const meter = createIngestMeter(() => now);
  meter.stored(stored(100));
  expect(meter.counters().spansPerSecond).toBe(100);
  now += 4_000;
  meter.stored(stored(60, 40));
  expect(meter.counters()).toMatchObject({ acceptedSpans: 160, duplicateSpans: 40, spansPerSecond: 50 });
  now += 5_000;
  expect(meter.counters().spansPerSecond).toBe(22.2);
  now += 1_500;
  expect(meter.counters().spansPerSecond).toBe(10);
  now += 60_000;
  expect(meter.counters()).toMatchObject({ acceptedSpans: 160, spansPerSecond: 0 });
});

test('counts by protocol, signal, port and reason, and sums them up', () => {
  const meter = createIngestMeter(() => 0);
  meter.stored(stored(3, 1, { protocol: 'http/json' }));
  meter.stored(stored(5, 0, { protocol: 'http/json', bytes: 50 }));
  meter.stored(stored(2));
  meter.rejected('traces', 4);
  meter.rejected('metrics', 9);
  meter.refused('otlp-http', 'malformed');
  meter.refused('otlp-grpc', 'malformed');
  meter.refused('otlp-grpc', 'busy');
  meter.aborted('otlp-grpc');
  const counters = meter.counters();
  expect(counters).toMatchObject({
    acceptedSpans: 10,
    duplicateSpans: 1,
    rejectedSpans: 4,
    refusedRequests: 3,
    abortedRequests: 1,
    rejected: { traces: 4, metrics: 9, logs: 0, profiles: 0 },
    aborted: { 'otlp-http': 0, 'otlp-grpc': 1 },
  });
  expect(counters.protocols['http/json']).toMatchObject({ requests: 2, spans: 8, duplicateSpans: 1, bytes: 150 });
  expect(counters.refused['otlp-grpc']).toMatchObject({ malformed: 1, busy: 1, path: 0 });
});

test('latencies fall into the first bucket that holds them, by stage, protocol and as a whole', () => {
  const meter = createIngestMeter(() => 0);
  for (const commit of [0.25, 0.75, 298, 98_990]) {
    meter.stored(stored(1, 0, { stages: { receive: 3, decode: 2, prepare: 0.125, wait: 0.125, commit } }));
  }
  meter.stored(stored(0));
  const { commit, stages, protocols } = meter.counters();
  expect(commit.counts).toStrictEqual([2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  expect(commit.sumSeconds).toBeCloseTo(99.29);
  expect(stages.receive).toMatchObject({ sumSeconds: 0.012, recent: { p50: 0.003, p95: 0.003 } });
  expect(stages.commit.recent).toEqual({ p50: 0.00075, p95: 98.99 });
  expect(protocols.grpc.latency.counts.reduce((sum, count) => sum + count)).toBe(4);
});

test('what came compressed, transactions by what ended them, how long ago something was refused', () => {
  let now = 0;
  const meter = createIngestMeter(() => now);
  meter.stored(stored(1, 0, { bytes: 100, gzipBytes: 20 }));
  meter.stored(stored(1, 0, { bytes: 30 }));
  meter.committed({ batches: 2, spans: 7, trigger: 'nothing waits' });
  meter.committed({ batches: 1, spans: 20_000, trigger: 'spans' });
  meter.refused('otlp-http', 'busy');
  now = 1500;
  const { protocols, commits, refusedAgo } = meter.counters();
  expect(protocols.grpc).toMatchObject({ requests: 2, bytes: 130, gzip: { requests: 1, bytes: 100, wireBytes: 20 } });
  expect(commits).toEqual({
    batches: 3,
    spans: 20_007,
    largest: 20_000,
    triggers: { 'nothing waits': 1, spans: 1, bytes: 0 },
  });
  expect(refusedAgo).toEqual({ busy: 1500 });
});

test('the slowest request is told for a minute at most', () => {
  let now = 1000;
  const meter = createIngestMeter(() => now);
  const slow = (spans: number, commit: number): void =>
    meter.stored(stored(spans, 0, { stages: { receive: 1, decode: 0, prepare: 0, wait: 0, commit } }));
  expect(meter.counters().slowest).toBeUndefined();
  slow(1, 50);
  slow(2, 9);
  expect(meter.counters().slowest).toMatchObject({ spans: 1, milliseconds: 51 });
  now = 31_000;
  slow(3, 20);
  expect(meter.counters().slowest).toMatchObject({ spans: 1 });
  now = 61_000;
  expect(meter.counters().slowest).toMatchObject({ spans: 3 });
  now = 91_000;
  expect(meter.counters().slowest).toBeUndefined();
});
