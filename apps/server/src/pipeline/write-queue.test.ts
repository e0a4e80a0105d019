import { expect, test } from 'vitest';
import { createWriteQueue } from './write-queue.ts';

const MAX = { spans: 10, items: 50, bytes: 100 };

test('takes what fits by spans, items and bytes, and again once there is room', () => {
  const queue = createWriteQueue(MAX);
  expect(queue.enter({ spans: 6, items: 20, bytes: 10 })).toBe(true);
  expect(queue.enter({ spans: 5, items: 0, bytes: 10 })).toBe(false);
  expect(queue.enter({ spans: 1, items: 31, bytes: 10 })).toBe(false);
  expect(queue.enter({ spans: 1, items: 0, bytes: 91 })).toBe(false);
  expect(queue.full()).toBe(false);
  expect(queue.enter({ spans: 4, items: 10, bytes: 90 })).toBe(true);
  expect(queue.full()).toBe(true);
  expect(queue.waiting()).toStrictEqual({ spans: 10, items: 30, bytes: 100 });
  queue.leave({ spans: 6, items: 20, bytes: 10 });
  expect(queue.full()).toBe(false);
  expect(queue.enter({ spans: 5, items: 5, bytes: 5 })).toBe(true);
});

test('is full of items alone', () => {
  const queue = createWriteQueue(MAX);
  expect(queue.enter({ spans: 1, items: 50, bytes: 1 })).toBe(true);
  expect(queue.full()).toBe(true);
});

test('a batch beyond the bound is taken alone', () => {
  const queue = createWriteQueue(MAX);
  expect(queue.enter({ spans: 50, items: 500, bytes: 500 })).toBe(true);
  expect(queue.enter({ spans: 1, items: 1, bytes: 1 })).toBe(false);
  queue.leave({ spans: 50, items: 500, bytes: 500 });
  expect(queue.waiting()).toStrictEqual({ spans: 0, items: 0, bytes: 0 });
});
