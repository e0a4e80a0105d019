// `npm test`: installs what is needed, the browser too, then checks, unit and integration tests, and end-to-end tests.
// Its last line is `N passed, N failed`. While developing: `npm test -- --only unit|check|e2e [arguments of the runner]`.
import { prepareApp } from '../lib/app.mjs';
import { findBrowser } from '../lib/browser.mjs';
import { UserError } from '../lib/errors.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { say, step } from '../lib/progress.mjs';
import { runChecks } from '../lib/run-checks.mjs';
import { runPlaywright, runVitest } from '../lib/suites.mjs';
import { exitCodeOf, NOTHING, ONE_FAILURE, sum, summaryLine } from '../lib/tally.mjs';

const PARTS = ['check', 'unit', 'e2e'];

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} 0 only when something ran and nothing failed
 */
export async function run(args) {
  const { parts, rest } = parseArgs(args);
  let tally = NOTHING;
  try {
    tally = await runParts(parts, rest);
  } catch (error) {
    // Without an install or a build nothing can be tested: that is one failure.
    tally = ONE_FAILURE;
    say(error instanceof UserError ? error.message : String(error.stack));
  }
  process.stdout.write(`${summaryLine(tally)}\n`);
  return exitCodeOf(tally);
}

/** @param {readonly string[]} args */
function parseArgs(args) {
  if (args.length === 0) return { parts: PARTS, rest: [] };
  const [flag, part = '', ...rest] = args;
  if (flag !== '--only' || !PARTS.includes(part)) {
    throw new UserError(`npm test takes nothing, or -- --only ${PARTS.join('|')} [arguments].`, { exitCode: 2 });
  }
  return { parts: [part], rest };
}

/** @param {readonly string[]} parts @param {readonly string[]} rest */
async function runParts(parts, rest) {
  await ensureInstalled();
  let tally = NOTHING;
  /** @type {string | undefined} */
  let browser;
  if (parts.includes('e2e')) {
    try {
      browser = await step('Looking for a browser', findBrowser);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // The other tests can still tell something.
      say(error.message);
      tally = sum(tally, ONE_FAILURE);
    }
  }
  if (parts.includes('unit') || browser !== undefined) await prepareApp();
  if (parts.includes('check')) tally = sum(tally, await step('Checks', () => runChecks(), { talks: true }));
  if (parts.includes('unit'))
    tally = sum(tally, await step('Unit and integration tests', () => runVitest(rest), { talks: true }));
  if (browser !== undefined) {
    const path = browser;
    tally = sum(tally, await step('End-to-end tests', () => runPlaywright(path, rest), { talks: true }));
  }
  return tally;
}
