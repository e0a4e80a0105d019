import { expect, test } from 'vitest';
import { nextPlace } from './arrow-keys.ts';

/** Rows of 3, 1 and 2 places. */
const PLACES = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 200, y: 0 },
  { x: 0, y: 100 },
  { x: 0, y: 200 },
  { x: 100, y: 200 },
];

test.each([
  [0, 'ArrowRight', 1],
  [2, 'ArrowRight', undefined],
  [1, 'ArrowLeft', 0],
  [0, 'ArrowLeft', undefined],
  [0, 'ArrowDown', 3],
  [2, 'ArrowDown', 5],
  [5, 'ArrowUp', 1],
  [3, 'ArrowUp', 0],
  [1, 'ArrowUp', undefined],
] as const)('from %i with %s to %s', (from, key, to) => {
  const place = PLACES[from];
  expect(place && nextPlace(PLACES, place, key)).toBe(to);
});
