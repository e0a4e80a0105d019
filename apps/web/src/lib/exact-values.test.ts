import { expect, test } from 'vitest';
import { exactMillis, exactRate, exactShare } from './exact-values.ts';

test('values of the table keep every digit', () => {
  expect(exactMillis('0')).toBe('0\u202fms');
  expect(exactMillis('1')).toBe('0.000001\u202fms');
  expect(exactMillis('24412416')).toBe('24.412416\u202fms');
  expect(exactMillis('1234000000')).toBe('1,234\u202fms');
  expect(exactMillis('18446744073709551615')).toBe('18,446,744,073,709.551615\u202fms');
  expect(exactShare(0.047123)).toBe('4.7123%');
  expect(exactShare(0)).toBe('0%');
  expect(exactRate(62.416666666666664)).toBe('62.4167');
  expect(exactRate(0.00027)).toBe('0.00027');
});
