import { seededRandom } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import {
  centred,
  countField,
  durationField,
  joinValues,
  numberField,
  paddingAtEnds,
  splitEnds,
  stackValues,
  trimPadding,
  valueTexts,
} from './fixed-width.ts';

/** Widths in IBM Plex Sans with tabular digits, in thousandths of an em, as measured in Chromium. */
const WIDTHS: Readonly<Record<string, number>> = {
  '\u2007': 600,
  '\u2008': 272,
  '\u2006': 167,
  '\u2002': 500,
  '.': 272,
  ',': 272,
  '<': 600,
  '>': 600,
  k: 527,
  M: 812,
  G: 695,
  n: 577,
  m: 882,
  µ: 582,
  s: 463,
  h: 568,
  d: 568,
  i: 232,
};

function width(text: string): number {
  let sum = 0;
  for (const character of text) sum += /\d/.test(character) ? 600 : (WIDTHS[character] ?? 250);
  return sum;
}

const NANOS = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9, d: 86_400e9 } as const;

test.each<[number, string]>([
  [0, '0 rps'],
  [0.004, '<0.01 rps'],
  [0.012, '0.01 rps'],
  [0.5, '0.50 rps'],
  [9.994, '9.99 rps'],
  [9.999, '10.0 rps'],
  [62.4, '62.4 rps'],
  [99.96, '100 rps'],
  [999.4, '999 rps'],
  [999.6, '1,000 rps'],
  [4210, '4,210 rps'],
  [9999.6, '10.0k rps'],
  [123_456, '123k rps'],
  [999_600, '1.00M rps'],
  [1e12, '>1G rps'],
  [Number.NaN, '0 rps'],
])('a rate of %d is %s', (rate, expected) => {
  expect(trimPadding(valueTexts(rate, 0, 0n).rate)).toBe(expected);
});

test.each<[number, string]>([
  [0, '0%'],
  [0.0004, '<0.1%'],
  [0.004, '0.4%'],
  [0.044, '4.4%'],
  [0.123, '12.3%'],
  [0.99999, '99.9%'],
  [1, '100%'],
])('a share of %d is %s', (share, expected) => {
  expect(trimPadding(valueTexts(0, share, 0n).errors)).toBe(expected);
});

test.each<[number, string]>([
  [0, 'p95 0 ns'],
  [842 * NANOS.us, 'p95 842 µs'],
  [999.6 * NANOS.us, 'p95 1.00 ms'],
  [12.4 * NANOS.ms, 'p95 12.4 ms'],
  [84 * NANOS.ms, 'p95 84.0 ms'],
  [1.84 * NANOS.s, 'p95 1.84 s'],
  [59.96 * NANOS.s, 'p95 1.00 min'],
  [124 * NANOS.s, 'p95 2.07 min'],
  [59.97 * NANOS.min, 'p95 1.00 h'],
  [23.99 * NANOS.h, 'p95 1.00 d'],
  [900 * NANOS.d, 'p95 900 d'],
  [2000 * NANOS.d, 'p95 >1k d'],
])('a duration of %d ns is %s', (nanos, expected) => {
  expect(trimPadding(valueTexts(0, 0, BigInt(Math.round(nanos))).p95)).toBe(expected);
});

const PADDING = /[\u2002\u2006\u2007\u2008]/;

/** Of both lines of a label. */
function widths(...values: Parameters<typeof valueTexts>): number[] {
  return stackValues(valueTexts(...values)).map(width);
}

test('a label has one width whatever its values, and no padding within a line', () => {
  const random = seededRandom(5);
  const expected = widths(62.4, 0.004, 84_000_000n);
  const magnitude = (from: number, to: number): number => 10 ** (from + random() * (to - from));
  let widest = 0;
  for (let i = 0; i < 5000; i++) {
    // Up to 9,999 calls a second and a minute: beyond, letters (k, M, min) are wider than the digits they replace.
    const values = [
      magnitude(-4, 3.999),
      random() < 0.2 ? 0 : magnitude(-5, 0),
      BigInt(Math.round(magnitude(0, 10.77))),
    ] as const;
    for (const [line, own] of widths(...values).entries())
      widest = Math.max(widest, Math.abs(own - (expected[line] ?? 0)));
    for (const line of stackValues(valueTexts(...values)))
      expect(splitEnds(line).texts.join(''), line).not.toMatch(PADDING);
    expect(joinValues(valueTexts(...values)), 'to be copied').not.toMatch(PADDING);
  }
  // In thousandths of an em: under half a pixel at 11 px.
  expect(widest).toBeLessThan(40);
});

test('a field of a number has one width whatever the number, and counts are whole', () => {
  const random = seededRandom(6);
  const expected = width(countField(7, 'spans'));
  for (let i = 0; i < 2000; i++) {
    const value = 10 ** (random() * 3.999);
    for (const field of [countField(value, 'spans'), numberField(value, 'spans')]) {
      expect(Math.abs(width(field) - expected), field).toBeLessThan(40);
    }
    expect(trimPadding(countField(value, 'spans'))).toMatch(/^\d{1,3}(,\d{3})? spans$/);
  }
  expect(trimPadding(countField(12_480, 'spans'))).toBe('12.5k spans');
});

test('letters of large values move a label by less than 7 px at 11 px', () => {
  const expected = widths(62.4, 0.004, 84_000_000n);
  for (const rate of [1e4, 1e5, 1e6, 1e8, 1e12]) {
    for (const nanos of [NANOS.min * 2, NANOS.h * 3, NANOS.d * 4, NANOS.d * 9999]) {
      for (const [line, own] of widths(rate, 1, BigInt(nanos)).entries())
        expect(Math.abs(own - (expected[line] ?? 0)) * 0.011).toBeLessThan(7);
    }
  }
});

test('two lines hold the same values as one', () => {
  const values = valueTexts(62.4, 0.004, 84_000_000n);
  expect(stackValues(values).map(trimPadding)).toEqual(['62.4 rps · 0.4%', 'p95 84.0 ms']);
  expect(trimPadding(joinValues(values))).toBe('62.4 rps · 0.4% · p95 84.0 ms');
});

test('one of something is one, about as wide as several', () => {
  const hops = ['hop', 'hops'] as const;
  expect([0, 1, 2, 1e6].map((count) => trimPadding(countField(count, hops)))).toEqual([
    '0 hops',
    '1 hop',
    '2 hops',
    '1.00M hops',
  ]);
  expect(countField(1, hops)).toHaveLength(countField(2, hops).length);
  expect(Math.abs(width(countField(1, hops)) - width(countField(2, hops)))).toBeLessThan(40);
  expect(countField(1, ['个请求', '个请求'])).toMatch(/1\u00a0个请求$/);
});

test('the padding of a line stands at its ends, half at either, and is as wide as it was', () => {
  const values = [countField(0, '×'), durationField('p95', undefined), 'all'];
  const { left, texts, right } = paddingAtEnds(values);
  expect(texts).toEqual(['0\u00a0×', 'p95\u00a0–\u00a0ms', 'all']);
  expect(width(left + right)).toBe(width(values.join('')) - width(texts.join('')));
  expect(Math.abs(width(left) - width(right))).toBeLessThanOrEqual(600);
  expect(splitEnds(centred(countField(7, 'spans')))).toMatchObject({ texts: ['7\u00a0spans'] });
  expect(centred('plain')).toBe('plain');
});
