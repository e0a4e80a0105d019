import { expect, test } from 'vitest';
import { seenOf } from './use-seen.ts';

const VIEW = { width: 1000, height: 600 };

test('what is seen grows in steps, with a step around it', () => {
  expect(seenOf(0, 0, VIEW, 1)).toBe('-160 -160 1280 800');
  expect(seenOf(0, 0, VIEW, 0.5)).toBe('-320 -320 2560 1600');
  expect(seenOf(330, 0, VIEW, 1)).toBe('160 -160 1600 800');
});

test('within a step nothing changes', () => {
  expect(seenOf(10, 5, VIEW, 1)).toBe(seenOf(100, 30, VIEW, 1));
});
