// The foot line of Search: what the answer cost, what comes in, whether anything was sampled.
import type { HistogramResponse, StatusResponse } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { UnreachableFoot } from '../../ui/unreachable-foot.tsx';
import type { Outage } from '../../ui/use-outage.ts';

interface SearchFootFactsProps {
  readonly histogram: HistogramResponse | undefined;
  readonly status: StatusResponse | undefined;
  readonly outage: Outage | undefined;
  /** Clock time of the last answer. */
  readonly shownUpTo: string | undefined;
}

export function SearchFootFacts({ histogram, status, outage, shownUpTo }: SearchFootFactsProps) {
  const { t } = useTranslation(['search', 'filter']);
  const format = useFormat();
  return (
    <>
      <UnreachableFoot outage={outage} />
      {outage !== undefined && shownUpTo !== undefined && <span>{t('shownUpTo', { time: shownUpTo })}</span>}
      {histogram !== undefined && (
        <span>
          {t('cost', {
            time: format.duration(Math.round(histogram.cost.elapsedMs * 1e6)),
            spans: t('filter:spanCount', { count: histogram.spans, text: format.count(histogram.spans) }),
            traces: t('traces', { count: histogram.traces, text: format.count(histogram.traces) }),
          })}
        </span>
      )}
      {status !== undefined && outage === undefined && (
        <span>{t('arriving', { rate: format.rate(status.ingest.spansPerSecond) })}</span>
      )}
      {histogram !== undefined && histogram.weight === histogram.spans && <span>{t('nothingSampled')}</span>}
    </>
  );
}
