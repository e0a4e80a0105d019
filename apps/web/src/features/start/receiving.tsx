// In the place of the loom once spans are here: how many, how fast they come, and the way to them.
import type { StatusResponse } from '@spanloom/api-schema';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import styles from './receiving.module.css';

export function Receiving({ status }: { readonly status: StatusResponse }) {
  const { t } = useTranslation('start');
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  const { store, ingest } = status;
  return (
    <section>
      <header className={styles.header}>
        <span className={styles.dot} aria-hidden="true" />
        <h2 className={styles.title}>{t('stored', { count: store.traces, text: format.count(store.traces) })}</h2>
        <Link to="/search" search={timeRange} className={styles.results}>
          {t('showResults')}
        </Link>
      </header>
      <p className={styles.facts}>
        {t('storedFacts', {
          count: store.spans,
          text: format.count(store.spans),
          rate: format.rate(ingest.spansPerSecond),
        })}
      </p>
    </section>
  );
}
