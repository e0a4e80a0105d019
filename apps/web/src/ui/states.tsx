// Loading, empty and error states: never a blank, never a spinner. Each says what happened, what stays and what to do.
import { Button } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { useFormat } from '../i18n/use-format.ts';
import { nanosOfMillis } from '../lib/time-range.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './states.module.css';

const RETRY_SECONDS = 5;

/** A title, a lead sentence, and what to do. For a region that has nothing else to show. */
export function StatePanel({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <section className={styles.panel} aria-label={title}>
      <h1 className={styles.panelTitle}>{title}</h1>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}

/** 2 px line under a header. `share`: 0 .. 1 of what there is to read; undefined hides it but keeps its place. */
export function ProgressLine({ share, label }: { readonly share: number | undefined; readonly label: string }) {
  if (share === undefined) return <div className={styles.progress} />;
  const percent = Math.round(share * 100);
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span style={{ width: `${Math.max(percent, 2)}%` }} />
    </div>
  );
}

/** Holds the place of a text or chip that is still being read. Does not move. */
export function SkeletonBlock({ width, height = 10 }: { readonly width: number | string; readonly height?: number }) {
  return <span className={styles.skeleton} style={{ width, height }} aria-hidden="true" />;
}

/** One of `docs`-like commands or values to copy. */
export function CommandLine({ text }: { readonly text: string }) {
  return (
    <span className={styles.command}>
      <code>{text}</code>
      <CopyButton text={text} />
    </span>
  );
}

/** Whether an error means that the server could not be reached. */
export function isUnreachable(error: Error | null): boolean {
  return error instanceof ApiError && error.failure.kind === 'unreachable';
}

interface UnreachableBannerProps {
  /** When the last answer failed to come, unix milliseconds: `errorUpdatedAt` of the query. */
  readonly failedAt: number;
  readonly retrying: boolean;
  readonly onRetry: () => void;
}

/** Red line across a page: since when the server does not answer, a countdown to the next try, and Try now. */
export function UnreachableBanner({ failedAt, retrying, onRetry }: UnreachableBannerProps) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  // The first failure of a row of them: later tries move `failedAt`, not this.
  const [since] = useState(failedAt);
  const left = useCountdown(failedAt, retrying, onRetry);
  return (
    <div className={styles.banner} role="alert">
      <IconWifiOff size={16} stroke={1.75} aria-hidden="true" />
      <strong>{t('unreachableSince', { time: format.clock(nanosOfMillis(since)) })}</strong>
      <span aria-live="off">{retrying ? t('tryingAgainNow') : t('tryingAgain', { count: left })}</span>
      <Button variant="default" size="xs" className={styles.bannerAction} onClick={onRetry} disabled={retrying}>
        {t('tryNow')}
      </Button>
    </div>
  );
}

/** What the server said no to, or what this page could not understand. `action` mends it. */
export function ProblemPanel({
  title,
  error,
  action,
}: {
  readonly title: string;
  readonly error: Error;
  readonly action?: ReactNode;
}) {
  const { t } = useTranslation('shell');
  const failure = error instanceof ApiError ? error.failure : undefined;
  const words =
    failure?.kind === 'refused' ? failure.message : failure === undefined ? t('unknownProblem') : t('notUnderstood');
  return (
    <StatePanel title={title} lead={words}>
      {action}
      <p className={styles.detail}>
        {t('detail')} <code>{error.message}</code>
        <CopyButton text={error.message} label={t('copyReport')} />
      </p>
    </StatePanel>
  );
}

/** Seconds until `onZero` is called; every failure starts the count again. */
function useCountdown(failedAt: number, paused: boolean, onZero: () => void): number {
  const [tick, setTick] = useState({ failedAt, left: RETRY_SECONDS });
  const left = tick.failedAt === failedAt ? tick.left : RETRY_SECONDS;
  useEffect(() => {
    if (paused) return undefined;
    const timer = setTimeout(() => {
      setTick({ failedAt, left: left - 1 });
      if (left === 1) onZero();
    }, 1000);
    return () => clearTimeout(timer);
  }, [failedAt, left, paused, onZero]);
  return left;
}
