// What only this adapter has: files, durability, the lock, failures, bounded steps.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  allPages,
  append,
  collect,
  nano,
  OPTIONS,
  record,
  SCOPE,
  traceId,
  window,
  type SpanSpec,
} from '../contract/fixtures.ts';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { CancelledError } from '../trace-store.ts';
import { DataFolderError, FolderInUseError, NewerSchemaError } from './open.ts';
import { openSqliteReader } from './reader.ts';
import { openSqliteStore } from './store.ts';
import { openSqliteWriter } from './writer.ts';

// Every commit waits for the disk, which other tests keep busy.
vi.setConfig({ testTimeout: 30_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const ALL = { filter: { window: undefined, span: {} }, order: 'newest', limit: 1000 } as const;

test('what was acknowledged is there after closing and opening again', async () => {
  const first = openSqliteStore({ folder: folder.path });
  await append(first, { id: 1 }, { id: 2, status: 'error' });
  const before = await allPages(first, ALL);
  const { watermark } = first.snapshot(SCOPE);
  await first.close();
  const second = openSqliteStore({ folder: folder.path });
  expect(await allPages(second, ALL)).toEqual(before);
  expect(second.snapshot(SCOPE).watermark).toBe(watermark);
  expect(await append(second, { id: 2, status: 'error' }, { id: 3 })).toEqual({ stored: 1, duplicates: 1 });
  await second.close();
});

test('a second opener is told that the folder is in use, and may have it once it is free', async () => {
  const first = openSqliteWriter({ folder: folder.path });
  expect(() => openSqliteWriter({ folder: folder.path })).toThrow(FolderInUseError);
  expect(() => openSqliteWriter({ folder: folder.path })).toThrow(
    `The folder ${folder.path} is in use by another Spanloom.`,
  );
  await first.close();
  await openSqliteWriter({ folder: folder.path }).close();
});

test('a file of a newer version is refused and left as it is, the folder is free again', async () => {
  await openSqliteWriter({ folder: folder.path }).close();
  const file = join(folder.path, 'spanloom.db');
  const version = (set?: number): unknown => {
    const db = new Database(file);
    if (set !== undefined) db.pragma(`user_version = ${set}`);
    const now = db.pragma('user_version', { simple: true });
    db.close();
    return now;
  };
  version(99);
  expect(() => openSqliteWriter({ folder: folder.path })).toThrow(NewerSchemaError);
  expect(() => openSqliteWriter({ folder: folder.path })).toThrow(
    /newer Spanloom \(format 99; this one reads up to 1\)/,
  );
  expect(() => openSqliteReader({ folder: folder.path })).toThrow(NewerSchemaError);
  expect(version()).toBe(99);
});

test("another program's database is refused", () => {
  const db = new Database(join(folder.path, 'spanloom.db'));
  db.exec('CREATE TABLE theirs (x)');
  db.close();
  expect(() => openSqliteWriter({ folder: folder.path })).toThrow(/is not a file of Spanloom/);
});

test('a reader of a folder that was never written says so', () => {
  expect(() => openSqliteReader({ folder: folder.path })).toThrow(DataFolderError);
});

test('the write-ahead log is on and bytes on disk are counted', async () => {
  const store = openSqliteStore({ folder: folder.path });
  await append(store, { id: 1 });
  expect(existsSync(join(folder.path, 'spanloom.db-wal'))).toBe(true);
  expect(store.stats(SCOPE).bytes).toBeGreaterThan(4096);
  await store.close();
});

test('an error rejects exactly the batches of its commit, stores nothing of them, and leaves no trace in memory', async () => {
  const store = openSqliteStore({ folder: folder.path });
  const saboteur = new Database(join(folder.path, 'spanloom.db'));
  saboteur.exec(`CREATE TRIGGER no_bombs BEFORE INSERT ON span WHEN NEW.status = 2
    BEGIN SELECT RAISE(ABORT, 'bomb'); END`);
  const fresh = (id: number): SpanSpec => ({ trace: id, id, service: `s${id}`, attributes: { [`k${id}`]: 'v' } });
  const results = await Promise.allSettled([
    append(store, fresh(1), fresh(2)),
    append(store, fresh(3), { ...fresh(4), status: 'error' }),
  ]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  expect(store.stats(SCOPE)).toMatchObject({ spans: 0, traces: 0 });
  expect(await append(store, fresh(1), fresh(3))).toEqual({ stored: 2, duplicates: 0 });
  expect(await store.snapshot(SCOPE).services(undefined, OPTIONS)).toMatchObject([{ name: 's1' }, { name: 's3' }]);
  const keys = await store.snapshot(SCOPE).attributeKeys({ prefix: 'k', limit: 9 }, OPTIONS);
  expect(keys.map(({ key }) => key)).toEqual(['k1', 'k3']);
  saboteur.close();
  await store.close();
});

test('batches that wait together are committed together', async () => {
  const writer = openSqliteWriter({ folder: folder.path });
  const reader = openSqliteReader({ folder: folder.path });
  const batch = (id: number) => writer.append(SCOPE, { spans: [record({ id })], receivedAt: nano(1) });
  const seen: number[] = [];
  await Promise.all([1, 2, 3].map((id) => batch(id).then(() => seen.push(reader.stats(SCOPE).spans))));
  expect(seen).toEqual([3, 3, 3]);
  reader.close();
  await writer.close();
});

test('each batch hears which transaction takes it, with whom, and why it takes no more', async () => {
  const writer = openSqliteWriter({ folder: folder.path });
  const begun: string[] = [];
  const batch = (name: string, ids: readonly number[]) =>
    writer.append(SCOPE, { spans: ids.map((id) => record({ id })), receivedAt: nano(1) }, (commit) =>
      begun.push(`${name}: ${Object.values(commit).join(' ')}`),
    );
  const many = Array.from({ length: 19_999 }, (_, id) => id + 10);
  await Promise.all([batch('a', [1]), batch('b', many), batch('c', [2])]);
  expect(begun).toEqual(['a: 2 20000 spans true', 'b: 2 20000 spans false', 'c: 1 1 nothing waits true']);
  await writer.close();
});

test('several reads on one connection take turns, and one is cancelled between its steps', async () => {
  const store = openSqliteStore({ folder: folder.path });
  for (let batch = 0; batch < 10; batch++) {
    const specs = Array.from(
      { length: 500 },
      (_, i): SpanSpec => ({ trace: 1 + batch * 500 + i, id: 1 + i, kind: 'client' }),
    );
    await append(store, ...specs);
  }
  const filter = { window: undefined, span: { kind: 'client' } } as const;
  const abort = { aborted: false };
  let steps = 0;
  const long = store
    .snapshot(SCOPE)
    .aggregate({ kind: 'edges', filter }, { ...OPTIONS, abort, onProgress: () => (abort.aborted = ++steps > 1) });
  const order: string[] = [];
  const cancelled = expect(long)
    .rejects.toThrow(CancelledError)
    .then(() => order.push('long'));
  const short = store
    .snapshot(SCOPE)
    .attributeKeys({ prefix: '', limit: 5 }, OPTIONS)
    .then(() => order.push('short'));
  await Promise.all([cancelled, short]);
  expect(order).toEqual(['short', 'long']);
  await store.close();
});

test('a trace with many spans is read in pages', async () => {
  const store = openSqliteStore({ folder: folder.path });
  const specs = Array.from(
    { length: 2500 },
    (_, i): SpanSpec => ({ id: i + 1, at: [5000 - (i % 50), 6000], parent: 7777 }),
  );
  await append(store, ...specs, { id: 9000, at: [4000, 4001], attributes: { needle: 'x' } });
  const [trace] = await allPages(store, ALL);
  expect(trace).toMatchObject({ spans: 2501, start: 4000n, complete: false });
  await store.close();
});

test('reads go on while what they read is deleted', async () => {
  const limits = { stepMs: 0, page: 2, spanPage: 1, chunk: 2, rare: 0, alternatives: 1, graphCalls: 5 };
  const store = openSqliteStore({ folder: folder.path, limits });
  const specs = Array.from(
    { length: 300 },
    (_, i): SpanSpec => ({
      trace: 1 + (i % 40),
      id: i + 1,
      service: `s${i % 3}`,
      kind: i % 2 === 0 ? 'producer' : 'consumer',
      links: [{ trace: 1 + ((i + 1) % 40), id: i }],
    }),
  );
  await append(store, ...specs);
  const snapshot = store.snapshot(SCOPE);
  const filter = { window: window(0, 3000), span: { text: 's' } };
  const reads = [
    snapshot.findTraces({ filter, order: 'longest', limit: 50, after: undefined }, OPTIONS),
    snapshot.aggregate({ kind: 'edges', filter }, OPTIONS),
    snapshot.aggregate({ kind: 'red', filter, by: 'node', buckets: 3 }, OPTIONS),
    snapshot.services(filter.window, OPTIONS),
    snapshot.operations({ service: undefined, prefix: '', limit: 10 }, OPTIONS),
    snapshot.attributeKeys({ prefix: '', limit: 10 }, OPTIONS),
    collect(snapshot.findSpans(filter, OPTIONS)),
    collect(snapshot.getTrace(traceId(1), OPTIONS)),
  ];
  const deletions = [
    store.deleteTrace(SCOPE, traceId(1)),
    store.deleteService(SCOPE, { name: 's1', namespace: '' }),
    append(store, { trace: 500, id: 1, service: 'fresh' }),
    store.deleteAll(SCOPE),
    append(store, { trace: 501, id: 1, service: 'fresh' }),
  ];
  const settled = await Promise.allSettled([...reads, ...deletions]);
  expect(settled.filter((result) => result.status === 'rejected')).toEqual([]);
  await store.close();
});
