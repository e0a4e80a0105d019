import { drawableMap, type MapSource } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { changedValues, countChanged } from './changed-values.ts';

function map(rate: number, errorShare: number, more = false) {
  const node = (id: string) => ({ id, kind: 'service' as const, name: id, namespace: '' });
  const edge = (server: string, ofRate: number, share: number) => ({
    client: 'a',
    server,
    async: false,
    inferred: false,
    calls: 1,
    rate: ofRate,
    errorShare: share,
    p95: '1000000',
  });
  const source: MapSource = {
    nodes: ['a', 'b', 'c'].map(node),
    edges: [edge('b', rate, errorShare), ...(more ? [edge('c', 1, 0)] : [])],
    sampled: false,
  };
  return drawableMap(source, { without: new Set() });
}

test('a value is changed when its text is, and nothing is in a new picture', () => {
  expect(countChanged(changedValues(map(10, 0), map(10.01, 0)))).toBe(0);
  expect(countChanged(changedValues(map(10, 0), map(11, 0)))).toBe(1);
  const both = changedValues(map(10, 0), map(11, 0.5));
  expect([...both.values()]).toEqual([new Set(['rate', 'errors'])]);
  expect(countChanged(changedValues(map(10, 0), map(11, 0, true)))).toBe(0);
});
