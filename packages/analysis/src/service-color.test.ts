import { expect, test } from 'vitest';
import { assignSlot, preferredSlot } from './service-color.ts';

test.each([
  ['checkout', 13],
  ['payment', 1],
  ['gateway', 3],
  ['订单', 16],
])('%s prefers slot %i', (key, slot) => {
  expect(preferredSlot(key)).toBe(slot);
});

test('a key is compared in its NFC form, whatever its code points', () => {
  expect(preferredSlot('cafe\u0301')).toBe(preferredSlot('caf\u00e9'));
  expect(preferredSlot('shop/\u{1F6D2}')).toBeLessThan(18);
  expect(preferredSlot('\ud800')).toBe(preferredSlot('\ufffd'));
});

test('a held slot moves on by 7 until one is free', () => {
  expect(assignSlot(13, new Set())).toEqual({ slot: 13, secondLap: false });
  expect(assignSlot(13, new Set([13]))).toEqual({ slot: 2, secondLap: false });
  expect(assignSlot(13, new Set([13, 2, 9]))).toEqual({ slot: 16, secondLap: false });
});

test('18 services take 18 different slots, the next one is on its second lap', () => {
  const held = new Set<number>();
  for (let i = 0; i < 18; i++) {
    const { slot, secondLap } = assignSlot(5, held);
    expect(secondLap).toBe(false);
    held.add(slot);
  }
  expect(held.size).toBe(18);
  expect(assignSlot(5, held)).toEqual({ slot: 5, secondLap: true });
});
