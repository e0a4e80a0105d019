import { comparedGraph } from '@spanloom/analysis';
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import {
  architectureMap,
  MAX_EDGES,
  type MapSource,
  type MapSourceEdge,
  type MapSourceNode,
} from './architecture-map.ts';
import { drawableMap, lengthBound, mapLayoutText, mapStructure, mapText } from './architecture-map-text.ts';
import { hostileLabels } from './testing/hostile-labels.ts';

const EVERYTHING = { without: new Set<never>() };
const ORIGIN = { query: 'all traces', start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };

function node(id: string): MapSourceNode {
  const colon = id.indexOf(':');
  const [namespace = '', name] = id.slice(colon + 1).split('/');
  const kind = id.slice(0, colon) as MapSourceNode['kind'];
  return name === undefined ? { id, kind, name: namespace, namespace: '' } : { id, kind, name, namespace };
}

function edge(client: string, server: string, rate: number, errorShare: number, p95Ms: number): MapSourceEdge {
  return {
    client,
    server,
    async: client.startsWith('queue:') || server.startsWith('queue:'),
    inferred: server.startsWith('external:'),
    calls: Math.round(rate * 60),
    rate,
    errorShare,
    p95: String(Math.round(p95Ms * 1e6)),
  };
}

function source(...edges: readonly MapSourceEdge[]): MapSource {
  const ids = new Set(edges.flatMap(({ client, server }) => [client, server]));
  return { nodes: [...ids].map(node), edges, sampled: false };
}

const SHOP = source(
  edge('service:gateway', 'service:checkout', 62.4, 0.029, 1870),
  edge('service:checkout', 'service:payment', 62.4, 0.047, 1130),
  edge('service:payment', 'external:card-network', 68.9, 0.044, 318),
  edge('service:checkout', 'database:orders-db', 4210, 0, 24.4),
  edge('service:checkout', 'queue:orders', 59.6, 0.0002, 1.2),
  edge('queue:orders', 'service:mail', 59.6, 0, 81),
);

test('users are drawn as a shape of their own, dashed, and told of', () => {
  const text = mapText(drawableMap(source(edge('user:user', 'service:web', 1, 0, 3)), EVERYTHING), ORIGIN, 'light');
  expect(text).toContain('n0(["user"])');
  expect(text).toContain('class n0 ghost');
  expect(text).toContain('0 inferred hosts, users. Edges');
});

const part = (name: string, value: string, namespace = ''): MapSourceNode => ({
  id: `service:${namespace}/${name}/version=${value}`,
  kind: 'service',
  name,
  namespace,
  split: { by: 'version', value },
});

test('the parts of a split service are named by its name and their value, one without by what it lacks', () => {
  const nodes = [part('web', '1'), part('web', ''), part('cart', 'x'.repeat(100), 'shop')];
  const labels = (more: object = {}, all = nodes): string[] =>
    architectureMap({ nodes: all, edges: [], sampled: false }, { ...EVERYTHING, ...more }).nodes.map(
      ({ label }) => label,
    );
  expect(labels()).toEqual(['web · no version', 'web · 1', `cart · ${'x'.repeat(23)}…`]);
  const noValue = { cluster: '', namespace: '', version: '无版本', instance: '' };
  expect(labels({ noValue })).toContain('web · 无版本');
  // The parts of one service do not make its name ambiguous; another service of that name does.
  expect(labels({}, [part('web', '1', 'a'), part('web', '2', 'a'), part('web', '1', 'b')])).toEqual([
    'a/web · 1',
    'a/web · 2',
    'b/web · 1',
  ]);
});

test('edges through folded nodes say which, as part of the structure', () => {
  const through = (folded: MapSourceEdge['folded']): string => {
    const one = { ...edge('service:web', 'service:cart', 1, 0, 3), folded };
    return mapText(drawableMap(source(one), EVERYTHING), ORIGIN, 'light').replaceAll(/[\u2006-\u2008\u00a0]/g, ' ');
  };
  expect(through({ calls: 60, through: ['service:envoy'] })).toContain('via envoy"');
  expect(through({ calls: 60, through: ['service:envoy'] })).toContain('folded nodes on the way of 1 edge');
  expect(through({ calls: 59, through: ['service:a', 'service:s/b', 'service:c'] })).toContain(
    'partly via a and 2 more"',
  );
  expect(through({ calls: 60, through: [] })).toContain('via folded nodes"');
  expect(through({ calls: 60, through: ['service:"]\nclick n0'] })).not.toMatch(/^click/m);
  expect(through(undefined)).not.toContain('via');
  const structure = (names: readonly string[]): string => {
    const one = { ...edge('service:web', 'service:cart', 1, 0, 3), folded: { calls: 60, through: names } };
    return mapStructure(drawableMap(source(one), EVERYTHING));
  };
  expect(structure(['service:a'])).not.toBe(structure(['service:b']));
});

