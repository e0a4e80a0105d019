// The service graph looked at in other ways: by who sent it, services split by a value of their resources, calls through
// proxies folded.
import { nodeId, type NodeRef, type SplitBy, wholeNode } from '@spanloom/analysis';
import { expect } from 'vitest';
import type { GraphView, RedRequest } from '../trace-aggregates.ts';
import type { EdgeFilter, Fold, TraceFilter, TraceStore } from '../trace-store.ts';
import { allPages, append, OPTIONS, SCOPE, traceId, window, type SpanSpec, type Values } from './fixtures.ts';
import type { ContractTests } from './trace-store-contract.ts';

const EVERYTHING: TraceFilter = { window: undefined, span: {} };
const DATABASE = { 'db.system.name': 'postgresql', 'db.namespace': 'stock' };
const PROXIES: Fold = { proxies: true, nodes: [] };

function service(name: string, by?: SplitBy, value = ''): NodeRef {
  const whole: NodeRef = { kind: 'service', name, namespace: '' };
  return by === undefined ? whole : { ...whole, split: { by, value } };
}

function named(node: NodeRef): string {
  return node.split === undefined ? node.name : `${node.name}@${node.split.value}`;
}

async function graphOf(store: Pick<TraceStore, 'snapshot'>, view: GraphView, filter: Partial<TraceFilter> = {}) {
  const request = { kind: 'edges', filter: { ...EVERYTHING, ...filter }, ...view } as const;
  const { edges, services } = await store.snapshot(SCOPE).aggregate(request, OPTIONS);
  return {
    edges: edges.map(({ client, server, calls, weight, folded }) => {
      const via =
        folded === undefined ? '' : ` ${folded.calls} via ${folded.through.map((node) => nodeId(node)).join()}`;
      return `${named(client)} > ${named(server)} ${calls}/${weight}${via}`;
    }),
    services: services.map(({ service: { name, namespace }, split, calls }) => {
      const node: NodeRef = { kind: 'service', name, namespace, ...(split === undefined ? {} : { split }) };
      return `${named(node)} ${calls}`;
    }),
  };
}

async function redOf(store: TraceStore, asked: Partial<RedRequest>): Promise<string[]> {
  const filter = { span: {}, window: window(0, 999) };
  const request: RedRequest = { kind: 'red', by: 'service', buckets: 10, filter, ...asked };
  const { rows } = await store.snapshot(SCOPE).aggregate(request, OPTIONS);
  return rows.map(({ subject, total: { calls, weight, errorWeight } }) => {
    const numbers = `${calls}/${weight}/${errorWeight}`;
    switch (subject.kind) {
      case 'node':
        return `${named(subject.node)} ${numbers}`;
      case 'operation':
        return `${subject.service.name}@${subject.split?.value} ${subject.operation} ${numbers}`;
      case 'edge':
        return `${named(subject.client)} > ${named(subject.server)} ${numbers}`;
    }
  });
}

/** Numbers of the traces with such a call, newest first. */
async function found(store: TraceStore, edge: EdgeFilter): Promise<number[]> {
  const traces = await allPages(store, { filter: { ...EVERYTHING, edge }, order: 'newest', limit: 2 });
  return traces.map((trace) => Number.parseInt(trace.traceId, 16));
}

/** web calls cart, which asks its database. */
function bought(trace: number, web: Values, cart: Values, at = trace * 10): SpanSpec[] {
  return [
    { trace, id: 1, service: 'web', kind: 'server', name: 'GET /', resource: web, at: [at, at + 9] },
    { trace, id: 2, parent: 1, service: 'web', kind: 'client', resource: web, at: [at, at + 8] },
    { trace, id: 3, parent: 2, service: 'cart', kind: 'server', name: 'POST /', resource: cart, at: [at, at + 7] },
    {
      trace,
      id: 4,
      parent: 3,
      service: 'cart',
      kind: 'client',
      attributes: DATABASE,
      resource: cart,
      at: [at, at + 6],
    },
  ];
}

const version = (value: string): Values => ({ 'service.version': value });

