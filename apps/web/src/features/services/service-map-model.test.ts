import { comparedGraph } from '@spanloom/analysis';
import type { GraphEdge, GraphNode } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { madeServiceGraph } from '../../viz/testing/made-service-graph.ts';
import { neighbour, structureOf } from './map-structure.ts';
import {
  countChanged,
  edgesOfRate,
  narrowed,
  mainEntry,
  type ServiceMap,
  serviceMap,
  structureKey,
} from './service-map-model.ts';
import { readPart } from '../../lib/part-of-time.ts';
import { overWhole } from '../../ui/part-graph.ts';
import { readSelection, writeSelection } from '../../ui/selection.ts';
import { readMoved, readNarrowing, readView, writeMoved } from './services-url.ts';
import { nextSort, nodeRows, readSort, sortEdges, sortNodes, EDGE_COLUMNS, NODE_COLUMNS } from './table-sort.ts';

function node(name: string, kind: GraphNode['kind'] = 'service', namespace = 'shop'): GraphNode {
  return { id: name, kind, name, namespace: kind === 'service' ? namespace : '', color: 3 };
}

function edge(ends: string, more: Partial<GraphEdge> = {}): GraphEdge {
  const [client = '', server = ''] = ends.split('>');
  const usual = { async: false, inferred: false, calls: 10, rate: 1, errorShare: 0, p50: '10', p95: '20', p99: '30' };
  return { ...usual, client, server, ...more };
}

const REQUESTS = { calls: 2, rate: 0.5, errorShare: 0, p50: '10', p95: '20', p99: '30' };
const NODES = [
  node('web'),
  node('api'),
  node('auth'),
  { ...node('db', 'database'), requests: REQUESTS },
  node('alone'),
];
const EDGES = [
  edge('web>api', { rate: 4, errorShare: 0.05 }),

  edge('web>auth', { rate: 2, p95: '5000000000' }),
  edge('auth>api', { rate: 6, errorShare: 0.02 }),
  edge('api>db', { rate: 0.5, calls: 2 }),
  edge('api>api', { rate: 0.1 }),
];
const map = serviceMap({ nodes: NODES, edges: EDGES, sampled: false });
const ids = (part: ServiceMap) => part.nodes.map((one) => one.source.id).sort();
const all = edgesOfRate(map, 0);
const find = (id: string) => map.nodes.find((one) => one.source.id === id);

test('a node has the numbers of what it received, and the state of its errors', () => {
  expect(find('web')?.numbers).toBeUndefined();
  expect(find('db')?.numbers).toEqual(REQUESTS);
  expect(find('api')?.state).toBe('bad');
  expect(find('db')?.state).toBe('ok');
});

test('the same map for any order; a tick of values is no new structure', () => {
  const turned = serviceMap({ nodes: NODES.toReversed(), edges: EDGES.toReversed(), sampled: false });
  expect(turned).toEqual(map);
  const ticked = serviceMap({
    nodes: NODES,
    edges: EDGES.map((one) => ({ ...one, rate: one.rate + 1 })),
    sampled: false,
  });
  expect(structureKey(ticked)).toBe(structureKey(map));
  expect(countChanged(map, ticked)).toBe(EDGES.length);
  expect(countChanged(map, map)).toBe(0);
  const more = serviceMap({ nodes: NODES, edges: [...EDGES, edge('auth>db')], sampled: false });
  expect(structureKey(more)).not.toBe(structureKey(map));
});

test('narrowing by rate hides rare edges and the nodes that have no other', () => {
  const often = edgesOfRate(map, 1);
  const part = narrowed(map, often, { focus: undefined, hops: 1, minRate: 1 });
  expect(part.edges.map((one) => one.source.server).sort()).toEqual(['api', 'api', 'auth']);
  expect(ids(part)).toEqual(['alone', 'api', 'auth', 'web']);
});