test('the text of a small shop, in the portable dialect', () => {
  const text = mapText(drawableMap(SHOP, EVERYTHING), ORIGIN, 'light').replaceAll(/[\u2006-\u2008\u00a0]/g, ' ');
  expect(text.replaceAll(/ +/g, ' ')).toMatchInlineSnapshot(`
    "flowchart LR
    %% source: all traces, 2026-11-20T13:25:00Z to 2026-11-20T14:25:00Z, shown 7 nodes and 6 edges, hidden 0 nodes and 0 edges
    accTitle: Architecture map
    accDescr: 4 services, 1 database, 1 queue, 1 inferred host. Edges: 6, of them with errors of 1 percent or more: 3.
    n0["gateway"]
    n1["checkout"]
    n2[("orders-db")]
    n3[/"orders"/]
    n4["payment"]
    n5["mail"]
    n6["card-network"]
    n0 -->|"62.4 rps · 2.9#37; · p95 1.87 s"| n1
    n1 -->|"4,210 rps · 0#37; · p95 24.4 ms"| n2
    n1 -.->|"59.6 rps · #60;0.1#37; · p95 1.20 ms"| n3
    n1 -->|"62.4 rps · 4.7#37; · p95 1.13 s"| n4
    n3 -.->|"59.6 rps · 0#37; · p95 81.0 ms"| n5
    n4 -->|"68.9 rps · 4.4#37; · p95 318 ms"| n6
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef warn fill:#fdf3dc,stroke:#c98700,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    classDef ghost fill:#ffffff,stroke:#98a0a9,color:#171a1e,stroke-dasharray:4 3
    class n4 bad
    class n6 ghost
    class n0,n2,n3,n5 ok
    class n1 warn
    linkStyle 0,3,5 stroke:#c4231c
    "
  `);
});

test('the same text, byte for byte, for any order of nodes and edges', () => {
  const random = seededRandom(1);
  const expected = mapText(drawableMap(SHOP, EVERYTHING), ORIGIN, 'light');
  for (let i = 0; i < 50; i++) {
    const other = { ...SHOP, nodes: shuffled(SHOP.nodes, random), edges: shuffled(SHOP.edges, random) };
    expect(mapText(drawableMap(other, EVERYTHING), ORIGIN, 'light')).toBe(expected);
  }
});

test('errors begin in the last service that reports them and are passed on by its callers', () => {
  const states = (...edges: MapSourceEdge[]): Record<string, string> =>
    Object.fromEntries(architectureMap(source(...edges), EVERYTHING).nodes.map((one) => [one.source.id, one.state]));
  expect(states(...SHOP.edges)).toEqual({
    'service:gateway': 'ok',
    'service:checkout': 'warn',
    'service:payment': 'bad',
    'external:card-network': 'ghost',
    'database:orders-db': 'ok',
    'queue:orders': 'ok',
    'service:mail': 'ok',
  });
  const a = 'service:a';
  const b = 'service:b';
  expect(states(edge(a, b, 10, 0.0099, 1))[b]).toBe('ok');
  expect(states(edge(a, b, 10, 0.01, 1))[b]).toBe('bad');
  // A call to oneself passes nothing on, a queue neither.
  expect(states(edge(a, b, 10, 0.02, 1), edge(b, b, 10, 0.5, 1))[b]).toBe('bad');
  expect(states(edge(a, b, 10, 0.02, 1), edge(b, 'queue:q', 10, 0.5, 1))[b]).toBe('bad');
  // Weighted by rate over all callers.
  expect(states(edge(a, b, 1, 0.5, 1), edge('service:c', b, 99, 0, 1))[b]).toBe('ok');
});

