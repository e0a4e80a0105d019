// How the part of a split service is called that has no value.
import { type SplitBy, SPLITS } from '@spanloom/analysis';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export function useNoValueWords(): Readonly<Record<SplitBy, string>> {
  const { t } = useTranslation('graph');
  return useMemo(
    () => Object.fromEntries(SPLITS.map((by) => [by, t(`split.noValue.${by}`)])) as Record<SplitBy, string>,
    [t],
  );
}
