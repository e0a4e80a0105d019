// Boxes made of bars: their edges are the store's, to the nanosecond.
import { describe, expect, it } from 'vitest';
import { boxOfBuckets, bucketStart, bucketsOfBox, readBox, sumOfBuckets, wholeBuckets, writeBox } from './time-box.ts';

const window = { start: 1_000n, end: 2_006n };
const COUNT = 10;
/** How the store places a trace. */
const storeBucket = (time: bigint): number =>
  Number(((time - window.start) * BigInt(COUNT)) / (window.end - window.start + 1n));

describe('boxes of buckets', () => {
  it('hold exactly the nanoseconds that the store puts into their buckets', () => {
    for (let index = 0; index < COUNT; index++) {
      const { start, end } = boxOfBuckets(window, COUNT, index, index);
      expect([storeBucket(start), storeBucket(end)]).toEqual([index, index]);
      if (index > 0) expect(storeBucket(start - 1n)).toBe(index - 1);
      if (index < COUNT - 1) expect(storeBucket(end + 1n)).toBe(index + 1);
    }
    expect(bucketStart(window, COUNT, 0)).toBe(window.start);
    expect(bucketStart(window, COUNT, COUNT)).toBe(window.end + 1n);
  });

  it('are made in either direction, and are found again', () => {
    const box = boxOfBuckets(window, COUNT, 6, 2);
    expect(box).toEqual(boxOfBuckets(window, COUNT, 2, 6));
    expect(bucketsOfBox(window, COUNT, box)).toEqual({ from: 2, to: 6 });
    expect(wholeBuckets(window, COUNT, box)).toEqual({ from: 2, to: 6 });
  });

  it('that cut a bucket are known by it: their bars cannot be summed', () => {
    const box = boxOfBuckets(window, COUNT, 2, 6);
    expect(wholeBuckets(window, COUNT, { ...box, end: box.end - 1n })).toBeUndefined();
    expect(bucketsOfBox(window, COUNT, { ...box, end: box.end - 1n })).toEqual({ from: 2, to: 6 });
  });

  it('outside of the window touch nothing; those that stick out are cut', () => {
    expect(bucketsOfBox(window, COUNT, { start: 1n, end: 999n })).toBeUndefined();
    expect(bucketsOfBox(window, COUNT, { start: 2_007n, end: 9_999n })).toBeUndefined();
    expect(bucketsOfBox(window, COUNT, { start: 1n, end: 1_000n })).toEqual({ from: 0, to: 0 });
    expect(bucketsOfBox(window, COUNT, { start: 1n, end: 9_999n })).toEqual({ from: 0, to: 9 });
  });

  it('sum what their bars hold', () => {
    const buckets = Array.from({ length: COUNT }, (_, index) => ({ traces: index, errorTraces: index % 2 }));
    expect(sumOfBuckets(buckets, { from: 2, to: 4 })).toEqual({ traces: 9, errorTraces: 1 });
  });
});

describe('the box of a URL', () => {
  it('comes back as it was written', () => {
    const box = { start: 1_764_000_000_000_000_001n, end: 1_764_000_036_000_000_000n };
    expect(readBox(writeBox(box))).toEqual(box);
  });

  it.each([undefined, '', '5', '5-', '9-5', 'a-b', '1-2-3'])('is none when the text is %s', (text) => {
    expect(readBox(text)).toBeUndefined();
  });
});
