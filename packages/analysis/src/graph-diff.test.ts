import { expect, test } from 'vitest';
import { type Change, comparedGraph, type MeasuredEdge, type MeasuredNode, relativeChange } from './graph-diff.ts';
import { seededRandom, shuffled } from './testing/random.ts';

function edge(client: string, server: string, more: Partial<MeasuredEdge> = {}): MeasuredEdge {
  const usual = { calls: 1000, rate: 10, errorShare: 0, p50: '10000000', p95: '30000000', p99: '50000000' };
  return { client, server, async: false, ...usual, ...more };
}

function graph(...edges: MeasuredEdge[]): { nodes: MeasuredNode[]; edges: MeasuredEdge[] } {
  const ids = [...new Set(edges.flatMap(({ client, server }) => [client, server]))];
  return { nodes: ids.map((id) => ({ id, requests: edges.find(({ server }) => server === id) })), edges };
}

/** Of `a > b`, once as `was` and then as `is`. */
function compare(was: Partial<MeasuredEdge>, is: Partial<MeasuredEdge>) {
  const [only] = comparedGraph(graph(edge('a', 'b', was)), graph(edge('a', 'b', is))).edges;
  if (only === undefined) throw new Error('the edge is gone');
  return only.difference;
}

test('slower, and more errors: the points of the share, the ratio of p95', () => {
  const difference = compare({ errorShare: 0.001 }, { errorShare: 0.044, p95: '81000000', p99: '120000000' });
  expect(difference.changes).toEqual(['moreErrors', 'slower']);
  expect(difference.errorShare).toBeCloseTo(0.043);
  expect(relativeChange(difference.p95 ?? 0)).toBeCloseTo(1.7);
  expect(difference.p50).toBeUndefined();
  expect(difference.rate).toBeUndefined();
});

test('what one graph lacks was removed or added; of few calls nobody can tell', () => {
  const before = graph(edge('a', 'b'), edge('a', 'old'), edge('a', 'rare', { calls: 9 }));
  const after = graph(edge('a', 'b'), edge('a', 'new'));
  const { nodes, edges } = comparedGraph(before, after);
  const changes = Object.fromEntries(edges.map(({ server, difference }) => [server, difference.changes]));
  expect(changes).toEqual({ b: [], new: ['added'], old: ['removed'], rare: ['seldom'] });
  expect(Object.fromEntries(nodes.map(({ id, difference }) => [id, difference.changes]))).toEqual({
    a: [],
    ...changes,
  });
  const gone = edges.find(({ server }) => server === 'old');
  expect(gone, 'it has no calls now').toMatchObject({ calls: 0, rate: 0, difference: { within: 'before' } });
});

test('one that only calls is told by its calls', () => {
  const { nodes } = comparedGraph(graph(edge('a', 'b')), graph(edge('a', 'b'), edge('job', 'b')));
  expect(nodes.find(({ id }) => id === 'job')?.difference.changes).toEqual(['added']);
});

test('few calls do not shout', () => {
  expect(compare({ calls: 3 }, { calls: 3, errorShare: 1 / 3 }).changes).toEqual([]);
  expect(compare({ calls: 19 }, { calls: 19, p95: '300000000', p99: '300000000' }).changes).toEqual([]);
  expect(compare({ calls: 40 }, { calls: 40, p95: '40000000' }).changes).toEqual([]);
  expect(compare({ calls: 40_000 }, { calls: 40_000, p95: '40000000' }).changes).toEqual(['slower']);
  expect(compare({ calls: 9, rate: 9 }, { calls: 16, rate: 16 }).rate).toBeUndefined();
  expect(compare({ calls: 900, rate: 9 }, { calls: 1600, rate: 16 }).rate).toBeGreaterThan(0);
});

test('calls that stand for different numbers of calls say less than as many of one weight', () => {
  const more = { calls: 1000, errorShare: 0.02 };
  expect(compare({ calls: 1000 }, more).changes).toEqual(['moreErrors']);
  expect(compare({ calls: 1000 }, { ...more, effectiveCalls: 40 }).changes).toEqual([]);
  expect(compare({ calls: 900, rate: 9 }, { calls: 1600, rate: 16, effectiveCalls: 16 }).rate).toBeUndefined();
  const slower = { calls: 40_000, p95: '40000000' };
  expect(compare({ calls: 40_000 }, { ...slower, effectiveCalls: 40 }).changes).toEqual([]);
  expect(compare({ calls: 40_000 }, { ...slower, effectiveCalls: 19, p95: '900000000' }).changes).toEqual([]);
});

test('what does not matter is no change, however many calls there are', () => {
  const many = { calls: 10_000_000 };
  const difference = compare(many, { ...many, p95: '31000000', errorShare: 0.004, rate: 10.5 });
  expect(difference).toMatchObject({ changes: [], rate: undefined, p95: undefined, errorShare: undefined });
});

const MIRROR: Readonly<Record<Change, Change>> = {
  added: 'removed',
  removed: 'added',
  moreErrors: 'fewerErrors',
  fewerErrors: 'moreErrors',
  slower: 'faster',
  faster: 'slower',
  seldom: 'seldom',
};

test('a graph differs in nothing from itself, swapped graphs are mirrored, and order does not matter', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed);
    const [before, after] = [randomGraph(random), randomGraph(random)];
    const same = comparedGraph(before, before);
    for (const { difference } of [...same.nodes, ...same.edges]) {
      expect(difference, `seed ${seed}`).toEqual({ within: 'both', changes: [], was: difference.was });
    }

    const there = byKey(comparedGraph(before, after));
    const back = byKey(comparedGraph(after, before));
    expect(back.size, `seed ${seed}`).toBe(there.size);
    for (const [key, one] of there) {
      const other = back.get(key);
      expect(other?.changes, `seed ${seed}, ${key}`).toEqual(one.changes.map((change) => MIRROR[change]));
      for (const field of ['rate', 'p50', 'p95', 'errorShare'] as const) {
        if (one[field] === undefined) expect(other?.[field], `seed ${seed}, ${key}`).toBeUndefined();
        else expect(other?.[field], `seed ${seed}, ${key}`).toBeCloseTo(-one[field], 10);
      }
    }
    const turned = (one: typeof before) => ({ nodes: shuffled(one.nodes, random), edges: shuffled(one.edges, random) });
    expect(byKey(comparedGraph(turned(before), turned(after))), `seed ${seed}`).toEqual(there);
  }
});

function byKey({ nodes, edges }: ReturnType<typeof comparedGraph>) {
  return new Map([
    ...nodes.map(({ id, difference }) => [id, difference] as const),
    ...edges.map(({ client, server, difference }) => [`${client}>${server}`, difference] as const),
  ]);
}

function randomGraph(random: () => number) {
  const edges = new Map<string, MeasuredEdge>();
  for (let count = Math.floor(random() * 12); count > 0; count--) {
    const [client, server] = [`n${Math.floor(random() * 6)}`, `n${Math.floor(random() * 6)}`];
    const calls = Math.ceil(10 ** (random() * 5));
    const p50 = 10 ** (3 + random() * 6);
    edges.set(`${client}>${server}`, {
      client,
      server,
      async: false,
      calls,
      rate: calls / 60,
      errorShare: random() < 0.5 ? 0 : Math.floor(random() * calls) / calls,
      p50: p50.toFixed(0),
      p95: (p50 * (1 + random() * 4)).toFixed(0),
      p99: (p50 * (5 + random() * 9)).toFixed(0),
    });
  }
  return graph(...edges.values());
}
