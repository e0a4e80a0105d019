// The table of units in the design guide, case by case, and the places where rounding would carry into the next unit.
import { describe, expect, it } from 'vitest';
import { formatDuration, formatDurationTick, parseDuration } from './format-duration.ts';

const plain = (text: string): string => text.replaceAll('\u202f', ' ');

describe('formatDuration', () => {
  it.each([
    [0n, '0 ns'],
    [1n, '1 ns'],
    [999n, '999 ns'],
    [1_000n, '1.00 µs'],
    [842_000n, '842 µs'],
    [12_400_000n, '12.4 ms'],
    [54_000_000n, '54.0 ms'],
    [3_100_000n, '3.10 ms'],
    [1_840_000_000n, '1.84 s'],
    [10_100_000_000n, '10.1 s'],
    [124_000_000_000n, '2 min 04 s'],
    [3_900_000_000_000n, '1 h 05 min'],
    [359_940_000_000_000n, '99 h 59 min'],
    [360_000_000_000_000n, '4 d 04 h'],
    [8_640_000_000_000_000n, '100 d'],
    [2n ** 64n - 1n, '213,504 d'],
  ])('%s ns is %s', (nanoseconds, text) => {
    expect(plain(formatDuration(nanoseconds))).toBe(text);
  });

  it.each([
    [999_500n, '1.00 ms'],
    [999_499n, '999 µs'],
    [9_995_000n, '10.0 ms'],
    [99_950_000n, '100 ms'],
    [999_600_000n, '1.00 s'],
    [59_940_000_000n, '59.9 s'],
    [59_960_000_000n, '1 min 00 s'],
    [3_599_600_000_000n, '1 h 00 min'],
    [359_990_000_000_000n, '4 d 04 h'],
    [8_639_000_000_000_000n, '100 d'],
  ])('rounding carries: %s ns is %s', (nanoseconds, text) => {
    expect(plain(formatDuration(nanoseconds))).toBe(text);
  });

  it('writes a negative length with a real minus sign', () => {
    expect(plain(formatDuration(-12_400_000))).toBe('\u221212.4 ms');
  });

  it('never parts number and unit', () => {
    expect(formatDuration(1_840_000_000n)).toBe('1.84\u202fs');
  });
});

describe('formatDurationTick', () => {
  it.each([
    [0, '0'],
    [250_000_000, '250 ms'],
    [1_000_000_000, '1 s'],
    [1_250_000_000, '1.25 s'],
    [1_500_000_000, '1.5 s'],
    [20_000_000, '20 ms'],
    [100_000_000, '100 ms'],
    [120_000_000_000, '2 min 00 s'],
  ])('%s ns is %s', (nanoseconds, text) => {
    expect(plain(formatDurationTick(nanoseconds))).toBe(text);
  });
});

describe('parseDuration', () => {
  it.each([
    ['500ms', 500_000_000n],
    ['1.2s', 1_200_000_000n],
    [' 1.2 S ', 1_200_000_000n],
    ['.5ms', 500_000n],
    ['90µs', 90_000n],
    ['90μs', 90_000n],
    ['90us', 90_000n],
    ['7ns', 7n],
    ['3m', 180_000_000_000n],
    ['2 min 4 s', 124_000_000_000n],
    ['1h', 3_600_000_000_000n],
    ['4 d 4 h', 360_000_000_000_000n],
    ['250', 250_000_000n],
    ['2\u202fmin\u202f04\u202fs', 124_000_000_000n],
  ])('%j is %s ns', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  it.each(['', ' ', 'fast', '12 parsecs', '-5ms', '5 5', '1.2.3s', '1e3s', '999999999999999h'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('reads back what formatDuration writes, to its three digits', () => {
    for (const nanoseconds of [
      842_000n,
      12_400_000n,
      1_840_000_000n,
      124_000_000_000n,
      3_900_000_000_000n,
      360_000_000_000_000n,
    ]) {
      expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds);
    }
  });
});
