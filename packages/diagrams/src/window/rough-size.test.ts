import { expect, test } from 'vitest';
import { roughSize } from './rough-size.ts';

test('what is about as heavy is as heavy; what is twice as heavy is heavier; nothing is the least', () => {
  expect([1000, 990, 1010].map(roughSize)).toEqual([9, 9, 9]);
  expect(roughSize(2400)).toBeGreaterThan(roughSize(1000));
  expect([0, 0.001, 1, 3].map(roughSize)).toEqual([-1, 0, 1, 2]);
});
