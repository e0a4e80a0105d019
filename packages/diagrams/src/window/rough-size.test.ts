import { expect, test } from 'vitest';
import { roughSize, roughSizes } from './rough-size.ts';

test('what is about as heavy is as heavy; what is twice as heavy is heavier; nothing is the least', () => {
  expect([1000, 990, 1010].map(roughSize)).toEqual([9, 9, 9]);
  expect(roughSize(2400)).toBeGreaterThan(roughSize(1000));
  expect([0, 0.001, 1, 3].map(roughSize)).toEqual([-1, 0, 1, 2]);
});

test('of a window: what grows alike keeps its size, most are in the middle of one, and nothing is the least', () => {
  const weights = [60, 63, 64, 65, 67, 300, 9, 0];
  for (const growth of [1, 1.02, 1.5, 7]) {
    const size = roughSizes(weights.map((weight) => weight * growth));
    expect(weights.map((weight) => size(weight * growth))).toEqual([0, 0, 0, 0, 0, 2, -3, -2000]);
  }
  const middle = roughSizes([1000, 990, 1010]);
  expect([710, 1400].map(middle)).toEqual([0, 0]);
  expect([690, 1450].map(middle)).toEqual([-1, 1]);
  expect(roughSizes([])(5)).toBeGreaterThan(roughSizes([])(0));
});
