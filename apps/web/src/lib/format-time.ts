// Moments as text, in the browser's time zone, 24 hours. All take unix nanoseconds.
import { NARROW_SPACE } from './format-duration.ts';
import type { Language } from './language.ts';

const NANOS_PER_MILLI = 1_000_000n;
const NANOS_PER_SECOND = 1_000_000_000n;
const NANOS_PER_MINUTE = 60n * NANOS_PER_SECOND;

export type ClockPrecision = 'minute' | 'second' | 'milli';

/** `14:24`, `14:24:36` or `14:24:36.207`. */
export function formatClock(time: bigint, precision: ClockPrecision = 'second'): string {
  const date = new Date(Number(time / NANOS_PER_MILLI));
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (precision === 'minute') return minutes;
  const seconds = `${minutes}:${two(date.getSeconds())}`;
  return precision === 'second' ? seconds : `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `20 Nov 2026` or `2026-11-20`. */
export function formatDate(time: bigint, language: Language): string {
  const date = new Date(Number(time / NANOS_PER_MILLI));
  if (language === 'zh-CN') return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${date.getDate()} ${MONTHS[date.getMonth()] ?? ''} ${date.getFullYear()}`;
}

/** Written out: asking the browser for them takes longer than all else on a page's way to its first row. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20 Nov` or `11-20`: a day of the year, where the year is clear. */
function formatDay(time: bigint, language: Language): string {
  return language === 'zh-CN' ? formatDate(time, language).slice(5) : formatDate(time, language).replace(/ \d+$/, '');
}

/**
 * The clock time, with the day before it when that is not the day of `now`, and the year when that is another one:
 * `14:24:36`, `20 Nov, 14:24:36`, `20 Nov 2025, 14:24:36`.
 */
export function formatMoment(time: bigint, now: bigint, precision: ClockPrecision, language: Language): string {
  const clock = formatClock(time, precision);
  if (formatDate(time, language) === formatDate(now, language)) return clock;
  const day = yearOf(time) === yearOf(now) ? formatDay(time, language) : formatDate(time, language);
  return `${day}${language === 'zh-CN' ? ' ' : ', '}${clock}`;
}

/** A tick of a time axis: the day where one begins, else the clock time. `stepNanos`: distance of the ticks. */
export function formatTimeTick(time: bigint, stepNanos: bigint, language: Language): string {
  const millis = Number(time / NANOS_PER_MILLI);
  const date = new Date(millis);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (midnight && stepNanos >= 3_600_000_000_000n) return formatDay(time, language);
  return formatClock(time, stepNanos % 60_000_000_000n === 0n ? 'minute' : 'second');
}

/** The full time, for tooltips: `20 Nov 2026, 14:24:36.207 UTC+8`. */
export function formatDateTime(time: bigint, language: Language): string {
  const between = language === 'zh-CN' ? ' ' : ', ';
  return `${formatDate(time, language)}${between}${formatClock(time, 'milli')} ${zoneName(time)}`;
}

/**
 * `13:25 – 14:25`, with the day where both are not of the day of `now`: as exactly as tells the ends apart, `13:25:07 – 13:25:09` or
 * `13:25:07.100 – 13:25:07.350`.
 */
export function formatWindow(start: bigint, end: bigint, now: bigint, language: Language): string {
  const precision = precisionOf(start, end);
  const today = formatDate(now, language);
  const [startDay, endDay] = [formatDate(start, language), formatDate(end, language)];
  const [startClock, endClock] = [formatClock(start, precision), formatClock(end, precision)];
  if (startDay === endDay && endDay === today) return `${startClock} – ${endClock}`;
  const between = language === 'zh-CN' ? ' ' : ', ';
  if (startDay === endDay) return `${startDay}${between}${startClock} – ${endClock}`;
  return `${startDay}${between}${startClock} – ${endDay}${between}${endClock}`;
}

/** How exactly the ends of a window are told: minutes, unless both are in the same one. */
export function precisionOf(start: bigint, end: bigint, least: 'minute' | 'second' = 'minute'): ClockPrecision {
  const same = (nanos: bigint): boolean => start / nanos === end / nanos;
  if (same(NANOS_PER_SECOND)) return 'milli';
  return least === 'second' || same(NANOS_PER_MINUTE) ? 'second' : 'minute';
}

/** `12 s ago`, `2 min ago`; from 60 min on, and for the future, the clock time. */
export function formatRelative(time: bigint, now: bigint, language: Language): string {
  const seconds = Number((now - time) / 1_000_000_000n);
  if (seconds < 0 || seconds >= 3600) return formatClock(time);
  const [count, unit] = seconds < 60 ? [seconds, 's'] : [Math.floor(seconds / 60), 'min'];
  if (language === 'zh-CN') return `${count} ${unit === 's' ? '秒' : '分钟'}前`;
  return `${count}${NARROW_SPACE}${unit} ago`;
}

/** `UTC`, `UTC+8`, `UTC+5:30`: the zone in which the other functions write. */
function zoneName(time: bigint): string {
  const offset = -new Date(Number(time / NANOS_PER_MILLI)).getTimezoneOffset();
  if (offset === 0) return 'UTC';
  const size = Math.abs(offset);
  const minutes = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `UTC${offset < 0 ? '\u2212' : '+'}${Math.floor(size / 60)}${minutes}`;
}

function yearOf(time: bigint): number {
  return new Date(Number(time / NANOS_PER_MILLI)).getFullYear();
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
