// What a snapshot keeps still while spans go on arriving.
import { expect } from 'vitest';
import { allPages, append, collect, OPTIONS, SCOPE, spanId, traceId, window, type SpanSpec } from './fixtures.ts';
import type { ContractTests } from './trace-store-contract.ts';

const ALL = { window: undefined, span: {} };

export const snapshotTests: ContractTests = {
  'a snapshot does not see what was appended later; a later one does': async (store) => {
    await append(store, { trace: 1, id: 1, at: [100, 200], attributes: { old: '1' } });
    const before = store.snapshot(SCOPE);
    await append(
      store,
      { trace: 1, id: 2, parent: 1, at: [50, 900], status: 'error', service: 'late', attributes: { new: '1' } },
      { trace: 2, id: 1, at: [10, 20], name: 'unseen', resource: { zone: 'z' } },
    );
    const after = store.snapshot(SCOPE);
    expect(after.watermark).toBeGreaterThan(before.watermark);
    for (const snapshot of [before, store.snapshot(SCOPE, before.watermark)]) {
      const page = await snapshot.findTraces({ filter: ALL, order: 'newest', limit: 9, after: undefined }, OPTIONS);
      expect(page.traces).toMatchObject([{ traceId: traceId(1), start: 100n, duration: 100n, spans: 1, errors: 0 }]);
      expect(await collect(snapshot.findSpans(ALL, OPTIONS))).toHaveLength(1);
      expect(await collect(snapshot.getTrace(traceId(1), OPTIONS))).toHaveLength(1);
      expect(await collect(snapshot.getTrace(traceId(2), OPTIONS))).toEqual([]);
      expect(await collect(snapshot.getTraceOutline(traceId(1), [], OPTIONS))).toHaveLength(1);
      expect(await collect(snapshot.getTraceOutline(traceId(2), [], OPTIONS))).toEqual([]);
      expect(await snapshot.getSpans(traceId(1), spanId(1), OPTIONS)).toHaveLength(1);
      expect(await snapshot.getSpans(traceId(1), spanId(2), OPTIONS)).toEqual([]);
      expect(await snapshot.services(undefined, OPTIONS)).toEqual([
        { name: 'cart', namespace: '', spans: 1, errors: 0 },
      ]);
      expect(await snapshot.services(window(0, 99), OPTIONS)).toEqual([]);
      expect(await snapshot.operations({ service: undefined, prefix: '', limit: 9 }, OPTIONS)).toMatchObject([
        { spans: 1 },
      ]);
      const keys = await snapshot.attributeKeys({ prefix: '', limit: 9 }, OPTIONS);
      expect(keys.map(({ key }) => key)).toEqual(['old', 'service.name']);
      const values = { scope: undefined, key: 'service.name', prefix: '', limit: 9 };
      expect(await snapshot.attributeValues(values, OPTIONS)).toEqual(['cart']);
      const histogram = { kind: 'histogram', filter: { ...ALL, window: window(0, 99) }, buckets: 1 } as const;
      expect(await snapshot.aggregate(histogram, OPTIONS)).toMatchObject({ traces: 0 });
    }
    const [late] = await allPages(store, { filter: ALL, order: 'longest', limit: 1 });
    expect(late).toMatchObject({ start: 50n, duration: 850n, spans: 2, errors: 1 });
  },

  'pages do not move while traces grow and come': async (store) => {
    const specs = Array.from(
      { length: 12 },
      (_, i): SpanSpec => ({ trace: i + 1, id: 1, at: [1000 + 10 * i, 1005 + 20 * i] }),
    );
    await append(store, ...specs);
    for (const order of ['newest', 'longest'] as const) {
      const request = { filter: { ...ALL, window: window(1001, 2000) }, order, limit: 2 };
      const still = await allPages(store, request);
      let round = 0;
      const moved = await allPages(store, request, store.snapshot(SCOPE), async () => {
        round++;
        // Traces still to come move to the front or out of the window, and new ones take their place.
        await append(
          store,
          { trace: 1 + round, id: 100 + round, at: [1, 1_000_000] },
          { trace: 12 - round, id: 200 + round, at: [1999, 2000] },
          { trace: 100 * round, id: 1, at: [1050, 1051] },
        );
      });
      expect(moved).toEqual(still);
      expect(await allPages(store, request)).not.toEqual(still);
    }
  },

  'an outline has of every span what is drawn, and the attributes that were asked for': async (store) => {
    await append(
      store,
      { id: 1, at: [10, 90], name: 'GET /', kind: 'server', resource: { host: 'a' } },
      {
        id: 2,
        parent: 1,
        at: [20, 0],
        kind: 'client',
        status: 'error',
        attributes: { 'db.system': 'postgresql', 'db.name': 'orders', n: 1n, big: 'x'.repeat(300) },
        events: [
          { at: 25, attributes: { n: 2n, other: 'y' } },
          { at: 21, attributes: { größe: 'z' } },
        ],
      },
      { id: 2, parent: 1, at: [30, 40], scope: { version: '2' } },
    );
    const snapshot = store.snapshot(SCOPE);
    const spans = await collect(snapshot.getTrace(traceId(1), OPTIONS));
    const outlines = await collect(snapshot.getTraceOutline(traceId(1), ['n', 'größe', 'absent'], OPTIONS));
    expect(outlines).toMatchObject([
      {
        spanId: spanId(1),
        parentSpanId: undefined,

        name: 'GET /',
        kind: 'server',
        status: 'unset',
      },
      {
        spanId: spanId(2),
        parentSpanId: spanId(1),

        start: 20n,
        end: 0n,
        kind: 'client',
        status: 'error',
      },
      { spanId: spanId(2), start: 30n, end: 40n, peer: undefined, eventTimes: [], attributes: [] },
    ]);
    expect(outlines[1]).toMatchObject({
      peer: { kind: 'database', name: 'orders' },
      eventTimes: [25n, 21n],
      attributes: [
        { key: 'n', value: { kind: 'int', value: 1n } },
        { key: 'n', value: { kind: 'int', value: 2n } },
        { key: 'größe', value: { kind: 'string', value: 'z' } },
      ],
    });
    for (const [index, { resource, scope, contentHash }] of outlines.entries())
      expect({ resource, scope, contentHash }).toEqual({
        resource: spans[index]?.resource,
        scope: spans[index]?.scope,
        contentHash: spans[index]?.contentHash,
      });
    expect(await snapshot.getSpans(traceId(1), spanId(2), OPTIONS)).toEqual(spans.slice(1));
    expect(await snapshot.getSpans(traceId(1), spanId(1), OPTIONS)).toEqual(spans.slice(0, 1));
  },

  'a conflict that came later does not mark what an older snapshot shows': async (store) => {
    await append(store, { id: 1 });
    const before = store.snapshot(SCOPE);
    await append(store, { id: 1, message: 'other' });
    const marks = async (snapshot: typeof before) =>
      (await collect(snapshot.getTrace(traceId(1), OPTIONS))).map((span) => span.conflicting);
    expect(await marks(before)).toEqual([false]);
    expect(await marks(store.snapshot(SCOPE))).toEqual([true, true]);
    const found = await collect(store.snapshot(SCOPE).findSpans(ALL, OPTIONS));
    expect(found.map((span) => span.conflicting)).toEqual([true, true]);
  },

  'deletions are seen by older snapshots at once': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'a' },
      { trace: 1, id: 2, service: 'b' },
      { trace: 2, id: 3, service: 'b' },
    );
    const before = store.snapshot(SCOPE);
    await store.deleteService(SCOPE, { name: 'a', namespace: '' });
    expect(await collect(before.getTrace(traceId(1), OPTIONS))).toHaveLength(1);
    await store.deleteTrace(SCOPE, traceId(2));
    const page = await before.findTraces({ filter: ALL, order: 'newest', limit: 9, after: undefined }, OPTIONS);
    expect(page.traces).toMatchObject([{ traceId: traceId(1), start: 20n, spans: 1, services: [{ name: 'b' }] }]);
  },

  'a mark from the future means now': async (store) => {
    await append(store, { id: 1 });
    const now = store.snapshot(SCOPE);
    expect(store.snapshot(SCOPE, now.watermark + 1000).watermark).toBe(now.watermark);
  },
};
