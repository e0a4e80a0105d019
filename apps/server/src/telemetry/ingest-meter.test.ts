import { expect, test } from 'vitest';
import { createIngestMeter, type StoredTraces } from './ingest-meter.ts';

const stored = (spans: number, duplicates = 0, rest: Partial<StoredTraces> = {}): StoredTraces => ({
  protocol: 'grpc',
  bytes: 100,
  spans,
  duplicates,
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
  expect(counters.protocols['http/json']).toStrictEqual({ requests: 2, spans: 8, duplicateSpans: 1, bytes: 150 });
  expect(counters.refused['otlp-grpc']).toMatchObject({ malformed: 1, busy: 1, path: 0 });
});

test('commit latency falls into the first bucket that holds it', () => {
  const meter = createIngestMeter(() => 0);
  for (const seconds of [0.0005, 0.001, 0.3, 99]) meter.committed(seconds);
  const { counts, sumSeconds } = meter.counters().commit;
  expect(counts).toStrictEqual([2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  expect(sumSeconds).toBeCloseTo(99.3015);
});