test('what a node answered tells its state, whoever asked; calls to it only where it has no numbers of its own', () => {
  const states = (graph: MapSource): Record<string, string> =>
    Object.fromEntries(architectureMap(graph, EVERYTHING).nodes.map((one) => [one.source.id, one.state]));
  const answering = (id: string, errorShare: number): MapSourceNode => ({ ...node(id), requests: { errorShare } });
  const graph = (nodes: readonly MapSourceNode[], ...edges: readonly MapSourceEdge[]): MapSource => ({
    nodes,
    edges,
    sampled: false,
  });
  // Nobody calls them: one alone, one that passes on what fails below it, one that does not fail though its calls do.
  expect(states(graph([answering('service:alone', 0.5)]))).toEqual({ 'service:alone': 'bad' });
  const [entry, inner] = ['service:entry', 'service:inner'];
  const call = edge(entry, inner, 10, 0.04, 1);
  expect(states(graph([answering(entry, 0.04), answering(inner, 0.04)], call))).toEqual({
    [entry]: 'warn',
    [inner]: 'bad',
  });
  expect(states(graph([answering(entry, 0), answering(inner, 0.04)], call))[entry]).toBe('ok');
  // Its callers saw failures, of which it knows nothing, and the other way round.
  expect(states(graph([answering(entry, 0), answering(inner, 0.0099)], call))[inner]).toBe('ok');
  expect(states(graph([node(entry), answering(inner, 0.5)], edge(entry, inner, 10, 0, 1)))[inner]).toBe('bad');
  // A database and a queue tell nothing: the calls to them do. Of their caller nobody knows better either.
  const database = 'database:orders-db';
  const queue = 'queue:orders';
  const failing = graph(
    [answering(entry, 0.02), answering(database, 0.02), node(queue)],
    edge(entry, database, 10, 0.02, 1),
    edge(entry, queue, 10, 0.02, 1),
  );
  expect(states(failing)).toEqual({ [entry]: 'bad', [database]: 'bad', [queue]: 'bad' });
});

test('values and states tick without a new structure; a new edge is a new structure', () => {
  const ticked = source(
    ...SHOP.edges.map((one, i) => ({ ...one, rate: one.rate * 3.7, errorShare: i === 3 ? 0.2 : 0, p95: '999999999' })),
  );
  const before = drawableMap(SHOP, EVERYTHING);
  const after = drawableMap(ticked, EVERYTHING);
  expect(mapStructure(after)).toBe(mapStructure(before));
  expect(mapLayoutText(after)).not.toBe(mapLayoutText(before));
  expect(after.edges.map((one) => one.id)).toEqual(before.edges.map((one) => one.id));
  const grown = source(...SHOP.edges, edge('service:mail', 'database:orders-db', 1, 0, 1));
  expect(mapStructure(drawableMap(grown, EVERYTHING))).not.toBe(mapStructure(before));
  const turned = source(...SHOP.edges.map((one, i) => (i === 0 ? { ...one, async: true } : one)));
  expect(mapStructure(drawableMap(turned, EVERYTHING))).not.toBe(mapStructure(before));
});

test('what the options leave out is counted, and a node whose calls are all hidden goes with them', () => {
  const map = drawableMap(SHOP, { without: new Set(['queue', 'external'] as const) });
  expect(map.nodes.map((one) => one.label)).toEqual(['gateway', 'checkout', 'orders-db', 'payment']);
  expect(map.hidden).toEqual({ byOption: 3, folded: 0, foldedWithErrors: 0, calls: 4134 + 3576 * 2, nodes: 3 });
  expect(map.inferred).toEqual([]);
  expect(drawableMap(SHOP, EVERYTHING).inferred).toEqual(['card-network']);
});

test('an empty source gives an empty map, a service without calls stands alone', () => {
  expect(drawableMap({ nodes: [], edges: [], sampled: false }, EVERYTHING).nodes).toEqual([]);
  const alone = drawableMap({ nodes: [node('service:alone')], edges: [], sampled: true }, EVERYTHING);
  expect(mapLayoutText(alone)).toBe('flowchart LR\nn0["alone"]');
  expect(mapText(alone, ORIGIN, 'dark')).toContain('rates estimated from sampled traces');
});

test('one name in two namespaces is told apart', () => {
  const labels = (...ids: string[]): string[] =>
    drawableMap({ nodes: ids.map(node), edges: [], sampled: false }, EVERYTHING).nodes.map((one) => one.label);
  expect(labels('service:shop/cart', 'service:bank/cart', 'service:shop/mail', 'database:cart')).toEqual([
    'cart',
    'bank/cart',
    'shop/cart',
    'mail',
  ]);
});

