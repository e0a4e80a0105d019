// Runs the checks, two at a time, and tells how each went.
import { checks } from './checks.mjs';
import { root } from './paths.mjs';
import { seconds } from './progress.mjs';
import { runCaptured } from './process.mjs';

const AT_ONCE = 2;

/**
 * Runs every check, also after one has failed, and prints a line for each to stdout, with its output when it failed.
 * @param {string} [only] the name of one check; all when left out
 * @returns {Promise<import('./tally.mjs').Tally>} one test a check
 */
export async function runChecks(only) {
  const waiting = checks().filter((check) => only === undefined || check.name === only);
  let failed = 0;
  let passed = 0;
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now();
      const outputs = await failedOutputs(check);
      const time = seconds(performance.now() - started);
      if (outputs.length === 0) {
        passed += 1;
        process.stdout.write(`  ok      ${check.name} (${time})\n`);
      } else {
        failed += 1;
        process.stdout.write(`  FAILED  ${check.name} (${time})\n${outputs.map(indented).join('\n')}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { passed, failed, skipped: 0 };
}

/** @param {import('./checks.mjs').Check} check @returns {Promise<string[]>} what its failed commands printed */
async function failedOutputs(check) {
  const outputs = [];
  for (const command of check.commands) {
    const result = await runCaptured(process.execPath, command, { cwd: root });
    if (result.code === 0) continue;
    const output = `${result.stdout}${result.stderr}`.trim();
    outputs.push(output === '' ? `exit code ${result.code} without a word` : output);
  }
  return outputs;
}

/** @param {string} text */
const indented = (text) =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
