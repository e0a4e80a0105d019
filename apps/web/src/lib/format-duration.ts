// Durations as text: three significant digits, ns to h (days from a hundred hours on), a narrow no-break space before the unit. The same in every language.

import { groupDigits } from './group-digits.ts';

/** Narrow no-break space: a number and its unit never part. */
export const NARROW_SPACE = '\u202f';

const SUB_MINUTE_UNITS: readonly (readonly [string, number])[] = [
  ['ns', 1],
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
];

/** More digits than these say nothing more, and would run out of the columns. */
const HOURS_SHOWN = 100;
const DAYS_WITH_HOURS = 100;

/** `842 µs`, `12.4 ms`, `1.84 s`, `2 min 04 s`, `1 h 05 min`, `4 d 04 h`, `213,504 d`. Takes nanoseconds; a negative one gets a real minus sign. */
export function formatDuration(nanoseconds: bigint | number): string {
  const value = Number(nanoseconds);
  if (value < 0) return `\u2212${formatDuration(-value)}`;
  for (const [unit, size] of SUB_MINUTE_UNITS) {
    const text = threeDigits(value / size, unit === 'ns');
    if (Number(text) < (unit === 's' ? 60 : 1000)) return text + NARROW_SPACE + unit;
  }
  const seconds = Math.round(value / 1e9);
  if (seconds < 3600) return twoParts(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < HOURS_SHOWN * 60) return twoParts(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  if (hours < DAYS_WITH_HOURS * 24) return twoParts(Math.floor(hours / 24), 'd', hours % 24, 'h');
  return `${groupDigits(Math.round(hours / 24).toFixed(0))}${NARROW_SPACE}d`;
}

/** For axis ticks, where the step is round: `0`, `250 ms`, `1.25 s`, `2 s`. */
export function formatDurationTick(nanoseconds: number): string {
  if (nanoseconds === 0) return '0';
  const text = formatDuration(nanoseconds);
  return text.replace(/(\.\d*?)0+(?=\D)/, '$1').replace(/\.(?=\D)/, '');
}

/**
 * Reads what people type for a duration: `500ms`, `1.2 s`, `3m`, `2 min 4 s`, `90µs`, `250us`. A bare number is taken as
 * milliseconds. undefined when it is none.
 */
export function parseDuration(text: string): bigint | undefined {
  const compact = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\u00a0\u202f]/g, '');
  // Two numbers without a unit between them are not one number.
  if (compact === '' || /\d\s+[\d.]/.test(text)) return undefined;
  const parts = [...compact.matchAll(/(\d+(?:\.\d+)?|\.\d+)(ns|µs|μs|us|ms|min|s|m|h|d)?/g)];
  if (parts.map((part) => part[0]).join('') !== compact) return undefined;
  let total = 0;
  for (const [, number = '', unit] of parts) {
    if (unit === undefined && parts.length > 1) return undefined;
    total += Number(number) * nanosPerUnit(unit ?? 'ms');
  }
  return Number.isSafeInteger(Math.round(total)) ? BigInt(Math.round(total)) : undefined;
}

function nanosPerUnit(unit: string): number {
  switch (unit) {
    case 'ns':
      return 1;
    case 'us':
    case 'µs':
    case 'μs':
      return 1e3;
    case 'ms':
      return 1e6;
    case 's':
      return 1e9;
    case 'm':
    case 'min':
      return 60e9;
    case 'd':
      return 86_400e9;
    default:
      return 3600e9;
  }
}

/** Without an exponent, and without digits that a whole number of nanoseconds cannot have. */
function threeDigits(value: number, whole: boolean): string {
  if (whole || value === 0) return String(Math.round(value));
  const decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return value.toFixed(decimals);
}

function twoParts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const padded = String(small).padStart(2, '0');
  return `${large}${NARROW_SPACE}${largeUnit}${NARROW_SPACE}${padded}${NARROW_SPACE}${smallUnit}`;
}
