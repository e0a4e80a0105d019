// A virtual list of what was found. J/K and arrows move the focus, Enter opens, more are read on the way down.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import styles from './result-list.module.css';

const ROW_HEIGHT = 28;
/** So near the end of what has been read, the next page is asked for. */
const READ_AHEAD_ROWS = 20;
const SKELETONS = 24;

/** What lists of all kinds are given. */
export interface ResultGridState {
  /** What is shown is an older answer. */
  readonly stale: boolean;
  readonly hasMore: boolean;
  readonly onNeedMore: () => void;
  /** Below the last row: reading, failed, or the end. */
  readonly tail: ReactNode;
  readonly onFocus: (id: string) => void;
  /** Where the list was left for a trace; `offset` in px when the browser still knows it. */
  readonly place: { readonly offset: number | undefined } | undefined;
  readonly onPlaceTaken: () => void;
}

interface ResultGridProps<T> extends ResultGridState {
  readonly label: string;
  /** undefined while the first page is read: skeletons hold the places. */
  readonly rows: readonly T[] | undefined;
  readonly idOf: (row: T) => string;
  readonly focusedId: string | undefined;
  /** Tracks of a CSS grid, for head and rows. */
  readonly tracks: { readonly wide: string; readonly narrow: string };
  /** Column headers. */
  readonly head: ReactNode;
  /** Grid cells of a row. `scrolled` tells how far the list is scrolled. */
  readonly cellsOf: (row: T, scrolled: () => number) => ReactNode;
  readonly skeletonOf: (index: number) => ReactNode;
}

export function ResultGrid<T>(props: ResultGridProps<T>) {
  const { stale, hasMore, onNeedMore, focusedId, onFocus, idOf, tracks } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => props.rows ?? [], [props.rows]);
  const focusedIndex = rows.findIndex((row) => idOf(row) === focusedId);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialOffset: props.place?.offset ?? 0,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && last >= rows.length - READ_AHEAD_ROWS) onNeedMore();
  }, [hasMore, last, rows.length, onNeedMore]);

  const { place, onPlaceTaken } = props;
  // Back from a trace: the row that opened it has the focus again, where it was.
  useEffect(() => {
    if (place === undefined || rows.length === 0) return;
    onPlaceTaken();
    if (focusedIndex < 0) return;
    if (place.offset === undefined) virtual.scrollToIndex(focusedIndex, { align: 'center' });
    requestAnimationFrame(() => rowElement(scroller.current, focusedIndex)?.focus({ preventScroll: true }));
  }, [place, onPlaceTaken, rows.length, focusedIndex, virtual]);

  const focusRow = (index: number): void => {
    virtual.scrollToIndex(index, { align: 'auto' });
    // A row that was outside exists only after the next paint.
    requestAnimationFrame(() => rowElement(scroller.current, index)?.focus({ preventScroll: true }));
  };
  const move = (to: number): void => {
    const index = Math.max(0, Math.min(to, rows.length - 1));
    const row = rows[index];
    if (row === undefined) return;
    onFocus(idOf(row));
    focusRow(index);
  };
  const open = (): unknown => {
    // The row's own link, so that a key and a click do the same.
    const link = rowElement(scroller.current, focusedIndex)?.querySelector('a');
    if (focusedIndex < 0 || link === undefined || link === null) return false;
    link.click();
    return true;
  };
  const page = (): number => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
  useShortcuts({
    j: () => move(focusedIndex + 1),
    k: () => move(focusedIndex - 1),
    ArrowDown: () => move(focusedIndex + 1),
    ArrowUp: () => move(focusedIndex - 1),
    PageDown: () => move(focusedIndex + page()),
    PageUp: () => move(focusedIndex - page()),
    Home: () => move(0),
    End: () => move(rows.length - 1),
    Enter: open,
  });

  return (
    <div
      className={styles.grid}
      role="grid"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-busy={props.rows === undefined || stale}
      style={{ '--wide-tracks': tracks.wide, '--narrow-tracks': tracks.narrow } as CSSProperties}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.columns}>
          {props.head}
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className={styles.scroller}>
        {props.rows === undefined ? (
          Array.from({ length: SKELETONS }, (_, index) => props.skeletonOf(index))
        ) : (
          <>
            <div className={styles.canvas} style={{ height: virtual.getTotalSize() }}>
              {items.map(({ index, start }) => {
                const row = rows[index];
                if (row === undefined) return undefined;
                return (
                  <div
                    key={idOf(row)}
                    role="row"
                    aria-rowindex={index + 2}
                    aria-selected={index === focusedIndex}
                    tabIndex={index === Math.max(focusedIndex, 0) ? 0 : -1}
                    className={styles.row}
                    style={{ transform: `translateY(${start}px)` }}
                    onFocus={() => onFocus(idOf(row))}
                  >
                    {props.cellsOf(row, () => scroller.current?.scrollTop ?? 0)}
                  </div>
                );
              })}
            </div>
            <div role="row">
              <div role="gridcell">{props.tail}</div>
            </div>
          </>
        )}
      </div>
    </div>
  );
}

function rowElement(scroller: HTMLElement | null, index: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`) ?? null;
}