test('focus shows what is so many calls away, in both directions', () => {
  const around = (focus: string, hops: number) => ids(narrowed(map, all, { focus, hops, minRate: 0 }));
  expect(around('db', 1)).toEqual(['api', 'db']);
  expect(around('db', 2)).toEqual(['api', 'auth', 'db', 'web']);
  expect(around('web', 1)).toEqual(['api', 'auth', 'web']);
  expect(around('alone', 3)).toEqual(['alone']);
  expect(around('gone', 1)).toEqual([]);
});

test('a call and a message with the same ends lie in two lanes', () => {
  const both = serviceMap({
    nodes: NODES,
    edges: [edge('web>api'), edge('web>api', { async: true }), edge('api>db')],
    sampled: false,
  });
  const lanes = structureOf(both, false).edges.map((one) => one.lane);
  expect(lanes.toSorted((a, b) => a - b)).toEqual([-1, 0, 1]);
});

test('a database belongs to the namespace of its services if that is one', () => {
  const grouped = structureOf(
    serviceMap({
      nodes: [
        node('a'),
        node('b', 'service', 'bank'),
        node('own', 'database'),
        node('both', 'queue'),
        node('c', 'service', ''),
      ],
      edges: [edge('a>own'), edge('a>both'), edge('both>b'), edge('c>a')],
      sampled: false,
    }),
    true,
  );
  const groups = Object.fromEntries(grouped.nodes.map(({ id, group }) => [id, group]));
  expect(groups).toEqual({ a: 'shop', b: 'bank', own: 'shop', both: undefined, c: undefined });
});

test('arrow keys go along edges and within a column', () => {
  const structure = structureOf(map, false);
  const places = new Map([
    ['web', { x: 0, y: 50 }],
    ['auth', { x: 240, y: 0 }],
    ['api', { x: 240, y: 100 }],
    ['db', { x: 480, y: 100 }],
  ]);
  const go = (id: string, direction: 'left' | 'right' | 'up' | 'down') => neighbour(id, direction, structure, places);
  expect(go('api', 'right')).toBe('db');
  expect(go('db', 'left')).toBe('api');
  expect(go('api', 'up')).toBe('auth');
  expect(go('auth', 'down')).toBe('api');
  expect(go('db', 'right')).toBeUndefined();
  expect(go('web', 'left')).toBeUndefined();
  expect(go('alone', 'right')).toBeUndefined();
});

test('the address: view, selection, narrowing, moved nodes', () => {
  expect(readView({})).toBe('both');
  expect(readView({ view: 'table' })).toBe('table');
  expect(readView({ view: 'else' })).toBe('both');
  expect(readSelection(writeSelection({ kind: 'node', id: 'a' }))).toEqual({ kind: 'node', id: 'a' });
  const call = { kind: 'edge', client: 'a', server: 'b' } as const;
  expect(readSelection(writeSelection(call))).toEqual(call);
  expect(readSelection(writeSelection(undefined))).toBeUndefined();
  expect(readNarrowing({ min: '-1', hops: '9' })).toEqual({ focus: undefined, hops: 1, minRate: 0 });
  expect(readNarrowing({ min: '0.5', hops: '2', focus: 'x' })).toEqual({ focus: 'x', hops: 2, minRate: 0.5 });
  const moved = new Map([['service:a,b\n/c', { x: -12, y: 40 }]]);
  expect(readMoved(writeMoved(moved))).toEqual(moved);
  expect(writeMoved(new Map())).toBeUndefined();
  expect(readMoved(['x', '1,2', '1e9,2,id', '99999999,1,id'])).toEqual(new Map());
});

test('the table sorts by any column, equal rows by their ids', () => {
  const byRate = readSort(undefined, EDGE_COLUMNS, 'rate');
  expect(sortEdges(map.edges, byRate).map((one) => one.source.rate)).toEqual([6, 4, 2, 0.5, 0.1]);
  const slowest = sortEdges(map.edges, readSort('-p95', EDGE_COLUMNS, 'rate'));
  expect(slowest[0]?.source.server).toBe('auth');
  expect(nextSort(byRate, 'rate')).toBe('rate');
  expect(nextSort(byRate, 'errors')).toBe('-errors');
  expect(nextSort(byRate, 'caller')).toBe('caller');
  const rows = sortNodes(nodeRows(map.nodes, map.edges), readSort('name', NODE_COLUMNS, 'rate'));
  expect(rows.map((row) => [row.node.label, row.callers, row.callees])).toEqual([
    ['alone', 0, 0],
    ['api', 3, 2],
    ['auth', 1, 1],
    ['db', 1, 0],
    ['web', 0, 2],
  ]);
});

