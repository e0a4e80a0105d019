// The soaks by name: `npm run soak -- differential --rounds 1000 --seed 1 --out soak.jsonl`. Run again with the same
// flags, it goes on where it ended.
import { parseArgs } from 'node:util';
import { runRounds, type Soak } from './rounds.ts';

const SOAKS: Readonly<Record<string, { readonly summary: string; load(): Promise<Soak> }>> = {
  differential: {
    summary: 'SQLite against the oracle; a round is one world of ten (data, query) pairs',
    load: async () => ({ round: (await import('./differential.ts')).differentialRound }),
  },
  crash: {
    summary: 'kill -9 while OTLP comes in by every protocol; what was acknowledged must be there, once',
    load: async () => ({ round: (await import('./crash.ts')).crashRoundOfServer }),
  },
  disk: {
    summary: 'a small disk that is filled, freed and mounted read-only; needs root and Linux',
    load: async () => ({ round: (await import('./disk.ts')).fullDiskRound }),
  },
  diagrams: {
    summary:
      'hostile traces, windows, a graph and a configuration in every kind of diagram; two pictures are drawn here and in Chromium',
    load: async () => (await import('./diagrams.ts')).openDiagramsSoak(),
  },
};

const USAGE = `npm run soak -- NAME [--rounds N] [--seed S] [--out FILE]

${Object.entries(SOAKS)
  .map(([name, { summary }]) => `  ${name.padEnd(14)}${summary}`)
  .join('\n')}

  --rounds N    how many rounds there shall be in the end (100)
  --seed S      of the first round; the others count on from it (1)
  --out FILE    JSON lines are appended to it; rounds that it has for this commit are not run again
`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  const [name = ''] = positionals;
  const soak = Object.hasOwn(SOAKS, name) ? SOAKS[name] : undefined;
  const rounds = Number(values.rounds);
  const seed = Number(values.seed);
  if (soak === undefined || !Number.isSafeInteger(rounds) || !Number.isSafeInteger(seed)) {
    process.stderr.write(USAGE);
    return 2;
  }
  return await runRounds({ name, rounds, seed, out: values.out }, await soak.load());
}

process.exitCode = await main();
