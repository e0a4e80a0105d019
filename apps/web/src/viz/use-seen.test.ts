import { expect, test } from 'vitest';
import { seenOf } from './use-seen.ts';

const VIEW = { width: 1000, height: 600 };

test('what is seen grows in steps, with a step around it', () => {
  expect(seenOf(0, 0, VIEW, 1)).toBe('-320 -320 1600 960');
  expect(seenOf(0, 0, VIEW, 0.5)).toBe('-640 -640 3200 1920');
  expect(seenOf(330, 0, VIEW, 1)).toBe('0 -320 1920 960');
});

test('within a step nothing changes', () => {
  expect(seenOf(10, 5, VIEW, 1)).toBe(seenOf(200, 30, VIEW, 1));
});
