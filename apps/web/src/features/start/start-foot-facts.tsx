// The foot line of Get started: since when the server runs, and what it keeps where.
import type { StatusResponse } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { UnreachableFoot } from '../../ui/unreachable-foot.tsx';
import type { Outage } from '../../ui/use-outage.ts';
import styles from './start-foot-facts.module.css';

interface StartFootFactsProps {
  readonly status: StatusResponse | undefined;
  readonly outage: Outage | undefined;
}

export function StartFootFacts({ status, outage }: StartFootFactsProps) {
  const { t } = useTranslation('start');
  const format = useFormat();
  return (
    <>
      <UnreachableFoot outage={outage} />
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
