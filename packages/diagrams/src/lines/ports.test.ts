import { expect, test } from 'vitest';
import type { ChartBox } from './chart-parts.ts';
import { placeEnds, spread } from './ports.ts';

const BOX: ChartBox = { u0: 100, u1: 200, v0: 0, v1: 60, outline: undefined };

test('ends stand where they are wanted, as far apart as heads are high', () => {
  expect(spread([30], [5, 55], 6)).toEqual([30]);
  expect(spread([10, 40], [5, 55], 6)).toEqual([10, 40]);
  expect(spread([30, 30], [5, 55], 6)).toEqual([25.5, 34.5]);
  expect(spread([-100, -90, 300], [5, 55], 6)).toEqual([5, 14, 55]);
});

test('ends that do not fit keep their order and come nearer, then share their places', () => {
  expect(spread([0, 0, 0], [0, 12], 6)).toEqual([0, 6, 12]);
  expect(spread([0, 0, 0, 0, 0, 0], [0, 12], 6)).toEqual([0, 0, 6, 6, 12, 12]);
  expect(spread([7, 7], [10, 10], 6)).toEqual([10, 10]);
});

test('lines without heads stand nearer to each other than those with heads', () => {
  const low = { ...BOX, v1: 34 };
  const ends = (hasHead: boolean) =>
    Array.from({ length: 6 }, (_, i) => ({ box: low, hasHead, onwards: [{ u: 300, v: i }] }));
  const heights = (hasHead: boolean): number => new Set([...placeEnds(ends(hasHead)).values()].map(({ v }) => v)).size;
  expect(heights(false)).toBe(6);
  expect(heights(true)).toBe(4);
});

test('lines leave at the side that faces their way, in the order of the ways', () => {
  const low = { box: BOX, hasHead: true, onwards: [{ u: 300, v: 50 }] };
  const high = { box: BOX, hasHead: true, onwards: [{ u: 300, v: 10 }] };
  const back = { box: BOX, hasHead: true, onwards: [{ u: 0, v: 30 }] };
  const places = placeEnds([low, high, back]);
  expect(places.get(high)).toEqual({ u: 200, v: 10 });
  expect(places.get(low)).toEqual({ u: 200, v: 50 });
  expect(places.get(back)).toEqual({ u: 100, v: 30 });
});

test('of two that go on alike at first, the later ways tell', () => {
  const down = {
    box: BOX,
    hasHead: true,
    onwards: [
      { u: 300, v: 30 },
      { u: 400, v: 90 },
    ],
  };
  const up = {
    box: BOX,
    hasHead: true,
    onwards: [
      { u: 300, v: 30 },
      { u: 400, v: 0 },
    ],
  };
  const places = placeEnds([down, up]);
  expect(places.get(up)?.v).toBeLessThan(places.get(down)?.v ?? Number.NaN);
});

test('at a slanted side a line ends on it', () => {
  const outline = [
    { u: 120, v: 0 },
    { u: 220, v: 0 },
    { u: 200, v: 60 },
    { u: 100, v: 60 },
  ];
  const end = { box: { ...BOX, u1: 220, outline }, hasHead: true, onwards: [{ u: 400, v: 30 }] };
  expect(placeEnds([end]).get(end)).toEqual({ u: 210, v: 30 });
});
