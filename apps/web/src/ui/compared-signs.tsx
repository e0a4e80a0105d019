// The signs of a comparison in the legend of a map.
import { useTranslation } from 'react-i18next';
import { type LegendItem, LineSign } from './legend.tsx';

/** `compared`: what with. */
export function useComparedSigns(compared: 'time' | 'trace' = 'time'): readonly LegendItem[] {
  const { t } = useTranslation('graph');
  return [
    { sign: <LineSign style={{ stroke: 'var(--sl-more)' }} />, words: t('change.legendMore') },
    { sign: <LineSign style={{ stroke: 'var(--sl-less)' }} />, words: t('change.legendLess') },
    { sign: <LineSign dash="2 5" />, words: t(compared === 'time' ? 'change.legendGone' : 'change.legendGoneTrace') },
  ];
}
