import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pictureMoved } from '../lib/picture-moves.ts';
import type { MapCell } from './map-cells.ts';
import { nextAtRest, nextCells, nextWhileMoved, type WantedCells } from './use-mounted-cells.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => void setTimeout(callback, 1));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function cellsWith(count: number, parts: number): MapCell[] {
  return Array.from({ length: count }, (_, key) => ({
    key: `${key}`,
    box: { x: 0, y: 0, width: 1, height: 1 },
    nodes: Array.from({ length: parts }, (_part, id) => `${key}.${id}`),
    edges: [],
  }));
}

const CELLS = cellsWith(12, 5);
const WANTED: WantedCells = { now: CELLS.slice(0, 4), soon: CELLS.slice(0, 9), later: () => CELLS };

/** How many are there, step by step until nothing changes. */
function steps(next: typeof nextAtRest, wanted: WantedCells, mounted: ReadonlySet<string>) {
  const sizes: number[] = [];
  for (let at = mounted; sizes.length < 50; ) {
    const after = next(at, wanted);
    if (after === at) return { sizes, keys: [...at] };
    sizes.push(after.size);
    at = after;
  }
  throw new Error('it never comes to rest');
}

test('while it is moved what is on screen comes at once, and what is near by and by', () => {
  expect(steps(nextWhileMoved, WANTED, new Set()).sizes).toEqual([6, 8, 9]);
});

test('while it is moved nothing goes', () => {
  const far = new Set(['11', ...WANTED.soon.map(({ key }) => key)]);
  expect(nextWhileMoved(far, WANTED)).toBe(far);
});

test('at rest the others come, the nearest first', () => {
  const there = new Set(WANTED.soon.map(({ key }) => key));
  expect(steps(nextAtRest, WANTED, there).sizes).toEqual([12]);
  const many = cellsWith(30, 5);
  const { sizes } = steps(nextAtRest, { ...WANTED, later: () => many }, there);
  expect(sizes).toEqual([17, 25, 30]);
  const [first] = [nextAtRest(there, { ...WANTED, later: () => many })];
  expect([...first].at(-1)).toBe('16');
});

test('at rest what is not wanted any more goes, and a map that is no more is forgotten', () => {
  const there = new Set(['gone', ...CELLS.map(({ key }) => key)]);
  const wanted = { ...WANTED, later: () => CELLS.slice(0, 10) };
  expect(steps(nextAtRest, wanted, there).keys).toEqual(CELLS.slice(0, 10).map(({ key }) => key));
});

test('what is far away is not begun in a movement', async () => {
  const there = new Set(WANTED.soon.map(({ key }) => key));
  const hand = setInterval(pictureMoved, 16);
  await vi.advanceTimersByTimeAsync(100);
  const come: (ReadonlySet<string> | undefined)[] = [];
  void nextCells(there, WANTED, new AbortController().signal).then((keys) => come.push(keys));
  await vi.advanceTimersByTimeAsync(3000);
  expect(come).toEqual([]);
  clearInterval(hand);
  await vi.advanceTimersByTimeAsync(1000);
  expect(come.map((keys) => keys?.size)).toEqual([12]);
});
