// What conditions, windows and orders mean.
import type { DurationNano } from '@spanloom/otlp-model';
import { expect } from 'vitest';
import {
  CancelledError,
  type AttributeScope,
  type OnProgress,
  type SpanFilter,
  type FoundSpan,
  type TraceFilter,
  type TraceOrder,
  type TraceStore,
} from '../trace-store.ts';
import {
  allPages,
  allSpanPages,
  append,
  collect,
  nano,
  OPTIONS,
  record,
  SCOPE,
  traceId,
  window,
  type SpanSpec,
} from './fixtures.ts';
import type { ContractTests } from './trace-store-contract.ts';

const HUGE = (1n << 64n) - 1n;

/** Numbers of the matching traces, newest first. */
async function found(store: TraceStore, filter: Partial<TraceFilter> | SpanFilter): Promise<number[]> {
  const whole: TraceFilter = { window: undefined, span: {}, ...(isOnTrace(filter) ? filter : { span: filter }) };
  const traces = await allPages(store, { filter: whole, order: 'newest', limit: 2 });
  return traces.map((trace) => Number.parseInt(trace.traceId, 16));
}

function isOnTrace(filter: Partial<TraceFilter> | SpanFilter): filter is Partial<TraceFilter> {
  return 'span' in filter || 'window' in filter;
}

