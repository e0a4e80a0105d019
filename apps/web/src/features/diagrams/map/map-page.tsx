// The architecture map of the page's filter and time range, as a picture, a text or a table.
import { useComputedColorScheme } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphQuery } from '../../../api/queries.ts';
import { readAgainst } from '../../../lib/against.ts';
import { readGraphView, withFold } from '../../../lib/graph-view.ts';
import { readPart } from '../../../lib/part-of-time.ts';
import type { FixedRange, TimeRange } from '../../../lib/time-range.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import type { KeyHint } from '../../../ui/foot-line.tsx';
import { Freshness } from '../../../ui/freshness.tsx';
import { ServerAway } from '../../../ui/server-away.tsx';
import { isUnreachable, ProblemPanel } from '../../../ui/states.tsx';
import { readSelection, writeSelection } from '../../../ui/selection.ts';
import { useShortcuts } from '../../../ui/use-shortcuts.ts';
import { useFrameLater } from '../../../ui/use-frame-later.ts';
import { useDeploys, useHoldGraph, useRateSeries } from '../../../ui/use-part-graph.ts';
import { useSteady } from '../../../ui/use-steady.ts';
import { useTimeRange } from '../../../ui/use-time-range.ts';
import { PartScrubber } from '../../../viz/part-scrubber.tsx';
import { type ChangeDiagramsUrl, type DiagramsUrl, readView, readWithout } from '../diagrams-url.ts';
import { useFilter } from '../diagrams-filter.ts';
import { ClearFilter } from '../frame/clear-filter.tsx';
import { DiagramFilter } from '../frame/diagram-filter.tsx';
import { DiagramFrame } from '../frame/diagram-frame.tsx';
import { DiagramText } from '../frame/diagram-text.tsx';
import { ArchitecturePicture } from './architecture-picture.tsx';
import { countChanged } from './changed-values.ts';
import { EdgesTable } from './edges-table.tsx';
import { ReadingCalls } from '../../../ui/graph-states.tsx';
import { NothingToDraw } from './nothing-to-draw.tsx';
import { MapOptions } from './map-options.tsx';
import { useMapFile, useMapText } from './map-text.ts';
import type { DrawnMap } from './paint-map.ts';
import { SelectedRegion } from './selected-region.tsx';
import { type LiveMap, useLiveMap } from './use-live-map.ts';

interface MapPageProps {
  readonly url: DiagramsUrl;
  readonly change: ChangeDiagramsUrl;
}

