import { drawableMap, trimPadding } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { overWhole } from '../../../ui/part-graph.ts';
import { madeServiceGraph } from '../../../viz/testing/made-service-graph.ts';
import type { DrawnEdge, DrawnNode } from './paint-map.ts';
import { partOfMap } from './part-of-map.ts';

test('the parts of a folded map are those of the whole, in its order, with the values of the part', () => {
  const whole = madeServiceGraph(600);
  const without = new Set(['external'] as const);
  const layout = drawableMap<DrawnNode['source'], DrawnEdge['source']>(whole, { without });
  expect(layout.hidden.folded, 'more edges than a picture has room for').toBeGreaterThan(0);
  const [rare] = layout.edges.toSorted((a, b) => a.source.rate - b.source.rate);
  if (rare === undefined) throw new Error('there is an edge');
  const called = { ...rare.source, rate: 3, calls: 30, errorShare: 0.5 };
  const ends = new Set([called.client, called.server]);
  const part = { nodes: whole.nodes.filter(({ id }) => ends.has(id)), edges: [called], sampled: false };

  const shown = partOfMap(layout, overWhole(part, whole), without);
  expect(shown.edges.map(({ id }) => id)).toEqual(layout.edges.map(({ id }) => id));
  expect(shown.nodes.map(({ key, label }) => [key, label])).toEqual(layout.nodes.map(({ key, label }) => [key, label]));
  const present = shown.edges.filter(({ source }) => source.absent !== true);
  expect(present.map(({ id, values, tone }) => [id, trimPadding(values.rate).slice(0, 4), tone])).toEqual([
    [rare.id, '3.00', 'failing'],
  ]);
  expect(present[0]?.client).toBe(shown.nodes.find(({ source }) => source.id === called.client));
});
