import { expect, test } from 'vitest';
import { createWriteQueue } from './write-queue.ts';

test('takes what fits by spans and by bytes, and again once there is room', () => {
  const queue = createWriteQueue({ spans: 10, bytes: 100 });
  expect(queue.enter({ spans: 6, bytes: 10 })).toBe(true);
  expect(queue.enter({ spans: 5, bytes: 10 })).toBe(false);
  expect(queue.enter({ spans: 1, bytes: 91 })).toBe(false);
  expect(queue.full()).toBe(false);
  expect(queue.enter({ spans: 4, bytes: 90 })).toBe(true);
  expect(queue.full()).toBe(true);
  expect(queue.waiting()).toStrictEqual({ spans: 10, bytes: 100 });
  queue.leave({ spans: 6, bytes: 10 });
  expect(queue.full()).toBe(false);
  expect(queue.enter({ spans: 5, bytes: 5 })).toBe(true);
});

test('a batch beyond the bound is taken alone', () => {
  const queue = createWriteQueue({ spans: 10, bytes: 100 });
  expect(queue.enter({ spans: 50, bytes: 500 })).toBe(true);
  expect(queue.enter({ spans: 1, bytes: 1 })).toBe(false);
  queue.leave({ spans: 50, bytes: 500 });
  expect(queue.waiting()).toStrictEqual({ spans: 0, bytes: 0 });
});
