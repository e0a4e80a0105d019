import { expect, test } from 'vitest';
import { reachWarning } from './reach-warning.ts';

test.each(['0.0.0.0', '::', '10.0.0.5', 'traces.lan'])('%s without a token is told in one line', (host) => {
  const warning = reachWarning(host, undefined) ?? '';
  expect(warning).toContain('WARNING');
  expect(warning).toContain(host);
  expect(warning).toContain('SPANLOOM_TOKEN');
  expect(warning.trimEnd()).not.toContain('\n');
});

test('nothing is said on loopback, or with a token', () => {
  expect(reachWarning('127.0.0.1', undefined)).toBeUndefined();
  expect(reachWarning('0.0.0.0', 'correct-horse-battery-staple')).toBeUndefined();
});
