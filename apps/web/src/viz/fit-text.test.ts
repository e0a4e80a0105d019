import { expect, test } from 'vitest';
import { fitText } from './fit-text.ts';

test('what fits stays, what does not ends in an ellipsis; wide characters count twice', () => {
  expect(fitText('checkout', 8)).toBe('checkout');
  expect(fitText('checkouts', 8)).toBe('checkou…');
  expect(fitText('订单服务', 8)).toBe('订单服务');
  expect(fitText('订单服务组', 8)).toBe('订单服…');
  expect(fitText('🧵🧵🧵', 4)).toBe('🧵…');
  expect(fitText('', 4)).toBe('');
});

test('of a split service the value stays readable: both are shortened, of a long value the end is what differs', () => {
  expect(fitText('cart · 1.2.3', 19)).toBe('cart · 1.2.3');
  expect(fitText('recommendation · 1.2.3', 19)).toBe('recommenda… · 1.2.3');
  expect(fitText('recommendation · 627cc493-f310-47de', 19)).toBe('rec… · …3-f310-47de');
  expect(fitText('a · 627cc493-f310-47de', 19)).toBe('a · …c493-f310-47de');
  expect(fitText('推荐服务推荐服务 · 版本版本版本版本版本', 19).length).toBeLessThan(19);
});
