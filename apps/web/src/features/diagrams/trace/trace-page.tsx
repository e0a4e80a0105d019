// A diagram of one trace, of any kind: as a picture, a text or a table.
import { Button, useComputedColorScheme } from '@mantine/core';
import type { DiagramLanguage } from '@spanloom/api-schema';
import { type DiagramTheme, traceSpans } from '@spanloom/diagrams';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramFile } from '../../../api/diagram-file.ts';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Name } from '../../../ui/name.tsx';
import frame from '../../../ui/page-frame.module.css';
import { ServerAway } from '../../../ui/server-away.tsx';
import { isUnreachable, ProblemPanel, StatePanel } from '../../../ui/states.tsx';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import type { CutMemory } from '../../../viz/use-cut.ts';
import { type ChangeDiagramsUrl, type DiagramsUrl, readView } from '../diagrams-url.ts';
import { DiagramFrame } from '../frame/diagram-frame.tsx';
import { DiagramText } from '../frame/diagram-text.tsx';
import { GeneratedPicture } from '../frame/generated-picture.tsx';
import type { TraceKind } from './trace-kind.ts';
import { TraceOptions } from './trace-options.tsx';
import { TraceTable } from './trace-table.tsx';
import { type ReadTrace, type TraceReading, useTrace } from './use-trace.ts';

interface TracePageProps<M, F> {
  readonly kind: TraceKind<M, F>;
  readonly url: DiagramsUrl;
  readonly change: ChangeDiagramsUrl;
}

/** What is drawn of the trace that was read. */
interface DrawnTrace<M> extends ReadTrace {
  readonly model: M;
  readonly text: string;
}

export function TracePage<M, F>({ kind, url, change }: TracePageProps<M, F>) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const reading = useTrace(url.trace);
  const { read } = reading;
  const view = readView(url);
  const dark = useComputedColorScheme() === 'dark';
  const asked = kind.askedOf?.(url) ?? '';
  const further = kind.useFurther?.(read?.trace, asked);
  const language = useDiagramLanguage();
  const drawn = useMemo((): DrawnTrace<M> | undefined => {
    if (read === undefined) return undefined;
    const model = kind.modelOf(traceSpans(read.trace), asked, further, language);
    return { ...read, model, text: kind.textOf(model, read.trace.traceId, dark ? 'dark' : 'light') };
  }, [kind, read, asked, further, language, dark]);
  const [drawnMs, setDrawnMs] = useState<number>();
  const words = kind.useWords(drawn?.model);
  return (
    <DiagramFrame
      title={t(`diagramKinds.${kind.id}`)}
      facts={<Facts read={read} />}
      actions={<ToTrace read={read} />}
      view={view}
      onView={(next) => change({ view: next === 'diagram' ? undefined : next })}
      text={drawn?.text}
      file={fileOf(kind, drawn, asked, { theme: dark ? 'dark' : 'light', language })}
      reading={reading}
      options={<TraceOptions kind={kind} url={url} model={drawn?.model} read={read} words={words} onChange={change} />}
      foot={[
        ...(reading.elapsedMs === undefined
          ? []
          : [t('footRead', { duration: format.duration(reading.elapsedMs * 1e6) })]),
        ...(drawnMs === undefined || view !== 'diagram'
          ? []
          : [t('trace.footDrawn', { duration: format.duration(drawnMs * 1e6) })]),
        ...(drawn === undefined ? [] : [words.shown]),
      ]}
      keyOpen={t('trace.keyOpen')}
    >
      <Middle traceId={url.trace} reading={reading} drawn={drawn} isEmpty={kind.isEmpty}>
        {(shown) => (
          <>
            {view === 'diagram' && (
              <Picture
                key={kind.id}
                kind={kind}
                drawn={shown}
                asked={asked}
                dark={dark}
                label={words.pictureLabel}
                onDrawn={setDrawnMs}
                cut={{ text: url.cut, onText: (cut) => change({ cut }, true) }}
              />
            )}
            {view === 'text' && <DiagramText name={`${kind.id} ${shown.trace.traceId} ${asked}`} text={shown.text} />}
            {view === 'table' && <TraceTable table={words.table} traceId={shown.trace.traceId} />}
          </>
        )}
      </Middle>
    </DiagramFrame>
  );
}

