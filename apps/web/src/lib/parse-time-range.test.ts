// What is typed into the time control, and what it means. Local time, whatever the zone of the machine.
import { describe, expect, it } from 'vitest';
import { parseTimeRange } from './parse-time-range.ts';
import { nanosOfMillis } from './time-range.ts';

/** Friday 20 November 2026, 15:00 local time. */
const now = local(20, 15);

function local(date: number, hour = 0, minute = 0, second = 0, month = 10): bigint {
  return nanosOfMillis(new Date(2026, month, date, hour, minute, second).getTime());
}

function rangeOf(text: string): unknown {
  const parsed = parseTimeRange(text, now);
  if (parsed.kind !== 'range') return parsed.kind;
  const { range } = parsed;
  return range.kind === 'relative' ? range.text : [range.start, range.end];
}

describe('relative to now', () => {
  it.each([
    ['15m', '15m'],
    ['15 min', '15m'],
    ['90s', '90s'],
    ['1h30m', '90m'],
    ['1.5 hours', '90m'],
    ['120m', '2h'],
    ['last 2 hours', '2h'],
    ['Past 3 days', '3d'],
    ['last hour', '1h'],
    ['an hour', '1h'],
    ['1w', '7d'],
    ['now-1h to now', '1h'],
    ['now - 90s - now', '90s'],
    ['最近 2 小时', '2h'],
    ['过去15分钟', '15m'],
    ['近三天', '3d'],
    ['半小时', '30m'],
    ['１５分钟', '15m'],
    ['现在-1小时 到 现在', '1h'],
  ])('%s', (text, expected) => expect(rangeOf(text)).toBe(expected));
});

describe('two clock times', () => {
  it.each([
    ['13:00 to 14:30', local(20, 13), local(20, 14, 30)],
    ['13:00-14:30', local(20, 13), local(20, 14, 30)],
    ['13:00 – 14:30:15', local(20, 13), local(20, 14, 30, 15)],
    ['from 1pm until 2:30 pm', local(20, 13), local(20, 14, 30)],
    ['between 12am and 12pm', local(20, 0), local(20, 12)],
    ['13：00 到 14：30', local(20, 13), local(20, 14, 30)],
    ['从 13点 至 下午2点30分', local(20, 13), local(20, 14, 30)],
    // Not yet today, so yesterday's; over midnight.
    ['16:00 to 17:00', local(19, 16), local(19, 17)],
    ['22:00 to 02:00', local(19, 22), local(20, 2)],
    ['yesterday 13:00 to 14:00', local(19, 13), local(19, 14)],
    ['昨天 13:00 到 14:00', local(19, 13), local(19, 14)],
    ['13:00 to now', local(20, 13), now],
    ['3 hours ago to 1 hour ago', local(20, 12), local(20, 14)],
    ['now-3h to now-1h', local(20, 12), local(20, 14)],
    ['2小时前 至 现在', local(20, 13), now],
    ['since 13:00', local(20, 13), now],
    ['13:00 以来', local(20, 13), now],
  ])('%s', (text, start, end) => expect(rangeOf(text)).toEqual([start, end]));
});

describe('dates', () => {
  const dayEnd = (date: number): bigint => local(date + 1) - 1n;
  it.each([
    ['2026-11-20 13:25 - 14:25', local(20, 13, 25), local(20, 14, 25)],
    ['2026-11-18 13:25 to 2026-11-19 14:25', local(18, 13, 25), local(19, 14, 25)],
    ['2026/11/18 13:25-14:25', local(18, 13, 25), local(18, 14, 25)],
    ['18 Nov 2026, 13:25 – 14:25', local(18, 13, 25), local(18, 14, 25)],
    ['Nov 18 13:25 to 14:25', local(18, 13, 25), local(18, 14, 25)],
    ['2026年11月18日 13:25 至 14:25', local(18, 13, 25), local(18, 14, 25)],
    ['11月18日 到 11月19日', local(18), dayEnd(19)],
    ['2026-11-18', local(18), dayEnd(18)],
    ['2026-11-17 - 2026-11-18', local(17), dayEnd(18)],
    ['yesterday', local(19), dayEnd(19)],
    ['昨天', local(19), dayEnd(19)],
    ['today', local(20), now],
    ['2026-11-19 23:00 to 24:00', local(19, 23), local(20)],
  ])('%s', (text, start, end) => expect(rangeOf(text)).toEqual([start, end]));
});

describe('what machines write', () => {
  const start = nanosOfMillis(Date.UTC(2026, 10, 20, 13, 25));
  const end = nanosOfMillis(Date.UTC(2026, 10, 20, 14, 25, 30));
  const around = 300_000_000_000n;
  it.each([
    ['2026-11-20T13:25:00Z to 2026-11-20T14:25:30Z', start, end],
    ['2026-11-20T13:25:00Z/2026-11-20T14:25:30Z', start, end],
    ['2026-11-20T21:25:00+08:00 - 2026-11-20T09:25:30-05:00', start, end],
    ['1795181100 to 1795184730', start, end],
    ['1795181100000..1795184730000', start, end],
    ['1795181100000000000 - 1795184730000000000', start, end],
    ['2026-11-20T13:25:00.123456789Z', start + 123_456_789n - around, start + 123_456_789n + around],
    ['1795181100.5', start + 500_000_000n - around, start + 500_000_000n + around],
    ['1795181100000001', start + 1000n - around, start + 1000n + around],
  ])('%s', (text, from, to) => expect(rangeOf(text)).toEqual([from, to]));
});

describe('what is no range', () => {
  it.each([
    '',
    ' ',
    'soon',
    '5',
    '1234',
    '15 parsecs',
    '0m',
    '25:00 to 26:00',
    '2026-02-31',
    '13:00 to',
    'to 13:00',
    '99999999d',
  ])('cannot be read: %j', (text) => expect(rangeOf(text)).toBe('unreadable'));

  it.each(['14:25 yesterday', '2026-11-20 14:00 to 2026-11-20 13:00', 'now to now-1h'])('%j', (text) =>
    expect(['empty', 'unreadable']).toContain(rangeOf(text)),
  );

  it('says that the end is not after the start', () => {
    expect(rangeOf('2026-11-20 14:00 to 2026-11-20 13:00')).toBe('empty');
    expect(rangeOf('now to now-1h')).toBe('empty');
  });
});
