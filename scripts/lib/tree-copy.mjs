// A copy of the work tree to break on purpose: the files git knows or would know, and links to the installed packages.
import {
  appendFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UserError } from './errors.mjs';
import { inRoot, root } from './paths.mjs';
import { runCaptured } from './process.mjs';
import { workspaceFolders } from './workspace.mjs';

/** @param {string} target an empty folder */
export async function copyTree(target) {
  const listed = await runCaptured('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  if (listed.code !== 0) throw new UserError(`git could not list the files: ${listed.stderr.trim()}`);
  for (const file of listed.stdout.split('\0')) {
    const present = file !== '' && lstatSync(inRoot(file), { throwIfNoEntry: false }) !== undefined;
    if (present) cpSync(inRoot(file), join(target, file));
  }
  for (const folder of ['.', ...workspaceFolders()]) {
    linkModules(inRoot(folder, 'node_modules'), join(target, folder, 'node_modules'), target);
  }
}

/**
 * Links each installed package; a package of this workspace is linked to the copy instead.
 * @param {string} from @param {string} to @param {string} target
 */
function linkModules(from, to, target) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    // Nothing that a package manager keeps for itself: it must never take the copy for the real tree.
    if (name.startsWith('.')) continue;
    if (name.startsWith('@')) {
      linkModules(join(from, name), join(to, name), target);
      continue;
    }
    const real = realpathSync(join(from, name));
    const inside = relative(realpathSync(root), real);
    symlinkSync(/^(apps|packages)[/\\][^/\\]+$/.test(inside) ? join(target, inside) : real, join(to, name));
  }
}

/**
 * Breaks the copy in one way.
 * @param {string} target @param {import('./check-violations.mjs').Violation} violation
 */
export function plant(target, violation) {
  for (const [file, text] of Object.entries(violation.write ?? {})) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    writeFileSync(join(target, file), text);
  }
  for (const [file, text] of Object.entries(violation.append ?? {})) appendFileSync(join(target, file), text);
}

/**
 * Undoes it.
 * @param {string} target @param {import('./check-violations.mjs').Violation} violation
 */
export function unplant(target, violation) {
  for (const file of Object.keys(violation.write ?? {})) rmSync(join(target, file));
  for (const file of Object.keys(violation.append ?? {})) cpSync(inRoot(file), join(target, file));
}
