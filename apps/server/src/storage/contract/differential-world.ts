// One world of a differential run: a few traces that grow while they are asked about, in both stores alike. Weights are
// powers of two, so that sums do not depend on the order of adding.
import { isDeepStrictEqual } from 'node:util';
import { serviceNode } from '@spanloom/analysis';
import { serviceOf, type SpanId, type SpanRecord } from '@spanloom/otlp-model';
import { RED_GROUPS } from '../trace-aggregates.ts';
import type { GraphView, RedRequest } from '../trace-aggregates.ts';
import {
  type SpanPage,
  type StoreSnapshot,
  TRACE_ORDERS,
  type TraceFilter,
  type TraceOrder,
  type TracePage,
  type TraceReader,
  type TraceStore,
} from '../trace-store.ts';
import { collect, nano, OPTIONS, SCOPE, traceId, window } from './fixtures.ts';
import type { LastingStore } from './opened-stores.ts';
import { randomFilter, randomView } from './random-filters.ts';
import { randomBatch } from './random-spans.ts';
import type { Random } from './random.ts';
import { kindsOfTrace } from './span-kinds.ts';

const TRACES = 8;
/** Arrival of the first batch; each later one arrives a nanosecond later. */
const FIRST_ARRIVAL = 1000;

/** Thrown at a difference. */
export class Different extends Error {
  readonly question: string;
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(question: string, expected: unknown, actual: unknown) {
    super(question);
    this.question = question;
    this.expected = expected;
    this.actual = actual;
  }
}

export interface AskedPair {
  readonly filter: TraceFilter;
  /** Traces that matched. */
  readonly found: number;
  /** What was odd about them, and about the circumstances. */
  readonly kinds: ReadonlySet<string>;
}

/** Hears of every pair of (data, query) that both stores answered alike. */
export interface DifferentialTally {
  pair(asked: AskedPair): void;
}

/** The same thing in both stores. */
interface Both<T> {
  readonly oracle: T;
  readonly candidate: T;
}

/** A state of the data, pinned, and who is asked about it. */
interface View {
  readonly readers: Both<Pick<TraceReader, 'snapshot'>>;
  readonly pinned: Both<StoreSnapshot>;
  /** What holds while it is asked, for the tally. */
  readonly circumstances: readonly string[];
  /** Spans arrive in both stores while a question is being answered; they must not show. */
  readonly moving: boolean;
}

export class World {
  readonly #random: Random;
  readonly #opened: Both<LastingStore>;
  readonly #tally: DifferentialTally;
  readonly #spans: SpanRecord[] = [];
  readonly #duplicated = new Set<string>();
  #stores: Both<TraceStore>;
  #batches = 0;
  /** Batches that the candidate has committed. */
  #commits = 0;
  #overlapped = false;

  constructor(random: Random, opened: Both<LastingStore>, tally: DifferentialTally) {
    this.#random = random;
    this.#opened = opened;
    this.#stores = { oracle: opened.oracle.store, candidate: opened.candidate.store };
    this.#tally = tally;
  }

  /**
   * Spans come and questions are asked; more come, also during the questions, which go to the old state and to the new
   * one; the store is restarted, some spans are deleted, another reader looks on.
   */
  async live(): Promise<void> {
    for (let batch = 1 + this.#random.below(3); batch > 0; batch--) await this.#append(8 + this.#random.below(24));
    const old = this.#now();
    await this.#askPairs(2, old);
    await this.#askGraph();
    // One span at a time: a trace stays as it was while others change that it is linked to.
    for (let spans = 3; spans > 0; spans--) {
      await this.#append(1);
      await this.#askGraph();
    }
    await this.#append(5 + this.#random.below(15));
    await this.#askPairs(2, { ...old, moving: true });
    await this.#askPairs(1, this.#now());
    await this.#askCatalogue(this.#random.chance(0.5) ? old : this.#now());
    await this.#askCatalogue({ ...old, moving: true });

    const after = await this.#restart(old);
    await this.#askPairs(1, after);
    await this.#append(5 + this.#random.below(10));
    await this.#askPairs(1, { ...this.#now(), circumstances: after.circumstances });
    await this.#askCatalogue(after);

    await this.#askGraph();
    await this.#delete();
    await this.#askGraph();
    await this.#askAllValues(this.#now());
    await this.#askPairs(1, after);
    await this.#askByNewReader();
    if (this.#random.chance(0.3)) await this.#append(20);
    await this.#askCatalogue(after);
    await this.#same('stats', (store) => {
      const { traces, spans } = store.stats(SCOPE);
      return { traces, spans };
    });
  }