test('over 500 edges the least called are folded, never those with errors, and the count is said', () => {
  const many = Array.from({ length: 700 }, (_, i) =>
    edge(`service:a${i % 40}`, `service:b${i}`, i < 205 ? i + 1 : i + 1001, i < 5 ? 0.001 : 0, 1),
  );
  const map = drawableMap(source(...many), EVERYTHING);
  expect(map.edges).toHaveLength(MAX_EDGES);
  expect(map.hidden).toMatchObject({ byOption: 0, folded: 200, foldedWithErrors: 0 });
  expect(map.edges.filter((one) => one.source.errorShare > 0)).toHaveLength(5);
  expect(Math.min(...map.edges.filter((one) => one.source.errorShare === 0).map((one) => one.source.rate))).toBe(1206);
  expect(map.hidden.calls).toBe(many.slice(5, 205).reduce((sum, one) => sum + one.calls, 0));
});

test('over 500 edges a few more or fewer calls do not change which are drawn; those with errors always are', () => {
  const random = seededRandom(43);
  const shown = (): string => {
    const many = Array.from({ length: 700 }, (_, i) =>
      edge(`service:a${i % 40}`, `service:b${i}`, 1.5 * (0.97 + random() * 0.06), i === 699 ? 0.001 : 0, 1),
    );
    const map = drawableMap(source(...many), EVERYTHING);
    expect(map.edges.some(({ source: { errorShare } }) => errorShare > 0)).toBe(true);
    return mapStructure(map);
  };
  expect(new Set(Array.from({ length: 10 }, shown)).size).toBe(1);
});

test('long hostile names: the text stays under the limit of mermaid', () => {
  const random = seededRandom(2);
  const names = hostileLabels(600, random).map((name, i) => ({
    ...node(`external:${i}`),
    name: `${'<&>'.repeat(20)}${name}`,
  }));
  const edges = names.slice(1).map((one, i) => edge('service:x', one.id, i, 0, 1));
  const map = drawableMap({ nodes: [node('service:x'), ...names], edges, sampled: false }, EVERYTHING);
  const text = mapText(map, { ...ORIGIN, query: '%'.repeat(9999) }, 'dark');
  expect(text.length).toBeLessThanOrEqual(50_000);
  expect(map.edges.length).toBeGreaterThan(100);
  expect(map.hidden.folded).toBe(edges.length - map.edges.length);
});

test.each(['hostile', 'short'])('the bound that spares writing a text is never below its length: %s names', (names) => {
  const random = seededRandom(3);
  for (let round = 0; round < 20; round++) {
    const labels = names === 'short' ? Array.from({ length: 30 }, () => 'a') : hostileLabels(30, random).slice(-30);
    const nodes = labels.map((name, i) => ({ ...node(`external:${i}`), name }));
    // As many calls for each: the names would have room for what is missing at the lines.
    const edges = nodes.flatMap(({ id }, i) =>
      Array.from({ length: 16 }, (_, k) =>
        edge(id, `external:${(i + k) % 30}`, 10 ** (6 * random() - 3), random() ** 4, 10 ** (6 * random())),
      ),
    );
    const map = architectureMap({ nodes, edges, sampled: true }, EVERYTHING);
    expect(map.edges.length).toBe(480);
    const text = mapText(map, { ...ORIGIN, query: '%'.repeat(9999) }, 'light');
    expect(text.length).toBeLessThanOrEqual(lengthBound(map));
  }
});

test('a map of 60 services and 120 calls is far from the limit', () => {
  const nodes = Array.from({ length: 60 }, (_, i) => node(`service:service-with-a-name-${i}`));
  const edges = Array.from({ length: 120 }, (_, i) =>
    edge(nodes[i % 60]?.id ?? '', nodes[(i * 7 + 1) % 60]?.id ?? '', 1284.5, 0.1234, 84),
  );
  expect(lengthBound(architectureMap({ nodes, edges, sampled: false }, EVERYTHING))).toBeLessThan(50_000);
});

