import { expect, test } from 'vitest';
import type { ChartBox } from './chart-parts.ts';
import { heightFor, placeEnds, spread } from './ports.ts';

const BOX: ChartBox = { u0: 100, u1: 200, v0: 0, v1: 60, outline: undefined };

const HEAD = 6;

function heads(...wanted: number[]): { v: number; hasHead: boolean }[] {
  return wanted.map((v) => ({ v, hasHead: true }));
}

test('ends stand where they are wanted, as far apart as heads are high', () => {
  expect(spread(heads(30), [5, 55], HEAD)).toEqual([30]);
  expect(spread(heads(10, 40), [5, 55], HEAD)).toEqual([10, 40]);
  expect(spread(heads(30, 30), [5, 55], HEAD)).toEqual([25.5, 34.5]);
  expect(spread(heads(-100, -90, 300), [5, 55], HEAD)).toEqual([5, 14, 55]);
});

test('ends that do not fit keep their order and come nearer, then share their places', () => {
  expect(spread(heads(0, 0, 0), [0, 14], HEAD)).toEqual([0, 7, 14]);
  expect(spread(heads(0, 0, 0, 0, 0, 0), [0, 14], HEAD)).toEqual([0, 0, 7, 7, 14, 14]);
  expect(spread(heads(7, 7), [10, 10], HEAD)).toEqual([10, 10]);
});

test('a line without a head keeps clear of the head beside it, and never shares its place', () => {
  const [line = 0, head = 0] = spread([{ v: 30, hasHead: false }, ...heads(30)], [5, 55], 12);
  expect(head - line).toBeGreaterThan(12 / 2);
  const mixed = spread([{ v: 0, hasHead: false }, ...heads(0, 0)], [0, 8], 12);
  expect(new Set(mixed).size).toBe(2);
  expect(mixed[1]).toBe(mixed[2]);
  const turns = Array.from({ length: 9 }, (_, i) => ({ v: 0, hasHead: i % 2 > 0 }));
  expect(new Set(spread(turns, [0, 8], 12)).size).toBe(9);
});

test('lines without heads stand nearer to each other than those with heads', () => {
  const low = { ...BOX, v1: 34 };
  const ends = (hasHead: boolean) =>
    Array.from({ length: 6 }, (_, i) => ({ box: low, hasHead, onwards: [{ u: 300, v: i }] }));
  const heights = (hasHead: boolean): number =>
    new Set([...placeEnds(ends(hasHead), 7).values()].map(({ v }) => v)).size;
  expect(heights(false)).toBe(6);
  expect(heights(true)).toBe(4);
});

test('in a box as high as its lines need, none shares its place and no head touches another', () => {
  for (const headWidth of [8, 12, 18]) {
    const atBox = (box: ChartBox) =>
      Array.from({ length: 9 }, (_, i) => ({ box, hasHead: i % 3 > 0, onwards: [{ u: i < 7 ? 300 : 0, v: i * 20 }] }));
    const box = { ...BOX, v1: heightFor(BOX, atBox(BOX), headWidth) };
    const right = [...placeEnds(atBox(box), headWidth)].filter(([, { u }]) => u === 200);
    const gaps = right.slice(1).map(([end, { v }], i) => {
      const [before, at] = right[i] ?? [end, { v }];
      return (v - at.v) / ((end.hasHead ? headWidth / 2 : 0) + (before.hasHead ? headWidth / 2 : 0));
    });
    expect(Math.min(...gaps)).toBeGreaterThan(1);
  }
});

test('lines leave at the side that faces their way, in the order of the ways', () => {
  const low = { box: BOX, hasHead: true, onwards: [{ u: 300, v: 50 }] };
  const high = { box: BOX, hasHead: true, onwards: [{ u: 300, v: 10 }] };
  const back = { box: BOX, hasHead: true, onwards: [{ u: 0, v: 30 }] };
  const places = placeEnds([low, high, back], HEAD);
  expect(places.get(high)).toMatchObject({ u: 200, v: 10 });
  expect(places.get(low)).toMatchObject({ u: 200, v: 50 });
  expect(places.get(back)).toMatchObject({ u: 100, v: 30 });
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
  const places = placeEnds([down, up], HEAD);
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
  expect(placeEnds([end], HEAD).get(end)).toMatchObject({ u: 210, v: 30 });
});

test('it is told where heads stand beside an end', () => {
  const plain = { box: BOX, hasHead: false, onwards: [{ u: 300, v: 10 }] };
  const head = { box: BOX, hasHead: true, onwards: [{ u: 300, v: 50 }] };
  const back = { box: BOX, hasHead: false, onwards: [{ u: 0, v: 30 }] };
  const places = placeEnds([plain, head, back], HEAD);
  expect([plain, head, back].map((end) => places.get(end)?.amongHeads)).toEqual([true, true, false]);
});
