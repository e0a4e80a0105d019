// One install or build at a time in a checkout, however many commands are started.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stampsDir } from './paths.mjs';
import { say } from './progress.mjs';

const HEARTBEAT_MS = 2_000;
const STALE_MS = 30_000;
const POLL_MS = 200;

/**
 * Runs the work while holding the checkout's lock; waits for whoever holds it now.
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file] the lock
 * @returns {Promise<T>}
 */
export async function withLock(work, file = join(stampsDir, 'lock')) {
  mkdirSync(dirname(file), { recursive: true });
  await acquire(file);
  // The holder shows that it is alive: a process number alone may be another machine's or a later process's.
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), HEARTBEAT_MS);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
async function acquire(file) {
  let told = false;
  while (true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder === undefined) continue;
    if (!holder.alive) {
      removeStale(file, holder.pid);
      continue;
    }
    if (!told) say(`Waiting for another command that installs or builds here (process ${holder.pid}) ...`);
    told = true;
    await delay(POLL_MS);
  }
}

/** @param {string} file @returns {{ pid: string, alive: boolean } | undefined} undefined: it has just gone */
function holderOf(file) {
  try {
    const pid = readFileSync(file, 'utf8');
    const age = Date.now() - statSync(file).mtimeMs;
    // An empty file is one that is being written right now.
    return { pid, alive: age < STALE_MS && (pid === '' || isRunning(Number(pid))) };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Takes a dead holder's file away. Two may try at once: whoever moved a file that is not the dead one's puts it back.
 * @param {string} file @param {string} deadPid
 */
function removeStale(file, deadPid) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === deadPid) rmSync(aside, { force: true });
  else renameSync(aside, file);
}
