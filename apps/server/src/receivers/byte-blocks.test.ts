// Pieces of every size come out as they went in, in few objects.
import { expect, test } from 'vitest';
import { ByteBlocks } from './byte-blocks.ts';

test.each([
  ['nothing', []],
  ['one piece', [1000]],
  ['empty pieces', [0, 3, 0, 5, 0]],
  ['single bytes', Array.from({ length: 5000 }, () => 1)],
  ['large and small in turn', [70_000, 1, 200_000, 1, 64 * 1024, 3]],
])('joins %s', (_, sizes) => {
  const blocks = new ByteBlocks();
  const pieces = sizes.map((size, index) => Buffer.alloc(size, index));
  for (const piece of pieces) blocks.push(piece);
  const whole = Buffer.concat(pieces);
  expect(blocks.size).toBe(whole.length);
  expect(Buffer.compare(blocks.join(), whole)).toBe(0);
});

test('a piece that changes later changes nothing', () => {
  const blocks = new ByteBlocks();
  const piece = Buffer.from('ab');
  blocks.push(piece);
  piece.fill(0);
  expect(Buffer.from(blocks.join()).toString()).toBe('ab');
});

test('a million single bytes hold little more than a million bytes', () => {
  const blocks = new ByteBlocks();
  const byte = Buffer.from('x');
  const before = process.memoryUsage();
  for (let i = 0; i < 1_000_000; i++) blocks.push(byte);
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(3_000_000);
  expect(blocks.size).toBe(1_000_000);
});
