// The server went away before there was anything to show: what stays, what to do as commands, the detail to copy.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CommandLine, StatePanel } from '../../ui/states.tsx';
import styles from './search-state.module.css';

/** `error`: null while the server is asked again; the last one stays on screen. */
export function NotFinished({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation('search');
  const shell = useTranslation('shell');
  const [kept, setKept] = useState(error);
  if (error !== null && error !== kept) setKept(error);
  return (
    <StatePanel title={t('notFinished')} lead={t('notFinishedLead')}>
      <h2 className={styles.heading}>{t('whatToDo')}</h2>
      <ol className={styles.steps}>
        <li>
          <span>{t('stepReady')}</span>{' '}
          <CommandLine text={`npm run spanloom -- status --server ${window.location.origin}`} />
        </li>
        <li>
          <span>{t('stepLog')}</span>
        </li>
        <li>
          <span>{t('startAgain')}</span> <CommandLine text="npm start" />
        </li>
      </ol>
      {kept !== null && (
        <p className={styles.detail}>
          {shell.t('detail')} <code>{kept.message}</code>
          <CopyButton text={kept.message} label={shell.t('copyReport')} />
        </p>
      )}
    </StatePanel>
  );
}
