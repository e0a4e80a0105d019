// Two stores get the same random spans and are asked the same random questions; they must answer alike to the digit.
// Weights are powers of two, so that sums do not depend on the order of adding.
import { isDeepStrictEqual } from 'node:util';
import { serviceOf, type SpanRecord } from '@spanloom/otlp-model';
import type { StoreSnapshot, TraceFilter, TraceOrder, TracePage, TraceStore } from '../trace-store.ts';
import { collect, nano, OPTIONS, SCOPE, traceId, window } from './fixtures.ts';
import { conditionsOf, randomFilter } from './random-filters.ts';
import { randomBatch } from './random-spans.ts';
import { createRandom, type Random } from './random.ts';
import type { OpenedStore } from './trace-store-contract.ts';

const TRACES = 10;
/** Pairs of (data, query) in one world. */
const PAIRS = 10;

export interface DifferentialOptions {
  readonly seed: number;
  readonly pairs: number;
  readonly openOracle: () => Promise<OpenedStore>;
  /** Given something to choose its limits by. */
  readonly openCandidate: (random: Random) => Promise<OpenedStore>;
}

export interface Mismatch {
  /** Runs again with this seed and one world. */
  readonly seed: number;
  readonly question: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface DifferentialReport {
  readonly pairs: number;
  /** Pairs whose filter matched at least one trace. */
  readonly nonEmpty: number;
  /** How many pairs used a kind of condition. */
  readonly conditions: ReadonlyMap<string, number>;
  /** The first difference; nothing is asked after it. */
  readonly mismatch: Mismatch | undefined;
}

/** Thrown at a difference. */
class Different extends Error {
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

export async function runDifferential(options: DifferentialOptions): Promise<DifferentialReport> {
  const tally: Tally = { pairs: 0, nonEmpty: 0, conditions: new Map() };
  for (let seed = options.seed; tally.pairs < options.pairs; seed++) {
    const random = createRandom(seed);
    const [oracle, candidate] = await Promise.all([options.openOracle(), options.openCandidate(random)]);
    try {
      await new World(random, oracle.store, candidate.store, tally).live();
    } catch (error) {
      if (!(error instanceof Different)) throw error;
      const { question, expected, actual } = error;
      return { ...tally, mismatch: { seed, question, expected, actual } };
    } finally {
      await Promise.all([oracle.dispose(), candidate.dispose()]);
    }
  }
  return { ...tally, mismatch: undefined };
}

interface Tally {
  pairs: number;
  nonEmpty: number;
  readonly conditions: Map<string, number>;
}

/** The same thing in both stores. */
interface Both<T> {
  readonly oracle: T;
  readonly candidate: T;
}

class World {
  readonly #random: Random;
  readonly #stores: Both<TraceStore>;
  readonly #tally: Tally;
  readonly #spans: SpanRecord[] = [];

  constructor(random: Random, oracle: TraceStore, candidate: TraceStore, tally: Tally) {
    this.#random = random;
    this.#stores = { oracle, candidate };
    this.#tally = tally;
  }

  /** Spans come, questions are asked; more come, and the questions go to the old snapshot and to a new one; some go. */
  async live(): Promise<void> {
    const random = this.#random;
    for (let batch = 1 + random.below(4); batch > 0; batch--) await this.#append(10 + random.below(40));
    const old = this.#snapshot();
    for (let i = 0; i < PAIRS - 6; i++) await this.#askPair(old, false);
    await this.#append(5 + random.below(30));
    for (let i = 0; i < 3; i++) await this.#askPair(old, true);
    await this.#askPair(this.#snapshot(), false);
    await this.#askCatalogue(old);
    await this.#askCatalogue(this.#snapshot());
    await this.#delete();
    await this.#askAllValues(this.#snapshot());
    await this.#askPair(this.#snapshot(), false);
    await this.#askPair(old, false);
    await this.#askCatalogue(this.#snapshot());
    if (random.chance(0.3)) await this.#append(20);
    await this.#askCatalogue(old);
    await this.#same('stats', (store) => {
      const { traces, spans } = store.stats(SCOPE);
      return { traces, spans };
    });
  }

