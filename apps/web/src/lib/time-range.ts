// The time range of the top bar: relative to now, or fixed. In the URL as `range=15m`, or `from` and `to` in unix nanoseconds.
import { z } from '@spanloom/api-schema';
import { urlText } from './search-params.ts';

/** Presets of the time control, in minutes. Other relative ranges may stand in a URL: `range=90m`. */
export const RANGE_PRESETS = ['5m', '15m', '1h', '3h', '24h', '7d'] as const;

const DEFAULT_RANGE = '1h';
const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;
const NANOS_PER_SECOND = 1_000_000_000n;

/** The part of every page's URL that says which time it shows. */
export const timeRangeUrl = z.object({
  range: urlText,
  from: urlText,
  to: urlText,
  /** `1`: the page keeps up with what comes in. Only with a relative range. */
  live: urlText,
});
export type TimeRangeUrl = z.infer<typeof timeRangeUrl>;

export type TimeRange =
  | { readonly kind: 'relative'; readonly text: string; readonly seconds: number }
  | { readonly kind: 'absolute'; readonly start: bigint; readonly end: bigint };

export type FixedRange = TimeRange & { readonly kind: 'absolute' };

/** Unix nanoseconds, both ends included. */
export interface TimeWindow {
  readonly start: bigint;
  readonly end: bigint;
}

/** What a URL asks for; the last hour when it asks for nothing that can be read. */
export function readTimeRange(url: TimeRangeUrl): TimeRange {
  return absoluteRange(url) ?? relativeRange(url.range) ?? { kind: 'relative', text: DEFAULT_RANGE, seconds: 3600 };
}

/** What a URL says about the time and nobody can read, as it stands there: `from=9&to=5`. undefined when all is well. */
export function unreadRange(url: TimeRangeUrl): string | undefined {
  const { range, from, to } = url;
  const live = url.live === '1' ? undefined : url.live;
  const hasRange = absoluteRange(url) !== undefined;
  const parts = hasRange ? { live } : { ...(relativeRange(range) === undefined && { range }), from, to, live };
  const text = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return text.length === 0 ? undefined : text.join('&');
}

/** The inverse of `readTimeRange`; the default range is left out of the URL. A fixed range ends live mode. */
export function writeTimeRange(range: TimeRange): TimeRangeUrl {
  if (range.kind === 'absolute') {
    return { range: undefined, from: String(range.start), to: String(range.end), live: undefined };
  }
  return { range: range.text === DEFAULT_RANGE ? undefined : range.text, from: undefined, to: undefined };
}

/** A range as one text, `15m` or `START-END`: for keys and lists. */
export function rangeKey(range: TimeRange): string {
  return range.kind === 'relative' ? range.text : `${range.start}-${range.end}`;
}

/** The inverse of `rangeKey`. */
export function rangeOfKey(key: string): TimeRange | undefined {
  const ends = /^(\d{1,19})-(\d{1,19})$/.exec(key);
  if (ends === null) return relativeRange(key);
  const [start, end] = [BigInt(ends[1] ?? ''), BigInt(ends[2] ?? '')];
  return start <= end ? { kind: 'absolute', start, end } : undefined;
}

/** Twice as long: one that is relative still ends now, a fixed one grows on both sides but not beyond `now`. */
export function widerRange(range: TimeRange, now: bigint): TimeRange {
  if (range.kind === 'relative') {
    return rangeOfSeconds(range.seconds * 2) ?? range;
  }
  const half = (range.end - range.start + 1n) / 2n;
  const end = range.end + half > now && range.end <= now ? now : range.end + half;
  const start = range.start - half;
  return { kind: 'absolute', start: start < 0n ? 0n : start, end };
}

/** `5m`, `3h`, `7d`, `90s`. undefined when the text is none, or longer than ten years. */
export function relativeRange(text: string | undefined): (TimeRange & { readonly kind: 'relative' }) | undefined {
  const match = /^(\d{1,6})([smhd])$/.exec(text ?? '');
  if (match === null) return undefined;
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[match[2] ?? ''] ?? 0;
  const seconds = Number(match[1]) * unit;
  return seconds > 0 && seconds <= 315_360_000 ? { kind: 'relative', text: match[0], seconds } : undefined;
}

/** The last so many seconds, in the largest unit that says it exactly. undefined above ten years. */
export function rangeOfSeconds(seconds: number): (TimeRange & { readonly kind: 'relative' }) | undefined {
  const [unit, size] = UNITS.find(([, of]) => seconds % of === 0) ?? (['s', 1] as const);
  return relativeRange(`${seconds / size}${unit}`);
}

/** The window that a range means at `now` (unix nanoseconds). */
export function resolveTimeRange(range: TimeRange, now: bigint): TimeWindow {
  if (range.kind === 'absolute') return { start: range.start, end: range.end };
  const start = now - BigInt(range.seconds) * NANOS_PER_SECOND;
  return { start: start < 0n ? 0n : start, end: now };
}

/**
 * The window of a live picture: `count` bars and the one that is filling. Their edges lie on multiples of a bar's length,
 * so that bars neither jump nor change what they hold while time goes on; it begins up to one bar before the range does.
 */
export function liveWindow(range: TimeRange & { readonly kind: 'relative' }, now: bigint, count: number): TimeWindow {
  const bar = (BigInt(range.seconds) * NANOS_PER_SECOND) / BigInt(count);
  const filling = now / bar;
  return { start: (filling - BigInt(count)) * bar, end: (filling + 1n) * bar - 1n };
}

/** Unix nanoseconds of a `Date.now()`. */
export function nanosOfMillis(millis: number): bigint {
  return BigInt(Math.round(millis)) * 1_000_000n;
}

function absoluteRange(url: TimeRangeUrl): FixedRange | undefined {
  const start = readNanos(url.from);
  const end = readNanos(url.to);
  return start !== undefined && end !== undefined && start <= end ? { kind: 'absolute', start, end } : undefined;
}

function readNanos(text: string | undefined): bigint | undefined {
  return text !== undefined && /^\d{1,19}$/.test(text) ? BigInt(text) : undefined;
}
