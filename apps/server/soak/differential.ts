// A round of the differential run: one world, as in the tests.
import { runDifferential } from '../src/storage/contract/differential.ts';
import { openMemory, openSqlite, randomDeletionLimits, randomLimits } from '../src/storage/contract/opened-stores.ts';
import type { Round } from './rounds.ts';

export const differentialRound: Round = async (seed) => {
  const { pairs, nonEmpty, mismatch } = await runDifferential({
    seed,
    pairs: 1,
    openOracle: openMemory,
    openCandidate: (random) => openSqlite(randomLimits(random), undefined, randomDeletionLimits(random)),
  });
  if (mismatch !== undefined) throw new Error(`the stores differ at: ${mismatch.question}`);
  return { pairs, nonEmpty };
};
