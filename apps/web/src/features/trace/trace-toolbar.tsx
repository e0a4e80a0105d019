// Ways of looking at a trace, and of going through it: toggles, and buttons for what the keys do.
import { Checkbox } from '@mantine/core';
import { IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';
import type { TraceModel } from './trace-model.ts';
import type { TraceUrl } from './trace-url.ts';
import styles from './trace-toolbar.module.css';
import type { TraceSteps } from './use-steps.ts';

interface TraceToolbarProps {
  readonly model: TraceModel;
  readonly url: TraceUrl;
  readonly onUrl: (change: Partial<TraceUrl>) => void;
  readonly steps: TraceSteps;
}

export function TraceToolbar({ model, url, onUrl, steps }: TraceToolbarProps) {
  const { t } = useTranslation('trace');
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('tools')}>
      <Checkbox
        size="xs"
        label={t('foldSimilar')}
        title={t('foldSimilarHint')}
        checked={url.similar !== 'open'}
        onChange={(event) => onUrl({ similar: event.currentTarget.checked ? undefined : 'open' })}
      />
      <Checkbox
        size="xs"
        label={t('correctSkew')}
        title={model.skew === 0 ? t('noSkew') : t('correctSkewHint')}
        disabled={model.skew === 0}
        checked={url.skew !== 'raw'}
        onChange={(event) => onUrl({ skew: event.currentTarget.checked ? undefined : 'raw' })}
      />
      <span className={styles.steps}>
        <button type="button" disabled={model.errors === 0} onClick={steps.nextError}>
          <IconCircleX size={14} stroke={1.75} aria-hidden className={styles.errorIcon} />
          {t('nextError')} <Kbd>E</Kbd>
        </button>
        <button type="button" onClick={steps.nextSlowest}>
          {t('slowest')} <Kbd>L</Kbd>
        </button>
        <button type="button" onClick={steps.nextGap}>
          {t('longestGap')} <Kbd>G</Kbd>
        </button>
      </span>
    </div>
  );
}
