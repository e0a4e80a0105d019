// The browser for tests: the first candidate that really starts. Tests without a browser fail, they are never skipped.
import { existsSync } from 'node:fs';
import { aptChromium, ensureChineseFont } from './browser-apt.mjs';
import { npmChromium } from './browser-npm.mjs';
import { playwright, playwrightChromium, systemBrowsers } from './browser-places.mjs';
import { UserError } from './errors.mjs';
import { say } from './progress.mjs';

const LAUNCH_TIMEOUT_MS = 30_000;

/**
 * @typedef {{ readonly name: string, readonly find: () => Promise<readonly string[] | string> }} Source a place to look:
 *   the paths found there, or in one sentence why there is none
 */

/** @type {readonly Source[]} */
const SOURCES = [
  { name: 'SPANLOOM_BROWSER', find: async () => fromEnvironment() },
  { name: 'a browser of this machine', find: async () => systemBrowsers() },
  { name: "Playwright's own Chromium", find: playwrightChromium },
  { name: 'Chromium by apt', find: aptChromium },
  { name: '@sparticuz/chromium from npm', find: npmChromium },
];

/**
 * Finds a Chromium that starts, or installs one.
 * @returns {Promise<string>} its path; rejects with a UserError that lists what was tried
 */
export async function findBrowser() {
  const tried = [];
  for (const source of SOURCES) {
    const found = await source.find();
    const paths = typeof found === 'string' ? [] : found;
    if (typeof found === 'string') {
      tried.push(`${source.name}: ${found}`);
      say(`${source.name}: ${found}`);
    }
    for (const path of paths) {
      const problem = await launchProblem(path);
      if (problem === undefined) {
        say(`Browser for tests: ${path} (${source.name})`);
        await ensureChineseFont();
        return path;
      }
      tried.push(`${source.name}: ${path} does not start: ${problem}`);
      say(`${source.name}: ${path} does not start: ${problem}. Looking further.`);
    }
  }
  throw new UserError(
    `No browser for the tests. Install Chromium or Google Chrome, or set SPANLOOM_BROWSER to the path of one. Tried:\n${tried
      .map((line) => `  - ${line}`)
      .join('\n')}`,
  );
}

/** @returns {readonly string[] | string} */
function fromEnvironment() {
  const path = process.env['SPANLOOM_BROWSER'];
  return path === undefined || path === '' ? 'not set' : [path];
}

/**
 * Starts the browser as the tests will, and opens an empty page.
 * @param {string} path
 * @returns {Promise<string | undefined>} what went wrong, on one line
 */
async function launchProblem(path) {
  if (!existsSync(path)) return 'there is no such file';
  try {
    const browser = await playwright().chromium.launch({
      executablePath: path,
      timeout: LAUNCH_TIMEOUT_MS,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
    });
    try {
      const page = await browser.newPage();
      await page.goto('about:blank', { timeout: LAUNCH_TIMEOUT_MS });
    } finally {
      await browser.close();
    }
    return undefined;
  } catch (error) {
    return shortened(error.message);
  }
}

/** @param {string} message Playwright's: the first line, and what the browser itself printed to stderr last */
function shortened(message) {
  const lines = message.split('\n').map((line) => line.trim());
  const ownWords = lines.filter((line) => line.includes('[err]')).at(-1);
  return [lines[0], ...(ownWords === undefined ? [] : [ownWords])].join(' ').slice(0, 300);
}
