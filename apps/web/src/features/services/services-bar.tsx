// The page bar: title, counts, how fresh the numbers are, finding a node, narrowing the map, the views.
import { Button, useComputedColorScheme } from '@mantine/core';
import { IconFocusCentered, IconSearch } from '@tabler/icons-react';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiagramLanguage } from '../../i18n/use-diagram-language.ts';
import type { DiagramFile } from '../../api/diagram-file.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { readAgainst } from '../../lib/against.ts';
import type { TimeRange } from '../../lib/time-range.ts';
import { CompareControl } from '../../ui/compare-control.tsx';
import { Freshness } from '../../ui/freshness.tsx';
import { GraphViewControl } from '../../ui/graph-view-control.tsx';
import { useNameText } from '../../ui/name.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ShareButton } from '../../ui/share/share-button.tsx';
import { useComparedWindow, windowParameters } from '../../ui/use-comparison.ts';
import { useKept } from '../../ui/use-kept.ts';
import frame from '../../ui/page-frame.module.css';
import { useSteady } from '../../ui/use-steady.ts';
import { ViewSwitch } from '../../ui/view-switch.tsx';
import type { Selection } from '../../ui/selection.ts';
import { HOPS, MIN_RATES, readView, type ServicesUrl, VIEWS } from './services-url.ts';
import { structureKey } from './service-map-model.ts';
import type { LiveServices } from './use-service-map.ts';
import styles from './services-bar.module.css';
import { Select } from '../../ui/select.tsx';

/** More names than this are not read through: type more of it. */
const FOUND_AT_MOST = 40;

interface ServicesBarProps {
  readonly url: ServicesUrl;
  readonly live: LiveServices;
  readonly range: TimeRange;
  readonly finder: RefObject<HTMLInputElement | null>;
  readonly onChange: (part: Partial<ServicesUrl>) => void;
  readonly onSelect: (selection: Selection) => void;
  /** undefined: there is nothing to focus on. */
  readonly onFocus: (() => void) | undefined;
}

