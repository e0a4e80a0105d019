import { expect, test } from 'vitest';
import { createRandom } from '../contract/random.ts';
import { MinHeap } from './min-heap.ts';

test('items come out in order, whatever the order they went in', () => {
  const random = createRandom(7);
  const heap = new MinHeap<number>((a, b) => a - b);
  const inside: number[] = [];
  for (let i = 0; i < 2000; i++) {
    if (inside.length > 0 && random.chance(0.45)) {
      inside.sort((a, b) => a - b);
      expect(heap.peek()).toBe(inside[0]);
      expect(heap.pop()).toBe(inside.shift());
    } else {
      const item = random.below(50);
      heap.push(item);
      inside.push(item);
    }
  }
  while (inside.length > 0) expect(heap.pop()).toBe(inside.sort((a, b) => a - b).shift());
  expect(heap.pop()).toBeUndefined();
});
