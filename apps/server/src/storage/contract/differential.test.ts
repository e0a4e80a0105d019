// 1,000 random (data, query) pairs, asked of the oracle and of SQLite. SPANLOOM_SEED=1234 repeats a run.
import { expect, test } from 'vitest';
import { KINDS_MET, runDifferential } from './differential.ts';
import { openMemory, openSqlite, randomDeletionLimits, randomLimits } from './opened-stores.ts';
import { CONDITIONS } from './random-filters.ts';

const PAIRS = 1000;
/** How often each kind of condition, of data and of circumstance must have been met. */
const OFTEN = 30;

test('SQLite answers like the oracle', { timeout: 240_000 }, async () => {
  const seed = Number(process.env['SPANLOOM_SEED'] || Date.now() % 1_000_000);
  const report = await runDifferential({
    seed,
    pairs: PAIRS,
    openOracle: openMemory,
    openCandidate: (random) => openSqlite(randomLimits(random), undefined, randomDeletionLimits(random)),
  });
  const counts = (names: readonly string[], of: ReadonlyMap<string, number>): string =>
    names.map((name) => `${name} ${of.get(name) ?? 0}`).join(', ');
  process.stdout.write(
    `seed ${seed}: ${report.pairs} pairs, ${report.nonEmpty} not empty\n` +
      `  conditions: ${counts(CONDITIONS, report.conditions)}\n  met: ${counts(KINDS_MET, report.kinds)}\n`,
  );
  expect(report.mismatch).toBeUndefined();
  expect(report.pairs).toBeGreaterThanOrEqual(PAIRS);
  expect(report.nonEmpty / report.pairs).toBeGreaterThanOrEqual(0.6);
  expect(CONDITIONS.filter((name) => (report.conditions.get(name) ?? 0) < OFTEN)).toEqual([]);
  expect(KINDS_MET.filter((name) => (report.kinds.get(name) ?? 0) < OFTEN)).toEqual([]);
});
