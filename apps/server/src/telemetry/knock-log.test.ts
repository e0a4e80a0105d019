import type { Knock } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { createKnockLog } from './knock-log.ts';

function knock(n: number, rest: Partial<Knock> = {}): Knock {
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
  for (let n = 1; n <= 60; n++) log.record(knock(n));
  expect(log.recent().map(({ at }) => Number(at))).toEqual(Array.from({ length: 50 }, (_, i) => 60 - i));
});

test('what was read once does not change', () => {
  const log = createKnockLog();
  log.record(knock(1));
  const before = log.recent();
  log.record(knock(2));
  expect(before).toEqual([knock(1)]);
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
