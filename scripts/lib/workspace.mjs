// The workspace's folders that have a package.json.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** @returns {string[]} relative to the root, such as `apps/server`; the root itself is not among them */
export function workspaceFolders() {
  return ['apps', 'packages'].flatMap((group) =>
    readdirSync(inRoot(group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(inRoot(group, entry.name, 'package.json')))
      .map((entry) => join(group, entry.name)),
  );
}
