// While nothing is selected: what the map is made of, what is not shown, and how to read it.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { resolveTimeRange, type TimeRange } from '../../lib/time-range.ts';
import { useNameText } from '../../ui/name.tsx';
import { ChangedParts } from './changed-parts.tsx';
import type { Selection } from '../../ui/selection.ts';
import { RegionSection, RegionWords } from '../../ui/region-section.tsx';
import { PartHint } from '../../ui/selected-part.tsx';
import { useNow } from '../../ui/use-now.ts';
import { foldedParts } from './folded-parts.ts';
import { MapLegend } from './map-legend.tsx';
import type { LiveServices } from './use-service-map.ts';

interface MapFactsProps {
  readonly live: LiveServices;
  readonly range: TimeRange;
  /** Something is selected that is not there. */
  readonly selectionGone: boolean;
  readonly onSelect: (selection: Selection) => void;
}

export function MapFacts({ live, range, selectionGone, onSelect }: MapFactsProps) {
  const { t } = useTranslation('services');
  const format = useFormat();
  const now = useNow(10_000);
  const { whole, shown, drawn } = live;
  const nameText = useNameText();
  const window = live.edges?.window ?? resolveTimeRange(range, now);
  const calls = whole?.edges.reduce((sum, edge) => sum + edge.source.calls, 0) ?? 0;
  const inferred = whole?.nodes.filter((node) => node.source.kind !== 'service').length ?? 0;
  const hidden = {
    nodes: (whole?.nodes.length ?? 0) - (shown?.nodes.length ?? 0),
    edges: (whole?.edges.length ?? 0) - (shown?.edges.length ?? 0),
  };
  return (
    <>
      <PartHint words={t(selectionGone ? 'selectionGone' : 'selectHint')} />
      <ChangedParts live={live} onSelect={onSelect} />
      <RegionSection title={t('madeOf')}>
        <RegionWords
          lines={[
            t(range.kind === 'relative' ? 'followsClock' : 'staysFixed', {
              window: format.window(window.start, window.end, now),
            }),
            t(whole?.sampled === true ? 'callsSampled' : 'callsRead', { count: calls, calls: format.count(calls) }),
            t('inferredNodes', { count: inferred, nodes: format.count(inferred) }),
            hidden.edges + hidden.nodes === 0
              ? t('nothingHidden')
              : t('hidden', { edges: format.count(hidden.edges), nodes: format.count(hidden.nodes) }),
            ...(shown && drawn ? foldedParts(shown, drawn) : []).map(({ service, ...counts }) =>
              t('foldedParts', {
                service: nameText(service),
                parts: format.count(counts.parts),
                folded: format.count(counts.folded),
                calls: format.count(counts.calls),
                errors: format.count(counts.errors),
              }),
            ),
          ]}
        />
      </RegionSection>
      <RegionSection title={t('legend')}>
        <MapLegend
          compared={live.comparison.state === 'there'}
          folded={whole?.edges.some(({ source }) => source.folded !== undefined) ?? false}
        />
      </RegionSection>
    </>
  );
}
