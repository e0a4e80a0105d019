// A few rounds of the soak of diagrams: what hostile traces and graphs become, here and in Chromium.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const SOAK = join(import.meta.dirname, '..', 'apps', 'server', 'soak', 'main.ts');
/** The kinds of diagrams take turns in being drawn. */
const ROUNDS = 4;

test(`${ROUNDS} rounds of hostile diagrams: every text is Mermaid, no picture holds what names put into it`, () => {
  test.setTimeout(240_000);
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const { status, stdout } = spawnSync(process.execPath, [...flags, SOAK, 'diagrams', '--rounds', String(ROUNDS)], {
    encoding: 'utf8',
    timeout: 230_000,
  });
  expect(status, stdout).toBe(0);
  expect(stdout).toContain(`${ROUNDS} of ${ROUNDS} rounds passed`);
});
