import { expect, it } from 'vitest';
import { placeIn, withFocusOn } from './result-order.ts';

const order = { traceIds: ['a', 'b', 'c'], total: 1284 };

it('knows the results before and after', () => {
  expect(placeIn(order, 'b')).toEqual({ order, place: 2, previous: 'a', next: 'c' });
  expect(placeIn(order, 'a')).toMatchObject({ place: 1, previous: undefined, next: 'b' });
  expect(placeIn(order, 'c')).toMatchObject({ place: 3, previous: 'b', next: undefined });
  expect(placeIn(order, 'x')).toBeUndefined();
});

it('leads back to the list with the row of the trace one has come to', () => {
  expect(withFocusOn('/search?service=a%26b&focus=a', 'b')).toBe('/search?service=a%26b&focus=b');
  expect(withFocusOn('/diagrams?node=x', 'b')).toBe('/diagrams?node=x');
});
