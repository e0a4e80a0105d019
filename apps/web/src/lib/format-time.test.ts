// Moments as text. Built from local parts, so that they hold in whatever zone the tests run.
import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatMoment,
  formatRelative,
  formatTimeTick,
  formatWindow,
  precisionOf,
} from './format-time.ts';
import { nanosOfMillis } from './time-range.ts';

const at = (...parts: [number, number, number, number, number, number, number?]): bigint =>
  nanosOfMillis(new Date(...parts).getTime());
const afternoon = at(2026, 10, 20, 14, 24, 36, 207);
const plain = (text: string): string => text.replaceAll('\u202f', ' ');

describe('clock and date', () => {
  it('writes 24 hours to the wanted part', () => {
    expect(formatClock(afternoon, 'minute')).toBe('14:24');
    expect(formatClock(afternoon)).toBe('14:24:36');
    expect(formatClock(afternoon, 'milli')).toBe('14:24:36.207');
  });

  it('writes the date as the language has it', () => {
    expect(formatDate(afternoon, 'en')).toBe('20 Nov 2026');
    expect(formatDate(at(2026, 8, 5, 1, 2, 3), 'en')).toBe('5 Sep 2026');
    expect(formatDate(at(2026, 8, 5, 1, 2, 3), 'zh-CN')).toBe('2026-09-05');
  });

  it('names the zone in the full time', () => {
    expect(formatDateTime(afternoon, 'en')).toMatch(/^20 Nov 2026, 14:24:36\.207 UTC([+\u2212]\d{1,2}(:\d\d)?)?$/);
    expect(formatDateTime(afternoon, 'zh-CN')).toMatch(/^2026-11-20 14:24:36\.207 UTC/);
  });
});

describe('formatRelative', () => {
  const ago = (seconds: number): bigint => afternoon - BigInt(seconds) * 1_000_000_000n;

  it.each([
    [0, '0 s ago', '0 秒前'],
    [12, '12 s ago', '12 秒前'],
    [59, '59 s ago', '59 秒前'],
    [60, '1 min ago', '1 分钟前'],
    [3599, '59 min ago', '59 分钟前'],
  ])('%s seconds', (seconds, english, chinese) => {
    expect(plain(formatRelative(ago(seconds), afternoon, 'en'))).toBe(english);
    expect(formatRelative(ago(seconds), afternoon, 'zh-CN')).toBe(chinese);
  });

  it('becomes the clock time after an hour, and for what lies ahead', () => {
    expect(formatRelative(ago(3600), afternoon, 'en')).toBe('13:24:36');
    expect(formatRelative(afternoon + 1_000_000_000n, afternoon, 'en')).toBe('14:24:37');
  });
});

describe('windows, moments and ticks', () => {
  const morning = at(2026, 10, 20, 13, 25, 0);
  const dayBefore = at(2026, 10, 19, 13, 25, 0);

  it('writes the day where it is not today', () => {
    expect(formatWindow(morning, afternoon, afternoon, 'en')).toBe('13:25 – 14:24');
    expect(formatWindow(morning, afternoon, afternoon + 86_400_000_000_000n, 'zh-CN')).toBe('2026-11-20 13:25 – 14:24');
    expect(formatWindow(dayBefore, afternoon, afternoon, 'en')).toBe('19 Nov 2026, 13:25 – 20 Nov 2026, 14:24');
    const later = (millis: number): bigint => afternoon + nanosOfMillis(millis);
    expect(formatWindow(afternoon, later(60_000), afternoon, 'en')).toBe('14:24 – 14:25');
    expect(formatWindow(afternoon, later(2_000), afternoon, 'en')).toBe('14:24:36 – 14:24:38');
    expect(formatWindow(afternoon, later(250), afternoon, 'en')).toBe('14:24:36.207 – 14:24:36.457');
    expect(formatWindow(later(-86_400_000), later(-86_398_000), afternoon, 'zh-CN')).toBe(
      '2026-11-19 14:24:36 – 14:24:38',
    );
    expect(precisionOf(afternoon, later(60_000), 'second')).toBe('second');
    expect(precisionOf(afternoon, later(250), 'second')).toBe('milli');
    expect(formatMoment(morning, afternoon, 'second', 'en')).toBe('13:25:00');
    expect(formatMoment(dayBefore, afternoon, 'second', 'en')).toBe('19 Nov, 13:25:00');
    expect(formatMoment(dayBefore, afternoon, 'minute', 'zh-CN')).toBe('11-19 13:25');
    const yearBefore = at(2025, 9, 16, 13, 25, 0);
    expect(formatMoment(yearBefore, afternoon, 'minute', 'en')).toBe('16 Oct 2025, 13:25');
    expect(formatMoment(yearBefore, afternoon, 'minute', 'zh-CN')).toBe('2025-10-16 13:25');
  });

  it('marks where a day begins on a long axis', () => {
    const midnight = at(2026, 10, 20, 0, 0, 0);
    expect(formatTimeTick(midnight, 86_400_000_000_000n, 'en')).toBe('20 Nov');
    expect(formatTimeTick(midnight, 86_400_000_000_000n, 'zh-CN')).toBe('11-20');
    expect(formatTimeTick(morning, 600_000_000_000n, 'en')).toBe('13:25');
    expect(formatTimeTick(morning, 10_000_000_000n, 'en')).toBe('13:25:00');
  });
});
