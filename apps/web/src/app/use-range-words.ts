// A time range in words: its name, and the window that it means.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { precisionOf } from '../lib/format-time.ts';
import { resolveTimeRange, type TimeRange } from '../lib/time-range.ts';

const DAY_SECONDS = 86_400;

export interface RangeWords {
  /** "Last 15 minutes", "Fixed time". */
  readonly name: (range: TimeRange) => string;
  /** "13:25 – 14:25": within a day back from now the clock says it, else the days stand with it; more exactly where that is all one. */
  readonly window: (range: TimeRange, now: bigint, precision?: 'minute' | 'second') => string;
}

export function useRangeWords(): RangeWords {
  const { t } = useTranslation('shell');
  const format = useFormat();
  return {
    name: (range) => {
      if (range.kind === 'absolute') return t('fixedTime');
      const { seconds } = range;
      if (seconds % DAY_SECONDS === 0 && seconds > DAY_SECONDS)
        return t('last', { duration: t('days', { count: seconds / DAY_SECONDS }) });
      if (seconds % 3600 === 0) return t('last', { duration: t('hours', { count: seconds / 3600 }) });
      if (seconds % 60 === 0) return t('last', { duration: t('minutes', { count: seconds / 60 }) });
      return t('last', { duration: t('seconds', { count: seconds }) });
    },
    window: (range, now, precision = 'minute') => {
      const { start, end } = resolveTimeRange(range, now);
      const clockIsEnough = range.kind === 'relative' && range.seconds < DAY_SECONDS;
      const exactly = precisionOf(start, end, precision);
      return [start, end]
        .map((time) => (clockIsEnough ? format.clock(time, exactly) : format.moment(time, now, exactly)))
        .join(' – ');
    },
  };
}