  /** The present state, asked of the stores themselves. */
  #now(): View {
    return viewOf(this.#stores, (reader) => reader.snapshot(SCOPE));
  }

  /** Closes and opens the stores; what the view showed must be there, by its mark. */
  async #restart(view: View): Promise<View> {
    const { oracle, candidate } = this.#opened;
    this.#stores = { oracle: await oracle.restart(), candidate: await candidate.restart() };
    const { pinned } = view;
    const resumed = viewOf(this.#stores, (reader, side) => reader.snapshot(SCOPE, pinned[side].watermark));
    return { ...resumed, circumstances: ['restart'] };
  }

  /** A reader that has just been opened, on connections of its own, while the stores go on writing. */
  async #askByNewReader(): Promise<void> {
    const { oracle, candidate } = this.#opened;
    const readers = { oracle: oracle.openReader(), candidate: candidate.openReader() };
    try {
      const view = viewOf(readers, (reader) => reader.snapshot(SCOPE));
      await this.#askPairs(2, { ...view, moving: true, circumstances: ['reader opened anew'] });
    } finally {
      readers.oracle.close();
      readers.candidate.close();
    }
  }

  async #append(spans: number): Promise<void> {
    const batch = randomBatch(this.#random, { spans, traces: TRACES, earlier: this.#spans });
    for (const record of batch) this.#spans.push(record);
    const receivedAt = nano(FIRST_ARRIVAL + this.#batches++);
    const { duplicates } = await this.#same('append', (store) => store.append(SCOPE, { spans: batch, receivedAt }));
    this.#commits++;
    if (duplicates > 0) for (const { span } of batch) this.#duplicated.add(span.traceId);
  }

  async #delete(): Promise<void> {
    const random = this.#random;
    const { span, resource } = random.pick(this.#spans);
    if (random.chance(0.1)) await this.#same('deleteAll', (store) => store.deleteAll(SCOPE));
    else if (random.chance(0.5)) await this.#same('deleteTrace', (store) => store.deleteTrace(SCOPE, span.traceId));
    else await this.#same('deleteService', (store) => store.deleteService(SCOPE, serviceOf(resource)));
  }

  /**
   * The service graph of all there is: what an adapter keeps between two askings must follow what came and
   * what was deleted.
   */
  async #askGraph(): Promise<void> {
    const filter: TraceFilter = { window: undefined, span: {} };
    await this.#ask('edges of everything', this.#now(), (from) => from.aggregate({ kind: 'edges', filter }, OPTIONS));
    await this.#askResources(this.#now(), filter);
  }

  async #askPairs(count: number, view: View): Promise<void> {
    for (let i = 0; i < count; i++) await this.#askPair(view);
  }

  /** One filter, asked in every way there is. */
  async #askPair(view: View): Promise<void> {
    const filter = randomFilter(this.#random, this.#spans);
    this.#overlapped = false;
    const found = await this.#askPages(view, filter, 'newest');
    await this.#askPages(view, filter, 'longest');
    const text = describe(filter);
    await this.#askSpanPages(view, filter);
    await this.#ask(`findSpans ${text}`, view, (from) => collect(from.findSpans(filter, OPTIONS)));
    const look = randomView(this.#random, this.#spans);
    await this.#ask(`edges ${text} ${describe(look)}`, view, (from) =>
      from.aggregate({ kind: 'edges', filter, ...look }, OPTIONS),
    );
    await this.#askResources(view, filter);
    const bounded = { ...filter, window: filter.window ?? window(1000, 1000 + this.#random.below(500)) };
    const buckets = 1 + this.#random.below(20);
    await this.#ask(`histogram ${describe(bounded)} ${buckets}`, view, (from) =>
      from.aggregate({ kind: 'histogram', filter: bounded, buckets }, OPTIONS),
    );
    await this.#askRed(view, bounded, buckets);
    await this.#ask(`services ${describe(bounded)}`, view, (from) => from.services(filter.window, OPTIONS));
    const kinds = new Set<string>(view.circumstances);
    if (this.#overlapped) kinds.add('ingest during an answer');
    for (const trace of found) {
      const spans = await collect(view.pinned.oracle.getTrace(trace, OPTIONS));
      for (const kind of kindsOfTrace(spans)) kinds.add(kind);
      if (this.#duplicated.has(trace)) kinds.add('duplicates');
    }
    this.#tally.pair({ filter, found: found.length, kinds });
  }

  async #askResources(view: View, filter: TraceFilter): Promise<void> {
    const keys = this.#random.pick([[], ['n'], ['user.id', 'http.route', 'absent', '']]);
    await this.#ask(`resources ${keys.join()} ${describe(filter)}`, view, (from) =>
      from.aggregate({ kind: 'resources', filter, keys }, OPTIONS),
    );
  }

  async #askRed(view: View, filter: RedRequest['filter'], buckets: number): Promise<void> {
    const random = this.#random;
    const by = random.pick(RED_GROUPS);
    const node = random.chance(0.4) ? serviceNode(serviceOf(random.pick(this.#spans).resource)) : undefined;
    const look = randomView(random, this.#spans);
    const request: RedRequest = { kind: 'red', filter, by, buckets, ...look, ...(node === undefined ? {} : { node }) };
    await this.#ask(`red ${describe(request)}`, view, (from) => from.aggregate(request, OPTIONS));
  }

  /** All pages in step, each from a snapshot of its own as a later request takes it. Answers the traces there were. */
  async #askPages(view: View, filter: TraceFilter, order: TraceOrder) {
    const limit = this.#random.pick([1, 3, 4, 6]);
    const found: TracePage['traces'][number]['traceId'][] = [];
    let after: TracePage['next'];
    let page = view;
    do {
      const request = { filter, order, limit, after };
      const { traces, next } = await this.#ask(`findTraces ${order} ${describe(filter)}`, page, (from) =>
        from.findTraces(request, OPTIONS),
      );
      found.push(...traces.map((trace) => trace.traceId));
      after = next;
      const { pinned } = viewOf(view.readers, (reader, side) => reader.snapshot(SCOPE, view.pinned[side].watermark));
      page = { ...view, pinned };
    } while (after !== undefined);
    return found;
  }

  /** Pages of spans in one of the orders, each from a snapshot of its own; a few, since each looks into all traces. */
  async #askSpanPages(view: View, filter: TraceFilter): Promise<void> {
    const limit = this.#random.pick([1, 2, 5, 20]);
    const order = this.#random.pick(TRACE_ORDERS);
    let after: SpanPage['next'];
    let page = view;
    for (let pages = 0; pages < 4; pages++) {
      const request = { filter, order, limit, after };
      const question = `findSpanPage ${order} ${limit} ${describe(filter)}`;
      const { next } = await this.#ask(question, page, (from) => from.findSpanPage(request, OPTIONS));
      if (next === undefined) return;
      after = next;
      const { pinned } = viewOf(view.readers, (reader, side) => reader.snapshot(SCOPE, view.pinned[side].watermark));
      page = { ...view, pinned };
    }
  }

  async #askCatalogue(view: View): Promise<void> {
    const random = this.#random;
    const limit = random.pick([1, 3, 100]);
    const prefix = random.pick(['', '', 'h', 'U', 'long', '/c', 'g', 'ü']);
    const service = random.chance(0.5) ? random.pick(['web', 'cart', 'absent']) : undefined;
    const scope = random.pick([undefined, 'span', 'resource'] as const);
    const key = random.pick(['n', 'user.id', 'http.route', 'service.name', '']);
    const id = traceId(1 + random.below(TRACES + 1));
    await this.#ask('services', view, (from) => from.services(undefined, OPTIONS));
    await this.#ask(`operations ${service} ${prefix}`, view, (from) =>
      from.operations({ service, prefix, limit }, OPTIONS),
    );
    await this.#ask(`attributeKeys ${prefix}`, view, (from) => from.attributeKeys({ prefix, limit }, OPTIONS));
    await this.#ask(`attributeValues ${scope} ${key} ${prefix}`, view, (from) =>
      from.attributeValues({ scope, key, prefix, limit }, OPTIONS),
    );
    const spans = await this.#ask(`getTrace ${id}`, view, (from) => collect(from.getTrace(id, OPTIONS)));
    const keys = random.pick([[], ['http.route'], ['n', 'user.id', 'absent']]);
    await this.#ask(`getTraceOutline ${id} ${keys.join()}`, view, (from) =>
      collect(from.getTraceOutline(id, keys, OPTIONS)),
    );
    const spanId = spans.length === 0 ? id.slice(16) : random.pick(spans).span.spanId;
    await this.#ask(`getSpans ${id} ${spanId}`, view, (from) => from.getSpans(id, spanId as SpanId, OPTIONS));
  }

  async #askAllValues(view: View): Promise<void> {
    const all = { prefix: '', limit: 1000 };
    const keys = await this.#ask('all keys', view, (from) => from.attributeKeys(all, OPTIONS));
    for (const { scope, key } of keys) {
      await this.#ask(`all values of ${scope} ${key}`, view, (from) =>
        from.attributeValues({ scope, key, ...all }, OPTIONS),
      );
    }
  }

  async #ask<T>(question: string, view: View, ask: (from: StoreSnapshot) => Promise<T>): Promise<T> {
    const { oracle, candidate } = view.pinned;
    const arrivals = view.moving && this.#random.chance(0.5) ? this.#random.pick([1, 1, 2]) : 0;
    // Both are waited for, also when one of them fails: nothing may go on behind the back of the next question.
    const [answer, arrived] = await Promise.allSettled([
      (async () => {
        const before = this.#commits;
        const actual = await ask(candidate);
        if (this.#commits > before) this.#overlapped = true;
        return compared(question, await ask(oracle), actual);
      })(),
      (async () => {
        for (let i = 0; i < arrivals; i++) await this.#append(1 + i);
      })(),
    ]);
    if (arrived.status === 'rejected') throw arrived.reason;
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  }

  async #same<T>(question: string, ask: (store: TraceStore) => T | Promise<T>): Promise<T> {
    return compared(question, await ask(this.#stores.oracle), await ask(this.#stores.candidate));
  }
}

/** What readers show, each through the snapshot that `pin` takes of it. */
function viewOf<R extends Pick<TraceReader, 'snapshot'>>(
  readers: Both<R>,
  pin: (reader: R, side: keyof Both<R>) => StoreSnapshot,
): View {
  const pinned = { oracle: pin(readers.oracle, 'oracle'), candidate: pin(readers.candidate, 'candidate') };
  return { readers, pinned, circumstances: [], moving: false };
}

function compared<T>(question: string, expected: T, actual: T): T {
  if (!isDeepStrictEqual(expected, actual)) throw new Different(question, expected, actual);
  return expected;
}

function describe(what: TraceFilter | RedRequest | GraphView): string {
  return JSON.stringify(what, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