test('a hostile query cannot leave its comment', () => {
  const text = mapText(
    drawableMap(SHOP, EVERYTHING),
    { ...ORIGIN, query: 'a\nclick n0 "javascript:x" %%{init: {}}%%' },
    'light',
  );
  const lines = text.split('\n');
  expect(lines[1]).toMatch(/^%% source: a click n0 [^%{}"\n]*, 2026/);
  expect(lines[2]).toBe('accTitle: Architecture map');
});

test('compared with another time: what is new or gone, slower or fails more is told in words and in lines', () => {
  const plain = (text: string) => text.replaceAll(/[\u2006-\u2008\u00a0]/g, ' ').replaceAll(/ +/g, ' ');
  const before = measured(
    edge('service:gateway', 'service:checkout', 60, 0, 700),
    edge('service:checkout', 'service:payment', 60, 0.001, 400),
    edge('service:checkout', 'service:coupons', 60, 0, 9),
    edge('service:checkout', 'database:orders-db', 60, 0, 24),
  );
  const after = measured(
    edge('service:gateway', 'service:checkout', 60, 0, 1870),
    edge('service:checkout', 'service:payment', 60, 0.047, 400),
    edge('service:checkout', 'database:orders-db', 60, 0, 24),
    edge('service:checkout', 'external:fraud.example', 60, 0, 30),
  );
  const compared = { ...comparedGraph(before, after), sampled: false };
  const origin = { ...ORIGIN, against: { start: '2026-11-20T12:25:00Z', end: '2026-11-20T13:25:00Z' } };
  const text = mapText(drawableMap(compared, EVERYTHING), origin, 'light');
  expect(plain(text)).toMatchInlineSnapshot(`
    "flowchart LR
    %% source: all traces, 2026-11-20T13:25:00Z to 2026-11-20T14:25:00Z, against 2026-11-20T12:25:00Z to 2026-11-20T13:25:00Z, shown 6 nodes and 5 edges, hidden 0 nodes and 0 edges
    accTitle: Architecture map
    accDescr: 4 services, 1 database, 0 queues, 1 inferred host. Edges: 5, of them with errors of 1 percent or more: 1. Nodes and edges that differ from the time before: new 2, gone 2, slower 2, with more errors 2, faster or with fewer errors 0.
    n0["gateway"]
    n1["checkout<br/>slower"]
    n2[("orders-db")]
    n3["fraud.example<br/>new"]
    n4["coupons<br/>gone"]
    n5["payment<br/>more errors"]
    n0 -->|"60.0 rps · 0#37; · p95 1.87 s · p95 #43;167#37;"| n1
    n1 -->|"60.0 rps · 0#37; · p95 24.0 ms"| n2
    n1 -->|"60.0 rps · 0#37; · p95 30.0 ms · new"| n3
    n1 -->|"gone"| n4
    n1 -->|"60.0 rps · 4.7#37; · p95 400 ms · errors #43;4.6 pt"| n5
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    classDef ghost fill:#ffffff,stroke:#98a0a9,color:#171a1e,stroke-dasharray:4 3
    classDef gone fill:#ffffff,stroke:#7f8790,color:#5f6771,stroke-dasharray:2 4
    class n5 bad
    class n3 ghost
    class n4 gone
    class n0,n1,n2 ok
    linkStyle 0 stroke:#9a5200
    linkStyle 4 stroke:#c4231c
    linkStyle 3 stroke:#7f8790,stroke-dasharray:2 5
    "
  `);

  const random = seededRandom(7);
  for (let turn = 0; turn < 20; turn++) {
    const mixed = (one: typeof before) => ({ nodes: shuffled(one.nodes, random), edges: shuffled(one.edges, random) });
    const again = { ...comparedGraph(mixed(before), mixed(after)), sampled: false };
    expect(mapText(drawableMap(again, EVERYTHING), origin, 'light')).toBe(text);
  }

  // Whatever differs has its room already: nothing moves. What is in the time before alone is another structure.
  const worse = measured(...after.edges.map((one) => ({ ...one, errorShare: one.errorShare * 2 })));
  const faster = measured(...after.edges.map((one) => ({ ...one, p50: '1', p95: '100000', p99: '100000' })));
  const structure = (later: typeof after) =>
    mapStructure(drawableMap({ ...comparedGraph(before, later), sampled: false }, EVERYTHING));
  expect(structure(worse)).toBe(structure(after));
  expect(structure(faster)).toBe(structure(after));
  expect(structure(measured(...after.edges.slice(1)))).not.toBe(structure(after));
});

function measured(...edges: readonly MapSourceEdge[]) {
  const all = edges.map((one) => ({ p50: one.p95, p99: one.p95, ...one }));
  const ids = new Set(edges.flatMap(({ client, server }) => [client, server]));
  return {
    nodes: [...ids].map((id) => ({ ...node(id), requests: all.find(({ server }) => server === id) })),
    edges: all,
  };
}
