// The keys of Get started, for the foot line and the list behind `?`.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyHint } from '../../ui/foot-line.tsx';

export function useKeys(): readonly KeyHint[] {
  const { t } = useTranslation('start');
  return useMemo(
    () => [
      { keys: ['T'], label: t('keyTestTrace'), inFootLine: true },
      { keys: ['?'], label: t('keyHelp'), inFootLine: true },
    ],
    [t],
  );
}