test('compared with another time, the map has what was there too, and the table sorts by how much differs', () => {
  const many = { calls: 10_000, rate: 10 };
  const before = { nodes: [...NODES, node('old')], edges: [edge('web>api', many), edge('api>old', many)] };
  const after = {
    nodes: NODES,
    edges: [edge('web>api', { ...many, errorShare: 0.3 }), edge('api>db', many), edge('api>auth', { calls: 1 })],
  };
  const compared = serviceMap({ ...comparedGraph(before, after), sampled: false });
  const tones = Object.fromEntries(compared.edges.map((one) => [one.source.server, one.tone]));
  expect(tones).toEqual({ api: 'failing', db: 'plain', auth: 'plain', old: 'gone' });
  const loudest = sortEdges(compared.edges, readSort('-against', EDGE_COLUMNS, 'rate'));
  expect(loudest.map(({ source }) => source.difference?.changes[0])).toEqual([
    'added',
    'removed',
    'moreErrors',
    'seldom',
  ]);
  // Hidden is what is rare in both.
  expect(new Set([...edgesOfRate(compared, 5)].map((id) => id.split(' ')[1]))).toEqual(new Set(['api', 'db', 'old']));
});

test('a part of a time stands in the layout of all of it: nothing comes, goes or changes its rank', () => {
  const whole = { nodes: NODES, edges: EDGES, sampled: false };
  const part = {
    nodes: [node('web'), node('api')],
    // Of its calls in the part all went through a queue.
    edges: [edge('web>api', { rate: 9, async: true })],
    sampled: false,
  };
  const shown = serviceMap(overWhole(part, whole));
  expect(structureKey(shown)).toBe(structureKey(map));
  expect(shown.nodes.filter(({ source }) => source.absent).map(({ source }) => source.id)).toEqual(
    expect.arrayContaining(['auth', 'db', 'alone']),
  );
  const called = shown.edges.filter(({ source }) => source.absent !== true);
  expect(called.map(({ source }) => [source.client, source.rate])).toEqual([['web', 9]]);
  expect(edgesOfRate(shown, 3), 'hidden by the usual rate').toEqual(edgesOfRate(map, 3));
});

test('the map begins at the entry from which most calls go', () => {
  const job = serviceMap({
    nodes: [...NODES, node('a-job')],
    edges: [...EDGES, edge('a-job>db', { rate: 1 })],
    sampled: false,
  });
  expect(job.nodes[0]?.source.id).toBe('a-job');
  expect(mainEntry(job)).toBe('web');
  expect(
    mainEntry(serviceMap({ nodes: NODES, edges: [edge('api>auth'), edge('auth>api')], sampled: false })),
  ).toBeUndefined();
});

test('a part is read where it lies in a fixed time', () => {
  const range = { kind: 'absolute', start: 100n, end: 900n } as const;
  expect(readPart({ part: '200-300' }, range)).toEqual({ kind: 'absolute', start: 200n, end: 300n });
  for (const part of [undefined, '1h', '50-300', '200-901', '300-200'])
    expect(readPart({ part }, range)).toBeUndefined();
  expect(readPart({ part: '200-300' }, { kind: 'relative', text: '1h', seconds: 3600 })).toBeUndefined();
});

test('a thousand nodes keep all of their edges', () => {
  const graph = madeServiceGraph(1000);
  const large = serviceMap(graph);
  expect(large.nodes).toHaveLength(graph.nodes.length);
  expect(large.edges).toHaveLength(graph.edges.length);
});
