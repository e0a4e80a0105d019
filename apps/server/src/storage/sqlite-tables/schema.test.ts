import { expect, test } from 'vitest';
import { bitLength, fromStored, toStored } from './schema.ts';

const HUGE = (1n << 64n) - 1n;

test('unsigned 64-bit numbers fit signed ones, in the same order', () => {
  const values = [0n, 1n, (1n << 63n) - 1n, 1n << 63n, HUGE - 1n, HUGE];
  const stored = values.map(toStored);
  expect(stored.map(fromStored)).toEqual(values);
  expect(stored.map((value) => BigInt.asIntN(64, value))).toEqual(stored);
  expect(stored.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(stored);
});

test('bits of a length of time', () => {
  expect([0n, 1n, 2n, 3n, 4n, HUGE].map(bitLength)).toEqual([0, 1, 2, 2, 3, 64]);
});
