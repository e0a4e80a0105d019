// Times are unsigned 64-bit nanoseconds since the Unix epoch, kept as branded bigints: a double would round them.
import { err, ok, type Result } from './result.ts';

declare const unixNanoBrand: unique symbol;
declare const durationNanoBrand: unique symbol;

/** Nanoseconds since 1970-01-01T00:00:00Z, 0 .. 2^64-1. */
export type UnixNano = bigint & { readonly [unixNanoBrand]: true };
/** A length of time in nanoseconds, never negative. */
export type DurationNano = bigint & { readonly [durationNanoBrand]: true };

const MAX_U64 = (1n << 64n) - 1n;

/** Checks that a bigint fits an unsigned 64-bit time. */
export function unixNano(value: bigint): Result<UnixNano, string> {
  if (value < 0n || value > MAX_U64) return err('a time is an unsigned 64-bit count of nanoseconds');
  return ok(value as UnixNano);
}

/** Length of a span: end - start, or 0 when the end lies before the start. */
export function durationBetween(start: UnixNano, end: UnixNano): DurationNano {
  return (end > start ? end - start : 0n) as DurationNano;
}

/** Checks that a bigint is a length of time. */
export function durationNano(value: bigint): Result<DurationNano, string> {
  if (value < 0n || value > MAX_U64) return err('a duration is an unsigned 64-bit count of nanoseconds');
  return ok(value as DurationNano);
}
