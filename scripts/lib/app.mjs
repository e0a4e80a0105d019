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

/**
 * Runs a script of the server's own that stays in the repository: it is TypeScript as it stands, beside the built server.
 * @param {string} script below apps/server
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit code
 */
export async function runServerScript(script, args, env) {
  await prepareApp();
  // Node up to 22.17 takes away types only when it is told to.
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  return await runInherit(process.execPath, [...flags, inRoot('apps', 'server', script), ...args], { env });
}
