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
