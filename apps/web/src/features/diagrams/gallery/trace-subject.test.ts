import type { TraceSummary } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { chooseTrace } from './trace-subject.ts';

function summary(traceId: string, services: number, spans: number, complete = true): TraceSummary {
  return {
    traceId,
    start: '0',
    duration: '1',
    spans,
    errors: 0,
    weight: spans,
    complete,
    services: Array.from({ length: services }, (_, place) => ({
      name: `s${place}`,
      namespace: '',
      color: 0,
      spans: 1,
      errors: 0,
    })),
  };
}

test.each([
  ['the most services', [summary('a', 2, 5), summary('b', 4, 9), summary('c', 3, 9)], 'b'],
  ['of equals the newest', [summary('a', 2, 5), summary('b', 2, 9)], 'a'],
  ['a complete one before one with more services', [summary('a', 9, 9, false), summary('b', 1, 2)], 'b'],
  ['one that can be read before one that cannot', [summary('a', 9, 5000), summary('b', 1, 2, false)], 'b'],
  ['a large one where there is no other', [summary('a', 9, 5000)], 'a'],
])('%s', (_, traces, chosen) => {
  expect(chooseTrace(traces, 'most services')?.traceId).toBe(chosen);
});

test('the smallest complete one, where that is asked for', () => {
  const traces = [summary('a', 9, 40), summary('b', 2, 5), summary('c', 3, 5), summary('d', 1, 1, false)];
  expect(chooseTrace(traces, 'fewest spans')?.traceId).toBe('b');
});

test('of no traces none', () => {
  expect(chooseTrace([], 'fewest spans')).toBeUndefined();
});
