// One trace as a sequence of calls: as a picture, a text or a table.
import { Button, useComputedColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { FootLine, type KeyHint } from '../../../ui/foot-line.tsx';
import { Name } from '../../../ui/name.tsx';
import { PageTitle } from '../../../ui/page-title.tsx';
import { isUnreachable, ProblemPanel, StatePanel, UnreachableBanner } from '../../../ui/states.tsx';
import { useShortcuts } from '../../../ui/use-shortcuts.ts';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import { ViewSwitch } from '../../../ui/view-switch.tsx';
import { CopyMarkdown } from '../copy-markdown.tsx';
import barStyles from '../diagram-bar.module.css';
import { DiagramText } from '../diagram-text.tsx';
import { type DiagramsUrl, readView, type View, VIEWS } from '../diagrams-url.ts';
import styles from '../diagrams-page.module.css';
import { MessagesTable } from './messages-table.tsx';
import { SequenceOptions } from './sequence-options.tsx';
import { SequencePicture } from './sequence-picture.tsx';
import { type ReadSequence, type TraceSequence, useTraceSequence } from './use-trace-sequence.ts';

interface SequencePageProps {
  readonly url: DiagramsUrl;
  readonly change: (part: Partial<DiagramsUrl>) => void;
}

export function SequencePage({ url, change }: SequencePageProps) {
  const everyParticipant = url.participants === 'all';
  const live = useTraceSequence(url.trace, everyParticipant);
  const { read } = live;
  const view = readView(url);
  const dark = useComputedColorScheme() === 'dark';
  const [drawnMs, setDrawnMs] = useState<number>();
  const showView = (next: View): void => change({ view: next === 'diagram' ? undefined : next });
  useShortcuts({ t: () => showView(view === 'table' ? 'diagram' : 'table') });
  return (
    <div className={styles.page}>
      <Bar view={view} onView={showView} read={read} />
      {isUnreachable(live.error) && (
        <UnreachableBanner failedAt={live.failedAt} retrying={live.fetching} onRetry={live.retry} />
      )}
      <div className={styles.work}>
        <SequenceOptions url={url} read={read} onChange={change} />
        <section className={styles.middle}>
          <Middle traceId={url.trace} live={live}>
            {(shown) => (
              <>
                {view === 'diagram' && (
                  <SequencePicture read={shown} dark={dark} everyParticipant={everyParticipant} onDrawn={setDrawnMs} />
                )}
                {view === 'text' && <DiagramText text={shown.text} />}
                {view === 'table' && <MessagesTable sequence={shown.sequence} traceId={shown.trace.traceId} />}
              </>
            )}
          </Middle>
        </section>
      </div>
      <Foot live={live} drawnMs={view === 'diagram' ? drawnMs : undefined} />
    </div>
  );
}

interface BarProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly read: ReadSequence | undefined;
}

function Bar({ view, onView, read }: BarProps) {
  const { t } = useTranslation('diagrams');
  const range = useTimeRangeUrl();
  const root = read?.trace.spans.find(({ parentSpanId }) => parentSpanId === undefined);
  return (
    <header className={barStyles.bar}>
      <PageTitle title={t('sequence.title')} />
      <h1 className={barStyles.title}>{t('sequence.title')}</h1>
      {root !== undefined && (
        <span className={barStyles.subject}>
          <Name text={root.name} />
        </span>
      )}
      {read !== undefined && (
        <Badge tone={read.arriving ? 'ok' : 'neutral'}>
          {t(read.arriving ? 'sequence.arriving' : 'sequence.complete')}
        </Badge>
      )}
      <div className={barStyles.actions}>
        <ViewSwitch view={view} views={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))} onView={onView} />
        {read !== undefined && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/trace/$traceId" params={{ traceId: read.trace.traceId }} search={range} {...props} />
            )}
          >
            {t('sequence.openTrace')}
          </Button>
        )}
        <CopyMarkdown text={read?.text} />
      </div>
    </header>
  );
}

interface MiddleProps {
  readonly traceId: string | undefined;
  readonly live: TraceSequence;
  readonly children: (read: ReadSequence) => React.ReactNode;
}

/** The drawing, or why there is none. An error while a drawing is on screen leaves it there. */
function Middle({ traceId, live, children }: MiddleProps) {
  const { t } = useTranslation('diagrams');
  const range = useTimeRangeUrl();
  if (traceId === undefined) {
    return (
      <StatePanel title={t('sequence.choose')} lead={t('sequence.chooseHint')}>
        <Button variant="default" renderRoot={(props) => <Link to="/search" search={range} {...props} />}>
          {t('sequence.chooseSearch')}
        </Button>
      </StatePanel>
    );
  }
  if (live.read === undefined) {
    if (live.error === null || isUnreachable(live.error)) return <StatePanel title={t('sequence.reading')} />;
    return <ProblemPanel title={t('sequence.problem')} error={live.error} />;
  }
  if (live.read.sequence.participants.length === 0) {
    return <StatePanel title={t('sequence.nothing')} lead={t('sequence.nothingHint')} />;
  }
  return children(live.read);
}

function Foot({ live, drawnMs }: { readonly live: TraceSequence; readonly drawnMs: number | undefined }) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const keys = useMemo(
    (): KeyHint[] => [
      { keys: ['0'], label: t('keyFit'), inFootLine: true },
      { keys: ['+', '−'], label: t('keyZoom') },
      { keys: ['←', '↑', '→', '↓'], label: t('keyPan') },
      { keys: ['Tab'], label: t('keyNext'), inFootLine: true },
      { keys: ['↵'], label: t('sequence.keyOpen'), inFootLine: true },
      { keys: ['T'], label: t('keyTable'), inFootLine: true },
    ],
    [t],
  );
  const { read, elapsedMs } = live;
  return (
    <FootLine keys={keys}>
      {elapsedMs !== undefined && <span>{t('footRead', { duration: format.duration(elapsedMs * 1e6) })}</span>}
      {drawnMs !== undefined && <span>{t('sequence.footDrawn', { duration: format.duration(drawnMs * 1e6) })}</span>}
      {read !== undefined && (
        <span>
          {t('sequence.footShown', {
            drawn: format.count(read.sequence.drawn),
            calls: format.count(read.sequence.calls),
            participants: read.sequence.participants.length,
          })}
        </span>
      )}
    </FootLine>
  );
}
