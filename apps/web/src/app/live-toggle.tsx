// The right end of the time control: whether the page keeps up with what comes in.
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { useLive } from '../ui/use-time-range.ts';
import styles from './time-range-control.module.css';

export function LiveToggle() {
  const { t } = useTranslation('shell');
  const { on, possible, toggle } = useLive();
  useShortcuts({ l: toggle });
  return (
    <button
      type="button"
      className={styles.live}
      aria-pressed={on}
      aria-disabled={!possible}
      data-tip={possible ? t('liveTip') : t('liveNeedsRelative')}
      onClick={toggle}
    >
      {on ? <span className={styles.dot} /> : <IconPlayerPlay size={14} stroke={1.75} aria-hidden="true" />}
      {t('live')}
    </button>
  );
}
