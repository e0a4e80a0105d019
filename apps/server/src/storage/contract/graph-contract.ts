// What the service graph and RED add up, and what an edge filter means.
import { quantile, USER, type NodeRef } from '@spanloom/analysis';
import type { SpanKindName } from '@spanloom/otlp-model';
import { expect } from 'vitest';
import type { CallSums, RedRequest, RedRow } from '../trace-aggregates.ts';
import type { TraceFilter, TraceStore } from '../trace-store.ts';
import { allPages, append, OPTIONS, SCOPE, traceId, window, type SpanSpec } from './fixtures.ts';
import type { ContractTests } from './trace-store-contract.ts';

const EVERYTHING: TraceFilter = { window: undefined, span: {} };
const QUEUE = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const DATABASE = { 'db.system.name': 'postgresql', 'db.namespace': 'stock' };

/** Numbers of the matching traces, newest first. */
async function found(store: TraceStore, filter: Partial<TraceFilter>): Promise<number[]> {
  const traces = await allPages(store, { filter: { ...EVERYTHING, ...filter }, order: 'newest', limit: 2 });
  return traces.map((trace) => Number.parseInt(trace.traceId, 16));
}

/** Edges as `client > server`, with ~ for those through queues. */
async function edgesOf(store: Pick<TraceStore, 'snapshot'>, users = false): Promise<string[]> {
  const { edges } = await store.snapshot(SCOPE).aggregate({ kind: 'edges', filter: EVERYTHING, users }, OPTIONS);
  return edges.map(
    ({ client, server, async, calls }) => `${client.name} ${async ? '~' : '-'}> ${server.name} ${calls}`,
  );
}

type Asked = Partial<Omit<RedRequest, 'kind' | 'filter'>> & { readonly filter?: Partial<RedRequest['filter']> };

async function redOf(store: Pick<TraceStore, 'snapshot'>, asked: Asked = {}, snapshot = store.snapshot(SCOPE)) {
  const filter = { span: {}, window: window(0, 999), ...asked.filter };
  const request: RedRequest = { kind: 'red', by: 'service', buckets: 10, ...asked, filter };
  return (await snapshot.aggregate(request, OPTIONS)).rows;
}

/** A row in short: its subject, calls, weight and weight of errors, in all and by bucket. */
function short({ subject, total, buckets }: RedRow): string {
  const numbers = ({ calls, weight, errorWeight }: CallSums): string => `${calls}/${weight}/${errorWeight}`;
  const named = (node: NodeRef): string => `${node.kind}:${node.name}`;
  const name =
    subject.kind === 'node'
      ? named(subject.node)
      : subject.kind === 'edge'
        ? `${named(subject.client)} > ${named(subject.server)}`
        : `${subject.service.name} ${subject.spanKind} ${subject.operation}`;
  return [`${name} ${numbers(total)}`, ...buckets.map((sums) => `${sums.bucket}: ${numbers(sums)}`)].join(', ');
}

/** web calls cart, which asks its database; cart's part takes [start + 10, end - 10]. */
function bought(trace: number, [start, end]: readonly [number, number], more: Partial<SpanSpec> = {}): SpanSpec[] {
  const inner = [start + 10, end - 10] as const;
  return [
    { trace, id: 1, service: 'web', name: 'GET /', kind: 'server', at: [start, end], ...more },
    { trace, id: 2, parent: 1, service: 'web', name: 'POST', kind: 'client', at: inner, ...more },
    { trace, id: 3, parent: 2, service: 'cart', name: 'POST /cart', kind: 'server', at: inner, ...more },
    {
      trace,
      id: 4,
      parent: 3,
      service: 'cart',
      name: 'SELECT',
      kind: 'client',
      at: inner,
      attributes: DATABASE,
      ...more,
    },
  ];
}

