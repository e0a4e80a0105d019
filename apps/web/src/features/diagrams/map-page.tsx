// The architecture map of the page's filter and time range, as a picture, a text or a table.
import { useComputedColorScheme } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterQuery } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { FootLine, type KeyHint } from '../../ui/foot-line.tsx';
import { isUnreachable, ProblemPanel, UnreachableBanner } from '../../ui/states.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useTimeRange } from '../../ui/use-time-range.ts';
import { ArchitecturePicture } from './architecture-picture.tsx';
import { DiagramBar } from './diagram-bar.tsx';
import { DiagramText, useDiagramText } from './diagram-text.tsx';
import { type DiagramsUrl, readSelection, readView, readWithout, type View, writeSelection } from './diagrams-url.ts';
import { EdgesTable } from './edges-table.tsx';
import { Loading, NothingToDraw } from './empty-states.tsx';
import { OptionsRegion } from './options-region.tsx';
import { SelectedRegion } from './selected-region.tsx';
import { type LiveMap, useLiveMap } from './use-live-map.ts';
import styles from './diagrams-page.module.css';

interface MapPageProps {
  readonly url: DiagramsUrl;
  readonly change: (part: Partial<DiagramsUrl>) => void;
}

export function MapPage({ url, change }: MapPageProps) {
  const range = useTimeRange();
  const { service, namespace, without: withoutList } = url;
  const filter = useMemo((): FilterQuery => ({ service, namespace }), [service, namespace]);
  const without = useMemo(() => readWithout({ without: withoutList }), [withoutList]);
  const live = useLiveMap(filter, range, without);
  const view = readView(url);
  const dark = useComputedColorScheme() === 'dark';
  const text = useDiagramText(live, filter, dark ? 'dark' : 'light');
  const [drawnMs, setDrawnMs] = useState<number>();
  const selection = useMemo(
    () => readSelection({ node: url.node, client: url.client, server: url.server }),
    [url.node, url.client, url.server],
  );
  const showView = (next: View): void => change({ view: next === 'diagram' ? undefined : next });
  useShortcuts({
    t: () => showView(view === 'table' ? 'diagram' : 'table'),
    Escape: () => {
      if (selection === undefined) return false;
      change(writeSelection(undefined));
      return true;
    },
  });

  return (
    <div className={styles.page}>
      <DiagramBar view={view} onView={showView} live={live} followsClock={range.kind === 'relative'} text={text} />
      {isUnreachable(live.error) && (
        <UnreachableBanner failedAt={live.failedAt} retrying={live.fetching} onRetry={live.retry} />
      )}
      <div className={styles.work}>
        <OptionsRegion url={url} live={live} range={range} onChange={change} />
        <section className={styles.middle}>
          <Middle
            live={live}
            filter={filter}
            range={range}
            onClearFilter={() => change({ service: undefined, namespace: undefined })}
          >
            {(map) => (
              <>
                {view === 'diagram' && (
                  <ArchitecturePicture
                    map={map}
                    changed={live.changed}
                    dark={dark}
                    selection={selection}
                    onSelect={(next) => change(writeSelection(next))}
                    onDrawn={setDrawnMs}
                  />
                )}
                {view === 'text' && <DiagramText text={text ?? ''} />}
                {view === 'table' && (
                  <EdgesTable map={map} selection={selection} onSelect={(next) => change(writeSelection(next))} />
                )}
              </>
            )}
          </Middle>
        </section>
        {live.map !== undefined && (
          <SelectedRegion
            map={live.map}
            selection={selection}
            filter={filter}
            range={range}
            onSelect={(next) => change(writeSelection(next))}
          />
        )}
      </div>
      <Foot live={live} drawnMs={view === 'diagram' ? drawnMs : undefined} />
    </div>
  );
}

interface MiddleProps {
  readonly live: LiveMap;
  readonly filter: FilterQuery;
  readonly range: ReturnType<typeof useTimeRange>;
  readonly onClearFilter: () => void;
  readonly children: (map: NonNullable<LiveMap['map']>) => React.ReactNode;
}

/** The drawing, or why there is none. An error while a drawing is on screen leaves it there. */
function Middle({ live, filter, range, onClearFilter, children }: MiddleProps) {
  const { t } = useTranslation('diagrams');
  if (live.map === undefined) {
    if (live.error === null || isUnreachable(live.error)) return <Loading filter={filter} range={range} />;
    return <ProblemPanel title={t('problem')} error={live.error} />;
  }
  if (live.map.nodes.length === 0)
    return <NothingToDraw map={live.map} filter={filter} onClearFilter={onClearFilter} />;
  return children(live.map);
}

function Foot({ live, drawnMs }: { readonly live: LiveMap; readonly drawnMs: number | undefined }) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const keys = useMemo(
    (): KeyHint[] => [
      { keys: ['0'], label: t('keyFit'), inFootLine: true },
      { keys: ['+', '−'], label: t('keyZoom') },
      { keys: ['←', '↑', '→', '↓'], label: t('keyPan') },
      { keys: ['Tab'], label: t('keyNext'), inFootLine: true },
      { keys: ['↵'], label: t('keyOpen'), inFootLine: true },
      { keys: ['T'], label: t('keyTable'), inFootLine: true },
      { keys: ['Esc'], label: t('keyDeselect') },
    ],
    [t],
  );
  const cost = live.edges?.graph.cost;
  const calls = live.map?.edges.reduce((sum, edge) => sum + edge.source.calls, 0) ?? 0;
  return (
    <FootLine keys={keys}>
      {cost !== undefined && <span>{t('footRead', { duration: format.duration(cost.elapsedMs * 1e6) })}</span>}
      {drawnMs !== undefined && <span>{t('footDrawn', { duration: format.duration(drawnMs * 1e6) })}</span>}
      {live.map !== undefined && (
        <span>
          {t('footShown', { calls: format.count(calls), edges: live.map.edges.length, nodes: live.map.nodes.length })}
        </span>
      )}
    </FootLine>
  );
}
