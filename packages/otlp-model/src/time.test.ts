// Bounds of times and durations.
import { expect, test } from 'vitest';
import { durationBetween, durationNano, unixNano, type UnixNano } from './time.ts';

const time = (value: bigint): UnixNano => value as UnixNano;

test('times and durations are unsigned 64-bit', () => {
  for (const check of [unixNano, durationNano]) {
    expect(check(0n)).toStrictEqual({ ok: true, value: 0n });
    expect(check(2n ** 64n - 1n)).toStrictEqual({ ok: true, value: 2n ** 64n - 1n });
    expect(check(-1n).ok).toBe(false);
    expect(check(2n ** 64n).ok).toBe(false);
  }
});

test('a span that ends before it starts has no length', () => {
  expect(durationBetween(time(5n), time(9n))).toBe(4n);
  expect(durationBetween(time(9n), time(5n))).toBe(0n);
  expect(durationBetween(time(0n), time(2n ** 64n - 1n))).toBe(2n ** 64n - 1n);
});
