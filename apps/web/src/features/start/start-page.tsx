// Get started: how to send the first span here, what arrived at the door so far, and traces for who has no program at hand.
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../api/queries.ts';
import { unknownParts, withoutParts } from '../../lib/unknown-parts.ts';
import { UnknownAddress } from '../../ui/address-notice.tsx';
import { FootLine } from '../../ui/foot-line.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { SideRegion } from '../../ui/region.tsx';
import { isUnreachable, ProblemPanel, UnreachableBanner } from '../../ui/states.tsx';
import { useOutage } from '../../ui/use-outage.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { endpointsOf } from './endpoints.ts';
import { GuideSteps } from './guide-steps.tsx';
import { Knocks } from './knocks.tsx';
import { Listening } from './listening.tsx';
import { NoProgram } from './no-program.tsx';
import { Receiving } from './receiving.tsx';
import { StartFootFacts } from './start-foot-facts.tsx';
import { KNOWN_VALUES, readGuide, readProtocol, type StartUrl } from './start-url.ts';
import { useFirstSpan } from './use-first-span.ts';
import { useKeys } from './use-keys.ts';
import { useTraceFile } from './use-trace-file.ts';
import { useMadeTraces } from './use-made-traces.ts';
import { Waiting } from './waiting.tsx';
import text from '../../ui/text-page.module.css';
import styles from './start-page.module.css';

const STATUS_EVERY_MS = 1000;
const route = getRouteApi('/start');

export function StartPage() {
  const { t } = useTranslation('start');
  const navigate = useNavigate();
  const url = route.useSearch();
  const timeRangeUrl = useTimeRangeUrl();
  const status = useQuery({ ...statusQuery(), refetchInterval: STATUS_EVERY_MS });
  const outage = useOutage([status]);
  const { data } = status;
  const made = useMadeTraces();
  // The history of the demo data takes a while: its progress is shown, and can be stopped.
  const loadsDemo = made.demo.isPending || data?.demo.state === 'loading';
  const file = useTraceFile();
  // What a file brings may be of any time: the page stays and leads there.
  const opensFile = file.opening.status !== 'idle';
  const { waiting } = useFirstSpan(data?.store.traces, (made.demoStartedHere && loadsDemo) || opensFile);
  useShortcuts({ t: made.sendTrace });

  const endpoints = useMemo(
    () => (data === undefined ? undefined : endpointsOf(data.listeners, window.location.hostname)),
    [data],
  );
  const protocol = readProtocol(url);
  const address = endpoints?.[protocol === 'grpc' ? 'otlp-grpc' : 'otlp-http'];
  // The tabs are no pages of their own: going back leaves Get started. State goes along: it knows the search that waits.
  const change = (part: StartUrl): void =>
    void navigate({ to: '/start', search: { ...timeRangeUrl, ...url, ...part }, replace: true, state: true });
  const unknown = unknownParts(url, KNOWN_VALUES);
  const retry = useCallback(() => void status.refetch(), [status]);

  return (
    <>
      {outage !== undefined && (
        <UnreachableBanner failedAt={outage.failedAt} retrying={status.isFetching} onRetry={retry} />
      )}
      <UnknownAddress
        parts={unknown}
        instead={(parameter) => t(`unknown.${parameter}`, { guide: readGuide(url).name })}
        onDrop={() => change(withoutParts(url, unknown) as StartUrl)}
      />
      <div className={styles.page}>
        <div className={styles.guide}>
          <PageTitle title={t('title')} />
          <h1 className={text.title}>{t('title')}</h1>
          <p className={text.lead}>{t('lead')}</p>
          {data === undefined && status.error !== null && !isUnreachable(status.error) ? (
            <ProblemPanel title={t('statusRefused')} error={status.error} />
          ) : (
            <GuideSteps
              url={url}
              onChange={change}
              target={
                address === undefined
                  ? undefined
                  : { protocol, endpoint: `http://${address}`, auth: data?.auth ?? false }
              }
            />
          )}
          <NoProgram file={file} made={made} demo={data?.demo} />
        </div>
        <SideRegion
          name="start-waiting"
          label={t('doorRegion')}
          side="right"
          initialWidth={484}
          className={styles.door}
        >
          <div className={styles.doorBody}>
            {waiting || data === undefined ? <Waiting /> : <Receiving status={data} />}
            <Listening endpoints={endpoints} loopbackOnly={data?.loopbackOnly ?? false} />
            <Knocks aborted={data?.ingest.abortedRequests ?? 0} />
          </div>
        </SideRegion>
      </div>
      <FootLine keys={useKeys()}>
        <StartFootFacts status={data} outage={outage} />
      </FootLine>
    </>
  );
}
