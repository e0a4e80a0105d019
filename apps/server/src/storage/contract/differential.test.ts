// 500 random (data, query) pairs, asked of the oracle and of SQLite. SPANLOOM_SEED=1234 repeats a run.
import { expect, test } from 'vitest';
import { runDifferential } from './differential.ts';
import { openMemory, openSqlite, randomLimits } from './opened-stores.ts';
import { CONDITIONS } from './random-filters.ts';

const PAIRS = 500;

test('SQLite answers like the oracle', { timeout: 120_000 }, async () => {
  const seed = Number(process.env['SPANLOOM_SEED'] || Date.now() % 1_000_000);
  const report = await runDifferential({
    seed,
    pairs: PAIRS,
    openOracle: openMemory,
    openCandidate: (random) => openSqlite(randomLimits(random)),
  });
  const counts = CONDITIONS.map((name) => `${name} ${report.conditions.get(name) ?? 0}`).join(', ');
  process.stdout.write(`seed ${seed}: ${report.pairs} pairs, ${report.nonEmpty} not empty; ${counts}\n`);
  expect(report.mismatch).toBeUndefined();
  expect(report.pairs).toBeGreaterThanOrEqual(PAIRS);
  expect(report.nonEmpty / report.pairs).toBeGreaterThanOrEqual(0.6);
  // Every pair is asked in both orders.
  const scarce = CONDITIONS.filter((name) => (report.conditions.get(name) ?? 0) < 30);
  expect(scarce).toEqual([]);
});
