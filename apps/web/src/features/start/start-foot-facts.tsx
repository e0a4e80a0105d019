// The foot line of Get started: since when the server runs, and what it keeps where.
import type { StatusResponse } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './start-foot-facts.module.css';

interface StartFootFactsProps {
  readonly status: StatusResponse | undefined;
  /** Clock time since which the server does not answer. */
  readonly unreachableSince: string | undefined;
}

export function StartFootFacts({ status, unreachableSince }: StartFootFactsProps) {
  const { t } = useTranslation('start');
  const shell = useTranslation('shell');
  const format = useFormat();
  return (
    <>
      {unreachableSince !== undefined && (
        <span className={styles.unreachable}>{shell.t('unreachableFoot', { time: unreachableSince })}</span>
      )}
      {status !== undefined && (
        <>
          <span>{t('runsSince', { version: status.version, time: format.clock(BigInt(status.startedAt)) })}</span>
          <span className={styles.store}>
            {t('storeFacts', {
              folder: status.store.folder,
              count: status.store.spans,
              spans: format.count(status.store.spans),
              bytes: format.bytes(status.store.bytes),
            })}
          </span>
        </>
      )}
    </>
  );
}
