// The foot line of Search: what the answer cost, what comes in, whether anything was sampled.
import type { HistogramResponse, StatusResponse } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './search-foot-facts.module.css';

interface SearchFootFactsProps {
  readonly histogram: HistogramResponse | undefined;
  readonly status: StatusResponse | undefined;
  /** Clock time since which the server does not answer. */
  readonly unreachableSince: string | undefined;
  /** Clock time of the last answer. */
  readonly shownUpTo: string | undefined;
}

export function SearchFootFacts({ histogram, status, unreachableSince, shownUpTo }: SearchFootFactsProps) {
  const { t } = useTranslation(['search', 'filter']);
  const shell = useTranslation('shell');
  const format = useFormat();
  return (
    <>
      {unreachableSince !== undefined && (
        <span className={styles.unreachable}>{shell.t('unreachableFoot', { time: unreachableSince })}</span>
      )}
      {unreachableSince !== undefined && shownUpTo !== undefined && <span>{t('shownUpTo', { time: shownUpTo })}</span>}
      {histogram !== undefined && (
        <span>
          {t('cost', {
            time: format.duration(Math.round(histogram.cost.elapsedMs * 1e6)),
            spans: t('filter:spanCount', { count: histogram.spans, text: format.count(histogram.spans) }),
            traces: t('traces', { count: histogram.traces, text: format.count(histogram.traces) }),
          })}
        </span>
      )}
      {status !== undefined && unreachableSince === undefined && (
        <span>{t('arriving', { rate: format.rate(status.ingest.spansPerSecond) })}</span>
      )}
      {histogram !== undefined && histogram.weight === histogram.spans && <span>{t('nothingSampled')}</span>}
    </>
  );
}
