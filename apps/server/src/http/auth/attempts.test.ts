import { expect, test } from 'vitest';
import { createAttempts } from './attempts.ts';

function guarded() {
  const time = { now: 0 };
  const attempt = createAttempts(
    (guess) => guess === 'right',
    () => time.now,
  );
  let guesses = 0;
  const guessUntilWait = (address: string): void => {
    for (let n = 0; n < 10; n++) expect(attempt(address, `guess ${guesses++}`)).toEqual({ kind: 'wrong' });
  };
  return { time, attempt, guessUntilWait };
}

test('ten guesses, then one in two seconds; even the right one has to wait then', () => {
  const { time, attempt, guessUntilWait } = guarded();
  guessUntilWait('a');
  expect(attempt('a', 'right')).toEqual({ kind: 'wait', seconds: 2 });
  time.now += 1000;
  expect(attempt('a', 'other')).toEqual({ kind: 'wait', seconds: 1 });
  time.now += 1000;
  expect(attempt('a', 'right')).toEqual({ kind: 'right' });
  expect(attempt('a', 'right')).toEqual({ kind: 'right' });
  expect(attempt('a', 'other')).toEqual({ kind: 'wrong' });
  expect(attempt('a', 'another')).toEqual({ kind: 'wait', seconds: 2 });
});

test('who comes from another address does not wait', () => {
  const { attempt, guessUntilWait } = guarded();
  guessUntilWait('a');
  expect(attempt('b', 'right')).toEqual({ kind: 'right' });
});

test('a sender that repeats one wrong token keeps nobody out', () => {
  const { attempt } = guarded();
  for (let n = 0; n < 1000; n++) expect(attempt('a', 'old token')).toEqual({ kind: 'wrong' });
  expect(attempt('a', 'right')).toEqual({ kind: 'right' });
});

test('forgets the addresses that were seen longest ago, not those that guess now', () => {
  const { attempt, guessUntilWait } = guarded();
  guessUntilWait('early');
  guessUntilWait('busy');
  for (let n = 0; n < 999; n++) {
    attempt(`address ${n}`, 'x');
    expect(attempt('busy', 'right').kind).toBe('wait');
  }
  expect(attempt('early', 'right')).toEqual({ kind: 'right' });
});
