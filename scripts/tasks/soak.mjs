// `npm run soak -- NAME [flags]`: tests that go on for as long as one likes, and for longer than a test run may take.
import { prepareApp, runServerScript } from '../lib/app.mjs';
import { findBrowser } from '../lib/browser.mjs';
import { step } from '../lib/progress.mjs';

/** @param {readonly string[]} args */
export async function run(args) {
  // Where to look for a browser is known once everything is installed.
  await prepareApp();
  const browser = args.includes('diagrams') ? await step('Looking for a browser', findBrowser) : undefined;
  return await runServerScript('soak/main.ts', args, browser === undefined ? {} : { SPANLOOM_BROWSER: browser });
}
