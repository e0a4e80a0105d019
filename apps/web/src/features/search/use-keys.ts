// The keys of the search page, for the foot line and the list behind `?`.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { modKey } from '../../lib/mod-key.ts';
import type { KeyHint } from '../../ui/foot-line.tsx';

/** `away`: the server does not answer, which adds a key. */
export function useKeys(away: boolean): readonly KeyHint[] {
  const { t } = useTranslation(['search', 'filter', 'shares']);
  return useMemo(
    () => [
      ...(away ? [{ keys: ['R'], label: t('keyRetry'), inFootLine: true }] : []),
      { keys: ['/'], label: t('keyQuery') },
      { keys: ['F'], label: t('filter:keyFilter') },
      { keys: [modKey(), '↵'], label: t('keyRun') },
      { keys: ['Y'], label: t('keyHistory') },
      { keys: ['B'], label: t('keySaved') },
      { keys: ['Esc'], label: t('keyStop') },
      { keys: ['J', 'K'], label: t('keyMove'), inFootLine: true },
      { keys: ['Home', 'End'], label: t('keyEnds') },
      { keys: ['↵'], label: t('keyOpen'), inFootLine: true },
      { keys: ['←', '→'], label: t('keyBars') },
      { keys: ['Shift', '←', '→'], label: t('keyBox') },
      { keys: ['Z'], label: t('keyZoom') },
      { keys: ['L'], label: t('keyLive') },
      { keys: ['N'], label: t('keyNew') },
      { keys: ['T'], label: t('keyTable'), inFootLine: true },
      { keys: ['Shift', 'S'], label: t('shares:keyShare') },
      { keys: ['?'], label: t('keyHelp'), inFootLine: true },
    ],
    [t, away],
  );
}
