// The one mergeable histogram of durations: log-linear, 32 buckets an octave, sparse. Percentiles of every store come
// from it, so that adapters agree to the digit.
import type { DurationNano } from '@spanloom/otlp-model';

const SUB_BITS = 5n;
const SUB_BUCKETS = 1n << SUB_BITS;

/** Weighted counts by bucket index. Merge by adding. */
export type DurationHistogram = ReadonlyMap<number, number>;

/** Bucket of a duration: exact below 64 ns, then 32 equal buckets in each octave (relative error under 1/32). */
export function bucketOf(duration: DurationNano): number {
  if (duration < SUB_BUCKETS) return Number(duration);
  const exponent = BigInt(bitLength(duration) - 1);
  const shift = exponent - SUB_BITS;
  return Number((shift << SUB_BITS) + (duration >> shift));
}

/** Lowest duration that falls into a bucket. */
export function bucketStart(bucket: number): DurationNano {
  const index = BigInt(bucket);
  if (index < SUB_BUCKETS) return index as DurationNano;
  const shift = (index >> SUB_BITS) - 1n;
  return ((index - (shift << SUB_BITS)) << shift) as DurationNano;
}

export function addDuration(histogram: Map<number, number>, duration: DurationNano, weight: number): void {
  const bucket = bucketOf(duration);
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + weight);
}

/**
 * The middle of the bucket that holds the q-th quantile (0 < q <= 1) by weight; undefined for an empty histogram.
 * Within 1.6 % of the true value.
 */
export function quantile(histogram: DurationHistogram, q: number): DurationNano | undefined {
  const buckets = [...histogram.entries()].sort((a, b) => a[0] - b[0]);
  let total = 0;
  for (const [, weight] of buckets) total += weight;
  let seen = 0;
  for (const [bucket, weight] of buckets) {
    seen += weight;
    if (seen >= q * total) return bucketMiddle(bucket);
  }
  const last = buckets.at(-1);
  return last === undefined ? undefined : bucketMiddle(last[0]);
}

function bucketMiddle(bucket: number): DurationNano {
  const start = bucketStart(bucket);
  return ((start + bucketStart(bucket + 1) - 1n) / 2n) as DurationNano;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
