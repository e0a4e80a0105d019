// Each planted bug is put into a copy of the sources, and the differential run must notice: not by a crash, but by an
// answer that differs from the oracle's.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDifferential } from './differential.ts';
import { openMemory, openSqlite, randomDeletionLimits, randomLimits, type SqliteAdapter } from './opened-stores.ts';
import { PLANTED_BUGS, type SourceEdit } from './planted-bugs.ts';
import { PLANTED_GRAPH_BUGS } from './planted-graph-bugs.ts';
import { PLANTED_SPAN_BUGS } from './planted-span-bugs.ts';

const STORAGE = join(import.meta.dirname, '..');
const PACKAGES = join(STORAGE, '../../node_modules');
/** Where the runs begin, so that this test is the same every time. */
const SEED = 1;
const PAIRS = 1500;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spanloom-bugs-'));
  await symlink(PACKAGES, join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function copyWith(name: string, edits: readonly SourceEdit[]): Promise<SqliteAdapter> {
  const copy = join(folder, name.replaceAll(' ', '-'));
  const sources = (path: string): boolean => !path.endsWith('.test.ts') && !path.includes('contract');
  await cp(STORAGE, copy, { recursive: true, filter: sources });
  for (const { file, find, replace } of edits) {
    const path = join(copy, file);
    const parts = (await readFile(path, 'utf8')).split(find);
    expect(parts, `${file} holds this exactly once: ${find}`).toHaveLength(2);
    await writeFile(path, parts.join(replace));
  }
  const store: Pick<SqliteAdapter, 'openSqliteStore'> = await import(join(copy, 'sqlite-tables/store.ts'));
  const reader: Pick<SqliteAdapter, 'openSqliteReader'> = await import(join(copy, 'sqlite-tables/reader.ts'));
  return { ...store, ...reader };
}

const firstMismatch = async (adapter: SqliteAdapter, pairs: number) => {
  const openCandidate: Parameters<typeof runDifferential>[0]['openCandidate'] = (random) =>
    openSqlite(randomLimits(random), adapter, randomDeletionLimits(random));
  const { mismatch } = await runDifferential({ seed: SEED, pairs, openOracle: openMemory, openCandidate });
  return mismatch;
};

test('the copy without a bug answers like the oracle', { timeout: 60_000 }, async () => {
  expect(await firstMismatch(await copyWith('no bug', []), 50)).toBeUndefined();
});

const ALL = [...PLANTED_BUGS, ...PLANTED_GRAPH_BUGS, ...PLANTED_SPAN_BUGS];

test.each(ALL)('noticed: $name', { timeout: 180_000 }, async ({ name, edits }) => {
  const mismatch = await firstMismatch(await copyWith(name, edits), PAIRS);
  expect(mismatch?.question).toBeTypeOf('string');
});