/** web calls cart through the sidecar of either pod. */
function meshed(trace: number, more: Partial<SpanSpec> = {}): SpanSpec[] {
  const at = trace * 10;
  const sidecar = { 'k8s.container.name': 'istio-proxy', 'service.version': `p${trace}` };
  return [
    { trace, id: 1, service: 'web', kind: 'client', resource: version('1'), at: [at, at + 9], ...more },
    { trace, id: 2, parent: 1, service: 'web.mesh', kind: 'client', resource: sidecar, at: [at, at + 8] },
    { trace, id: 3, parent: 2, service: 'cart.mesh', kind: 'server', resource: sidecar, at: [at, at + 7] },
    { trace, id: 4, parent: 3, service: 'cart', kind: 'server', resource: version('2'), at: [at, at + 6] },
  ];
}

export const viewTests: ContractTests = {
  'resources: spans and those that failed are weighted by sampling': async (store) => {
    const sampled = { service: 'web', traceState: 'ot=th:c' };
    await append(store, { trace: 1, id: 1, ...sampled, status: 'error' }, { trace: 1, id: 2, ...sampled });
    await append(store, { trace: 2, id: 1, service: 'web' });
    const { resources } = await store
      .snapshot(SCOPE)
      .aggregate({ kind: 'resources', filter: EVERYTHING, keys: [] }, OPTIONS);
    expect(resources).toMatchObject([{ spans: 3, errors: 1, weight: 9, errorWeight: 4 }]);
  },

  'a service is a node for each value of what splits it, and one for what has none': async (store) => {
    await append(
      store,
      ...bought(1, version('1'), version('1')),
      ...bought(2, version('1'), version('2')),
      ...bought(3, {}, { ...version('2'), 'service.instance.id': 'a', 'k8s.cluster.name': 'eu' }),
      ...bought(4, version(''), { ...version('2'), 'service.instance.id': 'b', 'k8s.namespace.name': 'shop' }),
    );
    expect(await graphOf(store, { split: 'version' })).toEqual({
      edges: [
        'cart@1 > stock 1/1',
        'cart@2 > stock 3/3',
        'web@ > cart@2 2/2',
        'web@1 > cart@1 1/1',
        'web@1 > cart@2 1/1',
      ],
      services: ['cart@1 1', 'cart@2 3', 'web@ 2', 'web@1 2'],
    });
    const carts = async (split: SplitBy) =>
      (await graphOf(store, { split })).services.filter((text) => text.startsWith('cart'));
    expect(await carts('instance')).toEqual(['cart@ 2', 'cart@a 1', 'cart@b 1']);
    expect(await carts('cluster')).toEqual(['cart@ 3', 'cart@eu 1']);
    expect(await carts('namespace')).toEqual(['cart@ 3', 'cart@shop 1']);
    expect((await graphOf(store, { split: 'version', users: true })).edges).toContain('user > web@1 2/2');
    // Nothing else is told of a graph that is not split.
    expect((await graphOf(store, {})).services).toEqual(['cart 4', 'web 4']);
  },

  'what no span tells of a part is taken from the trace where all of it agrees, else nobody knows it': async (
    store,
  ) => {
    const calls = (trace: number): SpanSpec => ({
      trace,
      id: 1,
      service: 'web',
      kind: 'client',
      attributes: { 'peer.service': 'cart' },
    });
    const cart = (trace: number, id: number, value: string): SpanSpec => ({
      trace,
      id,
      service: 'cart',
      kind: 'internal',
      resource: version(value),
    });
    await append(store, calls(1), cart(1, 2, '1'), cart(1, 3, '1'));
    await append(store, calls(2), cart(2, 2, '1'), cart(2, 3, '2'));
    await append(
      store,
      { trace: 3, id: 1, service: 'order', kind: 'producer', resource: version('7') },
      { trace: 4, id: 1, service: 'mail', kind: 'consumer', links: [{ trace: 3, id: 1 }], resource: version('8') },
    );
    expect((await graphOf(store, { split: 'version' })).edges).toEqual([
      'order@ > mail@8 1/1',
      'web@ > cart@ 1/1',
      'web@ > cart@1 1/1',
    ]);
  },

  'a long value is cut, and values of other types are their text': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'web', resource: { 'service.version': '😀'.repeat(5000) } },
      { trace: 2, id: 1, service: 'web', resource: { 'service.version': 12n } },
      { trace: 3, id: 1, service: 'web', resource: { 'service.version': `a${'😀'.repeat(5000)}` } },
    );
    const { services } = await graphOf(store, { split: 'version' });
    expect(services.map((text) => text.replaceAll('😀', '')).sort()).toEqual(['web@12 0', 'web@a… 0', 'web@… 0']);
    // No character is cut in two.
    expect(new Set(services.map((text) => text.split('😀').length - 1))).toEqual(new Set([0, 127, 128]));
    expect(services.every((text) => text.isWellFormed())).toBe(true);
  },

  'RED and the edge filter know the parts of a service': async (store) => {
    await append(store, ...bought(1, version('1'), version('1')), ...bought(2, version('1'), version('2')));
    await append(store, { trace: 3, id: 1, service: 'cart', kind: 'server', name: 'GET /', at: [30, 40] });
    expect(await redOf(store, { by: 'node', split: 'version' })).toEqual([
      'stock 2/2/0',
      'cart@ 1/1/0',
      'cart@1 1/1/0',
      'cart@2 1/1/0',
      'web@1 2/2/0',
    ]);
    const newer = service('cart', 'version', '2');
    expect(await redOf(store, { by: 'edge', split: 'version', node: newer })).toEqual([
      'cart@2 > stock 1/1/0',
      'web@1 > cart@2 1/1/0',
    ]);
    expect(await redOf(store, { by: 'operation', split: 'version', node: newer })).toEqual(['cart@2 POST / 1/1/0']);
    expect(await found(store, { server: newer })).toEqual([2]);
    expect(await found(store, { client: service('web'), server: newer })).toEqual([2]);
    expect(await found(store, { client: service('web', 'version', '1'), server: service('cart') })).toEqual([2, 1]);
    expect(await found(store, { client: service('web', 'version', '2') })).toEqual([]);
    // A graph is split by one thing.
    expect(await found(store, { client: service('web', 'version', '1'), server: service('cart', 'cluster') })).toEqual(
      [],
    );
  },

  'calls through proxies are one call, told with what they go through, and counted as often as before': async (
    store,
  ) => {
    await append(store, ...meshed(1), ...meshed(2, { status: 'error' }));
    await append(
      store,
      { trace: 3, id: 1, service: 'web', kind: 'client', resource: version('1') },
      { trace: 3, id: 2, parent: 1, service: 'cart', kind: 'server', resource: version('3') },
    );
    expect((await graphOf(store, {})).edges).toEqual([
      'cart.mesh > cart 2/2',
      'web > cart 1/1',
      'web > web.mesh 2/2',
      'web.mesh > cart.mesh 2/2',
    ]);
    const through = 'via service:cart.mesh,service:web.mesh';
    expect(await graphOf(store, { fold: PROXIES })).toEqual({
      edges: [`web > cart 3/3 2 ${through}`],
      services: ['cart 3', 'web 0'],
    });
    expect(await graphOf(store, { fold: PROXIES, split: 'version' })).toEqual({
      edges: [`web@1 > cart@2 2/2 2 ${through}`, 'web@1 > cart@3 1/1'],
      services: ['cart@2 2', 'cart@3 1', 'web@1 0'],
    });
    expect(await redOf(store, { by: 'edge', fold: PROXIES })).toEqual(['web > cart 3/3/1']);
    expect(await found(store, { client: service('web'), server: service('cart') })).toEqual([3]);
    expect(await found(store, { client: service('web'), server: service('cart'), fold: PROXIES })).toEqual([2, 1, 3]);
    expect(await found(store, { client: service('web.mesh'), fold: PROXIES })).toEqual([]);
  },

  'one node that is chosen is folded, and what it did itself stays': async (store) => {
    await append(store, ...meshed(1));
    await append(store, { trace: 2, id: 1, service: 'web', kind: 'client' });
    await append(store, { trace: 2, id: 2, parent: 1, service: 'web.mesh', kind: 'client', status: 'error' });
    const fold: Fold = { proxies: false, nodes: [service('web.mesh')] };
    expect(await graphOf(store, { fold })).toEqual({
      edges: ['cart.mesh > cart 1/1', 'web > cart.mesh 1/1 1 via service:web.mesh', 'web > web.mesh 1/1'],
      services: ['cart 1', 'cart.mesh 1', 'web 0', 'web.mesh 0'],
    });
    // As of its own trace, and of a kept one.
    await store.deleteTrace(SCOPE, traceId(2));
    expect((await graphOf(store, { fold })).services).toEqual(['cart 1', 'cart.mesh 1', 'web 0']);
    const cart = { proxies: false, nodes: [wholeNode(service('cart'))] };
    await append(store, ...bought(3, {}, {}));
    expect((await graphOf(store, { fold: cart }, { window: window(30, 40) })).edges).toEqual([
      'web > stock 1/1 1 via service:cart',
    ]);
  },
};
