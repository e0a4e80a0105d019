// Sampling weights from W3C tracestates, hostile ones included.
import { expect, test } from 'vitest';
import { weightOf } from './weight.ts';

test.each([
  ['ot=th:8', 2],
  ['ot=th:c', 4],
  ['ot=th:0', 1],
  ['ot=th:e666666666666', 10],
  ['ot=rv:abcdef;th:c', 4],
  ['vendor=x, ot=th:fffff ,b=c', 1_048_576],
  ['ot=th:ffffffffffffff', 2 ** 56],
])('%s', (traceState, weight) => {
  expect(weightOf(traceState)).toBeCloseTo(weight, 6);
});

test.each([
  '',
  'vendor=th:8',
  'ot=',
  'ot=rv:8',
  'ot=th:',
  'ot=th:g',
  'ot=th:C',
  'ot=th:-8',
  'ot=th:000000000000000',
  'otx=th:8',
  'ot',
  `ot=th:${'f'.repeat(100_000)}`,
])('without a valid threshold the weight is 1: %j', (traceState) => {
  expect(weightOf(traceState)).toBe(1);
});
