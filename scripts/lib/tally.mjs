// How many tests passed and failed, summed over suites that report in their own ways.
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Tally */

/**
 * The part of Vitest's json report that is read here.
 * @typedef {{ testResults: readonly { status: string, assertionResults: readonly { status: string }[] }[] }} VitestReport
 */

/**
 * The part of Playwright's json report that is read here.
 * @typedef {{
 *   stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: readonly unknown[]
 * }} PlaywrightReport
 */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** @type {Tally} */
export const ONE_FAILURE = { passed: 0, failed: 1, skipped: 0 };

/** @param {Tally} a @param {Tally} b @returns {Tally} */
export const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** @param {Tally} tally @returns {string} such as `12 passed, 0 failed` */
export function summaryLine(tally) {
  const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`;
}

/** @param {Tally} tally @returns {number} 0 only when something ran and nothing failed */
export const exitCodeOf = (tally) => (tally.failed > 0 || tally.passed === 0 ? 1 : 0);

/**
 * @param {string} file what Vitest's json reporter wrote
 * @param {number} exitCode Vitest's own
 * @returns {Tally} a file that did not even load counts as one failure, and so does an error outside any test
 */
export function vitestTally(file, exitCode) {
  /** @type {VitestReport | undefined} */
  const report = readReport(file);
  if (report === undefined) return ONE_FAILURE;
  const tests = report.testResults.flatMap((result) => result.assertionResults);
  const brokenFiles = report.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = tests.filter((test) => test.status === 'failed').length + brokenFiles.length;
  const passed = tests.filter((test) => test.status === 'passed').length;
  return {
    passed,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: tests.length - passed - (failed - brokenFiles.length),
  };
}

/**
 * @param {string} file what Playwright's json reporter wrote
 * @param {number} exitCode Playwright's own
 * @returns {Tally} a flaky test is a failed one; an error outside any test counts as one failure
 */
export function playwrightTally(file, exitCode) {
  /** @type {PlaywrightReport | undefined} */
  const report = readReport(file);
  if (report === undefined) return ONE_FAILURE;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  return { passed: expected, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
