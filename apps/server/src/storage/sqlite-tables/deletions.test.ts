// Deletions that go on in steps: what is answered in between, what every step leaves behind, and what becomes of one that
// is broken off.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { allPages, collect, nano, OPTIONS, record, SCOPE, traceId, type SpanSpec } from '../contract/fixtures.ts';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import type { TraceReader, TraceWriter } from '../trace-store.ts';
import type { Connection } from './open.ts';
import { openSqliteReader } from './reader.ts';
import { openSqliteWriter, type SqliteWriterOptions } from './writer.ts';

// Every commit waits for the disk, which other tests keep busy.
vi.setConfig({ testTimeout: 60_000 });

/** A span a step, and two that a trace may keep to be summed up with each. */
const TINY = { stepMs: 0, page: 1, summedAtOnce: 2, summedPage: 2 };
const ALL = { filter: { window: undefined, span: {} }, order: 'newest', limit: 1000 } as const;
const DOOMED = { name: 'doomed', namespace: '' };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let opened: { writer: TraceWriter; reader: TraceReader }[];
beforeEach(async () => {
  folder = await temporaryFolder();
  opened = [];
});
afterEach(async () => {
  for (const { writer, reader } of opened) {
    reader.close();
    await writer.close();
  }
  await folder.remove();
});

function open(path = folder.path, options: Partial<SqliteWriterOptions> = {}) {
  let db: Connection | undefined;
  const writer = openSqliteWriter({
    folder: path,
    deletionLimits: TINY,
    onConnection: (connection) => (db = connection),
    ...options,
  });
  if (db === undefined) throw new Error('no connection was made');
  const store = { writer, reader: openSqliteReader({ folder: path }), db };
  opened.push(store);
  return store;
}

const append = (writer: TraceWriter, ...specs: SpanSpec[]) =>
  writer.append(SCOPE, { spans: specs.map(record), receivedAt: nano(1) });

/** Two traces of many spans and some of few, half of the spans of the doomed service, each with values of its own. */
const SPECS = Array.from(
  { length: 40 },
  (_, i): SpanSpec => ({
    trace: i < 24 ? 1 + (i % 2) : 10 + (i % 8),
    id: i + 1,
    at: [1000 - i, 2000 + ((i * 7) % 40)],
    service: i % 4 < 2 ? 'doomed' : 'spared',
    status: i % 3 === 0 ? 'error' : 'unset',
    traceState: i % 5 === 0 ? 'ot=th:8' : '',
    attributes: { own: `v${i}`, shared: `${i % 3}` },
    resource: { pod: `p${i % 6}` },
  }),
);
const ofService = (service: string) => SPECS.filter((spec) => spec.service === service);

/** Goes on from turn to turn until so few spans are left. */
async function until(reader: TraceReader, spans: number, visit: () => void = () => undefined): Promise<void> {
  while (reader.stats(SCOPE).spans > spans) {
    visit();
    await nextTurn();
  }
}

/** Rows of every table that are not as the spans would have them; stale traces may reach further than their spans do. */
function contradictions(db: Connection): unknown[] {
  const counted = (table: string): string =>
    `SELECT '${table}', id FROM ${table} AS d WHERE spans <> (SELECT count(*) FROM span WHERE ${table} = d.id) OR spans = 0`;
  const sums = `SELECT trace, min(starts) AS starts, max(max(starts, ends)) AS ends, count(*) AS spans,
    sum(status = 2) AS errors, sum(weight) AS weight, min(id) AS first, max(id) AS last FROM span GROUP BY trace`;
  return [
    ...['operation', 'resource', 'scope'].map(counted),
    `SELECT 'errors', id FROM operation AS o
     WHERE errors <> (SELECT count(*) FROM span WHERE operation = o.id AND status = 2)`,
    `SELECT 'posting', span FROM span_attribute WHERE span NOT IN (SELECT id FROM span)`,
    `SELECT 'resource posting', resource FROM resource_attribute WHERE resource NOT IN (SELECT id FROM resource)`,
    `SELECT 'kv', id FROM kv
     WHERE id NOT IN (SELECT kv FROM span_attribute) AND id NOT IN (SELECT kv FROM resource_attribute)`,
    `SELECT 'attribute', id FROM attribute WHERE id NOT IN (SELECT attribute FROM kv)`,
    `SELECT 'dataset', id FROM dataset
     WHERE spans <> (SELECT count(*) FROM span) OR traces <> (SELECT count(*) FROM trace)`,
    `SELECT 'trace', id FROM trace LEFT JOIN (${sums}) AS s ON s.trace = id
     WHERE s.spans IS NULL OR trace.spans <> s.spans OR trace.errors <> s.errors OR trace.weight <> s.weight
     OR trace.starts > s.starts OR trace.ends < s.ends OR first_span > first OR last_span < last
     OR (id NOT IN (SELECT trace FROM stale_trace)
         AND (trace.starts <> s.starts OR trace.ends <> s.ends OR first_span <> first OR last_span <> last))`,
  ].flatMap((query) => db.prepare(query).raw().all());
}

