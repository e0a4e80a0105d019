// Measurements in the browser: scripts of e2e/bench, which print JSON.
import { prepareApp } from './app.mjs';
import { findBrowser } from './browser.mjs';
import { inRoot, root } from './paths.mjs';
import { runInherit } from './process.mjs';
import { step } from './progress.mjs';

/**
 * @param {string} script in e2e/bench
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runBrowserBench(script, args) {
  await prepareApp();
  const browser = await step('Looking for a browser', findBrowser);
  const command = ['--experimental-strip-types', '--no-warnings', inRoot('e2e', 'bench', script), ...args];
  return await runInherit(process.execPath, command, { cwd: root, env: { SPANLOOM_BROWSER: browser } });
}
