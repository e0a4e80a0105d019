// The address of the page: it holds all that is seen, and shows it to whoever may open this server.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../api/queries.ts';
import { addressFor } from '../../api/shares.ts';
import { CodeBlock } from '../code-block.tsx';
import { ReachNote } from '../reach-note.tsx';
import styles from './share-dialog.module.css';

export function LiveLink() {
  const { t } = useTranslation('shares');
  const { data: status } = useQuery(statusQuery());
  return (
    <>
      <ReachNote />
      <CodeBlock
        text={addressFor(location.pathname + location.search + location.hash, status)}
        label={t('liveAddress')}
      />
      {status?.auth === true && <p className={styles.hint}>{t('liveNeedsToken')}</p>}
    </>
  );
}
