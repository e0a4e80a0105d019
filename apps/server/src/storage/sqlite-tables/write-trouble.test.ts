// A disk that is full, read-only or broken: what is refused, what goes on, and what has to wait for a restart. Where the
// system sets the limit, the built server is tested (test/disk.e2e.test.ts).
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allPages, nano, record, SCOPE } from '../contract/fixtures.ts';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import type { NotStoredError, TraceReader, TraceWriter } from '../trace-store.ts';
import type { Connection } from './open.ts';
import { openSqliteReader } from './reader.ts';
import { openSqliteWriter } from './writer.ts';

const ALL = { filter: { window: undefined, span: {} }, order: 'newest', limit: 1000 } as const;
/** Filled with 2 KB a span, a few batches reach the limit. */
const FILLER = 'x'.repeat(2000);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let db: Connection;
let writer: TraceWriter;
let reader: TraceReader;
let troubles: (NotStoredError | undefined)[];

beforeEach(async () => {
  folder = await temporaryFolder();
  troubles = [];
  writer = openSqliteWriter({
    folder: folder.path,
    onTrouble: (trouble) => troubles.push(trouble),
    onConnection: (connection) => (db = connection),
  });
  reader = openSqliteReader({ folder: folder.path });
});
afterEach(async () => {
  reader.close();
  await writer.close();
  await folder.remove();
});

const store = (trace: number) =>
  writer.append(SCOPE, {
    spans: Array.from({ length: 20 }, (_, i) => record({ trace, id: i + 1, attributes: { [`k${i}`]: FILLER } })),
    receivedAt: nano(1),
  });
const storedTraces = async () => (await allPages(reader, ALL)).map(({ traceId, spans }) => [Number(traceId), spans]);
const told = () => troubles.map((trouble) => trouble?.trouble);

test('a full disk: nothing of the batch is stored, reads go on, and with space it goes on by itself', async () => {
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count = ${pages + 100}`);
  const stored: number[] = [];
  const failure = await (async () => {
    for (let trace = 1; ; trace++) {
      const refused = await store(trace).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refused !== undefined) return refused;
      stored.unshift(trace);
    }
  })();
  expect(failure).toMatchObject({
    name: 'NotStoredError',
    trouble: 'disk full',
    message: expect.stringMatching(/^The disk is full: .*Free some space; storing then goes on by itself\.$/),
  });
  expect(stored.length).toBeGreaterThan(0);
  // Told once, however often it is tried.
  await expect(store(1000)).rejects.toMatchObject({ trouble: 'disk full' });
  expect(told()).toEqual(['disk full']);
  const expected = stored.map((trace) => [trace, 20]);
  expect((await storedTraces()).sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0))).toEqual(expected);

  db.pragma(`max_page_count = ${pages + 100_000}`);
  expect(await store(1000)).toEqual({ stored: 20, duplicates: 0 });
  expect(await store(stored[0] ?? 0)).toEqual({ stored: 0, duplicates: 20 });
  expect(told()).toEqual(['disk full', undefined]);
  expect(await storedTraces()).toHaveLength(expected.length + 1);
});

test('a folder that becomes read-only: refused, and on again when it can be written to', async () => {
  await store(1);
  db.pragma('query_only = 1');
  await expect(store(2)).rejects.toMatchObject({
    trouble: 'read-only',
    message: expect.stringMatching(/^The data folder has become read-only .* Make it writable; /),
  });
  await expect(writer.deleteAll(SCOPE)).rejects.toMatchObject({ trouble: 'read-only' });
  expect(await storedTraces()).toEqual([[1, 20]]);
  db.pragma('query_only = 0');
  await store(2);
  expect(told()).toEqual(['read-only', undefined]);
  expect(await storedTraces()).toHaveLength(2);
});
