// What appending and deleting mean.
import type { AnyValue, SpanRecord } from '@spanloom/otlp-model';
import { expect } from 'vitest';
import { createSpanHasher } from '../span-identity.ts';
import type { StoredSpan } from '../trace-store.ts';
import { allPages, append, collect, nano, OPTIONS, record, SCOPE, spanId, traceId } from './fixtures.ts';
import type { ContractTests } from './trace-store-contract.ts';

const NO_FILTER = { filter: { window: undefined, span: {} }, order: 'newest', limit: 1000 } as const;

export const writingTests: ContractTests = {
  'a span is found as soon as append resolves, with everything it came with': async (store) => {
    const sent = richSpan();
    expect(await store.append(SCOPE, { spans: [sent], receivedAt: nano(77) })).toEqual({ stored: 1, duplicates: 0 });
    const [stored] = await collect(store.snapshot(SCOPE).getTrace(traceId(9), OPTIONS));
    const contentHash = createSpanHasher().span(sent).toString('hex');
    expect(stored).toEqual({ ...sent, contentHash, receivedAt: nano(77), conflicting: false } satisfies StoredSpan);
  },

  'the same span is stored once and counted as a duplicate, within a batch and later': async (store) => {
    expect(await append(store, { id: 1 }, { id: 2 }, { id: 1 })).toEqual({ stored: 2, duplicates: 1 });
    expect(await append(store, { id: 2 }, { id: 3 })).toEqual({ stored: 1, duplicates: 1 });
    const [trace] = await allPages(store, NO_FILTER);
    expect(trace).toMatchObject({ spans: 3, services: [{ name: 'cart', spans: 3 }] });
    expect(store.stats(SCOPE)).toMatchObject({ traces: 1, spans: 3 });
  },

  'batches appended at once are each answered with their own counts': async (store) => {
    const answers = await Promise.all([
      append(store, { id: 1 }),
      append(store, { id: 1 }, { id: 2 }),
      append(store),
      append(store, { id: 3 }, { id: 2 }, { id: 2 }),
    ]);
    expect(answers.reduce((sum, answer) => sum + answer.stored, 0)).toBe(3);
    expect(answers[0]).toEqual({ stored: 1, duplicates: 0 });
    expect(answers[1]).toEqual({ stored: 1, duplicates: 1 });
    expect(answers[2]).toEqual({ stored: 0, duplicates: 0 });
    expect(answers[3]).toEqual({ stored: 1, duplicates: 2 });
  },

  'the order of attributes does not make another span, nested ones included': async (store) => {
    const nested = (keys: readonly string[]): AnyValue => ({
      kind: 'kvlist',
      entries: keys.map((key) => ({ key, value: { kind: 'string', value: key } })),
    });
    const one = { id: 1, attributes: { a: '1', b: nested(['x', 'y']) }, resource: { p: '1', q: '2' } };
    const other = { id: 1, attributes: { b: nested(['y', 'x']), a: '1' }, resource: { q: '2', p: '1' } };
    expect(await append(store, one, other)).toEqual({ stored: 1, duplicates: 1 });
  },

  'same ids with other content are both kept and marked, whatever differs': async (store) => {
    const specs = [
      { id: 1 },
      { id: 1, message: 'other' },
      { id: 1, resource: { pod: 'a' } },
      { id: 1, scope: { version: '2' } },
      { id: 1, scope: { schemaUrl: 'https://example.com' } },
      { id: 1, attributes: { n: 1 } },
      { id: 1, attributes: { n: 1n } },
      { id: 1, attributes: { n: '1' } },
      { id: 2 },
    ];
    expect(await append(store, ...specs)).toEqual({ stored: specs.length, duplicates: 0 });
    const spans = await collect(store.snapshot(SCOPE).getTrace(traceId(1), OPTIONS));
    expect(spans.map((span) => span.conflicting)).toEqual([...specs.slice(1).map(() => true), false]);
    const hashes = spans.slice(0, -1).map((span) => span.contentHash);
    expect(hashes).toEqual(hashes.toSorted());
    expect(new Set(hashes).size).toBe(hashes.length);
  },

  'tenants do not see each other': async (store) => {
    const other = { tenant: 'other', signal: 'traces' } as const;
    await append(store, { id: 1, attributes: { mine: 'yes' } });
    expect(store.stats(other)).toMatchObject({ traces: 0, spans: 0 });
    const batch = { spans: [record({ id: 1, service: 'theirs' })], receivedAt: nano(1) };
    expect(await store.append(other, batch)).toEqual({ stored: 1, duplicates: 0 });
    const theirs = store.snapshot(other);
    expect(await theirs.attributeKeys({ prefix: 'm', limit: 10 }, { ...OPTIONS, ...other })).toEqual([]);
    expect(await theirs.services(undefined, { ...OPTIONS, ...other })).toMatchObject([{ name: 'theirs', spans: 1 }]);
    await store.deleteAll(other);
    expect(await store.snapshot(SCOPE).services(undefined, OPTIONS)).toMatchObject([{ name: 'cart', spans: 1 }]);
  },

  'deleting a trace takes all of its spans and what only they had': async (store) => {
    await append(
      store,
      { id: 1, attributes: { rare: 'x', common: 'x' } },
      { trace: 2, id: 1, attributes: { common: 'x' } },
    );
    const before = store.snapshot(SCOPE);
    expect(await store.deleteTrace(SCOPE, traceId(1))).toEqual({ spans: 1 });
    expect(await store.deleteTrace(SCOPE, traceId(1))).toEqual({ spans: 0 });
    for (const snapshot of [before, store.snapshot(SCOPE)]) {
      expect(await collect(snapshot.getTrace(traceId(1), OPTIONS))).toEqual([]);
      expect((await snapshot.findTraces({ ...NO_FILTER, after: undefined }, OPTIONS)).traces).toHaveLength(1);
      expect(await snapshot.attributeKeys({ prefix: '', limit: 9 }, OPTIONS)).toEqual([
        { scope: 'span', key: 'common' },
        { scope: 'resource', key: 'service.name' },
      ]);
      expect(await snapshot.services(undefined, OPTIONS)).toMatchObject([{ name: 'cart', spans: 1 }]);
    }
    expect(store.stats(SCOPE)).toMatchObject({ traces: 1, spans: 1 });
  },

  'deleting a service leaves its traces, incomplete': async (store) => {
    await append(
      store,
      { id: 1, service: 'web', at: [0, 100] },
      { id: 2, parent: 1, service: 'pay', at: [10, 20], resource: { region: 'eu' } },
      { id: 3, parent: 2, service: 'db', at: [12, 15], status: 'error' },
      { trace: 2, id: 1, service: 'pay', namespace: 'bank' },
    );
    expect(await store.deleteService(SCOPE, { name: 'pay', namespace: '' })).toEqual({ spans: 1 });
    const traces = await allPages(store, NO_FILTER);
    expect(traces.map((trace) => [trace.traceId, trace.spans, trace.complete])).toEqual([
      [traceId(2), 1, true],
      [traceId(1), 2, false],
    ]);
    expect(
      await store.snapshot(SCOPE).attributeValues({ scope: undefined, key: 'region', prefix: '', limit: 5 }, OPTIONS),
    ).toEqual([]);
    expect(await store.deleteService(SCOPE, { name: 'web', namespace: '' })).toEqual({ spans: 1 });
    const [shrunk] = await allPages(store, NO_FILTER);
    expect(shrunk).toMatchObject({ start: 12n, duration: 3n, spans: 1, errors: 1, root: undefined });
  },

  'after everything was deleted nothing is listed, and what comes again is new': async (store) => {
    await append(store, { id: 1, attributes: { a: 'b' } }, { trace: 2, id: 2 });
    expect(await store.deleteAll(SCOPE)).toEqual({ spans: 2 });
    const empty = store.snapshot(SCOPE);
    expect(await allPages(store, NO_FILTER)).toEqual([]);
    expect(await empty.attributeKeys({ prefix: '', limit: 9 }, OPTIONS)).toEqual([]);
    expect(await empty.operations({ service: undefined, prefix: '', limit: 9 }, OPTIONS)).toEqual([]);
    expect(await empty.services(undefined, OPTIONS)).toEqual([]);
    expect(store.stats(SCOPE)).toMatchObject({ traces: 0, spans: 0 });
    expect(await append(store, { id: 1, attributes: { a: 'b' } })).toEqual({ stored: 1, duplicates: 0 });
    expect(await collect(empty.getTrace(traceId(1), OPTIONS))).toEqual([]);
    expect(await collect(store.snapshot(SCOPE).getTrace(traceId(1), OPTIONS))).toHaveLength(1);
  },

  'close finishes what was accepted and refuses the rest': async (store) => {
    const accepted = append(store, { id: 1 });
    const closed = store.close();
    expect(await accepted).toEqual({ stored: 1, duplicates: 0 });
    await closed;
    await expect(append(store, { id: 2 })).rejects.toThrow('closed');
  },
};