export const graphTests: ContractTests = {
  'resources: what sent the spans of matching traces, told apart by the keys asked for, and the calls between': async (
    store,
  ) => {
    const pod = (name: string, cluster: string, host = 'h'): SpanSpec['resource'] => ({
      'k8s.pod.name': name,
      'k8s.cluster.name': cluster,
      'host.name': host,
    });
    const call = (trace: number, from: SpanSpec['resource'], to: SpanSpec['resource'], end: number): SpanSpec[] => [
      { trace, id: 1, service: 'web', kind: 'client', at: [100, end], resource: from ?? {} },
      { trace, id: 2, parent: 1, service: 'pay', kind: 'server', at: [100, 150], resource: to ?? {}, status: 'error' },
      // A span that ends before it starts, of another scope.
      { trace, id: 3, parent: 2, service: 'pay', at: [160, 0], resource: to ?? {}, scope: { name: 'ebpf' } },
      {
        trace,
        id: 4,
        parent: 2,
        service: 'pay',
        kind: 'client',
        attributes: DATABASE,
        at: [110, 120],
        resource: to ?? {},
      },
    ];
    await append(
      store,
      ...call(1, pod('web-1', 'eu'), pod('pay-1', 'eu'), 200),
      ...call(2, pod('web-1', 'eu', 'other'), pod('pay-2', 'us'), 400),
      ...call(3, pod('web-2', 'eu'), pod('pay-2', 'us'), 300),
      { trace: 4, id: 1, service: 'idle', at: [500, 600] },
    );
    const ask = async (
      keys: readonly string[],
      filter: Partial<TraceFilter> = {},
      snapshot = store.snapshot(SCOPE),
    ) => {
      const request = { kind: 'resources', filter: { ...EVERYTHING, ...filter }, keys } as const;
      const { resources, edges } = await snapshot.aggregate(request, OPTIONS);
      const named = resources.map(({ service, attributes }) =>
        [service.name, ...attributes.map((a) => a.value)].join(),
      );
      const end = (node: NodeRef, place: number | undefined): string =>
        place === undefined ? `(${node.name})` : (named[place] ?? '');
      return {
        resources: resources.map(
          ({ scopes, spans, errors, requestWeight, requestErrorWeight, firstStart, lastEnd }, at) =>
            `${named[at]}: ${spans}/${errors} ${requestWeight}/${requestErrorWeight} ${firstStart}-${lastEnd} ${scopes.map((scope) => `${scope.name} ${scope.spans}`).join()}`,
        ),
        edges: edges.map(
          ({ client, server, clientResource, serverResource, calls, errorWeight }) =>
            `${end(client, clientResource)} > ${end(server, serverResource)} ${calls}/${errorWeight}`,
        ),
      };
    };
    expect(await ask(['k8s.cluster.name', 'k8s.pod.name'])).toEqual({
      resources: [
        'idle: 1/0 0/0 500-600 lib 1',
        'pay,eu,pay-1: 3/1 1/1 100-160 ebpf 1,lib 2',
        'pay,us,pay-2: 6/2 2/2 100-160 ebpf 2,lib 4',
        'web,eu,web-1: 2/0 0/0 100-400 lib 2',
        'web,eu,web-2: 1/0 0/0 100-300 lib 1',
      ],
      edges: [
        'pay,eu,pay-1 > (stock) 1/0',
        'pay,us,pay-2 > (stock) 2/0',
        'web,eu,web-1 > pay,eu,pay-1 1/1',
        'web,eu,web-1 > pay,us,pay-2 1/1',
        'web,eu,web-2 > pay,us,pay-2 1/1',
      ],
    });
    expect(await ask(['k8s.cluster.name'], { window: window(450, 600) })).toEqual({
      resources: ['idle: 1/0 0/0 500-600 lib 1'],
      edges: [],
    });
    const before = store.snapshot(SCOPE);
    const all = await ask([]);
    expect(all.edges).toEqual(['pay > (stock) 3/0', 'web > pay 3/3']);
    await append(store, { trace: 1, id: 9, service: 'web', at: [90, 900], resource: pod('web-3', 'eu') ?? {} });
    expect(await ask([], {}, before)).toEqual(all);
    expect((await ask(['k8s.pod.name'])).resources).toContain('web,web-3: 1/0 0/0 90-900 lib 1');
    await store.deleteService(SCOPE, { name: 'pay', namespace: '' });
    expect((await ask([])).resources).toEqual(['idle: 1/0 0/0 500-600 lib 1', 'web: 4/0 0/0 90-900 lib 4']);
  },
  'edges sum the calls of matching traces; an edge filter looks at the trace as a whole': async (store) => {
    const call = (trace: number, server: string, at: readonly [number, number], error = false): SpanSpec[] => {
      const kinds: readonly [SpanKindName, SpanKindName] = ['client', 'server'];
      const status = error ? 'error' : 'unset';
      return [
        { trace, id: 1, service: 'web', kind: kinds[0], at, traceState: 'ot=th:8' },
        { trace, id: 2, parent: 1, service: server, kind: kinds[1], at, status, name: `serve ${server}` },
      ];
    };
    await append(
      store,
      ...call(1, 'cart', [100, 200]),
      ...call(2, 'cart', [300, 700], true),
      ...call(3, 'pay', [800, 900]),
    );
    const { edges: all, services } = await store
      .snapshot(SCOPE)
      .aggregate({ kind: 'edges', filter: { window: undefined, span: {} } }, OPTIONS);
    const node = (name: string) => ({ kind: 'service', name, namespace: '' }) as const;
    expect(all.map(({ durations, ...edge }) => edge)).toEqual([
      {
        client: node('web'),
        server: node('cart'),
        async: false,
        inferred: false,
        calls: 2,
        weight: 4,
        weightSquares: 8,
        errorWeight: 2,
        bounds: { shortest: 100n, longest: 400n },
      },
      {
        client: node('web'),
        server: node('pay'),
        async: false,
        inferred: false,
        calls: 1,
        weight: 2,
        weightSquares: 4,
        errorWeight: 0,
        bounds: { shortest: 100n, longest: 100n },
      },
    ]);
    expect(services.map(({ service }) => service.name)).toEqual(['cart', 'pay', 'web']);
    expect(services.map(({ calls, weight, errorWeight }) => [calls, weight, errorWeight])).toEqual([
      [2, 2, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    const [cart] = all;
    expect(cart === undefined ? undefined : quantile(cart.durations, 0.5)).toBe(100n);
    expect(await found(store, { edge: { server: node('pay') } })).toEqual([3]);
    expect(await found(store, { edge: { client: node('web'), server: node('cart') } })).toEqual([2, 1]);
    expect(await found(store, { edge: { client: node('cart') } })).toEqual([]);
    expect(await found(store, { edge: { server: { ...node('pay'), namespace: 'x' } } })).toEqual([]);
    expect(await found(store, { edge: { server: node('cart') }, span: { status: 'error' } })).toEqual([2]);
    // The conditions hold on a span of the trace, not on the call.
    expect(await found(store, { edge: { server: node('cart') }, span: { service: 'pay' } })).toEqual([]);
    const some = { window: window(800, 900), span: {} };
    expect((await store.snapshot(SCOPE).aggregate({ kind: 'edges', filter: some }, OPTIONS)).edges).toHaveLength(1);
    await append(store, { trace: 4, id: 1, service: 'alone', at: [800, 900] });
    const graph = await store.snapshot(SCOPE).aggregate({ kind: 'edges', filter: some }, OPTIONS);
    expect(graph.services.map(({ service }) => service.name)).toEqual(['alone', 'pay', 'web']);
    expect(graph.edges).toHaveLength(1);
  },

  'a consumer that names no queue is known by its links, also into other traces': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'order', kind: 'producer' },
      { trace: 1, id: 2, service: 'order', kind: 'internal' },
      { trace: 2, id: 1, service: 'stock', kind: 'producer', attributes: QUEUE },
      {
        trace: 3,
        id: 1,
        service: 'mail',
        kind: 'consumer',
        links: [
          { trace: 1, id: 1 },
          { trace: 1, id: 1 },
        ],
      },
      {
        trace: 4,
        id: 1,
        service: 'audit',
        kind: 'consumer',
        links: [
          { trace: 2, id: 1 },
          { trace: 1, id: 1 },
        ],
      },
      {
        trace: 5,
        id: 1,
        service: 'nobody',
        kind: 'consumer',
        links: [
          { trace: 1, id: 2 },
          { trace: 9, id: 1 },
        ],
      },
      { trace: 6, id: 1, service: 'ship', kind: 'consumer', attributes: QUEUE, links: [{ trace: 1, id: 1 }] },
      { trace: 7, id: 1, service: 'web', kind: 'client', links: [{ trace: 1, id: 1 }] },
    );
    const edges = ['order ~> audit 1', 'order ~> mail 1', 'orders ~> audit 1', 'orders ~> ship 1', 'stock ~> orders 1'];
    expect((await edgesOf(store)).sort()).toEqual(edges);
    const order: NodeRef = { kind: 'service', name: 'order', namespace: '' };
    expect(await found(store, { edge: { client: order } })).toEqual([3, 4]);
    expect((await redOf(store, { by: 'edge', node: order })).map(short)).toEqual([
      'service:order > service:audit 1/1/0, 0: 1/1/0',
      'service:order > service:mail 1/1/0, 0: 1/1/0',
    ]);
    // What it is linked to comes later, and goes.
    const before = store.snapshot(SCOPE);
    await append(store, { trace: 9, id: 1, service: 'late', kind: 'producer' });
    expect(await edgesOf(store)).toContain('late ~> nobody 1');
    expect(await edgesOf({ snapshot: () => before })).not.toContain('late ~> nobody 1');
    await store.deleteTrace(SCOPE, traceId(1));
    expect((await edgesOf(store)).filter((edge) => edge.startsWith('order '))).toEqual([]);
    expect(await found(store, { edge: { client: order } })).toEqual([]);
  },

  'users are shown when asked for, and only an edge filter that names them sees their calls': async (store) => {
    await append(store, ...bought(1, [100, 200]), { trace: 2, id: 9, parent: 8, service: 'web', kind: 'server' });
    const edges = ['cart -> stock 1', 'web -> cart 1'];
    expect((await edgesOf(store)).sort()).toEqual(edges);
    expect((await edgesOf(store, true)).sort()).toEqual([edges[0], 'user -> web 1', edges[1]]);
    const web: NodeRef = { kind: 'service', name: 'web', namespace: '' };
    expect(await found(store, { edge: { server: web } })).toEqual([]);
    expect(await found(store, { edge: { client: USER, server: web } })).toEqual([1]);
    expect(await found(store, { edge: { client: USER, server: { ...web, name: 'cart' } } })).toEqual([]);
    expect((await redOf(store, { by: 'edge', node: web })).map(short)).toEqual([
      'service:web > service:cart 1/1/0, 1: 1/1/0',
    ]);
    expect((await redOf(store, { by: 'edge', node: web, users: true })).map(short)).toEqual([
      'service:web > service:cart 1/1/0, 1: 1/1/0',
      'user:user > service:web 1/1/0, 1: 1/1/0',
    ]);
  },

  'RED sums requests, operations, nodes and edges over time, weighted': async (store) => {
    await append(
      store,
      ...bought(1, [100, 200]),
      ...bought(2, [195, 400], { traceState: 'ot=th:8', status: 'error' }),
      { trace: 3, id: 1, service: 'cart', name: 'GET /', kind: 'server', at: [110, 120] },
      { trace: 4, id: 1, service: 'job', name: 'nightly', kind: 'internal', at: [110, 120] },
      { trace: 4, id: 2, service: 'mail', name: 'orders process', kind: 'consumer', at: [500, 500], attributes: QUEUE },
    );
    expect((await redOf(store)).map(short)).toEqual([
      'service:cart 3/4/2, 1: 2/2/0, 2: 1/2/2',
      'service:mail 1/1/0, 5: 1/1/0',
      'service:web 2/3/2, 1: 2/3/2',
    ]);
    expect((await redOf(store, { by: 'operation' })).map(short)).toEqual([
      'cart server GET / 1/1/0, 1: 1/1/0',
      'cart server POST /cart 2/3/2, 1: 1/1/0, 2: 1/2/2',
      'mail consumer orders process 1/1/0, 5: 1/1/0',
      'web server GET / 2/3/2, 1: 2/3/2',
    ]);
    expect((await redOf(store, { by: 'node', buckets: 1 })).map(short)).toEqual([
      'database:stock 2/3/2, 0: 2/3/2',
      'service:cart 3/4/2, 0: 3/4/2',
      'service:mail 1/1/0, 0: 1/1/0',
      'service:web 2/3/2, 0: 2/3/2',
    ]);
    expect((await redOf(store, { by: 'edge', buckets: 1 })).map(short)).toEqual([
      'queue:orders > service:mail 1/1/0, 0: 1/1/0',
      'service:cart > database:stock 2/3/2, 0: 2/3/2',
      'service:web > service:cart 2/3/2, 0: 2/3/2',
    ]);
    const stock: NodeRef = { kind: 'database', name: 'stock', namespace: '' };
    const cart: NodeRef = { kind: 'service', name: 'cart', namespace: '' };
    expect(await redOf(store, { by: 'node', node: stock })).toHaveLength(1);
    expect(await redOf(store, { by: 'service', node: stock })).toEqual([]);
    expect(await redOf(store, { by: 'operation', node: cart })).toHaveLength(2);
    expect(await redOf(store, { by: 'operation', node: { ...cart, namespace: 'shop' } })).toEqual([]);
    expect(await redOf(store, { by: 'edge', node: stock })).toHaveLength(1);
    expect(await redOf(store, { by: 'edge', node: cart })).toHaveLength(2);
    // Conditions select traces, and then all of their spans count.
    expect((await redOf(store, { filter: { span: { operation: 'POST', status: 'error' } } })).map(short)).toEqual([
      'service:cart 1/2/2, 2: 1/2/2',
      'service:web 1/2/2, 1: 1/2/2',
    ]);
    const [, , web] = await redOf(store);
    expect(web === undefined ? undefined : quantile(web.total.durations, 0.3)).toBe(100n);
    expect(web?.buckets[0]?.durations).toEqual(web?.total.durations);
    // The graph adds up the same.
    const { services } = await store.snapshot(SCOPE).aggregate({ kind: 'edges', filter: EVERYTHING }, OPTIONS);
    expect(
      services.map(({ service, calls, weight, errorWeight }) => [service.name, calls, weight, errorWeight]),
    ).toEqual([
      ['cart', 3, 4, 2],
      ['job', 0, 0, 0],
      ['mail', 1, 1, 0],
      ['web', 2, 3, 2],
    ]);
    expect(services.at(-1)?.durations).toEqual(web?.total.durations);
  },

  'RED puts a request into the bucket of its own start, and what lies outside of the window into the total': async (
    store,
  ) => {
    const server = (id: number, at: readonly [number, number]): SpanSpec => ({
      id,
      service: 'web',
      kind: 'server',
      at,
    });
    await append(store, server(1, [99, 150]), server(2, [100, 100]), server(3, [133, 134]), server(4, [134, 135]));
    await append(store, server(5, [199, 200]), server(6, [200, 201]), server(7, [150, 0]));
    const asked = { buckets: 3, filter: { window: window(100, 199) } };
    expect((await redOf(store, asked)).map(short)).toEqual(['service:web 7/7/0, 0: 2/2/0, 1: 2/2/0, 2: 1/1/0']);
    expect(await redOf(store, { filter: { window: window(202, 300) } })).toEqual([]);
    expect((await redOf(store, { buckets: 500, filter: { window: window(100, 100) } })).map(short)).toEqual([
      'service:web 7/7/0, 0: 1/1/0',
    ]);
  },

  'RED of a snapshot does not see what came later, and sees what was deleted': async (store) => {
    await append(store, ...bought(1, [100, 200]), ...bought(2, [100, 200]));
    const before = store.snapshot(SCOPE);
    const asked = { by: 'operation', buckets: 1 } as const;
    const old = ['cart server POST /cart 2/2/0, 0: 2/2/0', 'web server GET / 2/2/0, 0: 2/2/0'];
    expect((await redOf(store, asked)).map(short)).toEqual(old);
    await append(store, { trace: 2, id: 7, service: 'cart', name: 'more', kind: 'server', at: [120, 130] });
    await append(store, ...bought(3, [100, 200]));
    expect((await redOf(store, asked)).map(short)).toEqual([
      'cart server POST /cart 3/3/0, 0: 3/3/0',
      'cart server more 1/1/0, 0: 1/1/0',
      'web server GET / 3/3/0, 0: 3/3/0',
    ]);
    expect((await redOf(store, asked, before)).map(short)).toEqual(old);
    await store.deleteService(SCOPE, { name: 'web', namespace: '' });
    await store.deleteTrace(SCOPE, traceId(1));
    expect((await redOf(store, asked, before)).map(short)).toEqual(['cart server POST /cart 1/1/0, 0: 1/1/0']);
    expect((await redOf(store, asked)).map(short)).toEqual([
      'cart server POST /cart 2/2/0, 0: 2/2/0',
      'cart server more 1/1/0, 0: 1/1/0',
    ]);
  },
};
