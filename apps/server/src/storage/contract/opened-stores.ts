// Stores as the suites take them: opened, with a way to be rid of them.
import { DELETION_LIMITS, type DeletionLimits } from '../sqlite-tables/delete-spans.ts';
import type { ReadLimits } from '../sqlite-tables/read-limits.ts';
import { READ_LIMITS } from '../sqlite-tables/read-limits.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import { openSqliteReader } from '../sqlite-tables/reader.ts';
import { openSqliteStore } from '../sqlite-tables/store.ts';
import type { TraceReader, TraceStore } from '../trace-store.ts';
import type { Random } from './random.ts';
import { fastTemporaryFolder } from './temporary-folder.ts';
import type { OpenedStore } from './trace-store-contract.ts';

/** A store that can be restarted and read from elsewhere: what a differential run is about. */
export interface LastingStore extends OpenedStore {
  /** Closes the store and opens it anew over the same data. It takes the place of `store`. */
  restart(): Promise<TraceStore>;
  /** One more reader of the same data, beside the store. */
  openReader(): TraceReader;
}

export function openMemory(): Promise<LastingStore> {
  const store = createMemoryStore();
  return Promise.resolve({
    store,
    restart: () => Promise.resolve(store),
    openReader: () => ({
      snapshot: (scope, watermark) => store.snapshot(scope, watermark),
      stats: (scope) => store.stats(scope),
      close: () => undefined,
    }),
    dispose: () => store.close(),
  });
}

/** The adapter for SQLite, or a copy of its sources. */
export interface SqliteAdapter {
  readonly openSqliteStore: typeof openSqliteStore;
  readonly openSqliteReader: typeof openSqliteReader;
}

/** A store over a folder of its own. `adapter` is for tests that bring their own version of it. */
export async function openSqlite(
  limits: ReadLimits = READ_LIMITS,
  adapter: SqliteAdapter = { openSqliteStore, openSqliteReader },
  deletionLimits: DeletionLimits = DELETION_LIMITS,
): Promise<LastingStore> {
  const folder = await fastTemporaryFolder();
  const options = { folder: folder.path, limits, deletionLimits };
  const first = adapter.openSqliteStore(options);
  let store = first;
  return {
    store: first,
    restart: async () => {
      await store.close();
      store = adapter.openSqliteStore(options);
      return store;
    },
    openReader: () => adapter.openSqliteReader(options),
    dispose: async () => {
      await store.close();
      await folder.remove();
    },
  };
}

/** Mostly tiny ones: a few spans must cross every border between pages, chunks, steps and ways to search. */
export function randomLimits(random: Random): ReadLimits {
  if (random.chance(0.1)) return READ_LIMITS;
  return {
    stepMs: random.pick([0, 0, READ_LIMITS.stepMs]),
    page: random.pick([2, 5, 10, 1000]),
    spanPage: random.pick([1, 2, 3, 250]),
    chunk: random.pick([1, 2, 4, 200]),
    rare: random.pick([0, 0, 3, 10, 2000]),
    alternatives: random.pick([0, 1, 2, 8]),
    graphCalls: random.pick([0, 3, 20, READ_LIMITS.graphCalls]),
  };
}

/** The same for deletions. */
export function randomDeletionLimits(random: Random): DeletionLimits {
  if (random.chance(0.1)) return DELETION_LIMITS;
  return {
    stepMs: random.pick([0, 0, DELETION_LIMITS.stepMs]),
    page: random.pick([1, 2, 5, 20]),
    summedAtOnce: random.pick([0, 1, 3, 250]),
    summedPage: random.pick([1, 2, 5, 1000]),
  };
}
