// The shares thread, as the main thread uses it.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/built-server.ts';
import type { NewShare } from './messages.ts';
import { SharesClient } from './shares-client.ts';

let folder: string;
let client: SharesClient;

const logged: string[] = [];
const logger = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });

function startClient(entry = new URL('../shares-worker.ts', import.meta.url)): SharesClient {
  return new SharesClient({ entry, setup: { folder, logLevel: 'silent' }, logger });
}

beforeEach(() => {
  folder = temporaryFolder();
  client = startClient();
});
afterEach(async () => {
  await client.close();
  rmSync(folder, { recursive: true, force: true });
});

const SHARE: NewShare = {
  tokenHash: 'token',
  deleteKeyHash: 'key',
  kind: 'map',
  query: '',
  theme: 'light',
  title: 'A map',
  window: undefined,
  createdAt: 1,
  expiresAt: undefined,
  version: '0',
  content: { text: '', picture: '{}', svg: '<svg/>', start: '1', end: '2' },
};

test('it is started by the first request, and another one after it was closed finds what was kept', async () => {
  expect(readdirSync(folder)).toEqual([]);
  const id = await client.ask({ kind: 'add', share: SHARE });
  expect(id).toEqual({ ok: true, value: 1 });
  await client.close();
  expect(await client.ask({ kind: 'list', now: 2 })).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  client = startClient();
  const found = await client.ask({ kind: 'find', tokenHash: 'token', now: 2 });
  expect(found).toMatchObject({ ok: true, value: { kind: 'open', share: { id: 1, title: 'A map' } } });
  await client.ask({ kind: 'keep-png', id: 1, png: new Uint8Array([7]) });
  expect(await client.ask({ kind: 'png', id: 1 })).toEqual({ ok: true, value: new Uint8Array([7]) });
});

test('a file that cannot be used is said, and nothing else ends', async () => {
  writeFileSync(join(folder, 'shares.db'), 'this is no database, but long enough to be looked at as one '.repeat(100));
  for (const _ of [1, 2]) {
    const answer = await client.ask({ kind: 'list', now: 1 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  }
});

/** Answers, and dies of what is asked at 1 when nobody waits any more. */
const MORTAL = `import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ kind, id, request }) => {
  if (kind === 'close') return parentPort.close();
  parentPort.postMessage({ kind: 'answer', id, answer: [] });
  if (request.now === 1) setImmediate(() => process.exit(3));
});`;

test('a death is logged, also while nobody asks; the next request has another thread', async () => {
  client = startClient(new URL(`data:text/javascript,${encodeURIComponent(MORTAL)}`));
  expect(logged).toEqual([]);
  expect(await client.ask({ kind: 'list', now: 1 })).toEqual({ ok: true, value: [] });
  await expect.poll(() => logged.join('')).toMatch(/exited with code 3.*the shares worker died/);
  expect(await client.ask({ kind: 'list', now: 2 })).toEqual({ ok: true, value: [] });
  await client.close();
  expect(logged).toHaveLength(1);
});

test('what is asked at the same time is answered by each own answer', async () => {
  const hashes = ['a', 'b', 'c', 'd'];
  await Promise.all(
    hashes.map((hash) => client.ask({ kind: 'add', share: { ...SHARE, tokenHash: hash, title: hash } })),
  );
  const found = await Promise.all(hashes.map((hash) => client.ask({ kind: 'find', tokenHash: hash, now: 2 })));
  expect(found.map((one) => one.ok && one.value.kind === 'open' && one.value.share.title)).toEqual(hashes);
});