  #snapshot(): Both<StoreSnapshot> {
    const { oracle, candidate } = this.#stores;
    return { oracle: oracle.snapshot(SCOPE), candidate: candidate.snapshot(SCOPE) };
  }

  /** Snapshots as of the same moment, as a later request would take them. */
  #again(snapshot: Both<StoreSnapshot>): Both<StoreSnapshot> {
    const { oracle, candidate } = this.#stores;
    return {
      oracle: oracle.snapshot(SCOPE, snapshot.oracle.watermark),
      candidate: candidate.snapshot(SCOPE, snapshot.candidate.watermark),
    };
  }

  async #append(spans: number): Promise<void> {
    const batch = randomBatch(this.#random, { spans, traces: TRACES, earlier: this.#spans });
    for (const record of batch) this.#spans.push(record);
    await this.#same('append', (store) => store.append(SCOPE, { spans: batch, receivedAt: nano(5) }));
  }

  async #delete(): Promise<void> {
    const random = this.#random;
    const { span, resource } = random.pick(this.#spans);
    if (random.chance(0.1)) await this.#same('deleteAll', (store) => store.deleteAll(SCOPE));
    else if (random.chance(0.5)) await this.#same('deleteTrace', (store) => store.deleteTrace(SCOPE, span.traceId));
    else await this.#same('deleteService', (store) => store.deleteService(SCOPE, serviceOf(resource)));
  }

  /** One filter, asked in every way there is. */
  async #askPair(snapshot: Both<StoreSnapshot>, moving: boolean): Promise<void> {
    const filter = randomFilter(this.#random, this.#spans);
    this.#tally.pairs++;
    for (const condition of new Set(conditionsOf(filter))) {
      this.#tally.conditions.set(condition, (this.#tally.conditions.get(condition) ?? 0) + 1);
    }
    const found = await this.#askPages(snapshot, filter, 'newest', moving);
    if (found > 0) this.#tally.nonEmpty++;
    await this.#askPages(snapshot, filter, 'longest', moving);
    const text = describe(filter);
    await this.#ask(`findSpans ${text}`, snapshot, (from) => collect(from.findSpans(filter, OPTIONS)));
    await this.#ask(`edges ${text}`, snapshot, (from) => from.aggregate({ kind: 'edges', filter }, OPTIONS));
    const bounded = { ...filter, window: filter.window ?? window(1000, 1000 + this.#random.below(500)) };
    const buckets = 1 + this.#random.below(20);
    await this.#ask(`histogram ${describe(bounded)} ${buckets}`, snapshot, (from) =>
      from.aggregate({ kind: 'histogram', filter: bounded, buckets }, OPTIONS),
    );
    await this.#ask(`services ${describe(bounded)}`, snapshot, (from) => from.services(filter.window, OPTIONS));
  }

  /** All pages in step, the same spans arriving in both stores between them. Answers how many traces there were. */
  async #askPages(
    first: Both<StoreSnapshot>,
    filter: TraceFilter,
    order: TraceOrder,
    moving: boolean,
  ): Promise<number> {
    const limit = 1 + this.#random.below(4);
    let after: TracePage['next'];
    let found = 0;
    let snapshot = first;
    do {
      const request = { filter, order, limit, after };
      // What arrives while the question is being answered must not show.
      const arrival = moving ? this.#append(4) : undefined;
      const page = await this.#ask(`findTraces ${order} ${describe(filter)}`, snapshot, (from) =>
        from.findTraces(request, OPTIONS),
      );
      await arrival;
      found += page.traces.length;
      after = page.next;
      snapshot = this.#again(first);
    } while (after !== undefined);
    return found;
  }

  async #askCatalogue(snapshot: Both<StoreSnapshot>): Promise<void> {
    const random = this.#random;
    const limit = random.pick([1, 3, 100]);
    const prefix = random.pick(['', '', 'h', 'U', 'long', '/c', 'g', 'ü']);
    const service = random.chance(0.5) ? random.pick(['web', 'cart', 'absent']) : undefined;
    const scope = random.pick([undefined, 'span', 'resource'] as const);
    const key = random.pick(['n', 'user.id', 'http.route', 'service.name', '']);
    const id = traceId(1 + random.below(TRACES + 1));
    await this.#ask('services', snapshot, (from) => from.services(undefined, OPTIONS));
    await this.#ask(`operations ${service} ${prefix}`, snapshot, (from) =>
      from.operations({ service, prefix, limit }, OPTIONS),
    );
    await this.#ask(`attributeKeys ${prefix}`, snapshot, (from) => from.attributeKeys({ prefix, limit }, OPTIONS));
    await this.#ask(`attributeValues ${scope} ${key} ${prefix}`, snapshot, (from) =>
      from.attributeValues({ scope, key, prefix, limit }, OPTIONS),
    );
    await this.#ask(`getTrace ${id}`, snapshot, (from) => collect(from.getTrace(id, OPTIONS)));
  }

  async #askAllValues(snapshot: Both<StoreSnapshot>): Promise<void> {
    const all = { prefix: '', limit: 1000 };
    const keys = await this.#ask('all keys', snapshot, (from) => from.attributeKeys(all, OPTIONS));
    for (const { scope, key } of keys) {
      await this.#ask(`all values of ${scope} ${key}`, snapshot, (from) =>
        from.attributeValues({ scope, key, ...all }, OPTIONS),
      );
    }
  }

  async #ask<T>(question: string, both: Both<StoreSnapshot>, ask: (from: StoreSnapshot) => Promise<T>): Promise<T> {
    return compared(question, await ask(both.oracle), await ask(both.candidate));
  }

  async #same<T>(question: string, ask: (store: TraceStore) => T | Promise<T>): Promise<T> {
    return compared(question, await ask(this.#stores.oracle), await ask(this.#stores.candidate));
  }
}

function compared<T>(question: string, expected: T, actual: T): T {
  if (!isDeepStrictEqual(expected, actual)) throw new Different(question, expected, actual);
  return expected;
}

function describe(filter: TraceFilter): string {
  return JSON.stringify(filter, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
