// The left region: where the picture comes from, what to leave out, what is not drawn, and how to read it.
import { Checkbox, Select } from '@mantine/core';
import { searchText } from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { servicesQuery } from '../../../api/queries.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { resolveTimeRange, type TimeRange } from '../../../lib/time-range.ts';
import { readAgainst } from '../../../lib/against.ts';
import { CompareControl } from '../../../ui/compare-control.tsx';
import { useComparisonWords } from '../../../ui/use-comparison-words.ts';
import { GraphViewFields } from '../../../ui/graph-view-fields.tsx';
import { useServiceName } from '../../../ui/name.tsx';
import { RegionRows, RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import { useFrameLater } from '../../../ui/use-frame-later.ts';
import { useNow } from '../../../ui/use-now.ts';
import { isFiltered, readFilter } from '../diagrams-filter.ts';
import { type DiagramsUrl, LEAVABLE_KINDS, readWithout } from '../diagrams-url.ts';
import field from '../frame/field.module.css';
import { KindSelect } from '../frame/kind-select.tsx';
import { MapLegend } from './map-legend.tsx';
import type { LiveMap } from './use-live-map.ts';
import styles from './map-options.module.css';

interface MapOptionsProps {
  readonly url: DiagramsUrl;
  readonly live: LiveMap;
  readonly range: TimeRange;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

export function MapOptions({ live, ...rest }: MapOptionsProps) {
  return <Options live={useFrameLater(live)} {...rest} />;
}

const Options = memo(function Options({ url, live, range, onChange }: MapOptionsProps) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const comparisonWords = useComparisonWords();
  const filter = readFilter(url);
  return (
    <>
      <RegionSection>
        <KindSelect kind="map" onChange={onChange} />
        <ServiceFilter url={url} onChange={onChange} />
      </RegionSection>
      <RegionSection title={t('source')}>
        <code className={styles.query}>{isFiltered(filter) ? searchText(filter) : t('everyTrace')}</code>
        <Source live={live} range={range} />
      </RegionSection>
      <RegionSection title={t('compare')}>
        <Compare url={url} range={range} onChange={onChange} />
        {live.read.comparison.state !== 'none' && <RegionWords lines={[comparisonWords(live.read.comparison)]} />}
      </RegionSection>
      <RegionSection title={t('show')}>
        <LeaveOut url={url} onChange={onChange} />
      </RegionSection>
      <RegionSection title={t('graph:split.title')}>
        <GraphViewFields view={url} onView={onChange} />
      </RegionSection>
      <RegionSection title={t('notDrawn')}>
        <NotDrawn live={live} />
      </RegionSection>
      <RegionSection title={t('legend')}>
        <MapLegend compared={live.read.comparison.state === 'there'} />
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

/** Only traces through one service. A name cannot hold the separator of the value, a line break. */
const ServiceFilter = memo(function ServiceFilter({ url, onChange }: Change) {
  const { t } = useTranslation('diagrams');
  const { data } = useQuery(servicesQuery());
  const serviceName = useServiceName();
  const key = (service: { readonly name: string; readonly namespace: string }): string =>
    `${service.namespace}\n${service.name}`;
  const known = data?.services ?? [];
  const chosen =
    url.service === undefined
      ? undefined
      : (known.find((one) => one.name === url.service && (url.namespace ?? one.namespace) === one.namespace) ?? {
          name: url.service,
          namespace: url.namespace ?? '',
        });
  const listed = chosen === undefined || known.some((one) => key(one) === key(chosen)) ? known : [...known, chosen];
  return (
    <Select
      label={t('tracesThrough')}
      classNames={{ label: field.label }}
      placeholder={t('anyService')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('anyService') }}
      nothingFoundMessage={t('noSuchService')}
      value={chosen === undefined ? null : key(chosen)}
      data={listed.map((one) => ({
        value: key(one),
        label: serviceName(one),
      }))}
      onChange={(value) => {
        const service = listed.find((one) => key(one) === value);
        onChange({ service: service?.name, namespace: service?.namespace });
      }}
    />
  );
});

function Source({ live, range }: Pick<MapOptionsProps, 'live' | 'range'>) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const now = useNow(10_000);
  const window = live.read.edges?.window ?? resolveTimeRange(range, now);
  const calls = live.read.edges?.graph.edges.reduce((sum, edge) => sum + edge.calls, 0);
  return (
    <RegionWords
      lines={[
        t(range.kind === 'relative' ? 'followsClock' : 'staysFixed', {
          window: format.window(window.start, window.end, now),
        }),
        ...(calls === undefined
          ? []
          : [
              t(live.map?.sampled === true ? 'callsSampled' : 'callsRead', {
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

function NotDrawn({ live }: Pick<MapOptionsProps, 'live'>) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const { ownMap: map } = live;
  if (map === undefined) return <RegionWords lines={[t('notReadYet')]} />;
  const { hidden } = map;
  const rows: [string, string][] = [
    [t('hiddenByOption'), t('callKinds', { count: hidden.byOption, edges: format.count(hidden.byOption) })],
    [t('hiddenFolded'), t('callKinds', { count: hidden.folded, edges: format.count(hidden.folded) })],
    ...(hidden.foldedWithErrors > 0
      ? [[t('hiddenWithErrors'), format.count(hidden.foldedWithErrors)] as [string, string]]
      : []),
    [t('hiddenNodes'), format.count(hidden.nodes)],
    [t('hiddenCalls'), format.count(hidden.calls)],
    [t('inferred'), map.inferred.length === 0 ? t('none') : map.inferred.join(', ')],
    [t('sampled'), map.sampled ? t('sampledYes') : t('none')],
  ];
  return <RegionRows rows={rows} />;
}
