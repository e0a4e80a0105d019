// Services: the service map, its table twin, and the part that is selected.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { readAgainst } from '../../lib/against.ts';
import { readGraphView, withFold } from '../../lib/graph-view.ts';
import { readPart } from '../../lib/part-of-time.ts';
import type { FixedRange } from '../../lib/time-range.ts';
import { unknownParts, withoutParts } from '../../lib/unknown-parts.ts';
import { UnknownAddress } from '../../ui/address-notice.tsx';
import { FootLine, type KeyHint } from '../../ui/foot-line.tsx';
import frame from '../../ui/page-frame.module.css';
import { ServerAway } from '../../ui/server-away.tsx';
import { usePageActions } from '../../ui/page-actions.tsx';
import { isUnreachable, ProblemPanel, StatePanel, UnreachableBanner } from '../../ui/states.tsx';
import { useComparisonWords } from '../../ui/use-comparison-words.ts';
import { useKept } from '../../ui/use-kept.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useTimeRange } from '../../ui/use-time-range.ts';
import type { Point } from '../../viz/service-map-shape.ts';
import { NothingCalled, ReadingCalls } from '../../ui/graph-states.tsx';
import { NothingLeft } from './nothing-left.tsx';
import { MapScrubber } from './map-scrubber.tsx';
import { MapTable } from './map-table.tsx';
import { structureOf } from './map-structure.ts';
import { PartRegion } from './part-region.tsx';
import { type ServiceMap, structureKey } from './service-map-model.ts';
import { ServiceMapPicture } from './service-map-picture.tsx';
import { ServicesBar } from './services-bar.tsx';
import { readSelection, type Selection, writeSelection } from '../../ui/selection.ts';
import {
  type ChangeServicesUrl,
  knownIn,
  readMoved,
  readNarrowing,
  readView,
  type ServicesUrl,
  writeMoved,
} from './services-url.ts';
import { useMapLayout } from './use-map-layout.ts';
import { type LiveServices, useServiceMap } from './use-service-map.ts';
import styles from './services-page.module.css';

const route = getRouteApi('/services');

export function ServicesPage() {
  const { t } = useTranslation('services');
  const url = route.useSearch();
  const change = useChangeUrl();
  const range = useTimeRange();
  const { focus, hops, min } = url;
  const narrowing = useMemo(() => readNarrowing({ focus, hops, min }), [focus, hops, min]);
  const against = useMemo(() => readAgainst(url.against), [url.against]);
  const part = useMemo(() => readPart({ part: url.part }, range), [url.part, range]);
  const { split, fold } = url;
  const graphView = useMemo(() => readGraphView({ split, fold }), [split, fold]);
  const selection = useMemo(
    () => readSelection({ node: url.node, client: url.client, server: url.server }),
    [url.node, url.client, url.server],
  );
  const live = useServiceMap(graphView, range, part, narrowing, against, selection);
  const shownRange = part ?? range;
  const finder = useRef<HTMLInputElement>(null);
  const view = readView(url);
  const select = (next: Selection | undefined): void => change(writeSelection(next));
  const onFocus =
    selection?.kind === 'node' && url.focus === undefined ? () => change({ focus: selection.id }) : undefined;
  const toggleTable = (): void => change({ view: view === 'table' ? undefined : 'table' });
  useShortcuts({
    t: toggleTable,
    '/': () => finder.current?.focus(),
    f: () => (url.focus === undefined ? (onFocus?.() ?? false) : change({ focus: undefined, hops: undefined })),
    Escape: () => {
      if (selection === undefined) return false;
      select(undefined);
      return true;
    },
  });
  usePageActions([
    { label: t('findNode'), keys: ['/'], run: () => finder.current?.focus() },
    { label: t('keyTable'), keys: ['T'], run: toggleTable },
    ...(onFocus === undefined ? [] : [{ label: t('focus'), keys: ['F'], run: onFocus }]),
    ...(url.at === undefined ? [] : [{ label: t('putBack'), run: () => change({ at: undefined }) }]),
  ]);

  const unknown = unknownParts(url, knownIn(url));

  return (
    <div className={frame.page}>
      <UnknownAddress
        parts={unknown}
        instead={(parameter) => t(`unknown.${parameter}`)}
        onDrop={() => change(withoutParts(url, unknown) as Partial<ServicesUrl>)}
      />
      <ServicesBar
        url={url}
        live={live}
        range={shownRange}
        finder={finder}
        onChange={change}
        onSelect={select}
        onFocus={onFocus}
      />
      {isUnreachable(live.error) && (
        <UnreachableBanner failedAt={live.failedAt} retrying={live.fetching} onRetry={live.retry} />
      )}
      <div className={`${frame.work} ${styles.work}`} data-selected={selection !== undefined}>
        <section className={frame.middle} aria-label={t('serviceMap')}>
          <Middle
            url={url}
            live={live}
            range={range}
            part={part}
            selection={selection}
            onChange={change}
            onSelect={select}
          />
        </section>
        {live.whole !== undefined && (
          <PartRegion
            live={live}
            whole={live.whole}
            selection={selection}
            range={shownRange}
            allOf={range}
            onFold={(id) => change({ fold: withFold(fold, id, true), ...writeSelection(undefined) })}
            onSelect={select}
          />
        )}
      </div>
      <Foot live={live} />
    </div>
  );
}

interface MiddleProps {
  readonly url: ServicesUrl;
  readonly live: LiveServices;
  readonly range: ReturnType<typeof useTimeRange>;
  readonly part: FixedRange | undefined;
  readonly selection: Selection | undefined;
  readonly onChange: ChangeServicesUrl;
  readonly onSelect: (selection: Selection) => void;
}

