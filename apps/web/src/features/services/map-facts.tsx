// While nothing is selected: what the map is made of, what is not shown, and how to read it.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { resolveTimeRange, type TimeRange } from '../../lib/time-range.ts';
import { useNow } from '../../ui/use-now.ts';
import { MapLegend } from './map-legend.tsx';
import type { LiveServices } from './use-service-map.ts';
import styles from './map-facts.module.css';

interface MapFactsProps {
  readonly live: LiveServices;
  readonly range: TimeRange;
  /** Something is selected that is not there. */
  readonly selectionGone: boolean;
}

export function MapFacts({ live, range, selectionGone }: MapFactsProps) {
  const { t } = useTranslation('services');
  const format = useFormat();
  const now = useNow(10_000);
  const { whole, shown } = live;
  const window = live.edges?.window ?? resolveTimeRange(range, now);
  const calls = whole?.edges.reduce((sum, edge) => sum + edge.source.calls, 0) ?? 0;
  const inferred = whole?.nodes.filter((node) => node.source.kind !== 'service').length ?? 0;
  const hidden = {
    nodes: (whole?.nodes.length ?? 0) - (shown?.nodes.length ?? 0),
    edges: (whole?.edges.length ?? 0) - (shown?.edges.length ?? 0),
  };
  return (
    <>
      <p className={styles.hint}>{t(selectionGone ? 'selectionGone' : 'selectHint')}</p>
      <section className={styles.section} aria-labelledby="service-map-source">
        <h2 id="service-map-source" className={styles.title}>
          {t('madeOf')}
        </h2>
        <p className={styles.words}>
          {t(range.kind === 'relative' ? 'followsClock' : 'staysFixed', {
            window: format.window(window.start, window.end, now),
          })}
        </p>
        <p className={styles.words}>
          {t(whole?.sampled === true ? 'callsSampled' : 'callsRead', { count: calls, calls: format.count(calls) })}
        </p>
        <p className={styles.words}>{t('inferredNodes', { count: inferred, nodes: format.count(inferred) })}</p>
        <p className={styles.words}>
          {hidden.edges + hidden.nodes === 0
            ? t('nothingHidden')
            : t('hidden', { edges: format.count(hidden.edges), nodes: format.count(hidden.nodes) })}
        </p>
      </section>
      <section className={styles.section} aria-labelledby="service-map-legend">
        <h2 id="service-map-legend" className={styles.title}>
          {t('legend')}
        </h2>
        <MapLegend />
      </section>
    </>
  );
}
