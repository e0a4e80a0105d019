// `npm run check:prove`: shows that each check notices what it is there for. Breaks a copy of the work tree on purpose,
// in one way after another, and runs the check that has to notice.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VIOLATIONS } from '../lib/check-violations.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { step } from '../lib/progress.mjs';
import { runCaptured } from '../lib/process.mjs';
import { copyTree, plant, unplant } from '../lib/tree-copy.mjs';

/** @returns {Promise<number>} 0 only when every violation was noticed by its check, and only because of it */
export async function run() {
  await ensureInstalled();
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'spanloom-prove-')));
  try {
    await step('Copying the work tree', () => copyTree(copy));
    let missed = 0;
    for (const violation of VIOLATIONS) {
      const caught = await isCaught(copy, violation);
      if (!caught.noticed) missed += 1;
      process.stdout.write(
        `${caught.noticed ? 'caught' : 'MISSED'}  ${violation.title}: check "${violation.check}"${caught.line === '' ? '' : `\n          ${caught.line}`}\n`,
      );
    }
    process.stdout.write(`${VIOLATIONS.length - missed} of ${VIOLATIONS.length} violations caught\n`);
    return missed === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** @param {string} copy @param {import('../lib/check-violations.mjs').Violation} violation */
async function isCaught(copy, violation) {
  const before = await check(copy, violation);
  plant(copy, violation);
  const broken = await check(copy, violation);
  unplant(copy, violation);
  // The words must be new: a check that fails anyway proves nothing.
  const line = broken.lines.find((text) => text.includes(violation.says) && !before.lines.includes(text)) ?? '';
  return { noticed: broken.code !== 0 && line !== '', line: line.trim() };
}

/** The copy's own checks, without its launcher: that would install into the packages it shares with this tree. */
const RUN_ONE = `
const [url, name] = process.argv.slice(1);
const { runChecks } = await import(url);
const tally = await runChecks(name);
process.exitCode = tally.failed === 0 ? 0 : 1;
`;

/** @param {string} copy @param {import('../lib/check-violations.mjs').Violation} violation */
async function check(copy, violation) {
  const url = pathToFileURL(join(copy, 'scripts', 'lib', 'run-checks.mjs')).href;
  const result = await runCaptured(process.execPath, ['--input-type=module', '--eval', RUN_ONE, url, violation.check], {
    cwd: copy,
  });
  return { code: result.code, lines: `${result.stdout}${result.stderr}`.split('\n') };
}