export const searchTests: ContractTests = {
  'each condition holds on a span as it says': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'web', name: 'GET /', kind: 'server', at: [10, 20], attributes: { n: 504n } },
      { trace: 2, id: 1, service: 'web', namespace: 'shop', kind: 'client', status: 'error', at: [20, 50] },
      { trace: 3, id: 1, service: 'Größe', name: 'Ä Query', status: 'ok', at: [30, 31], resource: { n: '504' } },
    );
    expect(await found(store, {})).toEqual([3, 2, 1]);
    expect(await found(store, { service: 'web' })).toEqual([2, 1]);
    expect(await found(store, { service: 'web', namespace: '' })).toEqual([1]);
    expect(await found(store, { service: 'web', namespace: 'shop' })).toEqual([2]);
    expect(await found(store, { namespace: 'shop' })).toEqual([3, 2, 1]);
    expect(await found(store, { service: 'we' })).toEqual([]);
    expect(await found(store, { operation: 'GET /' })).toEqual([1]);
    expect(await found(store, { operation: 'get /' })).toEqual([]);
    expect(await found(store, { kind: 'client' })).toEqual([2]);
    expect(await found(store, { status: 'error' })).toEqual([2]);
    expect(await found(store, { status: 'unset' })).toEqual([1]);
    expect(await found(store, { minDuration: 10n as DurationNano })).toEqual([2, 1]);
    expect(await found(store, { maxDuration: 10n as DurationNano })).toEqual([3, 1]);
    expect(await found(store, { minDuration: 11n as DurationNano, maxDuration: 29n as DurationNano })).toEqual([]);
    expect(await found(store, { text: 'ä q' })).toEqual([3]);
    expect(await found(store, { text: 'GRÖSSE' })).toEqual([]);
    expect(await found(store, { text: 'GRÖß' })).toEqual([3]);
    expect(await found(store, { text: 'E' })).toEqual([3, 2, 1]);
    const attribute = { key: 'n', value: '504' };
    expect(await found(store, { attributes: [{ scope: undefined, ...attribute }] })).toEqual([3, 1]);
    expect(await found(store, { attributes: [{ scope: 'span', ...attribute }] })).toEqual([1]);
    expect(await found(store, { attributes: [{ scope: 'resource', ...attribute }] })).toEqual([3]);
    expect(await found(store, { attributes: [{ scope: 'span', key: 'n', value: '0504' }] })).toEqual([]);
  },

  'all conditions hold on one span': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'a', status: 'error', attributes: { x: '1' } },
      { trace: 1, id: 2, service: 'b', attributes: { y: '1' } },
      { trace: 2, id: 3, service: 'b', status: 'error', attributes: { x: '1', y: '1' } },
    );
    expect(await found(store, { service: 'b', status: 'error' })).toEqual([2]);
    const x = { scope: undefined, key: 'x', value: '1' };
    expect(await found(store, { attributes: [x] })).toEqual([2, 1]);
    expect(await found(store, { attributes: [x, { ...x, key: 'y' }] })).toEqual([2]);
    expect(await found(store, { service: 'b', attributes: [x] })).toEqual([2]);
    expect(await found(store, { attributes: [x, { ...x, value: '2' }] })).toEqual([]);
  },

  'values of every kind and of any length are found by their text; of duplicate keys the last counts': async (
    store,
  ) => {
    const long = 'x'.repeat(5000);
    const attributes = { yes: true, half: 0.5, nan: Number.NaN, big: 1n << 62n, empty: '', long, nul: 'a\u0000b' };
    await append(store, { id: 1, attributes }, { trace: 2, id: 2, attributes: { long: `${long}y`, nul: 'a' } });
    const by = (key: string, value: string) => found(store, { attributes: [{ scope: 'span', key, value }] });
    expect(await by('yes', 'true')).toEqual([1]);
    expect(await by('half', '0.5')).toEqual([1]);
    expect(await by('nan', 'NaN')).toEqual([1]);
    expect(await by('big', '4611686018427387904')).toEqual([1]);
    expect(await by('empty', '')).toEqual([1]);
    expect(await by('long', long)).toEqual([1]);
    expect(await by('long', 'x'.repeat(256))).toEqual([]);
    expect(await by('nul', 'a\u0000b')).toEqual([1]);
    expect(await by('nul', 'a')).toEqual([2]);
    const [one, other] = ['1', '2'].map((value) => ({ key: 'k', value: { kind: 'string', value } as const }));
    const base = record({ trace: 3, id: 3 });
    const span = { ...base.span, attributes: [one, other].filter((entry) => entry !== undefined) };
    await store.append(SCOPE, { spans: [{ ...base, span }], receivedAt: nano(1) });
    expect(await by('k', '1')).toEqual([]);
    expect(await by('k', '2')).toEqual([3]);
  },

  'a negated condition wants the key with another value': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, service: 'a', attributes: { k: 'x' } },
      { trace: 2, id: 2, service: 'b', attributes: { k: 'y' } },
      { trace: 3, id: 3, service: 'a', resource: { k: 'x' } },
      { trace: 4, id: 4, service: 'a', resource: { k: 'y' } },
      { trace: 5, id: 5, service: 'a', attributes: { k: 'x' }, resource: { k: 'y' } },
      { trace: 6, id: 6, service: 'a', attributes: { K: 'y', kk: 'z' } },
      { trace: 7, id: 7, service: 'a', attributes: { k: 'X' } },
      { trace: 8, id: 8, service: 'a', attributes: { k: 'x'.repeat(300) } },
    );
    const not = (value: string, scope?: AttributeScope) => ({ scope, key: 'k', value, negated: true });
    expect(await found(store, { attributes: [not('x')] })).toEqual([8, 7, 5, 4, 2]);
    expect(await found(store, { attributes: [not('x', 'span')] })).toEqual([8, 7, 2]);
    expect(await found(store, { attributes: [not('x', 'resource')] })).toEqual([5, 4]);
    expect(await found(store, { attributes: [not('absent')] })).toEqual([8, 7, 5, 4, 3, 2, 1]);
    expect(await found(store, { attributes: [not('x'.repeat(300), 'span')] })).toEqual([7, 5, 2, 1]);
    expect(await found(store, { attributes: [{ ...not('x'), key: 'absent' }] })).toEqual([]);
    expect(await found(store, { attributes: [not('x', 'span'), not('X', 'span')] })).toEqual([8, 2]);
    const equal = { scope: 'span', key: 'k', value: 'x' } as const;
    expect(await found(store, { attributes: [equal, not('x')] })).toEqual([5]);
    expect(await found(store, { service: 'b', attributes: [not('x')] })).toEqual([2]);
    // Of duplicate keys the last counts; more values than are looked up one by one.
    const base = record({ trace: 9, id: 9 });
    const twice = ['x', 'y'].map((value) => ({ key: 'twice', value: { kind: 'string', value } as const }));
    await store.append(SCOPE, {
      spans: [{ ...base, span: { ...base.span, attributes: twice } }],
      receivedAt: nano(1),
    });
    expect(await found(store, { attributes: [{ ...not('y'), key: 'twice' }] })).toEqual([]);
    expect(await found(store, { attributes: [{ ...not('x'), key: 'twice' }] })).toEqual([9]);
    const many = Array.from({ length: 30 }, (_, i) => ({ trace: 10 + i, id: 100 + i, attributes: { many: i } }));
    await append(store, ...many, { trace: 40, id: 130 });
    const but7 = many.map(({ trace }) => trace).filter((trace) => trace !== 17);
    expect(await found(store, { attributes: [{ ...not('7'), key: 'many' }] })).toEqual(but7.reverse());
  },

  'a trace is in a window if it overlaps it, both ends included; then all its spans count': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, at: [100, 200] },
      { trace: 2, id: 2, at: [300, 400] },
      { trace: 2, id: 3, at: [500, 600], attributes: { far: 'yes' } },
      { trace: 3, id: 4, at: [250, 0] },
    );
    expect(await found(store, { window: window(200, 299) })).toEqual([3, 1]);
    expect(await found(store, { window: window(201, 249) })).toEqual([]);
    expect(await found(store, { window: window(400, 450) })).toEqual([2]);
    expect(await found(store, { window: window(450, 460) })).toEqual([2]);
    expect(await found(store, { window: window(600, HUGE) })).toEqual([2]);
    expect(await found(store, { window: window(601, HUGE) })).toEqual([]);
    expect(await found(store, { window: window(0, 99) })).toEqual([]);
    expect(await found(store, { window: window(0, 100) })).toEqual([1]);
    // A span without an end counts as a moment.
    expect(await found(store, { window: window(250, 250) })).toEqual([3]);
    const far = { attributes: [{ scope: undefined, key: 'far', value: 'yes' }] };
    expect(await found(store, { window: window(300, 310), span: far })).toEqual([2]);
    expect(await found(store, { window: window(50, 10) })).toEqual([]);
  },

  'any unsigned 64-bit time survives, sorts and is found': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, at: [0, HUGE] },
      { trace: 2, id: 1, at: [HUGE, HUGE] },
      { trace: 3, id: 1, at: [HUGE, 0] },
      { trace: 4, id: 1, at: [1n << 63n, (1n << 63n) + 1n] },
      { trace: 5, id: 1, at: [0, 0] },
    );
    const all = { window: undefined, span: {} };
    const newest = await allPages(store, { filter: all, order: 'newest', limit: 2 });
    expect(newest.map((trace) => [Number.parseInt(trace.traceId, 16), trace.start, trace.duration])).toEqual([
      [2, HUGE, 0n],
      [3, HUGE, 0n],
      [4, 1n << 63n, 1n],
      [1, 0n, HUGE],
      [5, 0n, 0n],
    ]);
    const longest = await allPages(store, { filter: all, order: 'longest', limit: 2 });
    expect(longest.map((trace) => Number.parseInt(trace.traceId, 16))).toEqual([1, 4, 2, 3, 5]);
    expect(await found(store, { window: window(1, HUGE - 1n) })).toEqual([4, 1]);
    expect(await found(store, { minDuration: HUGE as DurationNano })).toEqual([1]);
  },

  'ties are ordered by trace id, in both orders, across pages': async (store) => {
    const specs = [5, 3, 9, 1, 7].map((trace): SpanSpec => ({ trace, id: 1, at: [10, 20] }));
    await append(store, ...specs);
    for (const order of ['newest', 'longest'] as const) {
      for (const limit of [1, 2, 5]) {
        const pages = await allPages(store, { filter: { window: undefined, span: {} }, order, limit });
        expect(pages.map((trace) => trace.traceId)).toEqual([1, 3, 5, 7, 9].map(traceId));
      }
    }
  },

  'a summary says what the trace is': async (store) => {
    await append(
      store,
      { id: 2, parent: 1, service: 'b', at: [5, 300], status: 'error', traceState: 'ot=th:8' },
      { id: 1, service: 'a', name: 'root', kind: 'server', at: [10, 20], status: 'error' },
      { id: 3, parent: 2, service: 'b', namespace: 'n', at: [6, 7] },
      { id: 4, parent: 2, service: 'b', at: [6, 7] },
    );
    const [trace] = await allPages(store, { filter: { window: undefined, span: {} }, order: 'newest', limit: 1 });
    expect(trace).toEqual({
      traceId: traceId(1),
      start: 5n,
      duration: 295n,
      spans: 4,
      errors: 2,
      weight: 5,
      root: {
        spanId: '0000000000000001',
        service: { name: 'a', namespace: '' },
        operation: 'root',
        kind: 'server',
        error: true,
      },
      complete: true,
      services: [
        { name: 'b', namespace: '', spans: 2, errors: 1 },
        { name: 'a', namespace: '', spans: 1, errors: 1 },
        { name: 'b', namespace: 'n', spans: 1, errors: 0 },
      ],
    });
  },

  'root and completeness: several roots, none, orphans, cycles': async (store) => {
    await append(
      store,
      { trace: 1, id: 9, at: [5, 6], name: 'later' },
      { trace: 1, id: 8, at: [4, 6], name: 'first' },
      { trace: 1, id: 7, at: [4, 6], name: 'smallest' },
      { trace: 2, id: 1, parent: 2, at: [3, 6] },
      { trace: 2, id: 2, parent: 1, at: [3, 6] },
      { trace: 3, id: 1, at: [2, 6] },
      { trace: 3, id: 2, parent: 77, at: [2, 6] },
      { trace: 4, id: 1, parent: 1, at: [1, 6] },
    );
    const traces = await allPages(store, { filter: { window: undefined, span: {} }, order: 'newest', limit: 10 });
    expect(traces.map((trace) => [trace.root?.operation, trace.complete])).toEqual([
      ['smallest', false],
      [undefined, false],
      ['operation', false],
      [undefined, false],
    ]);
  },

  'findSpans gives matching spans of matching traces in order, in batches': async (store) => {
    const many = Array.from(
      { length: 2300 },
      (_, i): SpanSpec => ({ trace: 1 + (i % 7), id: 1 + i, at: [9000 - i, 9001] }),
    );
    await append(store, ...many, { trace: 2, id: 9999, at: [1, 2], service: 'other' });
    const all = await collect(
      store.snapshot(SCOPE).findSpans({ window: undefined, span: { service: 'cart' } }, OPTIONS),
    );
    expect(all.map((span) => span.span.start)).toEqual(many.map((_, i) => BigInt(9000 - 2299 + i)));
    const others = store.snapshot(SCOPE).findSpans({ window: window(8990, 9001), span: { service: 'other' } }, OPTIONS);
    expect((await collect(others)).map((span) => span.span.spanId)).toEqual([(9999).toString(16).padStart(16, '0')]);
  },

  'findSpanPage gives matching spans newest or longest first, ties by their ids, page by page': async (store) => {
    await append(
      store,
      // Begins first and ends last: its spans stand between those of the others.
      { trace: 1, id: 1, at: [100, 900], service: 'web', name: 'GET /', kind: 'server', status: 'error' },
      { trace: 1, id: 2, at: [850, 860], service: 'cart' },
      { trace: 2, id: 1, at: [200, 300], service: 'cart' },
      { trace: 2, id: 2, at: [200, 210], service: 'cart' },
      { trace: 3, id: 1, at: [200, 300], service: 'cart' },
      { trace: 3, id: 1, at: [200, 300], service: 'cart', message: 'another of this id' },
      // Ends before it starts.
      { trace: 4, id: 1, at: [400, 0], service: 'cart' },
      { trace: 5, id: 1, at: [950, 960], service: 'other' },
    );
    const all = (order: TraceOrder, filter: Partial<TraceFilter> = {}) =>
      allSpanPages(store, { filter: { window: undefined, span: { service: 'cart' }, ...filter }, order, limit: 2 });
    const ids = (spans: readonly FoundSpan[]): string[] =>
      spans.map(({ traceId: trace, spanId: span }) => `${Number.parseInt(trace, 16)}.${Number.parseInt(span, 16)}`);
    const newest = await all('newest');
    expect(ids(newest)).toEqual(['1.2', '4.1', '2.1', '2.2', '3.1', '3.1']);
    expect(ids(await all('longest'))).toEqual(['2.1', '3.1', '3.1', '1.2', '2.2', '4.1']);
    const hashes = newest.slice(4).map(({ contentHash }) => contentHash);
    expect(hashes).toEqual([...new Set(hashes)].toSorted());
    expect(newest.map(({ duration }) => duration)).toEqual([10n, 0n, 100n, 10n, 100n, 100n]);
    // Of a trace in the window all spans count.
    expect(ids(await all('newest', { window: window(870, 940) }))).toEqual(['1.2']);
    const [server] = await all('longest', { span: { kind: 'server' } });
    expect(server).toMatchObject({
      traceId: traceId(1),
      service: { name: 'web', namespace: '' },
      operation: 'GET /',
      kind: 'server',
      status: 'error',
      start: 100n,
      duration: 800n,
    });
    expect(await all('newest', { span: { service: 'nobody' } })).toEqual([]);
  },

  'pages of spans answer as of their snapshot': async (store) => {
    await append(store, { trace: 1, id: 1, at: [100, 110] }, { trace: 2, id: 1, at: [200, 210] });
    const { watermark } = store.snapshot(SCOPE);
    const request = { filter: { window: undefined, span: {} }, order: 'newest', limit: 1 } as const;
    const { next } = await store.snapshot(SCOPE).findSpanPage({ ...request, after: undefined }, OPTIONS);
    await append(store, { trace: 1, id: 2, at: [150, 9000] }, { trace: 3, id: 1, at: [120, 130] });
    const { spans, next: end } = await store
      .snapshot(SCOPE, watermark)
      .findSpanPage({ ...request, after: next }, OPTIONS);
    expect(spans.map(({ start }) => start)).toEqual([100n]);
    expect(end).toBeUndefined();
    expect(await allSpanPages(store, request)).toHaveLength(4);
  },

  'the histogram puts a trace in the bucket of its start and totals are exact': async (store) => {
    await append(
      store,
      { trace: 1, id: 1, at: [100, 250], traceState: 'ot=th:c' },
      { trace: 2, id: 1, at: [200, 210], status: 'error' },
      { trace: 2, id: 2, at: [290, 310], status: 'error' },
      { trace: 3, id: 1, at: [299, 300] },
      { trace: 4, id: 1, at: [300, 300] },
    );
    const aggregate = (start: number, end: number, buckets: number, span: SpanFilter = {}) =>
      store
        .snapshot(SCOPE)
        .aggregate({ kind: 'histogram', filter: { window: window(start, end), span }, buckets }, OPTIONS);
    expect(await aggregate(200, 299, 2)).toEqual({
      buckets: [
        { traces: 1, errorTraces: 1 },
        { traces: 1, errorTraces: 0 },
      ],
      startedBefore: 1,
      traces: 3,
      errorTraces: 1,
      spans: 4,
      weight: 7,
    });
    expect((await aggregate(0, 300, 3)).buckets.map((bucket) => bucket.traces)).toEqual([1, 1, 2]);
    expect(await aggregate(0, 300, 1, { status: 'error' })).toMatchObject({ traces: 1, spans: 2, startedBefore: 0 });
    expect((await aggregate(300, 300, 4)).buckets.map((bucket) => bucket.traces)).toEqual([1, 0, 0, 0]);
  },

  'a read that is cancelled throws CancelledError; progress grows to 1 and counts what matches': async (store) => {
    await append(store, ...Array.from({ length: 50 }, (_, i): SpanSpec => ({ trace: i + 1, id: 1 })));
    const cancelled = { ...OPTIONS, abort: { aborted: true } };
    const filter = { window: undefined, span: { service: 'cart' } };
    const request = { filter, order: 'newest', limit: 5, after: undefined } as const;
    const snapshot = store.snapshot(SCOPE);
    await expect(snapshot.findTraces(request, cancelled)).rejects.toThrow(CancelledError);
    await expect(snapshot.findSpanPage(request, cancelled)).rejects.toThrow(CancelledError);
    await expect(snapshot.aggregate({ kind: 'edges', filter }, cancelled)).rejects.toThrow(CancelledError);
    const red = { kind: 'red', filter: { ...filter, window: window(0, 9) }, by: 'service', buckets: 1 } as const;
    await expect(snapshot.aggregate(red, cancelled)).rejects.toThrow(CancelledError);
    await expect(snapshot.attributeKeys({ prefix: '', limit: 1 }, cancelled)).rejects.toThrow(CancelledError);
    await expect(collect(snapshot.findSpans(filter, cancelled))).rejects.toThrow(CancelledError);
    await expect(collect(snapshot.getTrace(traceId(1), cancelled))).rejects.toThrow(CancelledError);
    const reports: (readonly [share: number, matched: number])[] = [];
    const onProgress: OnProgress = (share, matched) => reports.push([share, matched]);
    const other = { window: undefined, span: { service: 'nobody' } };
    await snapshot.aggregate({ kind: 'edges', filter: other }, { ...OPTIONS, onProgress });
    expect(reports.at(-1)).toEqual([1, 0]);
    reports.length = 0;
    await snapshot.aggregate({ kind: 'edges', filter }, { ...OPTIONS, onProgress });
    expect(reports.at(-1)).toEqual([1, 50]);
    expect(reports).toEqual(reports.toSorted(([a, m], [b, n]) => a - b || m - n));
  },
};
