// Stores as the suites take them: opened, with a way to be rid of them.
import type { ReadLimits } from '../sqlite-tables/read-limits.ts';
import { READ_LIMITS } from '../sqlite-tables/read-limits.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import { openSqliteStore } from '../sqlite-tables/store.ts';
import type { Random } from './random.ts';
import { fastTemporaryFolder } from './temporary-folder.ts';
import type { OpenedStore } from './trace-store-contract.ts';

export function openMemory(): Promise<OpenedStore> {
  const store = createMemoryStore();
  return Promise.resolve({ store, dispose: () => store.close() });
}

/** A store over a folder of its own. `open` is for tests that bring their own version of the adapter. */
export async function openSqlite(
  limits: ReadLimits = READ_LIMITS,
  open: typeof openSqliteStore = openSqliteStore,
): Promise<OpenedStore> {
  const folder = await fastTemporaryFolder();
  const store = open({ folder: folder.path, limits });
  const dispose = async (): Promise<void> => {
    await store.close();
    await folder.remove();
  };
  return { store, dispose };
}

/** Mostly tiny ones: a few spans must cross every border between pages, chunks, steps and ways to search. */
export function randomLimits(random: Random): ReadLimits {
  if (random.chance(0.1)) return READ_LIMITS;
  return {
    stepMs: random.pick([0, 0, READ_LIMITS.stepMs]),
    page: random.pick([2, 3, 10, 1000]),
    spanPage: random.pick([1, 2, 3, 250]),
    chunk: random.pick([1, 2, 3, 5, 200]),
    rare: random.pick([0, 0, 3, 10, 2000]),
    alternatives: random.pick([0, 1, 2, 8]),
  };
}
