// What has come since the list was read waits behind this button: nothing moves under the reader.
import { IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './order-line.module.css';

export function NewTraces({ count, onInsert }: { readonly count: number; readonly onInsert: () => void }) {
  const { t } = useTranslation('search');
  const format = useFormat();
  if (count === 0) return undefined;
  return (
    <>
      <button type="button" className={styles.fresh} onClick={onInsert}>
        <IconArrowUp size={14} stroke={1.75} aria-hidden="true" />
        <span className={styles.freshCount}>{t('newTraces', { count, text: format.count(count) })}</span>
        <Kbd>N</Kbd>
      </button>
      <span className={styles.kept}>{t('placeIsKept')}</span>
    </>
  );
}
