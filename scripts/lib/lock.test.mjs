// One holder at a time, and a dead holder's lock does not stop anybody.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

/** Larger than any process number that Linux, macOS or Windows gives. */
const NOBODY = 2 ** 30;

/** @type {string} */
let file;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'spanloom-lock-')), 'stamps', 'lock');
});
afterEach(() => rmSync(join(file, '..', '..'), { recursive: true, force: true }));

it('lets one in at a time', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all([withLock(work, file), withLock(work, file), withLock(work, file)]);
  expect({ inside, most }).toEqual({ inside: 0, most: 1 });
});

it('gives the lock back when the work fails', async () => {
  const failure = withLock(() => Promise.reject(new Error('broken')), file);
  await expect(failure).rejects.toThrow('broken');
  expect(await withLock(() => Promise.resolve('next'), file)).toBe('next');
});

it('passes over a lock whose process has gone', async () => {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, String(NOBODY));
  expect(await withLock(() => Promise.resolve('in'), file)).toBe('in');
});

it('passes over a lock that shows no sign of life', async () => {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, String(process.pid));
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(file, longAgo, longAgo);
  expect(await withLock(() => Promise.resolve('in'), file)).toBe('in');
});
