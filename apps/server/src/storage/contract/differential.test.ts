// 500 random (data, query) pairs, asked of the oracle and of SQLite. SPANLOOM_SEED=1234 repeats a run.
import { expect, test } from 'vitest';
import { createMemoryStore } from '../memory/memory-store.ts';
import { READ_LIMITS, type ReadLimits } from '../sqlite-tables/read-limits.ts';
import { openSqliteStore } from '../sqlite-tables/store.ts';
import { runDifferential } from './differential.ts';
import { CONDITIONS } from './random-filters.ts';
import type { Random } from './random.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PAIRS = 500;

test('SQLite answers like the oracle', { timeout: 120_000 }, async () => {
  const seed = Number(process.env['SPANLOOM_SEED'] || Date.now() % 1_000_000);
  const report = await runDifferential({
    seed,
    pairs: PAIRS,
    openOracle: async () => {
      const store = createMemoryStore();
      return { store, dispose: () => store.close() };
    },
    openCandidate: async (random) => {
      const folder = await temporaryFolder();
      const store = openSqliteStore({ folder: folder.path, limits: randomLimits(random) });
      return {
        store,
        dispose: async () => {
          await store.close();
          await folder.remove();
        },
      };
    },
  });
  const counts = CONDITIONS.map((name) => `${name} ${report.conditions.get(name) ?? 0}`).join(', ');
  process.stdout.write(`seed ${seed}: ${report.pairs} pairs, ${report.nonEmpty} not empty; ${counts}\n`);
  expect(report.mismatch).toBeUndefined();
  expect(report.pairs).toBeGreaterThanOrEqual(PAIRS);
  expect(report.nonEmpty / report.pairs).toBeGreaterThanOrEqual(0.6);
  const scarce = CONDITIONS.filter((name) => (report.conditions.get(name) ?? 0) < 30);
  expect(scarce).toEqual([]);
});

/** Mostly tiny ones: a few spans must cross every border between pages, chunks, steps and ways to search. */
function randomLimits(random: Random): ReadLimits {
  if (random.chance(0.1)) return READ_LIMITS;
  return {
    stepMs: random.pick([0, 0, READ_LIMITS.stepMs]),
    page: random.pick([2, 3, 10, 1000]),
    spanPage: random.pick([1, 2, 3, 250]),
    chunk: random.pick([1, 2, 3, 5, 200]),
    rare: random.pick([0, 0, 3, 10, 2000]),
  };
}
