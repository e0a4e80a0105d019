// What spans that take and send messages add to the service graph, by what they tell of them beside the names of queues.
import { expect } from 'vitest';
import type { TraceStore } from '../trace-store.ts';
import { append, OPTIONS, SCOPE, traceId } from './fixtures.ts';
import type { ContractTests } from './trace-store-contract.ts';

/** Edges as `client > server`, with ~ for those through queues, sorted. */
async function edgesOf(store: TraceStore): Promise<string[]> {
  const filter = { window: undefined, span: {} };
  const { edges } = await store.snapshot(SCOPE).aggregate({ kind: 'edges', filter }, OPTIONS);
  const names = edges.map(
    ({ client, server, async, calls }) => `${client.name} ${async ? '~' : '-'}> ${server.name} ${calls}`,
  );
  return names.sort();
}

const ORDERS = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const RECEIVE = { ...ORDERS, 'messaging.operation.type': 'receive' };

export const messageTests: ContractTests = {
  'who asks a queue takes what it is linked to from somewhere else, while that is not stored': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'mail', kind: 'client' },
      { trace: 1, id: 2, parent: 1, service: 'mail', kind: 'consumer', links: [{ trace: 9, id: 1 }] },
      // A link to itself says nothing: as with every other client.
      { trace: 2, id: 1, service: 'self', kind: 'client' },
      { trace: 2, id: 2, parent: 1, service: 'self', kind: 'consumer', links: [{ trace: 2, id: 2 }] },
    );
    expect(await edgesOf(store)).toEqual(['self ~> self 1']);
    await append(store, { trace: 9, id: 1, service: 'order', kind: 'producer' });
    expect(await edgesOf(store)).toEqual(['order ~> mail 1', 'self ~> self 1']);
    await store.deleteTrace(SCOPE, traceId(9));
    expect(await edgesOf(store)).toEqual(['self ~> self 1']);
  },

  'a client that got messages takes them, where no consumer tells': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'shop', kind: 'producer', attributes: ORDERS },
      // Linked to a message of another trace; counted; nothing got.
      { trace: 2, id: 1, service: 'mail', kind: 'client', attributes: RECEIVE, links: [{ trace: 1, id: 1 }] },
      {
        trace: 3,
        id: 1,
        service: 'audit',
        kind: 'client',
        attributes: { ...ORDERS, 'messaging.operation.name': 'poll', 'messaging.batch.message_count': 3n },
      },
      { trace: 4, id: 1, service: 'idle', kind: 'client', attributes: RECEIVE },
    );
    const edges = ['orders ~> audit 1', 'orders ~> mail 1', 'shop ~> orders 1'];
    expect(await edgesOf(store)).toEqual(edges);
    // Whose message it was comes to be told by a consumer below it, which comes later.
    await append(store, { trace: 2, id: 2, parent: 1, service: 'mail', kind: 'consumer', attributes: ORDERS });
    expect(await edgesOf(store)).toEqual(edges);
    // And by one beside it, that is linked to the same message.
    await append(store, {
      trace: 3,
      id: 2,
      service: 'ship',
      kind: 'client',
      attributes: RECEIVE,
      links: [{ trace: 1, id: 1 }],
    });
    expect(await edgesOf(store)).toContain('orders ~> ship 1');
    await append(store, {
      trace: 3,
      id: 3,
      service: 'ship',
      kind: 'consumer',
      attributes: ORDERS,
      links: [{ trace: 1, id: 1 }],
    });
    expect(await edgesOf(store)).toContain('orders ~> ship 1');
  },

  'messages that are made one by one and sent together count once each': async (store) => {
    const create = { ...ORDERS, 'messaging.operation.type': 'create' };
    await append(
      store,
      { trace: 1, id: 1, service: 'shop', kind: 'producer', attributes: create },
      { trace: 1, id: 2, service: 'shop', kind: 'producer', attributes: create },
      {
        trace: 1,
        id: 3,
        service: 'shop',
        kind: 'client',
        attributes: { ...ORDERS, 'messaging.operation.type': 'send' },
        links: [
          { trace: 1, id: 1 },
          { trace: 1, id: 2 },
        ],
      },
    );
    expect(await edgesOf(store)).toEqual(['shop ~> orders 2']);
  },
};
