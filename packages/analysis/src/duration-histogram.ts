// The one mergeable histogram of durations: log-linear, 32 buckets an octave, sparse. Percentiles of every store come
// from it, so that adapters agree to the digit.
import type { DurationNano } from '@spanloom/otlp-model';

const SUB_BITS = 5;
const SUB_BUCKETS = 1 << SUB_BITS;

/** Weighted counts by bucket index. Merge by adding. */
export type DurationHistogram = ReadonlyMap<number, number>;

/** Bucket of a duration: exact below 64 ns, then 32 equal buckets in each octave (relative error under 1/32). */
export function bucketOf(duration: DurationNano): number {
  const value = Number(duration);
  if (value < SUB_BUCKETS) return value;
  if (value <= Number.MAX_SAFE_INTEGER) {
    const shift = bitLength(Math.floor(value / 2 ** 32), value) - 1 - SUB_BITS;
    return shift * SUB_BUCKETS + Math.floor(value / 2 ** shift);
  }
  // Over 104 days a double would round: shift the exact integer.
  const shift = bitLength(Number(duration >> 32n), 0) - 1 - SUB_BITS;
  return shift * SUB_BUCKETS + Number(duration >> BigInt(shift));
}

/** Lowest duration that falls into a bucket. */
export function bucketStart(bucket: number): DurationNano {
  if (bucket < SUB_BUCKETS) return BigInt(bucket) as DurationNano;
  const shift = Math.floor(bucket / SUB_BUCKETS) - 1;
  return (BigInt(bucket - shift * SUB_BUCKETS) << BigInt(shift)) as DurationNano;
}

export function addDuration(histogram: Map<number, number>, duration: DurationNano, weight: number): void {
  const bucket = bucketOf(duration);
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + weight);
}

/** What was measured lies between these, both included. */
export interface DurationBounds {
  readonly shortest: DurationNano;
  readonly longest: DurationNano;
}

/**
 * The middle of the bucket that holds the q-th quantile (0 < q <= 1) by weight, or the bound that is nearer; undefined for an
 * empty histogram. Within 1.6 % of the true value.
 */
export function quantile(histogram: DurationHistogram, q: number, bounds?: DurationBounds): DurationNano | undefined {
  return quantiles(histogram, [q], bounds)[0];
}

/** The same for several, in one pass: they are given in ascending order. */
export function quantiles(
  histogram: DurationHistogram,
  qs: readonly number[],
  bounds?: DurationBounds,
): (DurationNano | undefined)[] {
  const buckets = [...histogram.entries()].sort((a, b) => a[0] - b[0]);
  let total = 0;
  for (const [, weight] of buckets) total += weight;
  let at = 0;
  let seen = buckets[0]?.[1] ?? 0;
  return qs.map((q) => {
    // What rounding leaves over belongs to the last one.
    while (seen < q * total && at < buckets.length - 1) seen += buckets[++at]?.[1] ?? 0;
    const bucket = buckets[at];
    return bucket === undefined ? undefined : within(bucketMiddle(bucket[0]), bounds);
  });
}

function bucketMiddle(bucket: number): DurationNano {
  const start = bucketStart(bucket);
  return ((start + bucketStart(bucket + 1) - 1n) / 2n) as DurationNano;
}

/** Nothing is said that is shorter or longer than all that was measured. */
function within(duration: DurationNano, bounds: DurationBounds | undefined): DurationNano {
  if (bounds === undefined) return duration;
  if (duration < bounds.shortest) return bounds.shortest;
  return duration > bounds.longest ? bounds.longest : duration;
}

/** Bits of an integer given as its upper half and, used when that is 0, the whole. */
function bitLength(high: number, whole: number): number {
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(whole);
}
