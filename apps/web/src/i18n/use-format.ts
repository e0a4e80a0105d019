// The formatters of lib, bound to the current language.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatCompact, formatCount, formatRate, formatShare } from '../lib/format-number.ts';
import { formatDuration } from '../lib/format-duration.ts';
import { type ClockPrecision, formatClock, formatDateTime, formatRelative, formatWindow } from '../lib/format-time.ts';
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
      dateTime: (time) => formatDateTime(time, language),
      relative: (time, now) => formatRelative(time, now, language),
      window: (start, end, now) => formatWindow(start, end, now, language),
    }),
    [language],
  );
}
