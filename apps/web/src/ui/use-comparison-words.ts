// With which time the one on screen is compared, or why it is not.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { nanosOfMillis } from '../lib/time-range.ts';
import type { Comparison } from './use-comparison.ts';

const WORDS = { reading: 'reading', empty: 'empty', there: 'window', failed: 'failed' } as const;

export function useComparisonWords(): (comparison: Exclude<Comparison, { readonly state: 'none' }>) => string {
  const { t } = useTranslation('graph');
  const format = useFormat();
  return ({ state, window, error }) => {
    const told = window === undefined ? '–' : format.window(window.start, window.end, nanosOfMillis(Date.now()));
    return t(`against.${WORDS[state]}`, { window: told, message: error?.message ?? '' });
  };
}
