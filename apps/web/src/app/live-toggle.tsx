// The right end of the time control: whether the page keeps up with what comes in.
import { Tooltip } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { useLive } from '../ui/use-time-range.ts';
import styles from './time-range-control.module.css';

export function LiveToggle() {
  const { t } = useTranslation('shell');
  const { on, possible, toggle } = useLive();
  /** What a click did is seen: its explanation is out of the way until the pointer comes again. */
  const [clicked, setClicked] = useState(false);
  useShortcuts({ l: toggle });
  return (
    <Tooltip label={possible ? t('liveTip') : t('liveNeedsRelative')} disabled={possible && clicked}>
      <button
        type="button"
        className={styles.live}
        aria-pressed={on}
        aria-disabled={!possible}
        onClick={() => {
          setClicked(true);
          toggle();
        }}
        onPointerLeave={() => setClicked(false)}
      >
        {on ? <span className={styles.dot} /> : <IconPlayerPlay size={14} stroke={1.75} aria-hidden="true" />}
        {t('live')}
      </button>
    </Tooltip>
  );
}
