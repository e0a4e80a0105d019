import { expect, test } from 'vitest';
import { firstWindow, nextWindow, readSpeed } from './playback.ts';

const HOUR = 3600e9;

test('playing begins with a twelfth of the time, with the window there is, or again from the start', () => {
  expect(firstWindow({ from: 0, to: HOUR }, HOUR)).toEqual({ from: 0, to: HOUR / 12 });
  expect(firstWindow({ from: 600e9, to: 900e9 }, HOUR)).toEqual({ from: 600e9, to: 900e9 });
  expect(firstWindow({ from: 3300e9, to: HOUR }, HOUR)).toEqual({ from: 0, to: 300e9 });
});

test('a window keeps its length while it moves, stops at the end and has then arrived', () => {
  expect(nextWindow({ from: 0, to: 300e9 }, HOUR, '60', 500)).toEqual({ from: 30e9, to: 330e9 });
  const last = nextWindow({ from: 3290e9, to: 3590e9 }, HOUR, '60', 500);
  expect(last).toEqual({ from: 3300e9, to: HOUR });
  expect(last && nextWindow(last, HOUR, '60', 500)).toBeUndefined();
});

test('a speed that nobody offers is the usual one', () => {
  expect(readSpeed('300')).toBe('300');
  expect(readSpeed('7')).toBe('60');
  expect(readSpeed(undefined)).toBe('60');
});
