// The API of this server, drawn from the OpenAPI document that it gives of itself. An endpoint's link is its #operationId.
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../api/queries.ts';
import { FootLine, type KeyHint } from '../../ui/foot-line.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { isUnreachable, ProblemPanel, SkeletonBlock, UnreachableBanner } from '../../ui/states.tsx';
import { UnreachableFoot } from '../../ui/unreachable-foot.tsx';
import { useOutage } from '../../ui/use-outage.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { openApiQuery } from './openapi-query.ts';
import { groupsOf } from './openapi.ts';
import { OperationSection } from './operation-section.tsx';
import { Contents } from './contents.tsx';
import { Described } from './described.tsx';
import text from '../../ui/text-page.module.css';
import styles from './api-docs-page.module.css';

const route = getRouteApi('/api-docs');
/** Where the document is, for people and for tools. */
const RAW = '/api/v1/openapi.json';

export function ApiDocsPage() {
  const { t } = useTranslation(['apiDocs', 'shell']);
  const navigate = useNavigate();
  const { filter = '' } = route.useSearch();
  const timeRangeUrl = useTimeRangeUrl();
  const hash = useLocation({ select: (location) => location.hash });
  const asked = useQuery(openApiQuery());
  const status = useQuery(statusQuery());
  const outage = useOutage([asked]);
  const retry = useCallback(() => void asked.refetch(), [asked]);
  const box = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => box.current?.focus() });
  const { data } = asked;
  const groups = useMemo(() => (data === undefined ? undefined : groupsOf(data, filter)), [data, filter]);
  useScrollTo(hash, data !== undefined);
  const keys = useMemo<readonly KeyHint[]>(
    () => [
      { keys: ['/'], label: t('keyFilter'), inFootLine: true },
      { keys: ['?'], label: t('keyHelp'), inFootLine: true },
    ],
    [t],
  );
  const onFilter = (text: string): void =>
    void navigate({
      to: '/api-docs',
      search: { ...timeRangeUrl, filter: text === '' ? undefined : text },
      hash,
      hashScrollIntoView: false,
      replace: true,
    });

  return (
    <>
      {outage !== undefined && (
        <UnreachableBanner failedAt={outage.failedAt} retrying={asked.isFetching} onRetry={retry} />
      )}
      <PageTitle title={t('title')} />
      <div className={styles.page}>
        <nav className={styles.contents} aria-label={t('contents')}>
          <TextInput
            ref={box}
            aria-label={t('filter')}
            placeholder={t('filter')}
            value={filter}
            onChange={(event) => onFilter(event.currentTarget.value)}
          />
          <Contents groups={groups} />
        </nav>
        <div className={styles.text}>
          <h1 className={text.title}>{t('title')}</h1>
          <p className={text.lead}>
            {t('lead')} <a href={RAW}>{t('raw')}</a>
          </p>
          {asked.error !== null && !isUnreachable(asked.error) && (
            <ProblemPanel title={t('refused')} error={asked.error} />
          )}
          {data === undefined && asked.error === null && <SkeletonBlock width="60%" height={16} />}
          {data !== undefined && data.info.description !== '' && (
            <p lang="en" className={styles.about}>
              <Described text={data.info.description} />
            </p>
          )}
          {groups?.length === 0 && <p role="status">{t('nothingFound', { filter })}</p>}
          {data !== undefined &&
            groups?.map((group) => (
              <section key={group.name} aria-label={group.name}>
                <h2 lang="en" className={styles.group}>
                  {group.name}
                </h2>
                {group.operations.map((operation) => (
                  <OperationSection
                    key={operation.operationId}
                    operation={operation}
                    schemas={data.components.schemas}
                    auth={status.data?.auth ?? false}
                  />
                ))}
              </section>
            ))}
        </div>
      </div>
      <FootLine keys={keys}>
        <UnreachableFoot outage={outage} />
        {data !== undefined && <span>{t('foot', { version: data.info.version, openapi: data.openapi })}</span>}
      </FootLine>
    </>
  );
}

/** The router looks for the target of a link before the document is here; this does when it is. */
function useScrollTo(hash: string, ready: boolean): void {
  useEffect(() => {
    if (!ready || hash === '') return;
    const target = document.getElementById(hash);
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  }, [hash, ready]);
}