/** Nothing is left to be done, and all tables are right. */
function expectDone(db: Connection): void {
  expect(db.prepare('SELECT * FROM deletion').all()).toEqual([]);
  expect(db.prepare('SELECT * FROM stale_trace').all()).toEqual([]);
  expect(contradictions(db)).toEqual([]);
}

const storedIds = async (reader: TraceReader): Promise<number[]> => {
  const spans = await collect(reader.snapshot(SCOPE).findSpans({ window: undefined, span: {} }, OPTIONS));
  return spans.map(({ span }) => Number(`0x${span.spanId}`)).sort((a, b) => a - b);
};
const idsOf = (specs: readonly SpanSpec[]): number[] => specs.map(({ id }) => id).sort((a, b) => a - b);

test('between the steps of a deletion batches are stored and messages answered; what arrives meanwhile stays', async () => {
  const { writer, reader, db } = open();
  // More steps than turns that the messages below can take.
  const many = Array.from({ length: 100 }, (_, i): SpanSpec => ({ trace: 3, id: 1000 + i, service: 'doomed' }));
  await append(writer, ...SPECS, ...many);
  const events: string[] = [];
  const deletion = writer.deleteService(SCOPE, DOOMED).then((result) => {
    events.push('deleted');
    return result;
  });
  const { port1, port2 } = new MessageChannel();
  const late: SpanSpec[] = [];
  for (let i = 0; i < 6; i++) {
    // To a trace that loses spans and stays, of the service that goes: before, between and after what is there.
    const spec: SpanSpec = { trace: 1 + (i % 2), id: 500 + i, at: [i * 300, 2500 - i * 100], service: 'doomed' };
    late.push(spec);
    expect(await append(writer, spec)).toEqual({ stored: 1, duplicates: 0 });
    events.push('stored');
    const answered = new Promise((resolve) => port1.once('message', resolve));
    port2.postMessage('status?');
    await answered;
    events.push('answered');
  }
  port1.close();
  expect(await deletion).toEqual({ spans: ofService('doomed').length + many.length });
  expect(events).toEqual([...Array.from({ length: 6 }, () => ['stored', 'answered']).flat(), 'deleted']);
  expect(await storedIds(reader)).toEqual(idsOf([...ofService('spared'), ...late]));
  expectDone(db);
});

test('a sender that never pauses and a deletion take turns; what a trace gets while it is deleted stays', async () => {
  const { writer, reader, db } = open();
  await append(writer, ...SPECS);
  let done = false;
  const deletion = writer.deleteTrace(SCOPE, traceId(1)).finally(() => (done = true));
  const late: SpanSpec[] = [];
  while (!done) {
    // The next one waits before the event loop goes on.
    const spec: SpanSpec = { trace: 1, id: 2000 + late.length, at: [late.length, 3000] };
    late.push(spec);
    await append(writer, spec);
  }
  expect(await deletion).toEqual({ spans: 12 });
  expect(late.length).toBeGreaterThan(10);
  expect(await storedIds(reader)).toEqual(idsOf([...SPECS.filter(({ trace }) => trace !== 1), ...late]));
  expectDone(db);
});

test.each([
  ['a service', (writer: TraceWriter) => writer.deleteService(SCOPE, DOOMED), ofService('spared')],
  ['a trace', (writer: TraceWriter) => writer.deleteTrace(SCOPE, traceId(1)), SPECS.filter(({ trace }) => trace !== 1)],
])('every step of deleting %s leaves all tables true', async (_, remove, rest) => {
  const { writer, reader, db } = open();
  await append(writer, ...SPECS);
  const seen = new Set<number>();
  const deletion = remove(writer);
  await until(reader, rest.length, () => {
    seen.add(reader.stats(SCOPE).spans);
    expect(contradictions(db)).toEqual([]);
  });
  expect(await deletion).toEqual({ spans: SPECS.length - rest.length });
  expect(seen.size).toBe(SPECS.length - rest.length);
  expectDone(db);
  expect(await storedIds(reader)).toEqual(idsOf(rest));
});

