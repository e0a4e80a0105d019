// The keys of the trace page, for the foot line and the list behind `?`.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyHint } from '../../ui/foot-line.tsx';

export function useTraceKeyHints(): readonly KeyHint[] {
  const { t } = useTranslation(['trace', 'shares']);
  return useMemo(
    () => [
      { keys: ['↑', '↓'], label: t('keySpan'), inFootLine: true },
      { keys: ['←', '→'], label: t('keyFold'), inFootLine: true },
      { keys: ['↵'], label: t('keyOpen') },
      { keys: ['Esc'], label: t('keyClose') },
      { keys: ['J', 'K'], label: t('keyJk') },
      { keys: ['W', 'A', 'S', 'D'], label: t('keyZoom'), inFootLine: true },
      { keys: ['Z'], label: t('keyFit'), inFootLine: true },
      { keys: ['.'], label: t('keySubtree'), inFootLine: true },
      { keys: ['E'], label: t('keyError') },
      { keys: ['L'], label: t('keySlowest') },
      { keys: ['⇧', 'S'], label: t('shares:keyShare') },
      { keys: ['G'], label: t('keyGap') },
      { keys: ['⇧', '←', '→'], label: t('keyLevel') },
      { keys: ['[', ']'], label: t('keyTraces') },
      { keys: ['/'], label: t('keyFind'), inFootLine: true },
      { keys: ['Ctrl'], label: t('keyWheel') },
      { keys: ['?'], label: t('keyHelp'), inFootLine: true },
    ],
    [t],
  );
}
