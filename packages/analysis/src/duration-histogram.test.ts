import type { DurationNano } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { addDuration, bucketOf, bucketStart, quantile, quantiles } from './duration-histogram.ts';

const MAX = (1n << 64n) - 1n;
const duration = (value: bigint): DurationNano => value as DurationNano;

/** Every edge that could be off by one: around each power of two and each bucket start. */
function interesting(): bigint[] {
  const values = new Set<bigint>();
  for (let bit = 0n; bit <= 64n; bit++) {
    for (const around of [1n << bit, (1n << bit) + (1n << bit) / 32n, (1n << bit) + (1n << bit) / 3n]) {
      for (const step of [-2n, -1n, 0n, 1n, 2n]) values.add(around + step);
    }
  }
  return [...values].filter((value) => value >= 0n && value <= MAX).sort((a, b) => (a < b ? -1 : 1));
}

test('buckets are exact below 64 ns', () => {
  for (let value = 0; value < 64; value++) {
    expect(bucketOf(duration(BigInt(value)))).toBe(value);
    expect(bucketStart(value)).toBe(BigInt(value));
  }
});

test('a value lies between the start of its bucket and the start of the next', () => {
  for (const value of interesting()) {
    const bucket = bucketOf(duration(value));
    expect(bucketStart(bucket) <= value, `start of bucket ${bucket} is at or below ${value}`).toBe(true);
    expect(bucketStart(bucket + 1) > value, `bucket ${bucket + 1} starts above ${value}`).toBe(true);
  }
});

test('buckets never decrease, and the start of a bucket is in that bucket', () => {
  let last = -1;
  for (const value of interesting()) {
    const bucket = bucketOf(duration(value));
    expect(bucket).toBeGreaterThanOrEqual(last);
    last = bucket;
  }
  for (let bucket = 0; bucket <= bucketOf(duration(MAX)); bucket++) {
    expect(bucketOf(bucketStart(bucket))).toBe(bucket);
  }
});

test('a quantile of equal values is within 1/64 of them', () => {
  for (const value of interesting()) {
    const histogram = new Map<number, number>();
    addDuration(histogram, duration(value), 1);
    const found = quantile(histogram, 0.5) ?? -1n;
    const error = found > value ? found - value : value - found;
    expect(error * 64n <= value, `${found} for ${value}`).toBe(true);
  }
});

test('no quantile lies outside of what was measured', () => {
  let clamped = 0;
  for (const value of interesting()) {
    const [shortest, longest] = [duration(value), duration(value + value / 100n)];
    const histogram = new Map<number, number>();
    addDuration(histogram, shortest, 1);
    addDuration(histogram, longest, 1);
    const qs = [0.01, 0.5, 0.95, 0.99, 1];
    for (const found of quantiles(histogram, qs, { shortest, longest })) {
      expect(found !== undefined && found >= shortest && found <= longest, `${found} for ${value}`).toBe(true);
    }
    if (quantiles(histogram, qs).some((found) => found !== undefined && (found < shortest || found > longest)))
      clamped++;
    // One that was measured alone is told to the nanosecond.
    const alone = new Map([[bucketOf(shortest), 1]]);
    expect(quantile(alone, 0.95, { shortest, longest: shortest })).toBe(value);
  }
  expect(clamped).toBeGreaterThan(0);
});

test('quantiles follow the weights, and an empty histogram has none', () => {
  const histogram = new Map<number, number>();
  expect(quantile(histogram, 0.5)).toBeUndefined();
  addDuration(histogram, duration(10n), 94);
  addDuration(histogram, duration(20n), 5);
  addDuration(histogram, duration(30n), 0.5);
  addDuration(histogram, duration(30n), 0.5);
  const qs = [0.5, 0.94, 0.95, 0.99, 0.995, 1];
  expect(qs.map((q) => quantile(histogram, q))).toEqual([10n, 10n, 20n, 20n, 30n, 30n]);
  expect(quantiles(histogram, qs)).toEqual([10n, 10n, 20n, 20n, 30n, 30n]);
  expect(quantiles(new Map(), qs)).toEqual(qs.map(() => undefined));
  // Shares that a double cannot hold: the sum may stay below the whole.
  const thirds = new Map([1, 2, 3, 4, 5, 6, 7].map((bucket) => [bucket, 0.1]));
  expect(quantiles(thirds, [1, 1])).toEqual([7n, 7n]);
});
