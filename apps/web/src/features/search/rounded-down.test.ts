// Limits that one can say.
import { expect, it } from 'vitest';
import { roundedDown } from './rounded-down.ts';

it.each([
  [10_100_000_000n, 10_000_000_000n],
  [9_999_999_999n, 5_000_000_000n],
  [4_999n, 2_000n],
  [1_999n, 1_000n],
  [5n, 5n],
  [1n, 1n],
  [0n, 0n],
  [-5n, 0n],
])('%d is rounded down to %d', (value, expected) => expect(roundedDown(value)).toBe(expected));
