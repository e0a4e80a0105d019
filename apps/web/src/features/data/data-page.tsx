// What is stored here, and deleting it: one service, or everything.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { servicesQuery, statusQuery } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { FootLine, type KeyHint } from '../../ui/foot-line.tsx';
import { useServiceName } from '../../ui/name.tsx';
import { usePageActions } from '../../ui/page-actions.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { isUnreachable, ProblemPanel, UnreachableBanner } from '../../ui/states.tsx';
import { UnreachableFoot } from '../../ui/unreachable-foot.tsx';
import { useOutage } from '../../ui/use-outage.ts';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { ServicesTable } from './services-table.tsx';
import { StoredFacts } from './stored-facts.tsx';
import { type Deleting, useDelete } from './use-delete.ts';
import text from '../../ui/text-page.module.css';
import styles from './data-page.module.css';

const EVERY_MS = 5000;

export function DataPage() {
  const { t } = useTranslation(['data', 'shell']);
  const timeRange = useTimeRangeUrl();
  const serviceName = useServiceName();
  const status = useQuery({ ...statusQuery(), refetchInterval: EVERY_MS });
  const services = useQuery({ ...servicesQuery(), refetchInterval: EVERY_MS });
  const deleting = useDelete();
  const outage = useOutage([status, services]);
  const retry = useCallback(() => {
    void status.refetch();
    void services.refetch();
  }, [status, services]);
  const keys = useMemo<readonly KeyHint[]>(() => [{ keys: ['?'], label: t('keyHelp'), inFootLine: true }], [t]);
  const problem = [status.error, services.error].find((error) => error !== null && !isUnreachable(error));
  const empty = status.data?.store.spans === 0;
  const stored = empty ? [] : (services.data?.services ?? []);
  usePageActions([
    ...(empty || status.data === undefined
      ? []
      : [
          {
            label: t('deleteEverythingAsk'),
            alias: t('shell:deleteWords'),
            run: () => deleting.ask({ kind: 'everything' }),
          },
        ]),
    ...stored.map((service) => ({
      label: t('deleteService', { service: serviceName(service) }),
      alias: t('shell:deleteWords'),
      run: () => deleting.ask({ kind: 'service', service }),
    })),
  ]);
  return (
    <>
      {outage !== undefined && (
        <UnreachableBanner
          failedAt={outage.failedAt}
          retrying={status.isFetching || services.isFetching}
          onRetry={retry}
        />
      )}
      <PageTitle title={t('title')} />
      <div className={`${text.page} ${styles.width}`}>
        <h1 className={text.title}>{t('title')}</h1>
        <p className={text.lead}>{t('lead')}</p>
        <Done deleting={deleting} />
        {problem !== undefined && problem !== null ? (
          <ProblemPanel title={t('refused')} error={problem} />
        ) : (
          <>
            <StoredFacts status={status.data} />
            {empty ? (
              <p>
                {t('empty')}{' '}
                <Link to="/start" search={timeRange}>
                  {t('shell:start')}
                </Link>
              </p>
            ) : (
              <>
                <ServicesTable
                  services={services.data?.services}
                  onDelete={(service) => deleting.ask({ kind: 'service', service })}
                />
                <Button
                  variant="default"
                  disabled={status.data === undefined}
                  onClick={() => deleting.ask({ kind: 'everything' })}
                >
                  {t('deleteEverythingAsk')}
                </Button>
              </>
            )}
            <p className={styles.shares}>
              {t('sharesToo')}{' '}
              <Link to="/shares" search={timeRange}>
                {t('shell:shares')}
              </Link>
            </p>
          </>
        )}
      </div>
      <DeleteDialog deleting={deleting} status={status.data} />
      <FootLine keys={keys}>
        <UnreachableFoot outage={outage} />
      </FootLine>
    </>
  );
}

/** What was deleted, until something else is. */
function Done({ deleting: { done } }: { readonly deleting: Deleting }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const serviceName = useServiceName();
  const words = (spans: number) => ({ count: spans, text: format.count(spans) });
  return (
    <p role="status" className={text.done}>
      {done !== undefined &&
        (done.what.kind === 'everything'
          ? t('deletedEverything', words(done.spans))
          : t('deletedService', { ...words(done.spans), service: serviceName(done.what.service) }))}
    </p>
  );
}
