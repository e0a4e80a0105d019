import { expect, test } from 'vitest';
import { type Axis, type Extent, extentOf } from './chart-space.ts';
import { courseOf, gapsOf, type OtherCourse, type Others, pathOf, type Station } from './line-course.ts';
import { pathPoints } from './path-shape.ts';
import { CLEAR, crossings, type Neighbour, neighbourOf, type Sweep, together } from './sweep.ts';

function station(u: number, v: number, [from, to]: [number, number] = [u, u], hides = false): Station {
  return { u, v, from, to, hides };
}

interface InTheWay extends Others {
  readonly obstacles: readonly Extent[];
}

function laid(stations: readonly Station[], { obstacles, ...others }: InTheWay): Sweep[] {
  return courseOf(gapsOf(stations, obstacles), others);
}

function drawn(stations: readonly Station[], obstacles: readonly Extent[], axis: Axis): string {
  return pathOf(laid(stations, { ...ALONE, obstacles }), axis);
}

/** Nothing in the way. */
const ALONE = { obstacles: [], others: [], boxes: [] };
const BOX = { u0: 0, u1: 0, v0: 0, v1: 0 };

function otherOf(sweeps: readonly Sweep[], box: Extent): OtherCourse {
  return {
    sweeps: sweeps.map((sweep) => ({ sweep, extent: extentOf([sweep.a, sweep.b]) })),
    extent: extentOf(sweeps.flatMap(({ a, b }) => [a, b])),
    boxes: [box],
  };
}

function meeting(one: Sweep, other: Sweep, told: (one: Sweep, neighbour: Neighbour) => number): number {
  const neighbour = neighbourOf(one, other);
  return neighbour === undefined ? 0 : told(one, neighbour);
}

test('a free line is one sweep that leaves and arrives along the chart', () => {
  expect(drawn([station(0, 0), station(100, 50)], [], 'x')).toBe('M0,0C50,0,50,50,100,50');
  expect(drawn([station(0, 0), station(100, 50)], [], 'y')).toBe('M0,0C0,50,50,50,50,100');
});

test('it goes straight on past what stands beside it', () => {
  const beside = { u0: 0, u1: 40, v0: 4, v1: 40 };
  const course = drawn([station(20, 0, [0, 43]), station(100, 50)], [beside], 'x');
  const points = pathPoints(course);
  expect(points.some(({ x, y }) => x > 0 - CLEAR && x < 40 + CLEAR && y > 4 - CLEAR && y < 40 + CLEAR)).toBe(false);
  expect(course.startsWith('M20,0L')).toBe(true);
});

test('against the direction of the chart it does the same', () => {
  const beside = { u0: 60, u1: 100, v0: 4, v1: 40 };
  const course = drawn([station(80, 0, [57, 100]), station(0, 50)], [beside], 'x');
  expect(course).toMatch(/^M80,0L[\d.]+,0C/);
});

test('what is thin and far away is not passed over', () => {
  const thin = { u0: 0, u1: 40, v0: 500, v1: 510 };
  const course = drawn([station(20, 0, [0, 43]), station(60, 1000)], [thin], 'x');
  expect(
    pathPoints(course)
      .filter(({ y }) => y > 490 && y < 520)
      .every(({ x }) => x >= 40),
  ).toBe(true);
});

test('a line goes straight into its own label, but bends below it when it would be steep', () => {
  const label: [number, number] = [60, 140];
  expect(drawn([station(0, 0), station(100, 30, label, true)], [], 'x')).toBe('M0,0C30,0,30,30,60,30L100,30');
  expect(drawn([station(0, 0), station(100, 300, label, true)], [], 'x')).toBe('M0,0C50,0,50,300,100,300');
});

test('where nothing is free, the piece between the ranks is taken', () => {
  const wall = { u0: -10, u1: 110, v0: 20, v1: 30 };
  expect(drawn([station(0, 0, [0, 30]), station(100, 50, [80, 100])], [wall], 'x')).toBe(
    'M0,0L30,0C55,0,55,50,80,50L100,50',
  );
});

test('another line of the same box is crossed only where it must be', () => {
  // Out of one box: the upper line stays above the lower one, though the lower one would bend later by itself.
  const label: [number, number] = [60, 140];
  const upper = laid([station(0, 0), station(100, 20, label, true)], ALONE);
  const below = [station(0, 8), station(140, 60, [70, 210])];
  const alone = laid(below, ALONE);
  const beside = laid(below, { ...ALONE, others: [otherOf(upper, BOX)], boxes: [BOX] });
  const count = (sweeps: typeof alone): number =>
    sweeps.reduce((sum, one) => sum + upper.reduce((all, other) => all + meeting(one, other, crossings), 0), 0);
  expect(count(alone)).toBeGreaterThan(0);
  expect(count(beside)).toBe(0);
});

test('what a line of the same box goes round, one of other boxes crosses', () => {
  const upper = laid([station(0, 0), station(100, 20, [20, 140], true)], ALONE);
  const below = [station(0, 4), station(140, 60, [70, 210])];
  const count = (boxes: readonly Extent[]): number =>
    laid(below, { ...ALONE, others: [otherOf(upper, BOX)], boxes }).reduce(
      (sum, one) => sum + upper.reduce((all, other) => all + meeting(one, other, crossings), 0),
      0,
    );
  expect(count([BOX])).toBe(0);
  expect(count([{ ...BOX }])).toBeGreaterThan(0);
});

test('a line beside another one of the same box bends where the other does not', () => {
  // Both fall steeply behind a label, as two that arrive at one side of a box from far above.
  const label: [number, number] = [40, 60];
  const outer = laid([station(40, 0, label), station(80, 300)], {
    ...ALONE,
    obstacles: [{ u0: 0, u1: 57, v0: 30, v1: 200 }],
  });
  const inner = laid([station(40, 20, label), station(80, 314)], {
    obstacles: [{ u0: 0, u1: 57, v0: 30, v1: 200 }],
    others: [otherOf(outer, BOX)],
    boxes: [BOX],
  });
  const [one, other] = [outer[0], inner[0]];
  if (one === undefined || other === undefined) throw new Error('no course');
  expect(meeting(one, other, crossings)).toBe(0);
  const same = { ...other, bendsAt: one.bendsAt, bentAt: one.bentAt };
  expect(meeting(one, other, together)).toBeLessThan(meeting(one, same, together));
  expect(meeting(one, { ...one, a: { u: 40, v: 3 }, b: { u: 80, v: 303 } }, together)).toBe(10);
});

test('a line that has to do with no box of another may cross it, but runs on no part of it', () => {
  // Down beside each other in the one gap that both pass.
  const [label, box]: [number, number][] = [
    [20, 40],
    [70, 90],
  ];
  const one = laid([station(30, 0, label), station(80, 300, box)], ALONE);
  const other = laid([station(30, 20, label), station(80, 320, box)], {
    ...ALONE,
    others: [otherOf(one, BOX)],
  });
  const [first, second] = [one[0], other[0]];
  if (first === undefined || second === undefined) throw new Error('no course');
  expect(meeting(first, second, together)).toBeLessThan(0.1);
  expect(meeting(first, { ...first, a: { u: 30, v: 20 }, b: { u: 80, v: 320 } }, together)).toBeGreaterThan(0.5);
});
