// Chromium and a font for Chinese by apt, where this is a Debian and we are root.
import { existsSync } from 'node:fs';
import { step } from './progress.mjs';
import { runCaptured } from './process.mjs';

const CHROMIUM = '/usr/bin/chromium';
const FONT = 'fonts-noto-cjk';
const APT_TIMEOUT_MS = 900_000;
const APT_ENV = { DEBIAN_FRONTEND: 'noninteractive' };

/** @returns {string | undefined} why apt cannot be used here */
function aptProblem() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return 'there is no apt here';
  if (process.getuid?.() !== 0) return 'apt needs root';
  return undefined;
}

/** @param {readonly string[]} packages @returns {Promise<string | undefined>} what went wrong */
async function aptInstall(packages) {
  const update = await runCaptured('apt-get', ['update'], { env: APT_ENV, timeoutMs: APT_TIMEOUT_MS });
  const install = await runCaptured('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    env: APT_ENV,
    timeoutMs: APT_TIMEOUT_MS,
  });
  if (install.code === 0) return undefined;
  const words = `${update.code === 0 ? '' : update.stderr}${install.stderr}`.trim().replaceAll('\n', ' ');
  return `apt-get install failed (exit code ${install.code}): ${words}`;
}

/** @returns {Promise<readonly string[] | string>} the installed Chromium, or why there is none */
export async function aptChromium() {
  const problem = aptProblem();
  if (problem !== undefined) return problem;
  return await step('Installing Chromium and a font for Chinese with apt (about 200 MB, once)', async () => {
    const failure = await aptInstall(['chromium', FONT]);
    if (failure !== undefined) return failure;
    return existsSync(CHROMIUM) ? [CHROMIUM] : `apt installed no ${CHROMIUM}`;
  });
}

/** Installs a font with Chinese characters where none is found and apt can: without one they are drawn as boxes. */
export async function ensureChineseFont() {
  if (process.platform !== 'linux') return;
  const fonts = await runCaptured('fc-list', [':lang=zh', 'family']);
  if (fonts.code === 0 && fonts.stdout.trim() !== '') return;
  if (aptProblem() !== undefined) return;
  await step('Installing a font for Chinese with apt (about 60 MB, once)', async () => {
    const failure = await aptInstall([FONT]);
    if (failure !== undefined) process.stderr.write(`${failure}\nChinese text will show as boxes in pictures.\n`);
  });
}
