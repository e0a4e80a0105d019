import { expect, test } from 'vitest';
import { createIngestMeter } from './ingest-meter.ts';

test('the rate is the mean of the last ten seconds', () => {
  let now = 5_000;
  const meter = createIngestMeter(() => now);
  meter.stored(100, 0);
  expect(meter.counters().spansPerSecond).toBe(100);
  now += 4_000;
  meter.stored(60, 40);
  expect(meter.counters()).toMatchObject({ acceptedSpans: 160, duplicateSpans: 40, spansPerSecond: 50 });
  now += 5_000;
  expect(meter.counters().spansPerSecond).toBe(22.2);
  now += 1_500;
  expect(meter.counters().spansPerSecond).toBe(10);
  now += 60_000;
  expect(meter.counters()).toMatchObject({ acceptedSpans: 160, spansPerSecond: 0 });
});
