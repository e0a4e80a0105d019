// The left region: where the picture comes from, what to leave out, what is not drawn, and how to read it.
import { Checkbox } from '@mantine/core';
import { searchText } from '@spanloom/diagrams';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { resolveTimeRange, type TimeRange } from '../../../lib/time-range.ts';
import { readAgainst } from '../../../lib/against.ts';
import { CompareControl } from '../../../ui/compare-control.tsx';
import { useComparisonWords } from '../../../ui/use-comparison-words.ts';
import { GraphViewFields } from '../../../ui/graph-view-fields.tsx';
import { RegionRows, RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import { useFrameLater } from '../../../ui/use-frame-later.ts';
import { useNow } from '../../../ui/use-now.ts';
import { isFiltered, readFilter } from '../diagrams-filter.ts';
import { type DiagramsUrl, LEAVABLE_KINDS, readWithout } from '../diagrams-url.ts';
import { KindSelect } from '../frame/kind-select.tsx';
import { MapLegend } from './map-legend.tsx';
import { type LiveMap, type MapFacts, useMapFacts } from './use-live-map.ts';
import styles from './map-options.module.css';

interface MapOptionsProps {
  readonly url: DiagramsUrl;
  readonly live: LiveMap;
  readonly range: TimeRange;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

export function MapOptions({ live, ...rest }: MapOptionsProps) {
  return <Options facts={useFrameLater(useMapFacts(live))} {...rest} />;
}

type OptionsProps = Omit<MapOptionsProps, 'live'> & { readonly facts: MapFacts };

const Options = memo(function Options({ url, facts, range, onChange }: OptionsProps) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const comparisonWords = useComparisonWords();
  const filter = readFilter(url);
  return (
    <>
      <RegionSection>
        <KindSelect kind="map" onChange={onChange} />
      </RegionSection>
      <RegionSection title={t('source')}>
        <code className={styles.query}>{isFiltered(filter) ? searchText(filter) : t('everyTrace')}</code>
        <Source facts={facts} range={range} />
      </RegionSection>
      <RegionSection title={t('compare')}>
        <Compare url={url} range={range} onChange={onChange} />
        {facts.comparison.state !== 'none' && <RegionWords lines={[comparisonWords(facts.comparison)]} />}
      </RegionSection>
      <RegionSection title={t('show')}>
        <LeaveOut url={url} onChange={onChange} />
      </RegionSection>
      <RegionSection title={t('graph:split.title')}>
        <GraphViewFields view={url} onView={onChange} />
      </RegionSection>
      <RegionSection title={t('notDrawn')}>
        <NotDrawn drawn={facts.drawn} />
      </RegionSection>
      <RegionSection title={t('legend')}>
        <MapLegend compared={facts.comparison.state === 'there'} />
      </RegionSection>
    </>
  );
});

type Change = Pick<MapOptionsProps, 'url' | 'onChange'>;

const Compare = memo(function Compare({ url, range, onChange }: Change & Pick<MapOptionsProps, 'range'>) {
  return (
    <CompareControl against={readAgainst(url.against)} range={range} onAgainst={(against) => onChange({ against })} />
  );
});

function Source({ facts: { edges, sampled }, range }: Pick<OptionsProps, 'facts' | 'range'>) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const now = useNow(10_000);
  const window = edges?.window ?? resolveTimeRange(range, now);
  const calls = edges?.graph.edges.reduce((sum, edge) => sum + edge.calls, 0);
  return (
    <RegionWords
      lines={[
        t(range.kind === 'relative' ? 'followsClock' : 'staysFixed', {
          window: format.window(window.start, window.end, now),
        }),
        ...(calls === undefined
          ? []
          : [
              t(sampled ? 'callsSampled' : 'callsRead', {
                count: calls,
                calls: format.count(calls),
              }),
            ]),
      ]}
    />
  );
}

const LeaveOut = memo(function LeaveOut({ url, onChange }: Change) {
  const { t } = useTranslation('diagrams');
  const without = readWithout(url);
  return (
    <div className={styles.checks}>
      {LEAVABLE_KINDS.map((kind) => (
        <Checkbox
          key={kind}
          label={t(`kinds.${kind}`)}
          checked={!without.has(kind)}
          onChange={(event) => {
            const next = LEAVABLE_KINDS.filter((one) =>
              one === kind ? !event.currentTarget.checked : without.has(one),
            );
            onChange({ without: next.length === 0 ? undefined : next });
          }}
        />
      ))}
    </div>
  );
});

function NotDrawn({ drawn: map }: Pick<MapFacts, 'drawn'>) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  if (map === undefined) return <RegionWords lines={[t('notReadYet')]} />;
  const { hidden } = map;
  const counts: [string, string][] = [
    [t('hiddenByOption'), t('callKinds', { count: hidden.byOption, edges: format.count(hidden.byOption) })],
    [t('hiddenFolded'), t('callKinds', { count: hidden.folded, edges: format.count(hidden.folded) })],
    ...(hidden.foldedWithErrors > 0
      ? [[t('hiddenWithErrors'), format.count(hidden.foldedWithErrors)] as [string, string]]
      : []),
    [t('hiddenNodes'), format.count(hidden.nodes)],
    [t('hiddenCalls'), format.count(hidden.calls)],
  ];
  return (
    <>
      <RegionRows rows={counts} />
      <RegionRows
        rows={[
          [t('inferred'), map.inferred.length === 0 ? t('none') : map.inferred.join(', ')],
          [t('sampled'), map.sampled ? t('sampledYes') : t('none')],
        ]}
      />
    </>
  );
}
