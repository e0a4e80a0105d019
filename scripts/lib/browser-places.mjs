// Browsers that may be there already: the usual places of each system, and Playwright's own download.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { inRoot, root } from './paths.mjs';
import { step } from './progress.mjs';
import { runCaptured } from './process.mjs';
import { toolScript } from './tool-script.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

const DOWNLOAD_TIMEOUT_MS = 300_000;

/** @returns {readonly string[] | string} the paths that exist, or why there is none */
export function systemBrowsers() {
  const found = usualPlaces().filter((path) => existsSync(path));
  return found.length > 0 ? [...new Set(found)] : 'none in the usual places';
}

/** @returns {string[]} */
function usualPlaces() {
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
      const folder = process.env[name];
      return folder === undefined ? [] : WINDOWS_PROGRAMS.map((parts) => join(folder, ...parts));
    });
  }
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  if (process.platform !== 'darwin') return onPath;
  return [...MAC_APPS.map((app) => join('/Applications', `${app}.app`, 'Contents', 'MacOS', app)), ...onPath];
}

/** @returns {Promise<readonly string[] | string>} the browser that Playwright downloads, or why there is none */
export async function playwrightChromium() {
  const path = playwright().chromium.executablePath();
  if (existsSync(path)) return [path];
  return await step("Downloading Playwright's Chromium (about 150 MB, once)", async () => {
    const result = await runCaptured(
      process.execPath,
      [toolScript('@playwright/test', '.', 'playwright'), 'install', '--no-shell', 'chromium'],
      { cwd: root, env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }, timeoutMs: DOWNLOAD_TIMEOUT_MS },
    );
    if (existsSync(path)) return [path];
    if (result.timedOut) return `its download took longer than ${DOWNLOAD_TIMEOUT_MS / 1000} s`;
    const reason = /^Error: .*$/m.exec(`${result.stdout}${result.stderr}`)?.[0] ?? `exit code ${result.code}`;
    return `it cannot be downloaded (${reason})`;
  });
}

/** @returns {typeof import('@playwright/test')} loaded late: the launcher itself runs before anything is installed */
export const playwright = () => createRequire(inRoot('package.json'))('@playwright/test');
