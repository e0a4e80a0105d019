import type { Knock } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { createKnockLog } from './knock-log.ts';

function knock(n: number, rest: Partial<Knock> = {}): Omit<Knock, 'count'> {
  return {
    at: String(n),
    protocol: 'http',
    method: 'POST',
    path: '/v1/traces',
    status: '200',
    refused: false,
    reason: '',
    userAgent: 'sdk/1',
    ...rest,
  };
}

test('keeps the last fifty, newest first', () => {
  const log = createKnockLog();
  expect(log.recent()).toEqual([]);
  for (let n = 1; n <= 60; n++) log.record(knock(n, { path: `/${n}` }));
  expect(log.recent().map(({ at }) => Number(at))).toEqual(Array.from({ length: 50 }, (_, i) => 60 - i));
});

test('what was read once does not change', () => {
  const log = createKnockLog();
  log.record(knock(1));
  const before = log.recent();
  log.record(knock(2));
  expect(before).toEqual([{ ...knock(1), count: 1 }]);
});

test('requests that are alike are one entry, at the time of the newest, and push nothing out', () => {
  const log = createKnockLog();
  log.record(knock(1, { status: '415', refused: true, reason: 'text/plain is not OTLP' }));
  for (let n = 2; n <= 100; n++) log.record(knock(n));
  log.record(knock(101, { userAgent: 'sdk/2' }));
  log.record(knock(102));
  expect(log.recent().map(({ at, status, userAgent, count }) => [at, status, userAgent, count])).toEqual([
    ['102', '200', 'sdk/1', 100],
    ['101', '200', 'sdk/2', 1],
    ['1', '415', 'sdk/1', 1],
  ]);
});

test.each<Partial<Knock>>([
  { protocol: 'grpc' },
  { method: 'PUT' },
  { path: '/v1/logs' },
  { status: '503', refused: true },
  { reason: 'One span was left out.' },
  { userAgent: 'sdk/2' },
])('requests that differ in %j are two', (difference) => {
  const log = createKnockLog();
  log.record(knock(1));
  log.record(knock(2, difference));
  expect(log.recent().map(({ count }) => count)).toEqual([1, 1]);
});

test('cuts every text of the sender, never to broken text', () => {
  const log = createKnockLog();
  const long = '🦊'.repeat(10_000);
  log.record(knock(1, { method: long, path: long, status: long, reason: long, userAgent: `a${long}` }));
  for (const text of Object.values(log.recent()[0] ?? {}).filter(
    (value) => typeof value === 'string' && value.length > 4,
  )) {
    expect(String(text).length).toBe(200);
    expect(String(text).isWellFormed()).toBe(true);
  }
});
