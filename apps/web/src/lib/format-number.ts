// Counts, rates, shares, bytes and differences as text.
import { NARROW_SPACE } from './format-duration.ts';
import { groupDigits } from './group-digits.ts';
import type { Language } from './language.ts';

const MINUS = '\u2212';

/** `12,480`. Full digits, for tables. */
export function formatCount(value: number): string {
  return sign(value) + groupDigits(Math.round(Math.abs(value)).toFixed(0));
}

/** For axes and prose only: `12.5k`, `3.2 M`; in Chinese `1.2 万`, `1.2 亿`. */
export function formatCompact(value: number, language: Language): string {
  const size = Math.abs(value);
  const steps: readonly (readonly [number, string])[] =
    language === 'zh-CN'
      ? [
          [1e8, `${NARROW_SPACE}亿`],
          [1e4, `${NARROW_SPACE}万`],
        ]
      : [
          [1e9, `${NARROW_SPACE}G`],
          [1e6, `${NARROW_SPACE}M`],
          [1e3, 'k'],
        ];
  for (const [step, unit] of steps) {
    if (size >= step) return sign(value) + oneDecimalBelow100(size / step) + unit;
  }
  return formatCount(value);
}

/** Three digits: `62.4`, `1,284`, `0.05`; `0` only for a true zero. Takes events a second; the caller adds the unit. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 0.01) return '<0.01';
  if (perSecond < 9.995) return perSecond.toFixed(2);
  if (perSecond < 99.95) return perSecond.toFixed(1);
  return formatCount(perSecond);
}

/** `4.4%`, `<0.1%`; `0%` only for a true zero, `100%` only for all. Takes a share of 0 .. 1. */
export function formatShare(share: number): string {
  if (share === 0) return '0%';
  if (share < 0.001) return '<0.1%';
  if (share === 1) return '100%';
  return share > 0.999 ? '>99.9%' : `${(share * 100).toFixed(1)}%`;
}

/** `+170%`, `−10%`: takes a share, 1.7 for 170 % more. */
export function formatChange(share: number): string {
  return `${share < 0 ? MINUS : '+'}${groupDigits(Math.round(Math.abs(share) * 100).toFixed(0))}%`;
}

/** `+4.3`, `−0.5`: takes the difference of two shares, the caller adds that these are points. */
export function formatPoints(difference: number): string {
  return `${difference < 0 ? MINUS : '+'}${(Math.abs(difference) * 100).toFixed(1)}`;
}

/** `48 KB`, `1.2 GB`: powers of 1000. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const text = unit === 0 || value >= 9.95 ? Math.round(value).toFixed(0) : value.toFixed(1);
  return text + NARROW_SPACE + (units[unit] ?? '');
}

function oneDecimalBelow100(value: number): string {
  return value >= 99.95 ? groupDigits(Math.round(value).toFixed(0)) : value.toFixed(1).replace(/\.0$/, '');
}

function sign(value: number): string {
  return value < 0 ? MINUS : '';
}
