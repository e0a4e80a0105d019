// Both sides of the messages between threads: back pressure, cancelling, and workers that die.
import { MessageChannel, type Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../test/support/in-process.ts';
import type { Queries, QueryPortOptions } from '../query/queries.ts';
import { IngestClient } from './ingest-client.ts';
import { PIECES_AHEAD, type Query, type StartProblem } from './messages.ts';
import { Reader } from './reader-client.ts';
import { ReaderPool } from './reader-pool.ts';
import { serveQueries } from './reader-service.ts';

const STATS: Query = { kind: 'stats' };
const entry = (name: string): URL => new URL(`../../test/support/${name}`, import.meta.url);

/** A Reader and a service that talk as threads do, within this one. */
function connected(queries: Queries): { reader: Reader; closed: Promise<void> } {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise<void>((resolve) => serveQueries(port2, { queries, logger: SILENT }, resolve));
  port1.on('close', () => port1.emit('exit', 0));
  return { reader: new Reader(port1 as unknown as Worker, () => undefined), closed };
}

function options(abort = new AbortController().signal): QueryPortOptions {
  return { abort };
}

async function join(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('a reader', () => {
  test('sends no more than a few pieces ahead of its client, and all of them in the end', async () => {
    let made = 0;
    const queries: Queries = {
      run: async () => ({
        ok: true,
        value: (async function* () {
          while (made < 50) yield `${made++},`;
        })(),
      }),
    };
    const { reader } = connected(queries);
    const answer = await reader.run(1, STATS, options());
    if (!answer.ok) throw new Error(answer.error.message);
    await expect.poll(() => made).toBe(PIECES_AHEAD + 1);
    const pieces = answer.value[Symbol.asyncIterator]();
    expect(await pieces.next()).toEqual({ done: false, value: '0,' });
    await expect.poll(() => made).toBe(PIECES_AHEAD + 2);
    expect(await join({ [Symbol.asyncIterator]: () => pieces })).toBe(
      Array.from({ length: 49 }, (_, i) => `${i + 1},`).join(''),
    );
  });

  test('reports progress in steps, then the answer', async () => {
    const queries: Queries = {
      run: async (_, { onProgress }) => {
        for (let i = 0; i <= 1000; i++) onProgress?.(i / 1000, i);
        return { ok: false, error: { code: 'not_found', message: 'nothing' } };
      },
    };
    const reports: (readonly [share: number, matched: number])[] = [];
    const answer = await connected(queries).reader.run(1, STATS, {
      ...options(),
      onProgress: (share, matched) => reports.push([share, matched]),
    });
    expect(answer).toEqual({ ok: false, error: { code: 'not_found', message: 'nothing' } });
    expect(reports.length).toBeLessThanOrEqual(100);
    expect(reports.at(-1)).toEqual([1, 1000]);
  });

  test.each([false, true])('sees that its client is gone (gone before the query: %s)', async (before) => {
    const seen = Promise.withResolvers<boolean>();
    const queries: Queries = {
      run: async (_, { abort }) => {
        while (!abort.aborted) await new Promise((resolve) => setImmediate(resolve));
        seen.resolve(true);
        return { ok: false, error: { code: 'cancelled', message: 'cancelled' } };
      },
    };
    const client = new AbortController();
    if (before) client.abort();
    const answer = connected(queries).reader.run(1, STATS, options(client.signal));
    client.abort();
    expect(await seen.promise).toBe(true);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  test('stops making pieces when its client stops taking them', async () => {
    const ended = Promise.withResolvers<void>();
    const queries: Queries = {
      run: async () => ({
        ok: true,
        value: (async function* () {
          try {
            for (;;) yield 'x';
          } finally {
            ended.resolve();
          }
        })(),
      }),
    };
    const answer = await connected(queries).reader.run(1, STATS, options());
    if (!answer.ok) throw new Error(answer.error.message);
    for await (const piece of answer.value) {
      expect(piece).toBe('x');
      break;
    }
    await ended.promise;
  });

  test('tells a failure of its store without its insides', async () => {
    const { reader } = connected({ run: () => Promise.reject(new Error('secret')) });
    const answer = await reader.run(1, STATS, options());
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  test('never passes half an answer off as a whole one', async () => {
    const queries: Queries = {
      run: async () => ({
        ok: true,
        value: (async function* () {
          for (;;) yield 'x';
        })(),
      }),
    };
    const { reader, closed } = connected(queries);
    const answer = await reader.run(1, STATS, options());
    if (!answer.ok) throw new Error(answer.error.message);
    const text = join(answer.value);
    const exited = reader.close();
    await expect(text).rejects.toThrow('try again');
    await closed;
    await exited;
  });

  test('closes when its running queries have ended, and cancels them for that', async () => {
    let running = true;
    const queries: Queries = {
      run: async (_, { abort }) => {
        while (!abort.aborted) await new Promise((resolve) => setImmediate(resolve));
        running = false;
        return { ok: false, error: { code: 'cancelled', message: 'cancelled' } };
      },
    };
    const { reader, closed } = connected(queries);
    const answer = reader.run(1, STATS, options());
    const exited = reader.close();
    await closed;
    expect(running).toBe(false);
    // Its client is still there, so it is told to come again.
    expect(await answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    await exited;
  });
});

describe('the reader pool', () => {
  const setup = { folder: '/nowhere', logLevel: 'silent' } as const;

  test('answers 503 for the queries of a reader that dies, and replaces it', async () => {
    const fatal: StartProblem[] = [];
    const onFatal = (problem: StartProblem): void => void fatal.push(problem);
    const pool = new ReaderPool({ entry: entry('mortal-reader.mjs'), size: 1, setup, logger: SILENT, onFatal });
    await pool.open();
    expect(await pool.run(STATS, options())).toMatchObject({ ok: true });
    expect(await pool.run({ kind: 'services', parameters: {} }, options())).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    await expect.poll(async () => (await pool.run(STATS, options())).ok).toBe(true);
    expect(fatal).toEqual([]);
    await pool.close();
  });

  test('tells in the words of the reader why it could not open', async () => {
    const pool = new ReaderPool({
      entry: entry('mortal-reader.mjs'),
      size: 2,
      setup: { ...setup, folder: '/refused' },
      logger: SILENT,
      onFatal: () => undefined,
    });
    await expect(pool.open()).rejects.toThrow('this folder is refused');
  });
});

describe('the ingest worker', () => {
  const setup = {
    host: '127.0.0.1',
    otlpHttpPort: 0,
    otlpGrpcPort: 0,
    logLevel: 'silent',
    token: undefined,
    corsOrigins: [],
  } as const;

  test('that dies is reported, and fails what waits for it', async () => {
    const death = Promise.withResolvers<Error>();
    const ingest = new IngestClient({
      entry: entry('mortal-ingest.mjs'),
      setup: { ...setup, folder: '/dies' },
      onDeath: death.resolve,
    });
    await expect(ingest.ready()).rejects.toThrow('killed by the test');
    expect((await death.promise).message).toContain('killed by the test');
    await expect(ingest.ask({ kind: 'counters' })).rejects.toThrow('not running');
  });

  test('that has closed its store is ended, although a connection keeps it alive', async () => {
    let deaths = 0;
    const ingest = new IngestClient({
      entry: entry('mortal-ingest.mjs'),
      setup: { ...setup, folder: '/lingers' },
      onDeath: () => deaths++,
    });
    await ingest.opened();
    await ingest.stop();
    await expect(ingest.ask({ kind: 'counters' })).rejects.toThrow('not running');
    expect(deaths).toBe(0);
  });

  test('that refuses to start is not a death', async () => {
    let deaths = 0;
    const ingest = new IngestClient({
      entry: entry('mortal-ingest.mjs'),
      setup: { ...setup, folder: '/refused' },
      onDeath: () => deaths++,
    });
    await expect(ingest.opened()).rejects.toThrow('this folder is refused');
    await ingest.stop();
    expect(deaths).toBe(0);
  });
});