test('a trace that keeps many spans is summed up with what comes while that is done', async () => {
  const { writer, reader, db } = open();
  await append(writer, ...SPECS);
  const deletion = writer.deleteService(SCOPE, DOOMED);
  await until(reader, ofService('spared').length);
  // All spans are gone; the rows of the two large traces are being read.
  expect(db.prepare('SELECT count(*) FROM stale_trace').pluck().get()).toBe(2);
  await append(writer, { trace: 1, id: 600, at: [0, 1], status: 'error' }, { trace: 2, id: 601, at: [5000, 9000] });
  await append(writer, { trace: 1, id: 602, at: [1, 7000] });
  expect(db.prepare('SELECT count(*) FROM stale_trace').pluck().get()).toBeGreaterThan(0);
  await deletion;
  expectDone(db);
});

test('a deletion that is asked for while another one sums up a trace takes nothing of it before that is done', async () => {
  const { writer, reader, db } = open();
  await append(writer, ...SPECS, { trace: 1, id: 800, at: [0, 9000], service: 'third' });
  const first = writer.deleteService(SCOPE, DOOMED);
  await until(reader, ofService('spared').length + 1);
  await nextTurn();
  await nextTurn();
  expect(await writer.deleteService(SCOPE, { name: 'third', namespace: '' })).toEqual({ spans: 1 });
  await first;
  expectDone(db);
});

test('deletions queue up, each answers what it took itself, and everything goes at once', async () => {
  const { writer, reader, db } = open();
  await append(writer, ...SPECS);
  const order: string[] = [];
  const told = (name: string, answer: Promise<{ spans: number }>) =>
    answer.then(({ spans }) => {
      order.push(name);
      return spans;
    });
  const asked = [
    told('service', writer.deleteService(SCOPE, DOOMED)),
    told('trace', writer.deleteTrace(SCOPE, traceId(1))),
    told('nothing', writer.deleteTrace(SCOPE, traceId(99))),
  ];
  const [ofDoomed, ofTrace, ofNothing] = await Promise.all(asked);
  expect(order).toEqual(['service', 'trace', 'nothing']);
  expect(ofNothing).toBe(0);
  expect(ofDoomed).toBe(ofService('doomed').length);
  expect(ofTrace).toBe(ofService('spared').filter(({ trace }) => trace === 1).length);
  expectDone(db);
  const left = reader.stats(SCOPE).spans;
  const service = told('spared', writer.deleteService(SCOPE, { name: 'spared', namespace: '' }));
  await until(reader, left - 1);
  const everything = await told('all', writer.deleteAll(SCOPE));
  expect(everything + (await service)).toBe(left);
  expect(order.slice(3)).toEqual(['all', 'spared']);
  expectDone(db);
});

test('killed between two steps, a deletion goes on at the next start, wherever that was', async () => {
  const { writer, reader } = open();
  await append(writer, ...SPECS);
  const rest = ofService('spared');
  // What lies on the disk between two steps is what a kill there would leave. The second asking has not begun.
  const images: string[] = [];
  const deletions = [
    writer.deleteService(SCOPE, DOOMED),
    writer.deleteTrace(SCOPE, traceId(10)),
    append(writer, { trace: 1, id: 900, service: 'doomed' }),
  ];
  let done = false;
  void Promise.all(deletions).then(() => (done = true));
  while (!done) {
    const image = join(folder.path, `image-${images.length}`);
    for (const file of ['spanloom.db', 'spanloom.db-wal']) cpSync(join(folder.path, file), join(image, file));
    images.push(image);
    await nextTurn();
  }
  const expected = await storedIds(reader);
  expect(expected).toEqual(idsOf([...rest.filter(({ trace }) => trace !== 10), { id: 900 }]));
  let resumed = 0;
  for (const image of images) {
    const { reader, db } = open(image);
    const noted = db.prepare('SELECT count(*) FROM deletion').pluck();
    if (noted.get() === 2 && reader.stats(SCOPE).spans > expected.length) resumed++;
    // Before the first asking nothing is noted, and before the second and the batch they are not there.
    const known = Number(noted.get());
    while (Number(noted.get()) > 0) await nextTurn();
    expectDone(db);
    if (known === 2) expect((await storedIds(reader)).filter((id) => id !== 900)).toEqual(expected.slice(0, -1));
  }
  expect(resumed).toBeGreaterThan(10);
});

test('closing puts a deletion off: whoever asked is told, and opening again goes on', async () => {
  const { writer, reader } = open();
  await append(writer, ...SPECS);
  const refused = expect(writer.deleteService(SCOPE, DOOMED)).rejects.toThrow('goes on when it is opened again');
  await until(reader, SPECS.length - 2);
  const closed = writer.close();
  await refused;
  await closed;
  expect(reader.stats(SCOPE).spans).toBeGreaterThan(ofService('spared').length);
  const next = open();
  await until(next.reader, ofService('spared').length);
  while (next.db.prepare('SELECT 1 FROM deletion').get() !== undefined) await nextTurn();
  expect(await storedIds(next.reader)).toEqual(idsOf(ofService('spared')));
  expectDone(next.db);
});

