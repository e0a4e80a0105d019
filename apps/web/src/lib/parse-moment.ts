// Moments as people type or paste them: clock times, dates in several spellings, ISO 8601, unix time in s, ms, µs or ns,
// `now-1h`, `2 hours ago`, `昨天 13:00`. Local time unless the text names a zone.
import { parseDuration } from './parse-duration.ts';
import { nanosOfMillis } from './time-range.ts';

export interface Moment {
  /** Unix nanoseconds; of a day its first. */
  readonly at: bigint;
  /** `day`: no time of day was given. `clock`: no day was given. */
  readonly kind: 'day' | 'clock' | 'moment';
}

const NANOS_PER_SECOND = 1_000_000_000n;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Digits of a unix time, and what they count, in nanoseconds. Shorter numbers are before 2001 and rather something else. */
const UNIX_DIGITS: ReadonlyMap<number, bigint> = new Map([
  [10, NANOS_PER_SECOND],
  [13, 1_000_000n],
  [16, 1000n],
  [19, 1n],
]);

/** `now`: unix nanoseconds. `day`: a moment of the day that a clock time alone is meant for. */
export function parseMoment(text: string, now: bigint, day: bigint = now): Moment | undefined {
  const written = text.trim().toLowerCase();
  return (
    parseNow(written, now) ?? parseUnix(written) ?? parseDated(written, now) ?? clockOn(written, dayOf(day), 'clock')
  );
}

/** The first nanosecond of the local day `days` after that of `at`. */
export function startOfDay(at: bigint, days = 0): bigint {
  const { year, month, date } = dayOf(at);
  return nanosOfMillis(new Date(year, month, date + days).getTime());
}

function parseNow(text: string, now: bigint): Moment | undefined {
  if (text === 'now' || text === '现在') return { at: now, kind: 'moment' };
  const before = /^(?:now|现在)\s*-\s*(.+)$|^(.+?)\s*(?:ago|之?前)$/.exec(text);
  const seconds = parseDuration(before?.[1] ?? before?.[2] ?? '');
  return seconds === undefined ? undefined : { at: now - BigInt(seconds) * NANOS_PER_SECOND, kind: 'moment' };
}

function parseUnix(text: string): Moment | undefined {
  const match = /^(\d{10,19})(?:\.(\d{1,9}))?$/.exec(text);
  const unit = UNIX_DIGITS.get(match?.[1]?.length ?? 0);
  if (match?.[1] === undefined || unit === undefined) return undefined;
  const fraction = match[2] === undefined ? 0n : (fractionNanos(match[2]) * unit) / NANOS_PER_SECOND;
  return { at: BigInt(match[1]) * unit + fraction, kind: 'moment' };
}

interface Day {
  readonly year: number;
  /** From 0, as Date has it. */
  readonly month: number;
  readonly date: number;
}

function dayOf(at: bigint): Day {
  const date = new Date(Number(at / 1_000_000n));
  return { year: date.getFullYear(), month: date.getMonth(), date: date.getDate() };
}

function parseDated(text: string, now: bigint): Moment | undefined {
  const found = readDay(text, now);
  if (found === undefined) return undefined;
  const { day, rest, iso } = found;
  if (rest !== '') return clockOn(rest, day, 'moment', iso);
  return { at: nanosOfMillis(new Date(day.year, day.month, day.date).getTime()), kind: 'day' };
}

/** The day at the beginning of a text, and what follows it. `iso`: joined by `T`, where a zone like -05:00 may follow. */
function readDay(text: string, now: bigint): { day: Day; rest: string; iso: boolean } | undefined {
  const today = dayOf(now);
  const word = /^(today|yesterday|今天|昨天)[\s,]*(.*)$/.exec(text);
  if (word !== null) {
    const back = word[1] === 'yesterday' || word[1] === '昨天' ? -1 : 0;
    return { day: dayOf(startOfDay(now, back)), rest: word[2] ?? '', iso: false };
  }
  const numbers = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(t)|[\s,]+|$)(.*)$/.exec(text);
  if (numbers !== null) return dayAndRest(numbers[1], Number(numbers[3]), numbers[4], numbers[6], numbers[5] === 't');
  const chinese = /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]\s*(.*)$/.exec(text);
  if (chinese !== null) return dayAndRest(chinese[1] ?? today.year, Number(chinese[2]), chinese[3], chinese[4]);
  const english =
    /^(?<date>\d{1,2})\s+(?<month>[a-z]{3,9})\.?(?:,?\s+(?<year>\d{4}))?(?:[\s,]+(?<rest>.*))?$/.exec(text) ??
    /^(?<month>[a-z]{3,9})\.?\s+(?<date>\d{1,2})(?:,?\s+(?<year>\d{4}))?(?:[\s,]+(?<rest>.*))?$/.exec(text);
  const { year, month, date, rest } = english?.groups ?? {};
  const monthNumber = MONTHS.indexOf(month?.slice(0, 3) ?? '') + 1;
  return monthNumber === 0 ? undefined : dayAndRest(year ?? today.year, monthNumber, date, rest);
}

function dayAndRest(
  year: string | number | undefined,
  month: number,
  date: string | undefined,
  rest = '',
  iso = false,
): { day: Day; rest: string; iso: boolean } | undefined {
  const day = { year: Number(year), month: month - 1, date: Number(date) };
  const real = new Date(day.year, day.month, day.date);
  // 31 February becomes a day of March.
  if (real.getMonth() !== day.month || real.getDate() !== day.date) return undefined;
  return { day, rest: rest.trim(), iso };
}

const CLOCK = /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(am|pm)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/;
const CHINESE_CLOCK = /^(上午|下午|晚上)?\s*(\d{1,2})[点时](?:(\d{1,2})分?)?$/;

function clockOn(text: string, day: Day, kind: 'clock' | 'moment', mayOffset = false): Moment | undefined {
  const chinese = CHINESE_CLOCK.exec(text);
  if (chinese !== null) {
    const half = chinese[1] === undefined ? undefined : chinese[1] === '上午' ? 'am' : 'pm';
    return moment(day, [chinese[2], chinese[3], undefined, undefined], half, undefined, kind);
  }
  const [, hour, minute, second, fraction, half, zone] = CLOCK.exec(text) ?? [];
  // A number alone is no time of day; an offset without `T` is rather the second of two clock times.
  if (hour === undefined || (minute === undefined && half === undefined)) return undefined;
  if (zone !== undefined && /^[+-]/.test(zone) && !mayOffset) return undefined;
  return moment(day, [hour, minute, second, fraction], half, zone, kind);
}

function moment(
  { year, month, date }: Day,
  [hourText, minuteText = '0', secondText = '0', fraction = '']: readonly (string | undefined)[],
  half: string | undefined,
  zone: string | undefined,
  kind: 'clock' | 'moment',
): Moment | undefined {
  const twelve = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (half === 'pm' ? 12 : 0);
  const [minute, second] = [Number(minuteText), Number(secondText)];
  // 24:00 is the end of a day.
  if (twelve > 24 || (twelve === 24 && minute + second > 0) || minute > 59 || second > 59) return undefined;
  const millis =
    zone === undefined
      ? new Date(year, month, date, twelve, minute, second).getTime()
      : Date.UTC(year, month, date, twelve, minute, second) - offsetMillis(zone);
  return millis < 0 ? undefined : { at: nanosOfMillis(millis) + fractionNanos(fraction), kind };
}

function offsetMillis(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}

function fractionNanos(digits: string): bigint {
  return BigInt(digits.padEnd(9, '0').slice(0, 9));
}