/** A span that uses every field there is. */
function richSpan(): SpanRecord {
  const value: AnyValue = {
    kind: 'array',
    values: [
      { kind: 'empty' },
      { kind: 'bool', value: false },
      { kind: 'int', value: -(1n << 63n) },
      { kind: 'double', value: -0.25 },
      { kind: 'bytes', value: new Uint8Array([0, 255]) },
      { kind: 'kvlist', entries: [{ key: '', value: { kind: 'string', value: 'größe 订单 \u0000' } }] },
    ],
  };
  const attributes = [{ key: 'all kinds', value }];
  const base = record({ trace: 9, id: 1, parent: 2, at: [0, (1n << 64n) - 1n], traceState: 'ot=th:8', message: 'no' });
  return {
    resource: {
      attributes: [...base.resource.attributes, ...attributes],
      droppedAttributesCount: 3,
      entityRefs: [{ schemaUrl: 'u', type: 'service', idKeys: ['a'], descriptionKeys: ['b', 'c'] }],
      schemaUrl: 'https://example.com/resource',
    },
    scope: { name: 's', version: 'v', attributes, droppedAttributesCount: 4, schemaUrl: 'https://example.com/scope' },
    span: {
      ...base.span,
      flags: 0x301,
      kind: 17,
      attributes,
      droppedAttributesCount: 5,
      events: [{ time: nano(3), name: 'e', attributes, droppedAttributesCount: 6 }],
      droppedEventsCount: 7,
      links: [
        {
          traceId: traceId(4),
          spanId: spanId(5),
          traceState: 'a=b',
          attributes,
          droppedAttributesCount: 8,
          flags: 0x101,
        },
        { traceId: 'ab', spanId: '', traceState: '', attributes: [], droppedAttributesCount: 0, flags: 0 },
      ],
      droppedLinksCount: 9,
      status: { code: 2, message: 'broken' },
    },
  };
}
