// How to read the picture: each sign with its word.
import { useTranslation } from 'react-i18next';
import styles from './legend.module.css';

export function Legend() {
  const { t } = useTranslation('diagrams');
  return (
    <ul className={styles.legend}>
      <li>
        <Line dash="" failing={false} />
        {t('legendCall')}
      </li>
      <li>
        <Line dash="4 3" failing={false} />
        {t('legendAsync')}
      </li>
      <li>
        <Line dash="" failing />
        {t('legendFailing')}
      </li>
      <li>
        <Box state="bad" />
        {t('legendBad')}
      </li>
      <li>
        <Box state="warn" />
        {t('legendWarn')}
      </li>
      <li>
        <Box state="ghost" />
        {t('legendGhost')}
      </li>
    </ul>
  );
}

function Line({ dash, failing }: { readonly dash: string; readonly failing: boolean }) {
  return (
    <svg className={styles.sign} data-failing={failing} width="24" height="10" aria-hidden="true">
      <path d="M1 5h21" strokeDasharray={dash} />
    </svg>
  );
}

function Box({ state }: { readonly state: 'bad' | 'warn' | 'ghost' }) {
  return (
    <svg className={styles.sign} width="24" height="12" aria-hidden="true">
      <rect data-state={state} x="5.5" y="1.5" width="13" height="9" rx="2" />
    </svg>
  );
}
