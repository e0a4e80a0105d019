// Numbers of a live diagram in fields of one width: a changed number changes no line's width. Digits are tabular, a figure space
// is as wide as a digit and a punctuation space as wide as a point, so equal shapes are equal widths. Where a line is drawn, its
// padding stands at its ends (`paddingAtEnds`): within, it would be a hole.
import type { Noun } from './words/counting.ts';

const FIGURE_SPACE = '\u2007';
const PUNCTUATION_SPACE = '\u2008';
const SIXTH_SPACE = '\u2006';
const NO_BREAK_SPACE = '\u00a0';
/** As wide as the s of a plural. */
const EN_SPACE = '\u2002';

/** Three texts of a call: the first two together, and the third, of a fixed width, with their padding at the ends. */
export interface ValueTexts {
  /** padding + `62.4 rps`; from 0 up. */
  readonly rate: string;
  /** `0.4%` + padding; `0%` only for a true zero, `100%` only for all. */
  readonly errors: string;
  /** padding + `p95 84.0 ms` + padding. */
  readonly p95: string;
}

/** What stands between two values. */
export const VALUE_SEPARATOR = `${NO_BREAK_SPACE}·${NO_BREAK_SPACE}`;

/** One label of the three, to be copied: without padding. */
export function joinValues(values: ValueTexts): string {
  return paddingAtEnds([values.rate, values.errors, values.p95]).texts.join(VALUE_SEPARATOR);
}

/**
 * The same in two lines, each of one width for any values (units of time differ by less than half a point at 11 px): a map of them is
 * a third narrower.
 */
export function stackValues(values: ValueTexts): readonly [string, string] {
  return [`${values.rate}${VALUE_SEPARATOR}${values.errors}`, values.p95];
}

/** `rate` in calls a second, `errorShare` 0 .. 1, `p95` in nanoseconds. */
export function valueTexts(rate: number, errorShare: number, p95: bigint): ValueTexts {
  const { left, texts, right } = paddingAtEnds([numberField(rate, 'rps'), shareField(errorShare)]);
  const [calls = '', errors = ''] = texts;
  return { rate: `${left}${calls}`, errors: `${errors}${right}`, p95: centred(durationField('p95', p95)) };
}

/** A number from 0 up with its unit, of one width for any number: `1,284 spans/s`, `12.5k requests`. */
export function numberField(value: number, unit: string): string {
  const number = rateText(value);
  return `${padding(number, 4)}${number}${NO_BREAK_SPACE}${unit}`;
}

/** The same of what is counted: whole below ten thousand. `1 hop ` is as wide as `2 hops`. */
export function countField(count: number, unit: string | Noun): string {
  const number = count < 9999.5 ? rateText(Math.round(count)).replace(/\.0+$/, '') : rateText(count);
  return `${padding(number, 4)}${number}${NO_BREAK_SPACE}${unitText(number, unit)}`;
}

function unitText(number: string, unit: string | Noun): string {
  if (typeof unit === 'string') return unit;
  const [one, many] = unit;
  return number === '1' ? one.padEnd(many.length, EN_SPACE) : many;
}

/** A share from 0 to 1, and what it is a share of, of one width. */
export function shareField(share: number, name = ''): string {
  return `${padding(shareText(share), 3)}${shareText(share)}%${name === '' ? '' : NO_BREAK_SPACE}${name}`;
}

/** A length of time, of one width: `p95  84.0 ms` with `p95` as its name; a dash for one that there is not. */
export function durationField(name: string, duration: bigint | undefined): string {
  const { number, unit } = duration === undefined ? NO_DURATION : durationParts(duration);
  return `${name}${NO_BREAK_SPACE}${padding(number, 3)}${UNIT_PADDING[unit]}${number}${NO_BREAK_SPACE}${unit}`;
}

/** What a value differs by, of one width: `p95  +170%`, `errors   +4.3 pt`. */
export function differenceField(name: string, difference: number, decimals: number, unit: string): string {
  const number = Math.min(Math.abs(difference), 99_999).toFixed(decimals);
  const text = `${difference < 0 ? '\u2212' : '+'}${number}`;
  return `${name}${NO_BREAK_SPACE}${FIGURE_SPACE.repeat(Math.max(0, (decimals === 0 ? 4 : 5) - text.length))}${text}${unit.replace(' ', NO_BREAK_SPACE)}`;
}

/** The widest first. */
const PADDING = [FIGURE_SPACE, EN_SPACE, PUNCTUATION_SPACE, SIXTH_SPACE] as const;
const PADDED = new RegExp(`[${PADDING.join('')}]`, 'g');
const ENDS = new RegExp(`^([${PADDING.join('')}]*)(.*?)([${PADDING.join('')}]*)$`, 'su');

