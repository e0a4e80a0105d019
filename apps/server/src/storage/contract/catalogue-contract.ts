// What completion offers.
import { expect } from 'vitest';
import { append, attributesOf, OPTIONS, SCOPE, window } from './fixtures.ts';
import type { ContractTests } from './trace-store-contract.ts';

export const catalogueTests: ContractTests = {
  'services with their spans and errors, of all traces or of those in a window': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'b', at: [10, 20], status: 'error' },
      { trace: 1, id: 2, service: 'a', at: [500, 600] },
      { trace: 2, id: 1, service: 'b', namespace: 'n', at: [100, 110] },
    );
    const b = { name: 'b', namespace: '', spans: 1, errors: 1 };
    const a = { name: 'a', namespace: '', spans: 1, errors: 0 };
    const bn = { name: 'b', namespace: 'n', spans: 1, errors: 0 };
    const snapshot = store.snapshot(SCOPE);
    expect(await snapshot.services(undefined, OPTIONS)).toEqual([a, b, bn]);
    expect(await snapshot.services(window(0, 15), OPTIONS)).toEqual([a, b]);
    expect(await snapshot.services(window(105, 105), OPTIONS)).toEqual([a, b, bn]);
    expect(await snapshot.services(window(700, 800), OPTIONS)).toEqual([]);
  },

  'a service without a name has the one that OpenTelemetry gives it': async (store) => {
    await append(store, { id: 1, service: '' });
    expect(await store.snapshot(SCOPE).services(undefined, OPTIONS)).toMatchObject([{ name: 'unknown_service' }]);
  },

  'operations: most spans first, then name, then kind; by service and prefix': async (store) => {
    await append(
      store,
      { id: 1, service: 'a', name: 'GET /x', kind: 'server' },
      { id: 2, service: 'b', name: 'GET /x', kind: 'server' },
      { id: 3, service: 'a', name: 'GET /x', kind: 'client' },
      { id: 4, service: 'a', name: 'get /a', kind: 'client' },
      { id: 5, service: 'a', name: 'POST', kind: 'client' },
    );
    const operations = (service: string | undefined, prefix: string, limit = 9) =>
      store.snapshot(SCOPE).operations({ service, prefix, limit }, OPTIONS);
    const row = (name: string, kind: string, spans: number) => ({ name, kind, spans });
    expect(await operations(undefined, '')).toEqual([
      row('GET /x', 'server', 2),
      row('GET /x', 'client', 1),
      row('POST', 'client', 1),
      row('get /a', 'client', 1),
    ]);
    expect(await operations('a', 'gEt ')).toEqual([
      row('GET /x', 'client', 1),
      row('GET /x', 'server', 1),
      row('get /a', 'client', 1),
    ]);
    expect(await operations(undefined, '', 1)).toEqual([row('GET /x', 'server', 2)]);
    expect(await operations('c', '')).toEqual([]);
  },

  'attribute keys by key, then scope': async (store) => {
    const attributes = { 'http.method': 'GET', Http: 'x', z: '', '': 'nameless' };
    await append(store, { id: 1, attributes, resource: { 'http.method': 'x' } });
    const keys = async (prefix: string, limit = 9) =>
      (await store.snapshot(SCOPE).attributeKeys({ prefix, limit }, OPTIONS)).map(
        ({ scope, key }) => `${scope} ${key}`,
      );
    expect(await keys('')).toEqual([
      'span ',
      'span Http',
      'resource http.method',
      'span http.method',
      'resource service.name',
      'span z',
    ]);
    expect(await keys('HTTP')).toEqual(['span Http', 'resource http.method', 'span http.method']);
    expect(await keys('HTTP', 2)).toEqual(['span Http', 'resource http.method']);
  },

  'attribute values by their lowercase form, none that is long': async (store) => {
    const values = ['b', 'B', 'a', 'Ab', 'ä', '😀', '\uffee', '', 'x'.repeat(256), 'x'.repeat(257)];
    await append(store, ...values.map((k, i) => ({ id: i + 1, attributes: { k } })), {
      id: 99,
      resource: { k: 'aZ', n: 5n },
    });
    await append(store, {
      id: 100,
      attributes: { list: { kind: 'array', values: attributesOf({ a: 'x' }).map((entry) => entry.value) } },
    });
    const find = (prefix: string, limit = 20, scope?: 'span' | 'resource', key = 'k') =>
      store.snapshot(SCOPE).attributeValues({ scope, key, prefix, limit }, OPTIONS);
    expect(await find('')).toEqual(['', 'a', 'Ab', 'aZ', 'B', 'b', 'x'.repeat(256), 'ä', '\uffee', '😀']);
    expect(await find('A')).toEqual(['a', 'Ab', 'aZ']);
    expect(await find('A', 2)).toEqual(['a', 'Ab']);
    expect(await find('a', 9, 'span')).toEqual(['a', 'Ab']);
    expect(await find('a', 9, 'resource')).toEqual(['aZ']);
    expect(await find('', 9, undefined, 'n')).toEqual(['5']);
    expect(await find('', 9, undefined, 'list')).toEqual(['["x"]']);
    expect(await find('', 9, undefined, 'absent')).toEqual([]);
    expect(await find('nothing')).toEqual([]);
  },
};
