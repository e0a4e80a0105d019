// The rows of the waterfall, of which only those on screen exist. Scrolling draws this part anew and nothing above it.
import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useSame } from '../../ui/use-same.ts';
import type { useWidth } from '../../ui/use-width.ts';
import type { TimeScale } from '../../viz/time-scale-layout.ts';
import type { SpanFinder } from './use-span-finder.ts';
import type { Indent } from './rows-layout.ts';
import type { TraceModel } from './trace-model.ts';
import type { FoldState } from './use-fold.ts';
import { blocksOf, WaterfallBlock } from './waterfall-block.tsx';
import { ROW_HEIGHT } from './waterfall-row.tsx';
import styles from './waterfall.module.css';

interface WaterfallRowsProps {
  readonly model: TraceModel;
  readonly fold: FoldState;
  readonly scale: TimeScale;
  readonly indent: Indent;
  /** Level that stands at the left edge. */
  readonly base: number;
  readonly selectedKey: string | undefined;
  readonly find: SpanFinder;
  /** Of the rows: none are drawn before it is known. */
  readonly measured: ReturnType<typeof useWidth>;
  readonly onSelect: (key: string) => void;
  /** What stands below the last row. */
  readonly children?: ReactNode;
}

export function WaterfallRows(props: WaterfallRowsProps) {
  const { model, fold, scale, indent, base, selectedKey, find, measured, onSelect, children } = props;
  const { t } = useTranslation('trace');
  const format = useFormat();
  const { visible, turned, position, setFolded, setCurrent } = fold;
  const scroller = useRef<HTMLDivElement>(null);
  /** Where it was scrolled last. */
  const direction = useRef<Direction>('forward');
  const matching = useMemo(() => new Set(find.matches), [find.matches]);
  const virtualizer = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEHIND,
    onChange: (instance) => {
      direction.current = instance.scrollDirection ?? direction.current;
    },
    // The current row always exists: it holds the focus, and Tab comes back to it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indices = defaultRangeExtractor(withRowsAhead(range, direction.current));
        return indices.includes(position) || position >= range.count
          ? indices
          : [...indices, position].toSorted((a, b) => a - b);
      },
      [position],
    ),
  });
  const ofFold = useSame({ visible, turned, setFolded, setCurrent });
  const all = useSame({ model, fold: ofFold, scale, indent, base, selectedKey, find, matching, t, format, onSelect });
  useKeepPlace(scroller, model, fold);
  useGoToTarget(scroller, fold);
  const focus = useKeepFocus(scroller);
  return (
    <div ref={scroller} className={styles.scroller} {...focus}>
      <div role="treegrid" aria-label={t('waterfall')} aria-rowcount={visible.length + 1} aria-colcount={3}>
        <ColumnHeads />
        <div ref={measured.ref} className={styles.sizer} style={{ height: virtualizer.getTotalSize() }} role="rowgroup">
          {blocksOf(measured.width === undefined ? [] : virtualizer.getVirtualIndexes()).map((block) => (
            <WaterfallBlock
              key={block.number}
              {...block}
              current={position >= block.from && position <= block.to ? position : undefined}
              all={all}
            />
          ))}
        </div>
      </div>
      {children}
    </div>
  );
}

type Direction = NonNullable<Virtualizer<HTMLDivElement, Element>['scrollDirection']>;

/** Rows that are there before they come on screen, and after they left it. Each costs a little of every frame. */
const AHEAD = 6;
const BEHIND = 1;

function withRowsAhead(range: Range, direction: Direction): Range {
  return direction === 'forward'
    ? { ...range, endIndex: Math.min(range.endIndex + AHEAD - BEHIND, range.count - 1) }
    : { ...range, startIndex: Math.max(range.startIndex - AHEAD + BEHIND, 0) };
}

/** Names of the columns for those who hear the table; what is seen stands in the head, beside the axis. */
function ColumnHeads() {
  const { t } = useTranslation('trace');
  return (
    <div role="rowgroup" className="sl-visually-hidden">
      <div role="row" aria-rowindex={1}>
        <span role="columnheader">{t('serviceAndOperation')}</span>
        <span role="columnheader">{t('selfTime')}</span>
        <span role="columnheader">{t('timeline')}</span>
      </div>
    </div>
  );
}

/** When spans come in above what one reads, the scroll position moves with it. Folding by hand is left alone. */
function useKeepPlace(scroller: React.RefObject<HTMLDivElement | null>, model: TraceModel, fold: FoldState): void {
  const before = useRef({ model, visible: fold.visible });
  useLayoutEffect(() => {
    const element = scroller.current;
    const { model: oldModel, visible: oldVisible } = before.current;
    before.current = { model, visible: fold.visible };
    if (element === null || oldModel === model || element.scrollTop === 0) return;
    const first = Math.floor(element.scrollTop / ROW_HEIGHT);
    const oldIndex = oldVisible[first];
    const key = oldIndex === undefined ? undefined : oldModel.rows[oldIndex]?.key;
    const index = key === undefined ? undefined : model.indexOfKey.get(key);
    const now = index === undefined ? -1 : fold.visible.indexOf(index);
    if (now >= 0 && now !== first) element.scrollTop += (now - first) * ROW_HEIGHT;
  }, [scroller, model, fold.visible]);
}

/** A row that comes to stand in another block is made anew: the focus that it had goes along. */
function useKeepFocus(scroller: React.RefObject<HTMLDivElement | null>) {
  const inside = useRef(false);
  useLayoutEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    scroller.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true });
  });
  return {
    onFocus: () => {
      inside.current = true;
    },
    // React tells nothing of a focus that goes because its element was taken away.
    onBlur: () => {
      inside.current = false;
    },
  };
}

/** Brings the row that was gone to on screen, and gives it the focus if that is wanted. */
function useGoToTarget(scroller: React.RefObject<HTMLDivElement | null>, fold: FoldState): void {
  const { target, position, currentKey } = fold;
  const done = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || target === undefined || done.current === target.turn || target.key !== currentKey) return;
    done.current = target.turn;
    const top = position * ROW_HEIGHT;
    const bottom = top + ROW_HEIGHT - element.clientHeight;
    if (top < element.scrollTop) element.scrollTop = Math.max(top - ROW_HEIGHT, 0);
    else if (bottom > element.scrollTop) element.scrollTop = bottom + ROW_HEIGHT;
    if (!target.focus) return;
    const row = element.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    row?.focus({ preventScroll: true });
  }, [scroller, target, position, currentKey]);
}
