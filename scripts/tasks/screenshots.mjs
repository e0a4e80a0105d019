// `npm run screenshots`: takes the pictures of the README anew, from the running app with the demo's shop.
import { prepareApp } from '../lib/app.mjs';
import { findBrowser } from '../lib/browser.mjs';
import { root } from '../lib/paths.mjs';
import { runInherit } from '../lib/process.mjs';
import { step } from '../lib/progress.mjs';
import { toolScript } from '../lib/tool-script.mjs';

/** @param {readonly string[]} args for Playwright */
export async function run(args) {
  await prepareApp();
  const browser = await step('Looking for a browser', findBrowser);
  const command = [toolScript('@playwright/test', '.', 'playwright'), 'test', '--reporter=list', ...args];
  const env = { SPANLOOM_BROWSER: browser, SPANLOOM_SCREENSHOTS: '1' };
  return await step('Taking screenshots', () => runInherit(process.execPath, command, { cwd: root, env }));
}