/** Map and table, or why there are none. An error while they are on screen leaves them there. */
function Middle({ url, live, range, part, selection, onChange, onSelect }: MiddleProps) {
  const { t } = useTranslation('services');
  const format = useFormat();
  const { whole, shown, drawn } = live;
  if (whole === undefined || shown === undefined || drawn === undefined) {
    if (isUnreachable(live.error)) return <ServerAway />;
    if (live.error === null) return <ReadingCalls query={live.view} range={range} />;
    return <ProblemPanel title={t('problem')} error={live.error} />;
  }
  if (whole.nodes.length === 0) return <NothingCalled />;
  if (shown.nodes.length === 0 || (shown.edges.length === 0 && whole.edges.length > 0)) {
    return (
      <NothingLeft
        edges={format.count(whole.edges.length)}
        onShowAll={() => onChange({ focus: undefined, hops: undefined, min: undefined })}
      />
    );
  }
  const view = readView(url);
  return (
    <>
      {view !== 'table' && (
        <MapPlace map={drawn} url={url} selection={selection} onChange={onChange} onSelect={onSelect} />
      )}
      {view !== 'table' && <MapScrubber {...{ url, live, range, part, onChange }} />}
      {view !== 'map' && (
        <div className={styles.table} data-alone={view === 'table'}>
          <MapTable
            map={shown}
            comparison={live.comparison}
            rows={url.rows === 'nodes' ? 'nodes' : 'edges'}
            sort={url.sort}
            selection={selection}
            onRows={(rows) => onChange({ rows: rows === 'nodes' ? rows : undefined, sort: undefined })}
            onSort={(sort) => onChange({ sort })}
            onSelect={onSelect}
          />
        </div>
      )}
    </>
  );
}

type MapPlaceProps = Pick<MiddleProps, 'url' | 'selection' | 'onChange' | 'onSelect'> & { readonly map: ServiceMap };

/** The picture as soon as it is laid out. */
function MapPlace({ map, url, selection, onChange, onSelect }: MapPlaceProps) {
  const { t } = useTranslation('services');
  const byNamespace = url.group === 'namespace';
  const structure = useKept(structureOf(map, byNamespace), `${byNamespace} ${structureKey(map)}`);
  const { laidOut, failure } = useMapLayout(structure);
  const moved = useMemo(() => readMoved(url.at), [url.at]);
  const onMoved = (id: string, place: Point): void => onChange({ at: writeMoved(new Map([...moved, [id, place]])) });
  if (failure !== undefined) return <StatePanel title={t('notLaidOut')} lead={t('notLaidOutHint', { failure })} />;
  if (laidOut === undefined) return <StatePanel title={t('layingOut')} lead={t('layingOutHint')} />;
  return (
    <ServiceMapPicture
      map={map}
      laidOut={laidOut}
      moved={moved}
      selection={selection}
      onSelect={onSelect}
      onMoved={onMoved}
      cut={{ text: url.cut, onText: (cut) => onChange({ cut }, true) }}
    />
  );
}

function Foot({ live }: { readonly live: LiveServices }) {
  const { t } = useTranslation(['services', 'graph', 'shares']);
  const format = useFormat();
  const comparisonWords = useComparisonWords();
  const keys = useMemo(
    (): KeyHint[] => [
      { keys: ['Tab'], label: t('keyMap'), inFootLine: true },
      { keys: ['←', '→'], label: t('keyAlong'), inFootLine: true },
      { keys: ['↑', '↓'], label: t('keyColumn') },
      { keys: ['↵'], label: t('keySelect') },
      { keys: ['/'], label: t('keyFind'), inFootLine: true },
      { keys: ['F'], label: t('keyFocus'), inFootLine: true },
      { keys: ['Space'], label: t('graph:keyPlay'), inFootLine: true },
      { keys: ['T'], label: t('keyTable'), inFootLine: true },
      { keys: ['0'], label: t('keyFit') },
      { keys: ['+', '−'], label: t('keyZoom') },
      { keys: ['Esc'], label: t('graph:deselect') },
      { keys: ['Shift', 'S'], label: t('shares:keyShare') },
      { keys: ['?'], label: t('keyHelp'), inFootLine: true },
    ],
    [t],
  );
  const cost = live.edges?.graph.cost;
  const folded = (live.shown?.nodes.length ?? 0) - (live.drawn?.nodes.length ?? 0);
  return (
    <FootLine keys={keys}>
      {cost !== undefined && <span>{t('footRead', { duration: format.duration(cost.elapsedMs * 1e6) })}</span>}
      {live.shown !== undefined && (
        <span>
          {t('counts', {
            nodes: format.count(live.shown.nodes.length),
            edges: format.count(live.shown.edges.length),
          })}
        </span>
      )}
      {folded > 0 && <span>{t('partsFolded', { count: folded, parts: format.count(folded) })}</span>}
      {live.comparison.state !== 'none' && <span>{comparisonWords(live.comparison)}</span>}
    </FootLine>
  );
}

/** Writes a part of the page's URL: a new entry of the history, so that Back undoes it, unless it is `inPlace`. */
function useChangeUrl(): ChangeServicesUrl {
  const navigate = useNavigate();
  return (part, inPlace = false) =>
    void navigate({
      to: '/services',
      search: (before: object) => ({ ...before, ...part }),
      replace: inPlace,
      ...(inPlace && { state: true as const }),
    });
}
