import { expect, test } from 'vitest';
import { stripePlace } from './stripe-place.ts';

test('the stripe of a rectangle is as high as it', () => {
  expect(stripePlace({ x: -50, y: -20, width: 100, height: 40 }, true)).toEqual({
    x: -50,
    y: -20,
    width: 4,
    height: 40,
  });
});

test('the stripe of a round shape lies within it, whatever its height', () => {
  for (const height of [20, 34, 44, 80]) {
    const place = stripePlace({ x: 0, y: 0, width: 200, height }, false);
    const radius = height / 2;
    for (const y of [place.y, place.y + place.height]) {
      expect(Math.hypot(place.x - radius, y - radius)).toBeLessThan(radius);
    }
  }
});
