// A trace that was read: bar, facts, waterfall and drawer, bound together by the URL, the find text and the keys.
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { FootLine } from '../../ui/foot-line.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { SideRegion } from '../../ui/region.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { FindBox } from './find-box.tsx';
import { stepMatch } from './find-spans.ts';
import { useSpanFinder } from './use-span-finder.ts';
import { PartialNote } from './partial-note.tsx';
import { foldedSimilar } from './rows-layout.ts';
import { SpanDrawer } from './span-drawer.tsx';
import { FactsLine, TraceBar } from './trace-bar.tsx';
import { useTraceKeyHints } from './trace-keys.ts';
import type { TraceModel } from './trace-model.ts';
import type { TraceOutline } from './view-span.ts';
import { TraceNotice } from './trace-notice.tsx';
import { TraceToolbar } from './trace-toolbar.tsx';
import type { TraceUrl } from './trace-url.ts';
import { clampWindow, formatZoom } from '../../viz/zoom-window-layout.ts';
import styles from './trace-page.module.css';
import { type FoldState, useFold } from './use-fold.ts';
import { useSteps } from './use-steps.ts';
import { useUrlDraft } from './use-url-draft.ts';
import { useZoom } from './use-zoom.ts';
import { Waterfall } from './waterfall.tsx';

interface TraceViewProps {
  readonly model: TraceModel;
  readonly url: TraceUrl;
  /** Writes part of the URL in place of what it is now. */
  readonly onUrl: (change: Partial<TraceUrl>) => void;
  readonly elapsedMs: number;
  readonly outline: TraceOutline;
}

const PAGE_ROWS = 20;
const CLOSER = 1 / 1.4;
const PAN = 0.15;

export function TraceView({ model, url, onUrl, elapsedMs, outline }: TraceViewProps) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const findInput = useRef<HTMLInputElement>(null);
  const selectedIndex = indexOfSpan(model, url.span);
  const selected = selectedIndex === undefined ? undefined : model.rows[selectedIndex];
  const within = indexOfSpan(model, url.within);
  const fold = useFold(model, selectedIndex, within);
  const zoom = useZoom(
    model,
    url.zoom,
    useCallback((text) => onUrl({ zoom: text }), [onUrl]),
  );
  const select = useCallback((key: string | undefined) => onUrl({ span: key }), [onUrl]);

  const [findText, setFindText] = useUrlDraft(
    url.find,
    useCallback((text) => onUrl({ find: text }), [onUrl]),
  );
  const find = useSpanFinder(model, findText);
  const { matches } = find;
  const currentIndex = fold.visible[fold.position] ?? -1;

  /** Moves on; an open drawer follows. */
  const follow = (key: string | undefined): void => {
    if (key === undefined || selected === undefined || key === selected.key) return;
    if (model.rows[model.indexOfKey.get(key) ?? -1]?.kind === 'span') select(key);
  };
  const goTo = (index: number | undefined, focus: boolean): void => {
    if (index === undefined) return;
    if (!isWithin(model, within, index)) onUrl({ within: undefined });
    follow(fold.goTo(index, focus));
  };
  const stepFind = (direction: 1 | -1): void => goTo(stepMatch(matches, currentIndex, direction), false);
  const steps = useSteps(model, currentIndex, zoom, (index) => goTo(index, true));
  /** Narrows the view to the current row and what is below it, or widens it again. */
  const focusSubtree = (): void => {
    const row = model.rows[currentIndex];
    if (within !== undefined) {
      onUrl({ within: undefined, zoom: undefined });
    } else if (row?.kind === 'span') {
      const { start, end } = row.row.span;
      onUrl({ within: row.key, zoom: formatZoom(clampWindow({ from: start, to: end }, model.extent), model.extent) });
    }
  };
  const openCurrent = (): void => {
    if (model.rows[currentIndex]?.kind === 'span') select(fold.currentKey);
  };
  const openSpan = (spanId: string): void => {
    const index = indexOfSpan(model, spanId);
    select(index === undefined ? spanId : fold.goTo(index, true));
  };
  const close = (): boolean => {
    if (selected === undefined) return false;
    select(undefined);
    goTo(selectedIndex, true);
    return true;
  };
  // In the drawer the arrow keys scroll it; a row or the page itself they move in.
  const inRows = (work: () => void) => (event: KeyboardEvent) => {
    const target = event.target;
    if (target instanceof HTMLElement && target !== document.body && target.closest('[role="treegrid"]') === null)
      return false;
    work();
    return true;
  };
  useShortcuts({
    ArrowDown: inRows(() => follow(fold.moveBy(1))),
    ArrowUp: inRows(() => follow(fold.moveBy(-1))),
    PageDown: inRows(() => follow(fold.moveBy(PAGE_ROWS))),
    PageUp: inRows(() => follow(fold.moveBy(-PAGE_ROWS))),
    Home: inRows(() => follow(fold.moveBy(-fold.visible.length))),
    End: inRows(() => follow(fold.moveBy(fold.visible.length))),
    ArrowLeft: inRows(() => follow(fold.foldOrMove('left'))),
    ArrowRight: inRows(() => follow(fold.foldOrMove('right'))),
    Enter: inRows(openCurrent),
    j: () => follow(fold.moveBy(1)),
    k: () => follow(fold.moveBy(-1)),
    'shift+ArrowLeft': () => fold.turnLevel(false),
    'shift+ArrowRight': () => fold.turnLevel(true),
    e: steps.nextError,
    l: steps.nextSlowest,
    g: steps.nextGap,
    '.': focusSubtree,
    w: () => zoom.by(CLOSER),
    s: () => zoom.by(1 / CLOSER),
    a: () => zoom.pan(-PAN),
    d: () => zoom.pan(PAN),
    z: zoom.fit,
    '/': () => findInput.current?.select(),
    Escape: close,
  });
  const keys = useTraceKeyHints();
  return (
    <>
      <TraceNotice url={url} withinIsHere={within !== undefined} onUrl={onUrl} />
      <TraceBar model={model} outline={outline}>
        <FindBox
          input={findInput}
          text={findText ?? ''}
          matches={matches.length}
          state={find.state}
          place={matches.indexOf(currentIndex) + 1}
          onText={(text) => setFindText(text === '' ? undefined : text)}
          onStep={stepFind}
          onLeave={() => goTo(currentIndex, true)}
        />
      </TraceBar>
      <FactsLine model={model}>
        <TraceToolbar model={model} url={url} onUrl={onUrl} steps={steps} />
      </FactsLine>
      {within !== undefined && <WithinLine model={model} within={within} onWiden={focusSubtree} />}
      <div className={styles.workArea}>
        <Waterfall
          model={model}
          fold={fold}
          zoom={zoom}
          selectedKey={selected?.key}
          find={find}
          within={within}
          onSelect={select}
        >
          <PartialNote model={model} />
        </Waterfall>
        {url.span !== undefined && (
          <SideRegion
            name="trace-span"
            label={t('spanDetails')}
            side="right"
            initialWidth={372}
            className={styles.side}
          >
            {selected?.kind === 'span' ? (
              <SpanDrawer key={selected.key} model={model} row={selected} onClose={close} onOpenSpan={openSpan} />
            ) : (
              <MissingSelection id={url.span} onClose={() => select(undefined)} />
            )}
          </SideRegion>
        )}
      </div>
      <FootLine keys={keys}>
        <span>
          {t('cost', { time: format.duration(elapsedMs * 1e6), spans: format.count(model.spans), count: model.spans })}
        </span>
        <span>{t('rowsShown', { count: fold.visible.length, text: format.count(fold.visible.length) })}</span>
        <SimilarFolded model={model} fold={fold} />
      </FootLine>
    </>
  );
}