export function ServicesBar({ url, live, range, finder, onChange, onSelect, onFocus }: ServicesBarProps) {
  const { t } = useTranslation('services');
  const format = useFormat();
  const { shown } = live;
  const file = useMapFile(live);
  return (
    <header className={frame.bar}>
      <PageTitle title={t('serviceMap')} />
      <h1 className={frame.title}>{t('serviceMap')}</h1>
      {shown !== undefined && (
        <span className={styles.counts}>
          {t('counts', { nodes: format.count(shown.nodes.length), edges: format.count(shown.edges.length) })}
        </span>
      )}
      <Freshness live={live} followsClock={range.kind === 'relative'} changes={live.changes} />
      <div className={frame.actions}>
        <FindNode live={live} finder={finder} onSelect={onSelect} />
        <Select
          className={styles.group}
          aria-label={t('grouping')}
          allowDeselect={false}
          value={url.group === 'namespace' ? 'namespace' : 'none'}
          data={[
            { value: 'none', label: t('groupNone') },
            { value: 'namespace', label: t('groupNamespace') },
          ]}
          onChange={(value) => onChange({ group: value === 'namespace' ? value : undefined, at: undefined })}
        />
        <Select
          className={styles.rate}
          aria-label={t('minRate')}
          allowDeselect={false}
          value={MIN_RATES.find((rate) => rate === url.min) ?? 'any'}
          data={[
            { value: 'any', label: t('anyRate') },
            ...MIN_RATES.map((rate) => ({ value: rate, label: t('rateFrom', { rate: format.rate(Number(rate)) }) })),
          ]}
          onChange={(value) => onChange({ min: MIN_RATES.find((rate) => rate === value) })}
        />
        <GraphViewControl
          view={url}
          onView={(part) =>
            onChange('split' in part ? { ...part, focus: undefined, hops: undefined, at: undefined } : part)
          }
        />
        <Focus url={url} onChange={onChange} onFocus={onFocus} />
        <CompareControl
          against={readAgainst(url.against)}
          range={range}
          onAgainst={(against) => onChange({ against, ...(against === undefined && withoutAgainst(url)) })}
        />
        <ViewSwitch
          view={readView(url)}
          views={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          onView={(view) => onChange({ view: view === 'both' ? undefined : view })}
        />
        <ShareButton
          ready={file !== undefined}
          fileOf={useSteady(() => file)}
          title={t('serviceMap')}
          variant="default"
        />
      </div>
    </header>
  );
}

/** What the server draws the same calls from. */
function useMapFile({ view, whole, edges, comparison }: LiveServices): DiagramFile | undefined {
  const against = useComparedWindow(comparison);
  const theme = useComputedColorScheme();
  const language = useDiagramLanguage();
  return useMemo(() => {
    if (whole === undefined || whole.nodes.length === 0 || edges === undefined) return undefined;
    return { kind: 'map', parameters: { ...view, ...windowParameters(edges.window, against), theme, language } };
  }, [view, whole, edges, against, theme, language]);
}

/** The column of the comparison goes with it. */
function withoutAgainst({ sort }: ServicesUrl): Partial<ServicesUrl> {
  return sort?.endsWith('against') === true ? { sort: undefined } : {};
}

function FindNode({ live, finder, onSelect }: Pick<ServicesBarProps, 'live' | 'finder' | 'onSelect'>) {
  const { t, i18n } = useTranslation(['services', 'graph']);
  const nameText = useNameText();
  const { shown } = live;
  const options = useMemo(() => {
    // Translated once: it takes longer than all of the rest, and there may be a thousand.
    const kinds = new Map<string, string>();
    return (shown?.nodes ?? []).map(({ source: { id, kind }, label }) => {
      const kindText = kinds.get(kind) ?? `${t('graph:comma')}${t(`graph:kind.${kind}`)}`;
      kinds.set(kind, kindText);
      return { value: id, label: `${nameText(label)}${kindText}` };
    });
  }, [shown, t, nameText]);
  // Given anew with the structure: a thousand options are too much for each tick.
  const nodes = useKept(options, `${i18n.language} ${shown === undefined ? '' : structureKey(shown)}`);
  return (
    <Select
      ref={finder}
      className={styles.find}
      aria-label={t('findNode')}
      placeholder={t('findNode')}
      leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
      rightSection={<span />}
      rightSectionWidth={0}
      searchable
      limit={FOUND_AT_MOST}
      nothingFoundMessage={t('noSuchNode')}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      value={null}
      data={nodes}
      onChange={(id) => {
        if (id !== null) onSelect({ kind: 'node', id });
      }}
    />
  );
}

function Focus({ url, onChange, onFocus }: Pick<ServicesBarProps, 'url' | 'onChange' | 'onFocus'>) {
  const { t } = useTranslation('services');
  if (url.focus === undefined) {
    return (
      <Button
        variant="default"
        leftSection={<IconFocusCentered size={14} stroke={1.75} />}
        disabled={onFocus === undefined}
        title={onFocus === undefined ? t('focusNeedsNode') : undefined}
        onClick={onFocus}
      >
        {t('focus')}
      </Button>
    );
  }
  return (
    <span className={styles.focus}>
      <Select
        className={styles.hops}
        aria-label={t('hops')}
        allowDeselect={false}
        value={HOPS.find((hops) => hops === url.hops) ?? '1'}
        data={HOPS.map((hops) => ({ value: hops, label: t('hopsAround', { count: Number(hops) }) }))}
        onChange={(value) => onChange({ hops: value === '1' ? undefined : (value ?? undefined) })}
      />
      <Button variant="default" onClick={() => onChange({ focus: undefined, hops: undefined })}>
        {t('showAll')}
      </Button>
    </span>
  );
}