export function MapPage({ url, change }: MapPageProps) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const range = useTimeRange();
  const { split, fold, without: withoutList } = url;
  const asked = useFilter(url);
  const filter = useMemo((): GraphQuery => ({ ...asked, ...readGraphView({ split, fold }) }), [asked, split, fold]);
  const without = useMemo(() => readWithout({ without: withoutList }), [withoutList]);
  const against = useMemo(() => readAgainst(url.against), [url.against]);
  const part = useMemo(() => readPart({ part: url.part }, range), [url.part, range]);
  const live = useLiveMap(filter, range, part, without, against);
  const shownRange = part ?? range;
  const view = readView(url);
  const dark = useComputedColorScheme() === 'dark';
  const text = useMapText(live, filter, dark ? 'dark' : 'light');
  const [drawnMs, setDrawnMs] = useState<number>();
  const selection = useMemo(
    () => readSelection({ node: url.node, client: url.client, server: url.server }),
    [url.node, url.client, url.server],
  );
  useShortcuts({
    Escape: () => {
      if (selection === undefined) return false;
      change(writeSelection(undefined));
      return true;
    },
  });
  const moreKeys = useMemo(
    (): KeyHint[] => [
      { keys: ['Space'], label: t('graph:keyPlay'), inFootLine: true },
      { keys: ['Esc'], label: t('graph:deselect') },
    ],
    [t],
  );
  return (
    <DiagramFrame
      title={t('architectureMap')}
      facts={
        <Freshness live={live.read} followsClock={range.kind === 'relative'} changes={countChanged(live.changed)} />
      }
      view={view}
      onView={(next) => change({ view: next === 'diagram' ? undefined : next })}
      text={text}
      file={useMapFile(live, filter, withoutList, dark ? 'dark' : 'light')}
      reading={live.read}
      filter={<DiagramFilter filter={asked} change={change} />}
      options={<MapOptions url={url} live={live} range={shownRange} onChange={change} />}
      beside={
        live.map !== undefined && (
          <SelectedRegion
            map={live.map}
            selection={selection}
            filter={filter}
            range={shownRange}
            onSelect={(next) => change(writeSelection(next))}
            onFold={(id) => change({ fold: withFold(fold, id, true), ...writeSelection(undefined) })}
          />
        )
      }
      foot={useFoot(live, view === 'diagram' ? drawnMs : undefined)}
      keyOpen={t('keyOpen')}
      moreKeys={moreKeys}
    >
      <Middle live={live} filter={filter} range={range} change={change}>
        {(map, layout) => (
          <>
            {view === 'diagram' && (
              <ArchitecturePicture
                map={map}
                layout={layout}
                changed={live.changed}
                dark={dark}
                selection={selection}
                onSelect={(next) => change(writeSelection(next))}
                onDrawn={setDrawnMs}
                cut={{ text: url.cut, onText: (cut) => change({ cut }, true) }}
              />
            )}
            {view === 'text' && <DiagramText name="map" text={text?.() ?? ''} />}
            {view === 'table' && (
              <EdgesTable map={map} selection={selection} onSelect={(next) => change(writeSelection(next))} />
            )}
            <MapScrubber {...{ url, filter, live, range, part, onChange: change }} />
          </>
        )}
      </Middle>
    </DiagramFrame>
  );
}

interface MiddleProps {
  readonly live: LiveMap;
  readonly filter: GraphQuery;
  readonly range: ReturnType<typeof useTimeRange>;
  readonly change: ChangeDiagramsUrl;
  readonly children: (map: DrawnMap, layout: DrawnMap) => React.ReactNode;
}

/** The drawing, or why there is none. An error while a drawing is on screen leaves it there. */
function Middle({ live, filter, range, change, children }: MiddleProps) {
  const { t } = useTranslation('diagrams');
  const { map, layout, read } = live;
  if (map === undefined || layout === undefined) {
    if (isUnreachable(read.error)) return <ServerAway />;
    if (read.error === null) return <ReadingCalls query={filter} range={range} />;
    return (
      <ProblemPanel title={t('problem')} error={read.error} action={<ClearFilter filter={filter} change={change} />} />
    );
  }
  if (map.nodes.length === 0) return <NothingToDraw map={map} filter={filter} change={change} />;
  return children(map, layout);
}

interface MapScrubberProps {
  readonly url: DiagramsUrl;
  readonly filter: GraphQuery;
  readonly live: LiveMap;
  readonly range: TimeRange;
  readonly part: FixedRange | undefined;
  readonly onChange: ChangeDiagramsUrl;
}

function MapScrubber({ url, filter, live: { read }, range, part, onChange }: MapScrubberProps) {
  return (
    <PartScrubber
      {...{ url, range, part, onChange }}
      window={useFrameLater(read.all?.window)}
      series={useRateSeries(filter, range)}
      behind={read.behind}
      deploys={useDeploys(range)}
      onHold={useSteady(useHoldGraph(filter, read.all))}
    />
  );
}

function useFoot(live: LiveMap, drawnMs: number | undefined): string[] {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const { ownMap: map } = live;
  const cost = live.read.edges?.graph.cost;
  const calls = map?.edges.reduce((sum, edge) => sum + edge.source.calls, 0) ?? 0;
  return [
    ...(cost === undefined ? [] : [t('footRead', { duration: format.duration(cost.elapsedMs * 1e6) })]),
    ...(drawnMs === undefined ? [] : [t('footDrawn', { duration: format.duration(drawnMs * 1e6) })]),
    ...(map === undefined
      ? []
      : [t('footShown', { calls: format.count(calls), edges: map.edges.length, nodes: map.nodes.length })]),
  ];
}
