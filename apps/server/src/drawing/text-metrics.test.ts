import { describe, expect, test } from 'vitest';
import { FONTS } from '../../test/support/drawers.ts';

const { metrics } = FONTS;
const regular = { size: 100, bold: false };
const bold = { size: 100, bold: true };

describe('widths come from the bundled fonts', () => {
  // What the tables of IBM Plex Sans and Noto Sans SC say, in thousandths of the size.
  test.each([
    ['a', 53.4],
    ['W', 89.1],
    ['0', 60],
    ['·', 32.6],
    ['支付', 200],
    ['aW支', 242.5],
    ['\u2007', 60],
    ['', 0],
  ])('%j', (text, width) => {
    expect(metrics.widthOf(text, regular)).toBeCloseTo(width, 5);
  });

  test('bold letters are wider', () => {
    expect(metrics.widthOf('checkout', bold)).toBeGreaterThan(metrics.widthOf('checkout', regular));
  });

  test('what no font has: accents nothing, East Asian a square, the rest a guess', () => {
    expect(metrics.widthOf('\u0e38', regular)).toBe(0);
    expect(metrics.widthOf('\u2060\ufe0f', regular)).toBe(0);
    expect(metrics.widthOf('한', regular)).toBe(100);
    expect(metrics.widthOf('\u{1f600}', regular)).toBe(100);
    expect(metrics.widthOf('\u05d0', regular)).toBe(60);
  });
});

test('heights are whole pixels, as in a browser', () => {
  expect(metrics.heightOf({ size: 12, bold: false })).toEqual({ ascent: 12, descent: 3 });
  expect(metrics.heightOf({ size: 11, bold: true })).toEqual({ ascent: 11, descent: 3 });
});

test('text is cut where the font changes; spaces stay with what is before them', () => {
  expect(metrics.fontRunsOf('web 支付 api', regular)).toEqual([
    { text: 'web ', font: 0 },
    { text: '支付 ', font: 1 },
    { text: 'api', font: 0 },
  ]);
});

test('a width is a guess where the fonts lack most of a text', () => {
  for (const text of ['web 支付', '✗ not always', 'checkout 한'])
    expect(metrics.covers(text, regular), text).toBe(true);
  for (const text of ['', '✗', '한국어 a', '\u05d0\u05d1 a']) expect(metrics.covers(text, regular), text).toBe(false);
});