/** Why there are fewer rows than spans. */
function SimilarFolded({ model, fold }: { readonly model: TraceModel; readonly fold: FoldState }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const { groups, spans } = foldedSimilar(model.rows, fold.visible, fold.turned);
  if (groups === 0) return undefined;
  return <span>{t('similarFolded', { count: groups, text: format.count(groups), spans: format.count(spans) })}</span>;
}

function isWithin(model: TraceModel, within: number | undefined, index: number): boolean {
  if (within === undefined) return true;
  return index >= within && index <= within + (model.rows[within]?.row.descendants ?? 0);
}

/** Says what is not shown, and the way back to all of it. */
function WithinLine({
  model,
  within,
  onWiden,
}: {
  readonly model: TraceModel;
  readonly within: number;
  readonly onWiden: () => void;
}) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const row = model.rows[within];
  if (row?.kind !== 'span') return undefined;
  const shown = row.spansBelow + 1;
  const { name } = row.row.span;
  return (
    <div className={styles.within} role="status">
      <span>
        {t('withinLine', {
          name: name === '' ? t('unnamed') : name,
          shown: format.count(shown),
          count: model.spans,
          text: format.count(model.spans),
        })}
      </span>
      <button type="button" className={styles.toolButton} onClick={onWiden}>
        {t('showAll')} <Kbd>.</Kbd>
      </button>
    </div>
  );
}

/** The URL names a span that is not here: a cut link, or one that has not come yet. */
function MissingSelection({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('trace');
  return (
    <div className={styles.missingSelection}>
      <p>{t('selectionMissing', { id })}</p>
      <button type="button" className={styles.toolButton} onClick={onClose}>
        {t('closeDetails')}
      </button>
    </div>
  );
}

/** A span id without hash means the first span of that id. */
function indexOfSpan(model: TraceModel, key: string | undefined): number | undefined {
  if (key === undefined) return undefined;
  const exact = model.indexOfKey.get(key);
  if (exact !== undefined) return model.rows[exact]?.kind === 'span' ? exact : undefined;
  const wanted = key.toLowerCase();
  const index = model.rows.findIndex(
    (row) => row.kind === 'span' && (row.row.span.spanId === wanted || row.key.startsWith(wanted)),
  );
  return index < 0 || wanted.length < 16 ? undefined : index;
}
