import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const WANTED = new AbortController().signal;

test('one at a time, in order, also after one that failed', async () => {
  const inTurn = createTurns();
  const told: string[] = [];
  const work = (name: string, fails = false) =>
    inTurn(WANTED, async () => {
      told.push(`${name} begins`);
      await Promise.resolve();
      told.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
  const all = await Promise.allSettled([work('a'), work('b', true), work('c')]);
  expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('what is not wanted any more is not begun', async () => {
  const inTurn = createTurns();
  const leaving = new AbortController();
  const begun: string[] = [];
  const first = inTurn(WANTED, async () => void begun.push('first'));
  const left = inTurn(leaving.signal, async () => void begun.push('left'));
  leaving.abort();
  await expect(left).rejects.toThrow('aborted');
  await first;
  expect(begun).toEqual(['first']);
});
