import { expect, test } from 'vitest';
import { shortMiddle } from './short-middle.ts';

test('both ends stay, more of the second; what has room is not touched', () => {
  expect(shortMiddle('shop', 4)).toBe('shop');
  expect(shortMiddle('production-eu-blue', 9)).toBe('prod…blue');
  expect(shortMiddle('production-eu-blue', 10)).toBe('prod…-blue');
});

test('letters of double width count twice, and no letter is cut in two', () => {
  expect(shortMiddle('订单处理平台', 12)).toBe('订单处理平台');
  expect(shortMiddle('订单处理平台', 9)).toBe('订单…平台');
  expect(shortMiddle('😀😀😀😀', 5)).toBe('😀…😀');
});

test('no space stands beside the cut', () => {
  expect(shortMiddle('one two three', 9)).toBe('one…hree');
});
