// The script of an installed command-line tool, to be run by Node itself: the links in node_modules/.bin are shell
// scripts or .cmd files.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from './errors.mjs';
import { inRoot } from './paths.mjs';

/**
 * @param {string} name the package's name
 * @param {string} [folder] the workspace folder that depends on it; the root when left out
 * @param {string} [bin] the command's name when it is not the last part of the package's
 * @returns {string} the script's path
 */
export function toolScript(name, folder = '.', bin = basename(name)) {
  const home = inRoot(folder, 'node_modules', name);
  const manifest = join(home, 'package.json');
  if (!existsSync(manifest)) {
    throw new UserError(`${name} is not installed in ${folder}. Delete node_modules and run the same command again.`);
  }
  const declared = JSON.parse(readFileSync(manifest, 'utf8')).bin;
  return join(home, typeof declared === 'string' ? declared : declared[bin]);
}
