// Says, before an address is copied, that others cannot open it.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../api/queries.ts';
import styles from './reach-note.module.css';

/** Names and addresses that mean this machine wherever they are opened. */
const HERE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export function ReachNote() {
  const { t } = useTranslation('shares');
  const { data: status } = useQuery(statusQuery());
  if (status?.publicUrl !== undefined) return undefined;
  if (status?.loopbackOnly !== true && !HERE.test(location.hostname)) return undefined;
  return (
    <p className={styles.note}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      <span>
        {t('onlyHere')} <code>--public-url</code>
      </span>
    </p>
  );
}