export interface PaddedLine {
  readonly left: string;
  /** Without padding. */
  readonly texts: readonly string[];
  readonly right: string;
}

/** The values of one line, and the padding of all of them, half of it at either end. */
export function paddingAtEnds(values: readonly string[]): PaddedLine {
  const spaces = values.flatMap((value) => value.match(PADDED) ?? []);
  const ordered = PADDING.flatMap((one) => spaces.filter((space) => space === one));
  return {
    left: ordered.filter((_, place) => place % 2 === 0).join(''),
    texts: values.map((value) => value.replaceAll(PADDED, '')),
    right: ordered.filter((_, place) => place % 2 === 1).join(''),
  };
}

/** A line of one value. */
export function centred(value: string): string {
  const { left, texts, right } = paddingAtEnds([value]);
  return `${left}${texts.join('')}${right}`;
}

/** A line that is made of `centred` ones: what stands between its ends. */
export function splitEnds(line: string): PaddedLine {
  const [, left = '', text = '', right = ''] = ENDS.exec(line) ?? [];
  return { left, texts: [text], right };
}

/** The values of a `ValueTexts` without their padding, as a sentence would have them. */
export function trimPadding(text: string): string {
  return text.replaceAll(PADDED, '').replaceAll(NO_BREAK_SPACE, ' ').trim();
}

/** A length of time as a label has it: `12.4 ms`. */
export function durationText(duration: bigint): string {
  const { number, unit } = durationParts(duration);
  return `${number} ${unit}`;
}

/** Fills up to `digits` characters as wide as a digit, and one point or comma. */
function padding(number: string, digits: number): string {
  const points = number.replaceAll(/[^.,]/g, '').length;
  const figures = number.length - points;
  return FIGURE_SPACE.repeat(Math.max(0, digits - figures)) + PUNCTUATION_SPACE.repeat(Math.max(0, 1 - points));
}

function rateText(rate: number): string {
  if (!(rate > 0)) return '0';
  if (rate < 0.01) return '<0.01';
  if (rate < 999.5) return threeDigits(rate, 2);
  if (rate < 9999.5)
    return `${Math.floor(Math.round(rate) / 1000)},${String(Math.round(rate) % 1000).padStart(3, '0')}`;
  if (rate < 999_500) return `${threeDigits(rate / 1000, 2)}k`;
  return rate < 999.5e6 ? `${threeDigits(rate / 1e6, 2)}M` : '>1G';
}

/** Per cent with one decimal. Never rounds to nothing or to all: that would be a lie. */
function shareText(share: number): string {
  if (!(share > 0)) return '0';
  if (share >= 1) return '100';
  if (share < 0.001) return '<0.1';
  return Math.min(share * 100, 99.9).toFixed(1);
}

const UNITS = [
  ['ns', 1],
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['min', 60e9],
  ['h', 3600e9],
  ['d', 86_400e9],
] as const;
type Unit = (typeof UNITS)[number][0];

const NO_DURATION: { readonly number: string; readonly unit: Unit } = { number: '–', unit: 'ms' };

/** What makes `ms` and the others equally wide in IBM Plex Sans; `min` is wider than all and gets none. */
const UNIT_PADDING: Readonly<Record<Unit, string>> = {
  ns: PUNCTUATION_SPACE,
  µs: PUNCTUATION_SPACE,
  ms: '',
  s: FIGURE_SPACE + PUNCTUATION_SPACE,
  min: '',
  h: FIGURE_SPACE + SIXTH_SPACE,
  d: FIGURE_SPACE + SIXTH_SPACE,
};

/** Three significant digits in the unit that needs at most three before the point: 842 µs, 12.4 ms, 2.07 min. */
function durationParts(duration: bigint): { readonly number: string; readonly unit: Unit } {
  const nanos = Number(duration);
  if (nanos < 999.5) return { number: String(Math.round(nanos)), unit: 'ns' };
  let best: { number: string; unit: Unit } = { number: '>1k', unit: 'd' };
  for (const [index, [unit, size]] of UNITS.entries()) {
    const next = UNITS[index + 1]?.[1] ?? Number.POSITIVE_INFINITY;
    const value = nanos / size;
    if (value < 999.5 && Number(threeDigits(value, 2)) * size < next) {
      best = { number: threeDigits(value, 2), unit };
      break;
    }
  }
  return best;
}

/** 1.23, 12.3, 123: at most `decimals` of them. The value is below 999.5. */
function threeDigits(value: number, decimals: number): string {
  for (let places = decimals; places > 0; places--) {
    const text = value.toFixed(places);
    if (text.length <= 4) return text;
  }
  return value.toFixed(0);
}
