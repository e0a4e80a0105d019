import { comparedGraph } from '@spanloom/analysis';
import type { GraphEdge, GraphNode } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { overWhole } from './part-graph.ts';

function node(id: string): GraphNode {
  return { id, kind: 'service', name: id, namespace: '', color: 0 };
}

function edge(ends: string, more: Partial<GraphEdge> = {}): GraphEdge {
  const [client = '', server = ''] = ends.split('>');
  const usual = { async: false, inferred: false, calls: 40, rate: 4, errorShare: 0, p50: '10', p95: '20', p99: '30' };
  return { ...usual, client, server, ...more };
}

const graph = (...edges: GraphEdge[]) => ({
  nodes: [...new Set(edges.flatMap(({ client, server }) => [client, server]))].map(node),
  edges,
  sampled: false,
});

test('a call and a message of the same ends stay two', () => {
  const both = graph(edge('a>b'), edge('a>b', { async: true, rate: 9 }));
  const shown = overWhole(graph(edge('a>b', { rate: 1 }), edge('a>b', { async: true, rate: 2 })), both);
  expect(shown.edges.map(({ async, rate, usual }) => [async, rate, usual])).toEqual([
    [false, 1, 4],
    [true, 2, 9],
  ]);
  const one = overWhole(graph(edge('a>b', { async: true })), both);
  expect(one.edges.map(({ async, absent = false }) => [async, absent])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('what was in the time before alone stands in its place in every part, and is told of where the part compares it', () => {
  const [before, now] = [graph(edge('a>b'), edge('b>old', { rate: 7 })), graph(edge('a>b'), edge('b>new'))];
  const whole = { ...comparedGraph(before, now), sampled: false };
  const ids = (one: { readonly edges: readonly GraphEdge[] }) =>
    one.edges.map(({ client, server }) => `${client}>${server}`).toSorted();

  const quiet = overWhole({ ...comparedGraph(graph(edge('a>b')), graph(edge('a>b'))), sampled: false }, whole);
  expect(ids(quiet)).toEqual(ids(whole));
  expect(quiet.nodes.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'new', 'old']);
  const [, old] = quiet.edges.filter(({ absent }) => absent).sort((a, b) => (a.server < b.server ? -1 : 1));
  expect(old).toMatchObject({ server: 'old', calls: 0, usual: 7, difference: undefined });

  const gone = overWhole({ ...comparedGraph(before, graph(edge('a>b'))), sampled: false }, whole);
  expect(ids(gone)).toEqual(ids(whole));
  const told = gone.edges.find(({ server }) => server === 'old');
  expect([told?.absent, told?.difference?.within]).toEqual([undefined, 'before']);
  expect(gone.nodes.filter(({ absent }) => absent).map(({ id }) => id)).toEqual(['new']);
});
