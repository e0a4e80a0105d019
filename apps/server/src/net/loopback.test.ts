import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost', 'LOCALHOST'])('%s is this machine alone', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['0.0.0.0', '::', '10.0.0.5', '128.0.0.1', '127.0.0.1.example.org', 'localhost.example.org', 'traces.lan'])(
  '%s is not',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);
