import { expect, it } from 'vitest';
import { longestGaps, nextPlace, slowestRows } from './landmarks.ts';
import { sampleOutline } from './testing/sample-trace.ts';
import { buildTraceModel } from './trace-model.ts';

const { rows } = buildTraceModel(
  sampleOutline([
    { id: '01', name: 'root', from: 0, to: 100 },
    { id: '02', parent: '01', name: 'a', from: 5, to: 30 },
    { id: '03', parent: '02', name: 'a1', from: 6, to: 29 },
    { id: '04', parent: '01', name: 'b', from: 70, to: 95 },
    { id: '05', parent: '01', name: 'nothing', from: 96, to: 96 },
  ]),
  { foldSimilar: true, correctSkew: true },
);

it('ranks spans by the time of their own', () => {
  expect(slowestRows(rows)).toEqual([0, 3, 2, 1]);
});

it('finds the longest stretch in which a span with children waited for none', () => {
  expect(longestGaps(rows)).toEqual([
    { index: 0, from: 30e6, to: 70e6 },
    { index: 1, from: 5e6, to: 6e6 },
  ]);
});

it('goes from one place to the next, and round', () => {
  const places = [{ index: 7 }, { index: 2 }];
  expect([nextPlace(places, -1), nextPlace(places, 7), nextPlace(places, 2)]).toEqual([
    { index: 7 },
    { index: 2 },
    { index: 7 },
  ]);
  expect(nextPlace([], 3)).toBeUndefined();
});
