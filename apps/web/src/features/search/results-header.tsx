// The line above the histogram: how many traces, how many with errors, how exact; while reading, how far, and Stop.
import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import type { TimeWindow } from '../../lib/time-range.ts';
import { BoxFacts } from './box-facts.tsx';
import { HistogramToggle } from './histogram.tsx';
import type { ShownHistogram } from './use-last-shown.ts';
import type { Search } from './use-search.ts';
import type { TimeBox } from './use-time-box.ts';
import styles from './results-header.module.css';

interface ResultsHeaderProps {
  readonly search: Search;
  /** What is counted, and in which window. */
  readonly shown: ShownHistogram | undefined;
  readonly timeBox: TimeBox;
  readonly bars: RefObject<HTMLDivElement | null>;
  readonly onZoom: (box: TimeWindow) => void;
  readonly asTable: boolean;
  readonly onToggleTable: () => void;
  readonly onStop: () => void;
  readonly onRun: () => void;
}

export function ResultsHeader({
  search,
  shown,
  timeBox,
  bars,
  onZoom,
  asTable,
  onToggleTable,
  onStop,
  onRun,
}: ResultsHeaderProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { histogram, progress, soFar, stopped } = search;
  const window = shown?.window;
  const data = shown?.histogram;
  /** The question that stands above could not be asked: what is shown answers the one before. */
  const older = histogram.stale && progress === undefined && !stopped;
  return (
    <div className={styles.line}>
      <div className={styles.counts} data-reading={progress !== undefined} role="status">
        {soFar !== undefined ? (
          // Not read out: it counts on.
          <strong aria-live="off">{t('tracesSoFar', { count: soFar, text: format.count(soFar) })}</strong>
        ) : data === undefined ? (
          !stopped && <SkeletonBlock width={180} />
        ) : (
          <>
            <strong>{t('traces', { count: data.traces, text: format.count(data.traces) })}</strong>
            {data.errorTraces > 0 && (
              <span className={styles.errors}>
                {t('withErrors', { count: data.errorTraces, text: format.count(data.errorTraces) })}
              </span>
            )}
            {older ? (
              <span className={styles.older}>{t('olderAnswer')}</span>
            ) : data.weight === data.spans ? (
              <span title={t('exactTip')}>{t('exact')}</span>
            ) : (
              <span>{t('sampled', { text: format.count(data.weight) })}</span>
            )}
            {data.startedBefore > 0 && window !== undefined && (
              <span className={styles.before}>
                {t('startedBefore', {
                  count: data.startedBefore,
                  text: format.count(data.startedBefore),
                  time: format.moment(window.start, window.end),
                })}
              </span>
            )}
          </>
        )}
        {stopped && (
          <span>
            {t('stopped')} {histogram.stale && t('stoppedOlder')}
          </span>
        )}
      </div>
      {progress !== undefined && (
        <>
          <span className={styles.progress}>{t('readShare', { share: `${Math.round(progress * 100)}%` })}</span>
          <Button variant="default" className={styles.action} onClick={onStop} rightSection={<Kbd>Esc</Kbd>}>
            {t('stop')}
          </Button>
        </>
      )}
      {stopped && (
        <Button variant="default" className={styles.action} onClick={onRun}>
          {t('runAgain')}
        </Button>
      )}
      {window !== undefined && progress === undefined && <BoxFacts {...{ timeBox, window, bars, onZoom }} />}
      <HistogramToggle asTable={asTable} onToggle={onToggleTable} />
    </div>
  );
}
