// The traces found: a virtual list on one scale. J/K and arrows move the focus, Enter opens, more are read on the way down.
import type { TraceSummary } from '@spanloom/api-schema';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../ui/preferences.tsx';
import type { ResultOrder } from '../../ui/result-order.ts';
import { useNow } from '../../ui/use-now.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { ColumnHeader } from './column-header.tsx';
import { gridTracks, shownColumns } from './result-columns.ts';
import { ResultRow, SkeletonRow } from './result-row.tsx';
import styles from './result-list.module.css';

const ROW_HEIGHT = 28;
/** So near the end of what has been read, the next page is asked for. */
const READ_AHEAD_ROWS = 20;
const RELATIVE_TIME_MS = 5000;

interface ResultListProps {
  /** undefined while the first page is read: skeletons hold the places. */
  readonly traces: readonly TraceSummary[] | undefined;
  /** How many there are; undefined while they are counted. */
  readonly total: number | undefined;
  readonly sort: string;
  /** What is shown is an older answer. */
  readonly stale: boolean;
  readonly hasMore: boolean;
  readonly onNeedMore: () => void;
  /** Below the last row: reading, failed, or the end. */
  readonly tail: ReactNode;
  readonly focusedId: string | undefined;
  readonly onFocus: (traceId: string) => void;
  /** Called before a trace opens, with the scroll offset to come back to. */
  readonly onLeave: (trace: TraceSummary, offset: number) => void;
  /** Where the list was left for a trace; `offset` in px when the browser still knows it. */
  readonly place: { readonly offset: number | undefined } | undefined;
  readonly onPlaceTaken: () => void;
  /** The service whose chip comes first. */
  readonly firstService: string | undefined;
}

export function ResultList(props: ResultListProps) {
  const { traces, stale, hasMore, onNeedMore, focusedId, onFocus, onLeave } = props;
  const { t } = useTranslation('search');
  const { preferences } = usePreferences();
  const columns = useMemo(() => shownColumns(preferences.columns), [preferences.columns]);
  const tracks = useMemo(() => gridTracks(columns), [columns]);
  const now = useNow(RELATIVE_TIME_MS);
  const narrow = useMediaQuery('(max-width: 1100px)') ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => traces ?? [], [traces]);
  const order = useMemo(
    (): ResultOrder => ({ traceIds: rows.map(({ traceId }) => traceId), total: props.total }),
    [rows, props.total],
  );
  const focusedIndex = rows.findIndex((trace) => trace.traceId === focusedId);
  const max = useMemo(() => rows.reduce((most, { duration }) => Math.max(most, Number(duration)), 0), [rows]);

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
    const trace = rows[index];
    if (trace === undefined) return;
    onFocus(trace.traceId);
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
      aria-label={t('results')}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-busy={traces === undefined || stale}
      style={{ '--wide-tracks': tracks.wide, '--narrow-tracks': tracks.narrow } as CSSProperties}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.columns}>
          {columns.map((column) => (
            <ColumnHeader key={column} column={column} sort={props.sort} scaleMax={max} />
          ))}
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className={styles.scroller}>
        {traces === undefined ? (
          Array.from({ length: 24 }, (_, index) => <SkeletonRow key={index} index={index} columns={columns} />)
        ) : (
          <>
            <div className={styles.canvas} style={{ height: virtual.getTotalSize() }}>
              {items.map(({ index, start }) => {
                const trace = rows[index];
                if (trace === undefined) return undefined;
                return (
                  <ResultRow
                    key={trace.traceId}
                    trace={trace}
                    index={index}
                    top={start}
                    now={now}
                    scaleMax={max}
                    columns={columns}
                    // The id takes the place of one.
                    chips={narrow ? 1 : columns.includes('traceId') ? 2 : 3}
                    withServiceName={!narrow}
                    firstService={props.firstService}
                    order={order}
                    focused={index === focusedIndex}
                    tabStop={index === Math.max(focusedIndex, 0)}
                    onFocus={() => onFocus(trace.traceId)}
                    onLeave={() => onLeave(trace, scroller.current?.scrollTop ?? 0)}
                  />
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
