// A diagram that the server makes the model of, of a window or of itself: as a picture, a text or a table, kept fresh.
import { useComputedColorScheme } from '@mantine/core';
import type { LiveDiagram } from '@spanloom/api-schema';
import { liveText } from '@spanloom/diagrams';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramFile } from '../../../api/diagram-file.ts';
import type { FilterQuery } from '../../../api/queries.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Freshness } from '../../../ui/freshness.tsx';
import { readPart } from '../../../lib/part-of-time.ts';
import type { KeyHint } from '../../../ui/foot-line.tsx';
import { ServerAway } from '../../../ui/server-away.tsx';
import { isUnreachable, ProblemPanel, StatePanel } from '../../../ui/states.tsx';
import { useTimeRange } from '../../../ui/use-time-range.ts';
import { type ChangeDiagramsUrl, type DiagramKind, type DiagramsUrl, readView } from '../diagrams-url.ts';
import { isFiltered, useFilter } from '../diagrams-filter.ts';
import { ClearFilter } from '../frame/clear-filter.tsx';
import { DiagramFilter } from '../frame/diagram-filter.tsx';
import { DiagramFrame } from '../frame/diagram-frame.tsx';
import { DiagramText } from '../frame/diagram-text.tsx';
import { LiveOptions } from './live-options.tsx';
import { LivePicture } from './live-picture.tsx';
import { LiveScrubber } from './live-scrubber.tsx';
import { LiveTable } from './live-table.tsx';
import { type LiveReading, useLiveDiagram } from './use-live-diagram.ts';

/** The server itself is not narrowed. */
const NO_FILTER: FilterQuery = {};

interface LivePageProps {
  readonly kind: DiagramKind;
  /** What it is drawn of: the server itself, or the traces of the page's window and filter. */
  readonly subject: 'server' | 'window';
  readonly url: DiagramsUrl;
  readonly change: ChangeDiagramsUrl;
}

export function LivePage({ kind, subject, url, change }: LivePageProps) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const isWindow = subject === 'window';
  const format = useFormat();
  const range = useTimeRange();
  const asked = useFilter(url);
  const filter = isWindow ? asked : NO_FILTER;
  const time = isWindow ? range : undefined;
  const part = useMemo(() => time && readPart({ part: url.part }, time), [url.part, time]);
  const reading = useLiveDiagram(kind, filter, time, part);
  const { own, inPlace, window, elapsedMs } = reading;
  const view = readView(url);
  const dark = useComputedColorScheme() === 'dark';
  const theme = dark ? 'dark' : 'light';
  const text =
    own && window && (() => liveText(own, { start: isoTime(window.start), end: isoTime(window.end) }, theme));
  const [drawnMs, setDrawnMs] = useState<number>();
  const title = t(`diagramKinds.${kind}`);
  return (
    <DiagramFrame
      title={title}
      facts={
        <>
          <Freshness live={reading} followsClock={!isWindow || range.kind === 'relative'} changes={reading.changes} />
          {inPlace !== undefined && own === undefined && <Badge tone="neutral">{t('live.absent')}</Badge>}
        </>
      }
      view={view}
      onView={(next) => change({ view: next === 'diagram' ? undefined : next })}
      text={text}
      file={fileOf(kind, filter, reading, subject, theme)}
      reading={reading}
      filter={isWindow && <DiagramFilter filter={filter} change={change} />}
      options={<LiveOptions kind={kind} subject={subject} reading={reading} onChange={change} />}
      foot={[
        ...(elapsedMs === undefined ? [] : [t('footRead', { duration: format.duration(elapsedMs * 1e6) })]),
        ...(drawnMs === undefined || view !== 'diagram'
          ? []
          : [t('footDrawn', { duration: format.duration(drawnMs * 1e6) })]),
      ]}
      keyOpen={t('live.keyOpen')}
      moreKeys={useMemo(
        (): KeyHint[] => (isWindow ? [{ keys: ['Space'], label: t('graph:keyPlay'), inFootLine: true }] : []),
        [isWindow, t],
      )}
    >
      <Middle reading={reading} filter={filter} change={change}>
        {(shown) => (
          <>
            {view === 'diagram' && (
              <LivePicture
                kind={kind}
                diagram={shown}
                inPlace={inPlace}
                dark={dark}
                label={t('live.pictureLabel', { title })}
                onDrawn={setDrawnMs}
                cut={{ text: url.cut, onText: (cut) => change({ cut }, true) }}
              />
            )}
            {view === 'text' && <DiagramText name={kind} text={text?.() ?? ''} />}
            {view === 'table' && (
              <LiveTable diagram={shown} absent={inPlace?.absent} label={t('live.tableLabel', { title })} />
            )}
            {time !== undefined && (
              <LiveScrubber {...{ kind, url, filter, reading, range: time, part, onChange: change }} />
            )}
          </>
        )}
      </Middle>
    </DiagramFrame>
  );
}

function fileOf(
  kind: DiagramKind,
  filter: FilterQuery,
  { own, window }: LiveReading,
  subject: LivePageProps['subject'],
  theme: 'light' | 'dark',
): DiagramFile | undefined {
  if (own === undefined || window === undefined) return undefined;
  const time = subject === 'server' ? {} : { start: window.start, end: window.end };
  return { kind, parameters: { ...filter, ...time, theme, language: own.language } };
}

interface MiddleProps {
  readonly reading: LiveReading;
  readonly filter: FilterQuery;
  readonly change: ChangeDiagramsUrl;
  readonly children: (diagram: LiveDiagram) => React.ReactNode;
}

/** The diagram, or why there is none. An error while a diagram is on screen leaves it there. */
function Middle({ reading: { diagram, nothing, error }, filter, change, children }: MiddleProps) {
  const { t } = useTranslation('diagrams');
  if (diagram !== undefined) return children(diagram);
  const clearFilter = <ClearFilter filter={filter} change={change} />;
  if (nothing) {
    return (
      <StatePanel title={t('live.nothing')} lead={t(isFiltered(filter) ? 'live.nothingLeft' : 'live.nothingHint')}>
        {clearFilter}
      </StatePanel>
    );
  }
  if (error === null) return <StatePanel title={t('live.reading')} />;
  if (isUnreachable(error)) return <ServerAway />;
  return <ProblemPanel title={t('live.problem')} error={error} action={clearFilter} />;
}

function isoTime(nanoseconds: string): string {
  return new Date(Number(BigInt(nanoseconds) / 1_000_000n)).toISOString();
}
