// The two test runners. Each prints as usual and also writes a report, from which its tests are counted.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, stampsDir } from './paths.mjs';
import { runInherit } from './process.mjs';
import { playwrightTally, vitestTally } from './tally.mjs';
import { toolScript } from './tool-script.mjs';

/** @param {string} name @returns {string} where a report goes; the last run's is taken away */
function freshReport(name) {
  mkdirSync(stampsDir, { recursive: true });
  const file = join(stampsDir, `report-${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * No colours in a file or a pipe: the runners would colour those too where they see a CI.
 * @param {Record<string, string>} plain what tells a runner so
 */
const unlessTerminal = (plain) => (process.stdout.isTTY ? {} : plain);

/**
 * Unit and integration tests.
 * @param {readonly string[]} args for Vitest, such as a path
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runVitest(args) {
  const report = freshReport('vitest');
  const code = await runInherit(
    process.execPath,
    [toolScript('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { cwd: root, env: unlessTerminal({ NO_COLOR: '1' }) },
  );
  return vitestTally(report, code);
}

/**
 * End-to-end tests in the browser.
 * @param {string} browser its path
 * @param {readonly string[]} args for Playwright, such as a file name
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runPlaywright(browser, args) {
  const report = freshReport('playwright');
  const code = await runInherit(
    process.execPath,
    [toolScript('@playwright/test', '.', 'playwright'), 'test', '--reporter=list,json', ...args],
    {
      cwd: root,
      env: { ...unlessTerminal({ FORCE_COLOR: '0' }), SPANLOOM_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
  );
  return playwrightTally(report, code);
}
