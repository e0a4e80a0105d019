// Runs the rounds of a soak that its file does not have yet, and appends a line of JSON for each.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { currentCommit } from '../test/support/commit.ts';

/** Does one round; answers what is worth keeping of it. Throws when what it tests does not hold. */
export type Round = (seed: number) => Promise<Readonly<Record<string, unknown>>>;

export interface Soak {
  readonly round: Round;
  /** What the rounds share has ended by itself, as a browser that was stopped from elsewhere: what fails then tells nothing. */
  hasEnded?(): boolean;
  /** Ends what the rounds share. */
  close?(): Promise<void>;
}

export interface SoakOptions {
  readonly name: string;
  readonly rounds: number;
  /** Of the first round; the others count on from it. */
  readonly seed: number;
  /** Where lines are appended; undefined: printed only. */
  readonly out: string | undefined;
}

interface Line {
  readonly soak: string;
  readonly commit: string;
  readonly seed: number;
  readonly ok: boolean;
}

/** Answers the exit code: 1 when a round failed. Rounds that failed earlier are tried again. */
export async function runRounds(options: SoakOptions, soak: Soak): Promise<number> {
  try {
    return await runMissing(options, soak);
  } finally {
    await soak.close?.();
  }
}

async function runMissing({ name, rounds, seed: first, out }: SoakOptions, soak: Soak): Promise<number> {
  const commit = currentCommit();
  const earlier = out === undefined ? [] : linesOf(out).filter((line) => line.soak === name && line.commit === commit);
  const done = new Map(earlier.map((line) => [line.seed, line.ok]));
  let failed = 0;
  for (let seed = first; seed < first + rounds; seed++) {
    if (done.get(seed) === true) continue;
    const began = performance.now();
    const result = await attempt(soak.round, seed);
    if (!result.ok && soak.hasEnded?.() === true) {
      process.stderr.write(`${name}: stopped at seed ${seed}: ${String(result['error'])}\n`);
      return 1;
    }
    if (!result.ok) failed++;
    const seconds = Number(((performance.now() - began) / 1000).toFixed(3));
    const line = JSON.stringify({ soak: name, commit, seed, at: new Date().toISOString(), seconds, ...result });
    if (out !== undefined) appendFileSync(out, `${line}\n`);
    process.stdout.write(`${line}\n`);
  }
  process.stdout.write(`${name}: ${rounds - failed} of ${rounds} rounds passed (commit ${commit})\n`);
  return failed === 0 ? 0 : 1;
}

async function attempt(round: Round, seed: number): Promise<Readonly<Record<string, unknown>> & { ok: boolean }> {
  try {
    return { ok: true, ...(await round(seed)) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

function linesOf(file: string): Line[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // A run that was killed may have left half a line.
  return lines.filter((line) => line.startsWith('{') && line.endsWith('}')).map((line) => JSON.parse(line) as Line);
}
