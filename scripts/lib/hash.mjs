// One hash over many files: their paths and their contents, so that nothing depends on file times.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist']);

/**
 * @param {readonly string[]} paths files and folders relative to the root; those that do not exist are left out
 * @param {{ readonly extra?: readonly string[], readonly skip?: RegExp }} [options] extra: further text that counts;
 *   skip: files whose name does not count
 * @returns {string} hexadecimal
 */
export function hashOf(paths, options = {}) {
  const hash = createHash('sha256');
  for (const text of options.extra ?? []) hash.update(`${text}\0`);
  for (const path of paths.flatMap((entry) => filesUnder(entry)).sort()) {
    if (options.skip?.test(path)) continue;
    hash.update(`${path}\0`);
    hash.update(readFileSync(inRoot(path)));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  const stat = statSync(inRoot(path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(inRoot(path), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesUnder(join(path, entry.name));
    return [join(path, entry.name)];
  });
}
