// Two stores get the same random spans and are asked the same random questions; they must answer alike to the digit.
import { Different, type DifferentialTally, World } from './differential-world.ts';
import type { LastingStore } from './opened-stores.ts';
import { conditionsOf } from './random-filters.ts';
import { createRandom, type Random } from './random.ts';
import { SPAN_KINDS_MET } from './span-kinds.ts';

/** What must have been met, each in pairs that found at least one trace with it, or while it was so. */
export const KINDS_MET = [
  ...SPAN_KINDS_MET,
  'duplicates',
  'restart',
  'reader opened anew',
  'ingest during an answer',
] as const;

export interface DifferentialOptions {
  /** Of the first world; the next ones count on from it. */
  readonly seed: number;
  readonly pairs: number;
  readonly openOracle: () => Promise<LastingStore>;
  /** Given something to choose its limits by. */
  readonly openCandidate: (random: Random) => Promise<LastingStore>;
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
  /** How many pairs met a kind of data or of circumstance (KINDS_MET). */
  readonly kinds: ReadonlyMap<string, number>;
  /** The first difference; nothing is asked after it. */
  readonly mismatch: Mismatch | undefined;
}

export async function runDifferential(options: DifferentialOptions): Promise<DifferentialReport> {
  const counts = { pairs: 0, nonEmpty: 0, conditions: new Map<string, number>(), kinds: new Map<string, number>() };
  const tally: DifferentialTally = {
    pair: ({ filter, found, kinds }) => {
      counts.pairs++;
      for (const condition of new Set(conditionsOf(filter))) increase(counts.conditions, condition);
      if (found === 0) return;
      counts.nonEmpty++;
      for (const kind of kinds) increase(counts.kinds, kind);
    },
  };
  for (let seed = options.seed; counts.pairs < options.pairs; seed++) {
    const random = createRandom(seed);
    const [oracle, candidate] = await Promise.all([options.openOracle(), options.openCandidate(random)]);
    try {
      await new World(random, { oracle, candidate }, tally).live();
    } catch (error) {
      if (!(error instanceof Different)) throw error;
      const { question, expected, actual } = error;
      return { ...counts, mismatch: { seed, question, expected, actual } };
    } finally {
      await Promise.all([oracle.dispose(), candidate.dispose()]);
    }
  }
  return { ...counts, mismatch: undefined };
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
