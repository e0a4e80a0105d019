import { expect, test } from 'vitest';
import { pathLength, pathPoints, pointAlong } from './path-shape.ts';

function bounds(d: string): number[] {
  const points = pathPoints(d);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(
    (value) => Math.round(value * 10) / 10,
  );
}

test.each([
  ['lines', 'M0,0 L10,5 H20 V-5 Z', [0, -5, 20, 5]],
  ['relative lines, without repeating the letter', 'm1 1 10 0 0 10', [1, 1, 11, 11]],
  ['a cubic curve reaches less far than its control points', 'M0,0 C0,10 10,10 10,0', [0, 0, 10, 7.5]],
  ['a smooth curve goes on in the direction of the one before', 'M0,0 C0,4 4,4 4,0 S8,-4 8,0', [0, -3, 8, 3]],
  ['quadratic curves', 'M0,0 Q5,10 10,0 T20,0', [0, -5, 20, 5]],
  ['half a circle', 'M0,0 A5,5 0 0 1 10,0', [0, -5, 10, 0]],
  ['its other half, flags without spaces', 'M0,0a5,5 0 0010,0', [0, 0, 10, 5]],
  ['an arc whose radii are too small grows', 'M0,0 A1,1 0 0 1 10,0', [0, -5, 10, 0]],
  ['exponents and missing zeros', 'M1e1,.5 L-.5-1.5', [-0.5, -1.5, 10, 0.5]],
])('%s', (_, d, expected) => {
  expect(bounds(d)).toEqual(expected);
});

test('length, and places along it; a move has none', () => {
  const points = pathPoints('M0,0 L10,0 M0,10 L0,30');
  expect(pathLength(points)).toBe(30);
  expect(pointAlong(points, 4)).toEqual({ x: 4, y: 0 });
  expect(pointAlong(points, 15)).toEqual({ x: 0, y: 15 });
  expect(pointAlong(points, 99)).toEqual({ x: 0, y: 30 });
  expect(pointAlong([], 3)).toEqual({ x: 0, y: 0 });
});
