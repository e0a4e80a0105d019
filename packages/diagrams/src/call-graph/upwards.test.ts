import { expect, test } from 'vitest';
import { upwards } from './upwards.ts';

interface Call {
  readonly name: string;
  readonly within: Call | undefined;
}

/** One in the other; the innermost last. */
function chain(length: number, onStep: () => void = () => undefined): Call[] {
  const calls: Call[] = [];
  for (let i = 0; i < length; i++) {
    const above = calls.at(-1);
    calls.push({
      name: String(i),
      get within() {
        onStep();
        return above;
      },
    });
  }
  return calls;
}

test('the nearest one that is there is found, or none', () => {
  const calls = chain(10);
  const even = upwards<Call>(({ name }) => Number(name) % 2 === 0);
  expect(calls.map((call) => even(call)?.name)).toEqual(['0', '0', '2', '2', '4', '4', '6', '6', '8', '8']);
  expect(even(undefined)).toBeUndefined();
  const late = upwards<Call>(({ name }) => name === '5');
  expect([calls[9], calls[5], calls[4], calls[0]].map((call) => late(call)?.name)).toEqual([
    '5',
    '5',
    undefined,
    undefined,
  ]);
});

test('from each of many levels, no step is made twice', () => {
  for (const order of [(calls: Call[]) => calls, (calls: Call[]) => calls.toReversed()]) {
    let steps = 0;
    const calls = order(chain(1000, () => (steps += 1)));
    const none = upwards<Call>(() => false);
    for (const call of calls) expect(none(call)).toBeUndefined();
    expect(steps).toBe(1000);
  }
});