test('a disk in trouble refuses those who wait, and the deletions go on with the next batch that is stored', async () => {
  const troubles: unknown[] = [];
  const { writer, reader, db } = open(folder.path, { onTrouble: (trouble) => troubles.push(trouble?.trouble) });
  await append(writer, ...SPECS);
  const asked = [writer.deleteService(SCOPE, DOOMED), writer.deleteTrace(SCOPE, traceId(1))];
  const refused = asked.map((deletion) => expect(deletion).rejects.toMatchObject({ trouble: 'read-only' }));
  await until(reader, SPECS.length - 3);
  db.pragma('query_only = 1');
  await Promise.all(refused);
  const { spans } = reader.stats(SCOPE);
  await expect(writer.deleteTrace(SCOPE, traceId(2))).rejects.toMatchObject({ trouble: 'read-only' });
  expect(reader.stats(SCOPE).spans).toBe(spans);
  db.pragma('query_only = 0');
  // Nobody hammers at the disk meanwhile.
  for (let turn = 0; turn < 50; turn++) await nextTurn();
  expect(reader.stats(SCOPE).spans).toBe(spans);
  await append(writer, { trace: 77, id: 700 });
  while (db.prepare('SELECT 1 FROM deletion').get() !== undefined) await nextTurn();
  const rest = ofService('spared').filter(({ trace }) => trace !== 1);
  expect(await storedIds(reader)).toEqual(idsOf([...rest, { id: 700 }]));
  expectDone(db);
  expect(troubles).toEqual(['read-only', undefined]);
});

test('a step that the disk undoes is taken again', async () => {
  const { writer, reader, db } = open();
  await append(writer, ...SPECS);
  db.exec(`CREATE TABLE filler (x);
    CREATE TRIGGER fill BEFORE DELETE ON span WHEN OLD.id = 21 BEGIN INSERT INTO filler VALUES (zeroblob(1000000)); END`);
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count = ${pages + 50}`);
  await expect(writer.deleteService(SCOPE, DOOMED)).rejects.toMatchObject({ trouble: 'disk full' });
  expect(reader.stats(SCOPE).spans).toBeGreaterThan(ofService('spared').length);
  expect(contradictions(db)).toEqual([]);
  db.pragma(`max_page_count = ${pages + 100_000}`);
  await append(writer, { trace: 77, id: 700 });
  while (db.prepare('SELECT 1 FROM deletion').get() !== undefined) await nextTurn();
  expect(await storedIds(reader)).toEqual(idsOf([...ofService('spared'), { id: 700 }]));
  expectDone(db);
});

test('a deletion that fails for another reason is told to whoever waits, else to the listener, and others go on', async () => {
  const first = open();
  await append(first.writer, ...SPECS);
  first.db.exec(`CREATE TRIGGER no_bombs BEFORE DELETE ON span WHEN OLD.id = 21
    BEGIN SELECT RAISE(ABORT, 'bomb'); END`);
  const refused = expect(first.writer.deleteService(SCOPE, DOOMED)).rejects.toThrow('bomb');
  const other = first.writer.deleteTrace(SCOPE, traceId(10));
  await refused;
  expect((await other).spans).toBeGreaterThan(0);
  expect(contradictions(first.db)).toEqual([]);
  await first.writer.close();

  const errors: unknown[] = [];
  const second = open(folder.path, { onDeletionError: (error) => errors.push(error) });
  while (errors.length === 0) await nextTurn();
  expect(errors).toMatchObject([{ message: 'bomb' }]);
  second.db.exec('DROP TRIGGER no_bombs');
  await second.writer.close();

  const third = open();
  while (third.db.prepare('SELECT 1 FROM deletion').get() !== undefined) await nextTurn();
  expect(await storedIds(third.reader)).toEqual(idsOf(ofService('spared').filter(({ trace }) => trace !== 10)));
  expectDone(third.db);
});

test('a file from before deletions were noted gets the tables, and keeps its version', async () => {
  const first = open();
  await append(first.writer, ...SPECS);
  first.db.exec('DROP TABLE deletion; DROP TABLE stale_trace');
  const version = first.db.pragma('user_version');
  await first.writer.close();
  const second = open();
  expect(await second.writer.deleteTrace(SCOPE, traceId(1))).toEqual({ spans: 12 });
  expect(await allPages(second.reader, ALL)).toHaveLength(9);
  expect(second.db.pragma('user_version')).toEqual(version);
  expectDone(second.db);
});
