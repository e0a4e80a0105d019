// The app itself, from its sources: installed and built when needed, then run.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';
import { runInherit } from './process.mjs';

/** Installs and builds what is missing. Rejects with a UserError. */
export async function prepareApp() {
  await ensureInstalled();
  await ensureBuilt();
}

/**
 * @param {readonly string[]} args a command and its flags
 * @returns {Promise<number>} its exit code
 */
export async function runApp(args) {
  await prepareApp();
  return await runInherit(process.execPath, [inRoot('apps', 'server', 'dist', 'main.js'), ...args]);
}
