// Which names leave no mark.
import { expect, it } from 'vitest';
import { isBlank } from './blank.ts';

it.each(['', ' ', '\t\n', '\u00a0', '\u3000', '\u200b\ufeff', '\u202e', '\u0007', '\u3164'])(
  '%j shows nothing',
  (text) => {
    expect(isBlank(text)).toBe(true);
  },
);

it.each(['a', ' a ', '0', '.', '订单', '\u200b-', '🙂'])('%j shows something', (text) => {
  expect(isBlank(text)).toBe(false);
});
