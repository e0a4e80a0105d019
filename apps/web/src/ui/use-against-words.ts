// What a time is compared with, in words: `vs 1 hour before`, `vs 20 Nov, 13:00 on`.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { useLengthWords } from '../i18n/use-length-words.ts';
import type { Against } from '../lib/against.ts';
import { nanosOfMillis } from '../lib/time-range.ts';

export function useAgainstWords(): (against: Against) => string {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const lengthWords = useLengthWords();
  return (against) =>
    against.kind === 'earlier'
      ? t('against.earlier', { length: lengthWords(against.seconds) })
      : t('against.from', { moment: format.moment(against.start, nanosOfMillis(Date.now()), 'minute') });
}
