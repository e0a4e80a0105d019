// How the suites' reports are summed: nothing that went wrong may count as nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOf, NOTHING, playwrightTally, sum, summaryLine, vitestTally } from './tally.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanloom-tally-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param {unknown} content @returns {string} the file's path */
function report(content) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** @param {readonly string[]} statuses @param {string} status */
const testFile = (statuses, status = 'passed') => ({
  status,
  assertionResults: statuses.map((each) => ({ status: each })),
});

describe('vitestTally', () => {
  it('counts tests by how they ended', () => {
    const file = report({ testResults: [testFile(['passed', 'passed', 'failed', 'skipped', 'todo'], 'failed')] });
    expect(vitestTally(file, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that did not load as one failure', () => {
    const file = report({ testResults: [testFile(['passed']), testFile([], 'failed')] });
    expect(vitestTally(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts an error outside any test as one failure', () => {
    const file = report({ testResults: [testFile(['passed'])] });
    expect(vitestTally(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a run without a report as one failure', () => {
    expect(vitestTally(join(folder, 'missing.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('playwrightTally', () => {
  it('counts a flaky test as a failed one', () => {
    const file = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] });
    expect(playwrightTally(file, 1)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('counts an error outside any test', () => {
    const file = report({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: 'x' }] });
    expect(playwrightTally(file, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a bad exit without any failure as one', () => {
    const file = report({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] });
    expect(playwrightTally(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });
});

describe('the last line', () => {
  it('sums, and names skipped tests only when there are any', () => {
    const tally = sum({ passed: 2, failed: 0, skipped: 0 }, { passed: 3, failed: 1, skipped: 0 });
    expect(summaryLine(tally)).toBe('5 passed, 1 failed');
    expect(summaryLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });

  it('is a success only when something passed and nothing failed', () => {
    expect(exitCodeOf(NOTHING)).toBe(1);
    expect(exitCodeOf({ passed: 0, failed: 0, skipped: 3 })).toBe(1);
    expect(exitCodeOf({ passed: 9, failed: 1, skipped: 0 })).toBe(1);
    expect(exitCodeOf({ passed: 9, failed: 0, skipped: 1 })).toBe(0);
  });
});
