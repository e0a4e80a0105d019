// `npm run bench:trace -- [--out FOLDER] [--runs N] [--spans N] [--seconds N]`: how fast a large trace is on screen and how
// smoothly it scrolls. Prints JSON; the DevTools traces stay in the folder.
import { prepareApp } from '../lib/app.mjs';
import { findBrowser } from '../lib/browser.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { runInherit } from '../lib/process.mjs';
import { step } from '../lib/progress.mjs';

/** @param {readonly string[]} args for e2e/bench/trace-bench.ts */
export async function run(args) {
  await prepareApp();
  const browser = await step('Looking for a browser', findBrowser);
  const command = ['--experimental-strip-types', '--no-warnings', inRoot('e2e', 'bench', 'trace-bench.ts'), ...args];
  return await runInherit(process.execPath, command, { cwd: root, env: { SPANLOOM_BROWSER: browser } });
}
