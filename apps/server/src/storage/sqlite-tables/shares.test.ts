// What is kept of a share, for how long, and what is left of it afterwards.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/support/built-server.ts';
import type { NewShare, ShareStore } from '../share-store.ts';
import { openShareStore } from './shares.ts';

const NOW = 1_700_000_000_000;
let folder: string;
let store: ShareStore;

beforeEach(() => {
  folder = temporaryFolder();
  store = openShareStore({ folder });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function share(name: string, rest: Partial<NewShare> = {}): NewShare {
  return {
    tokenHash: `token ${name}`,
    deleteKeyHash: `key ${name}`,
    kind: 'map',
    query: 'start=1&end=2',
    theme: 'dark',
    title: `Title of ${name}`,
    window: undefined,
    createdAt: NOW,
    expiresAt: undefined,
    version: '1.2.3',
    content: { text: 'flowchart LR', picture: '{}', svg: `<svg>picture of ${name}</svg>`, start: '1', end: '2' },
    ...rest,
  };
}

function added(given: NewShare): number {
  const id = store.add(given);
  if (id === undefined) throw new Error('there was no room');
  return id;
}

function filesText(): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}

test('what was added is found by its token, whole, also by the next process', () => {
  const given = share('a', { expiresAt: NOW + 5, window: 3600 });
  const id = added(given);
  const { tokenHash, deleteKeyHash: _, ...known } = given;
  expect(store.find(tokenHash, NOW + 4)).toEqual({ kind: 'open', share: { id, ...known } });
  store.close();
  store = openShareStore({ folder });
  expect(store.find(tokenHash, NOW)).toEqual({ kind: 'open', share: { id, ...known } });
  expect(store.find('token b', NOW)).toEqual({ kind: 'unknown' });
});

test('an expired one has ended for good, also for a clock that goes back', () => {
  store.add(share('a', { expiresAt: NOW + 5 }));
  expect(store.find('token a', NOW + 5)).toEqual({ kind: 'ended' });
  expect(store.find('token a', NOW)).toEqual({ kind: 'ended' });
});

test('the list has what opens, newest first', () => {
  const first = added(share('a'));
  const second = added(share('b', { createdAt: NOW + 1 }));
  store.add(share('c', { expiresAt: NOW + 2 }));
  const gone = added(share('d'));
  store.end(gone, NOW);
  expect(store.list(NOW + 2).map(({ id, title }) => [id, title])).toEqual([
    [second, 'Title of b'],
    [first, 'Title of a'],
  ]);
});

test('it is ended once, by its id or by its key', () => {
  const id = added(share('a'));
  store.add(share('b'));
  expect([store.end(id, NOW), store.end(id, NOW), store.end(99, NOW)]).toEqual([true, false, false]);
  const wrong = { tokenHash: 'token b', deleteKeyHash: 'key a' };
  expect([store.endByKey(wrong, NOW), store.find('token b', NOW).kind]).toEqual([false, 'open']);
  const right = { tokenHash: 'token b', deleteKeyHash: 'key b' };
  expect([store.endByKey(right, NOW), store.endByKey(right, NOW)]).toEqual([true, false]);
  expect(store.find('token b', NOW)).toEqual({ kind: 'ended' });
});

test('nothing of an ended one is left in the files', () => {
  const id = added(share('secret-plan'));
  store.keepPng(id, Buffer.from('png of the secret-plan'));
  store.end(id, NOW);
  store.close();
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(bytes.join('').includes('token secret-plan')).toBe(true);
  for (const left of ['Title of secret-plan', 'picture of secret-plan', 'png of the secret-plan']) {
    expect(bytes.join('').includes(left), left).toBe(false);
  }
  store = openShareStore({ folder });
  expect(store.find('token secret-plan', NOW)).toEqual({ kind: 'ended' });
});

test('nor is it while they are open, whichever way it ended', () => {
  const ways: readonly ((id: number) => unknown)[] = [
    (id) => store.end(id, NOW),
    () => store.endByKey({ tokenHash: 'token secret-plan 1', deleteKeyHash: 'key secret-plan 1' }, NOW),
    () => store.dropExpired(NOW + 10),
    () => store.add(share('another', { createdAt: NOW + 10 })),
  ];
  for (const [place, end] of ways.entries()) {
    const id = added(share(`secret-plan ${place}`, { expiresAt: NOW + 10 }));
    expect(filesText()).toContain(`picture of secret-plan ${place}`);
    end(id);
    expect(filesText()).not.toContain('picture of secret-plan');
  }
});

test('what somebody still reads goes with the next that is dropped', () => {
  const reader = new Database(join(folder, 'shares.db'));
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM share').get();
  const id = added(share('secret-plan'));
  reader.exec('COMMIT; BEGIN');
  reader.prepare('SELECT count(*) FROM share').get();
  // Somebody reads the rows as they were, so that the log cannot be cut: it has ended all the same.
  expect(store.end(id, NOW)).toBe(true);
  expect(filesText()).toContain('picture of secret-plan');
  reader.close();
  store.dropExpired(NOW);
  expect(filesText()).not.toContain('picture of secret-plan');
}, 30_000);

test('looking writes nothing: where nothing can be written what has expired has ended, and the list is there', () => {
  const id = added(share('a'));
  store.add(share('b', { expiresAt: NOW + 5 }));
  const writer = new Database(join(folder, 'shares.db'));
  writer.exec('BEGIN IMMEDIATE');
  expect(store.find('token b', NOW + 5)).toEqual({ kind: 'ended' });
  expect(store.list(NOW + 5).map((one) => one.id)).toEqual([id]);
  writer.close();
});

test('no more are open than may be, and what ends makes room', () => {
  store.close();
  store = openShareStore({ folder, most: 2 });
  const id = added(share('a'));
  added(share('b', { expiresAt: NOW + 5 }));
  expect(store.add(share('c'))).toBeUndefined();
  expect(store.find('token c', NOW)).toEqual({ kind: 'unknown' });
  added(share('d', { createdAt: NOW + 5 }));
  expect(store.add(share('e'))).toBeUndefined();
  store.end(id, NOW);
  expect(store.add(share('f'))).toBeDefined();
});

test('a PNG is kept once it was drawn, and not for what has ended', () => {
  const id = added(share('a'));
  expect(store.png(id)).toBeUndefined();
  store.keepPng(id, new Uint8Array([1, 2]));
  expect([...(store.png(id) ?? [])]).toEqual([1, 2]);
  store.end(id, NOW);
  store.keepPng(id, new Uint8Array([3]));
  expect(store.png(id)).toBeUndefined();
});

test('the file is one of ours, of its own version', () => {
  expect(readdirSync(folder)).toContain('shares.db');
  expect(statSync(join(folder, 'shares.db')).size).toBeGreaterThan(0);
  expect(() => openShareStore({ folder })).not.toThrow();
});