function fileOf<M, F>(
  { id, isEmpty, fileOf: further }: TraceKind<M, F>,
  drawn: DrawnTrace<M> | undefined,
  asked: string,
  look: { readonly theme: DiagramTheme; readonly language: DiagramLanguage },
): DiagramFile | undefined {
  if (drawn === undefined || isEmpty(drawn.model)) return undefined;
  const parameters = further === undefined ? {} : further(asked, drawn.model);
  if (parameters === undefined) return undefined;
  return { kind: id, parameters: { trace: drawn.trace.traceId, ...parameters, ...look } };
}

interface PictureProps<M, F> {
  readonly kind: TraceKind<M, F>;
  readonly drawn: DrawnTrace<M>;
  readonly asked: string;
  readonly dark: boolean;
  readonly label: string;
  readonly onDrawn: (elapsedMs: number) => void;
  readonly cut: CutMemory;
}

function Picture<M, F>({ kind, drawn, asked, dark, label, onDrawn, cut }: PictureProps<M, F>) {
  const bind = kind.useOnShown(drawn.trace);
  const onShown = useCallback(
    ({
      picture,
      subject,
      view,
    }: {
      picture: Parameters<typeof bind>[0]['picture'];
      subject: DrawnTrace<M>;
      view: HTMLElement | null;
    }) => bind({ picture, subject: subject.model, view }),
    [bind],
  );
  return (
    <GeneratedPicture
      name={`sl-${kind.id}`}
      subject={drawn}
      textOf={({ text }) => text}
      structure={drawn.text}
      dark={dark}
      asked={asked}
      label={label}
      className={kind.className}
      onShown={onShown}
      onDrawn={onDrawn}
      cut={cut}
    />
  );
}

function Facts({ read }: { readonly read: ReadTrace | undefined }) {
  const { t } = useTranslation('diagrams');
  const root = read?.trace.spans.find(({ parentSpanId }) => parentSpanId === undefined);
  return (
    <>
      {root !== undefined && (
        <span className={frame.subject}>
          <Name text={root.name} />
        </span>
      )}
      {read !== undefined && (
        <Badge tone={read.arriving ? 'ok' : 'neutral'}>{t(read.arriving ? 'trace.arriving' : 'trace.complete')}</Badge>
      )}
    </>
  );
}

function ToTrace({ read }: { readonly read: ReadTrace | undefined }) {
  const { t } = useTranslation('diagrams');
  const range = useTimeRangeUrl();
  if (read === undefined) return undefined;
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link to="/trace/$traceId" params={{ traceId: read.trace.traceId }} search={range} {...props} />
      )}
    >
      {t('trace.openTrace')}
    </Button>
  );
}

interface MiddleProps<M> {
  readonly traceId: string | undefined;
  readonly reading: TraceReading;
  readonly drawn: DrawnTrace<M> | undefined;
  readonly isEmpty: (model: M) => boolean;
  readonly children: (drawn: DrawnTrace<M>) => React.ReactNode;
}

/** The diagram, or why there is none. An error while a diagram is on screen leaves it there. */
function Middle<M>({ traceId, reading, drawn, isEmpty, children }: MiddleProps<M>) {
  const { t } = useTranslation('diagrams');
  const range = useTimeRangeUrl();
  if (traceId === undefined) {
    return (
      <StatePanel title={t('trace.choose')} lead={t('trace.chooseHint')}>
        <Button variant="default" renderRoot={(props) => <Link to="/search" search={range} {...props} />}>
          {t('trace.chooseSearch')}
        </Button>
      </StatePanel>
    );
  }
  if (drawn === undefined) {
    if (isUnreachable(reading.error)) return <ServerAway />;
    if (reading.error === null) return <StatePanel title={t('trace.reading')} />;
    return <ProblemPanel title={t('trace.problem')} error={reading.error} />;
  }
  if (isEmpty(drawn.model)) return <StatePanel title={t('trace.nothing')} lead={t('trace.nothingHint')} />;
  return children(drawn);
}
