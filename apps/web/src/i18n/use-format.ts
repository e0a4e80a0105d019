// The formatters of lib, bound to the current language.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatCompact, formatCount, formatRate, formatShare } from '../lib/format-number.ts';
import { formatDuration } from '../lib/format-duration.ts';
import {
  type ClockPrecision,
  formatClock,
  formatDate,
  formatDateTime,
  formatMoment,
  formatRelative,
  formatTimeTick,
  formatWindow,
} from '../lib/format-time.ts';
import type { Language } from '../lib/language.ts';

/** Times and durations are nanoseconds. */
export interface Format {
  readonly language: Language;
  readonly duration: (nanoseconds: bigint | number) => string;
  readonly count: (value: number) => string;
  readonly compact: (value: number) => string;
  readonly rate: (perSecond: number) => string;
  readonly share: (share: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly clock: (time: bigint, precision?: ClockPrecision) => string;
  readonly date: (time: bigint) => string;
  /** The clock time, with the day where that is not the day of `now`. */
  readonly moment: (time: bigint, now: bigint, precision?: ClockPrecision) => string;
  readonly timeTick: (time: bigint, stepNanos: bigint) => string;
  readonly dateTime: (time: bigint) => string;
  readonly relative: (time: bigint, now: bigint) => string;
  readonly window: (start: bigint, end: bigint, now: bigint) => string;
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  return useMemo(
    () => ({
      language,
      duration: formatDuration,
      count: formatCount,
      compact: (value) => formatCompact(value, language),
      rate: formatRate,
      share: formatShare,
      bytes: formatBytes,
      clock: formatClock,
      date: (time) => formatDate(time, language),
      moment: (time, now, precision = 'second') => formatMoment(time, now, precision, language),
      timeTick: (time, stepNanos) => formatTimeTick(time, stepNanos, language),
      dateTime: (time) => formatDateTime(time, language),
      relative: (time, now) => formatRelative(time, now, language),
      window: (start, end, now) => formatWindow(start, end, now, language),
    }),
    [language],
  );
}
