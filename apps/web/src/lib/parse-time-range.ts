// A time range as one types it: `15m`, `last 2 hours`, `now-1h to now`, `13:00 to 14:30`, `2026-11-20 13:25 - 14:25`,
// `昨天 13:00 到 14:00`, ISO 8601, unix times. Pure: the clock is an argument.
import { parseDuration } from './parse-duration.ts';
import { type Moment, parseMoment, startOfDay } from './parse-moment.ts';
import { rangeOfSeconds, type TimeRange } from './time-range.ts';

export type ParsedRange =
  | { readonly kind: 'range'; readonly range: TimeRange }
  /** Understood, but its start is not before its end. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable' };

const NANOS_PER_SECOND = 1_000_000_000n;
/** A moment alone means the time around it. */
const AROUND_NANOS = 300n * NANOS_PER_SECOND;
const UNREADABLE: ParsedRange = { kind: 'unreadable' };
/** Every place where one range may be two moments; dates and `now-1h` have such signs inside, so all are tried. */
const BETWEEN = /\s+(?:to|until|till|and|through)\s+|\s*(?:-|~|至|到|→|\.\.+|\/)\s*/g;

/** `now`: unix nanoseconds. */
export function parseTimeRange(text: string, now: bigint): ParsedRange {
  const written = normalized(text);
  const length = parseDuration(written.replace(/^(?:(?:the\s+)?(?:last|past|previous)\s+|最近|过去|近)\s*/, ''));
  if (length !== undefined) return relative(length);
  const since = /^(?:since|after)\s+(.+)$|^(?:自从?|从)?\s*(.+?)\s*(?:以来|至今|到现在)$/.exec(written);
  if (since !== null) {
    const from = parseMoment(since[1] ?? since[2] ?? '', now);
    if (from !== undefined) return absolute(recent(from, now).at, now);
  }
  const whole = parseMoment(written, now);
  if (whole !== undefined) return alone(whole, now);
  return parseTwo(written.replace(/^(?:from|between)\s+|^从\s*/, ''), now);
}

/** Small letters, one kind of dash, colon and tilde, single spaces. */
function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[〜～]/g, '~')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function relative(seconds: number): ParsedRange {
  const range = rangeOfSeconds(seconds);
  return range === undefined ? UNREADABLE : { kind: 'range', range };
}

function absolute(start: bigint, end: bigint): ParsedRange {
  return start < end ? { kind: 'range', range: { kind: 'absolute', start, end } } : { kind: 'empty' };
}

/** A day is all of it, today up to now; a moment is what lies around it. */
function alone(moment: Moment, now: bigint): ParsedRange {
  if (moment.kind !== 'day') {
    const { at } = recent(moment, now);
    return absolute(at - AROUND_NANOS, at + AROUND_NANOS);
  }
  const end = startOfDay(moment.at, 1) - 1n;
  return absolute(moment.at, moment.at <= now && now < end ? now : end);
}

function parseTwo(text: string, now: bigint): ParsedRange {
  for (const { index, 0: sign } of text.matchAll(BETWEEN)) {
    const first = parseMoment(text.slice(0, index), now);
    if (first === undefined) continue;
    const start = recent(first, now);
    const right = text.slice(index + sign.length);
    const second = parseMoment(right, now, start.at);
    if (second === undefined) continue;
    const toNow = right.trim() === 'now' || right.trim() === '现在';
    const before = /^(?:now|现在)\s*-\s*(.+)$/.exec(text.slice(0, index));
    const length = toNow && before !== null ? parseDuration(before[1] ?? '') : undefined;
    return length === undefined ? absolute(start.at, endOf(start, second)) : relative(length);
  }
  return UNREADABLE;
}

/** A clock time that has not come yet today is yesterday's. */
function recent(moment: Moment, now: bigint): Moment {
  return moment.kind === 'clock' && moment.at > now ? onOtherDay(moment, -1) : moment;
}

/** The last moment of an end: of a day its last; a clock time before the start is the next day's. */
function endOf(start: Moment, end: Moment): bigint {
  if (end.kind === 'day') return startOfDay(end.at, 1) - 1n;
  return end.kind === 'clock' && end.at < start.at ? onOtherDay(end, 1).at : end.at;
}

/** The same time of day: not 24 hours away where a clock change lies between. */
function onOtherDay(moment: Moment, days: number): Moment {
  const date = new Date(Number(moment.at / 1_000_000n));
  const before = BigInt(date.getTime());
  date.setDate(date.getDate() + days);
  return { ...moment, at: moment.at + (BigInt(date.getTime()) - before) * 1_000_000n };
}
