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
};
