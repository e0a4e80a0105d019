// How `npm run interop` ends: what a client's console may show, and what becomes of a language whose tools are missing.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { noise } from '../interop/console.ts';
import { ending, type Outcome } from '../interop/outcome.ts';
import { temporaryFolder } from './support/built-server.ts';

const METRICS =
  'shutdown: failed to upload metrics: OTLP partial success: Spanloom stores traces only so far; metrics are not kept (1 metric data points rejected)';
const LOGS = 'shutdown: OTLP partial success: Spanloom stores traces only so far; logs are not kept (1 logs rejected)';

describe('the console of a client', () => {
  test('may show the lines of its SDK about rejected signals', () => {
    expect(noise('go', `${METRICS}\n${LOGS}\n`)).toEqual([]);
    expect(noise('python', '')).toEqual([]);
  });

  test.each([
    ['go', 'traces export: context deadline exceeded'],
    ['go', `${LOGS} and more`],
    ['go', `2026/11/26 12:00:00 ${METRICS}`],
    [
      'go',
      'shutdown: OTLP partial success: Spanloom stores traces only so far; traces are not kept (1 spans rejected)',
    ],
    ['python', 'Transient error StatusCode.UNAVAILABLE encountered while exporting traces, retrying in 1s.'],
    ['java', 'WARNING: Failed to export spans.'],
    ['python', METRICS],
    ['another', METRICS],
  ])('%s may not show "%s"', (language, line) => {
    expect(noise(language, `\n${line}\r\n`)).toEqual([line]);
  });
});

describe('the end of a run', () => {
  const run = (...outcomes: Outcome[]) =>
    new Map(outcomes.map((outcome, i) => [['python', 'go', 'java'][i] ?? '', outcome]));

  test('names what was skipped in its last lines, and fails unless that may be', () => {
    expect(ending(run('ok', 'ok', 'ok'), false)).toEqual({ lines: ['ok: python', 'ok: go', 'ok: java'], exitCode: 0 });
    const lines = ['ok: python', 'ok: java', 'SKIPPED: go'];
    expect(ending(run('ok', 'skipped', 'ok'), true)).toEqual({ lines, exitCode: 0 });
    const strict = ending(run('ok', 'skipped', 'ok'), false);
    expect(strict.exitCode).toBe(1);
    expect(strict.lines).toEqual([...lines, expect.stringContaining('--allow-missing')]);
    expect(ending(run('ok', 'skipped', 'failed'), true)).toMatchObject({ exitCode: 1 });
    expect(ending(run('failed', 'ok', 'ok'), true)).toMatchObject({ exitCode: 1 });
  });

  test.each([
    [[], 1],
    [['--allow-missing'], 0],
  ])('on a machine without any of the tools, with %j: %i', (flags, code) => {
    const empty = temporaryFolder();
    const main = fileURLToPath(new URL('../interop/main.ts', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, ['--experimental-strip-types', main, ...flags], {
      encoding: 'utf8',
      env: { PATH: empty },
    });
    rmSync(empty, { recursive: true });
    expect(stdout).toMatch(/^SKIPPED: python\nSKIPPED: go\nSKIPPED: java$/m);
    expect(status).toBe(code);
  });
});
