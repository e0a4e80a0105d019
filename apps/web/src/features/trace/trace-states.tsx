// What stands in place of the waterfall: skeletons in the final places while a trace is read, and why there is none.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FootLine, type KeyHint } from '../../ui/foot-line.tsx';
import { CommandLine, ProblemPanel, SkeletonBlock, StatePanel } from '../../ui/states.tsx';
import { ResultsPlace } from './results-place.tsx';
import { BackLink } from './trace-bar.tsx';
import styles from './trace-page.module.css';

const NO_KEYS: readonly KeyHint[] = [];
/** Depth, width of the name, start and width of the bar, as shares of what there is: a plausible trace. */
const SKELETON_ROWS = [
  [0, 40, 0, 100],
  [1, 34, 2, 95],
  [2, 44, 4, 30],
  [3, 30, 6, 12],
  [3, 38, 20, 12],
  [2, 28, 36, 40],
  [3, 42, 38, 20],
  [3, 26, 60, 14],
  [2, 36, 78, 18],
] as const;

export function LoadingTrace({ traceId }: { readonly traceId: string }) {
  const { t } = useTranslation('trace');
  const seconds = useSeconds();
  return (
    <>
      <header className={styles.pageBar}>
        <BackLink />
        <ResultsPlace traceId={traceId} />
        <span className={styles.divider} aria-hidden />
        <SkeletonBlock width={220} height={14} />
        <SkeletonBlock width={130} />
        <span className={styles.barEnd} role="status">
          {seconds < 2 ? t('reading') : t('readingFor', { count: seconds })}
        </span>
      </header>
      <div className={styles.factsLine}>
        <div className={styles.facts}>
          {[96, 72, 56, 64, 48].map((width) => (
            <SkeletonBlock key={width} width={width} />
          ))}
        </div>
      </div>
      <div className={styles.skeletonRows} aria-hidden>
        {SKELETON_ROWS.map(([depth, name, start, width], index) => (
          <div key={`${index}-${name}`} className={styles.skeletonRow}>
            <span style={{ paddingLeft: 28 + depth * 14 }}>
              <SkeletonBlock width={`${name}%`} />
            </span>
            <span style={{ paddingLeft: `${start}%` }}>
              <SkeletonBlock width={`${width}%`} height={11} />
            </span>
          </div>
        ))}
      </div>
      <FootLine keys={NO_KEYS} />
    </>
  );
}

export function TraceProblem({
  traceId,
  error,
  onRetry,
}: {
  readonly traceId: string;
  readonly error: Error;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation('trace');
  const again = (
    <Button variant="default" onClick={onRetry}>
      {t('lookAgain')}
    </Button>
  );
  return (
    <>
      <header className={styles.pageBar}>
        <BackLink />
        <ResultsPlace traceId={traceId} />
        <span className={styles.divider} aria-hidden />
        <span className={styles.traceId}>
          <code className={styles.givenId}>{traceId}</code>
          <CopyButton text={traceId} label={t('copyTraceId')} />
        </span>
      </header>
      <Problem error={error} traceId={traceId} again={again} />
      <FootLine keys={NO_KEYS} />
    </>
  );
}

function Problem({
  error,
  traceId,
  again,
}: {
  readonly error: Error;
  readonly traceId: string;
  readonly again: React.ReactNode;
}) {
  const { t } = useTranslation('trace');
  const failure = error instanceof ApiError ? error.failure : undefined;
  if (failure?.kind === 'unreachable') {
    return (
      <StatePanel title={t('notRead')} lead={t('notReadLead')}>
        <p>
          {t('startAgain')} <CommandLine text="npm start" />
        </p>
        <p className={styles.problemDetail}>
          <code>{failure.detail}</code> <CopyButton text={failure.detail} label={t('copyReport')} />
        </p>
      </StatePanel>
    );
  }
  if (failure?.kind === 'refused' && failure.status === 404) {
    return (
      <StatePanel title={t('notFound')} lead={t('notFoundLead')}>
        <ul className={styles.reasons}>
          <li>{t('notFoundYet')}</li>
          <li>{t('notFoundElsewhere')}</li>
          <li>{t('notFoundGone')}</li>
        </ul>
        {again}
      </StatePanel>
    );
  }
  if (failure?.kind === 'refused' && failure.status === 400) {
    return (
      <StatePanel
        title={t('malformed')}
        lead={/^[0-9a-f]{32}$/i.test(traceId) ? failure.message : t('malformedHint', { count: traceId.length })}
      />
    );
  }
  return <ProblemPanel title={t('notRead')} error={error} action={again} />;
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((value) => value + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
