// A length of time in words: `1 hour`, `15 minutes`; days where it is whole days.
import { useTranslation } from 'react-i18next';

export function useLengthWords(): (seconds: number) => string {
  const { t } = useTranslation('shell');
  return (seconds) => {
    if (seconds % 86_400 === 0) return t('days', { count: seconds / 86_400 });
    if (seconds % 3600 === 0) return t('hours', { count: seconds / 3600 });
    if (seconds % 60 !== 0 && seconds < 3600) return t('seconds', { count: seconds });
    return t('minutes', { count: Math.round(seconds / 60) });
  };
}
