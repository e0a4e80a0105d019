// The layer over the bars that takes the hand: a drag makes a box, its handles resize it, the pointer names a bar. For the
// keyboard it is a slider over the bars: arrows move the cursor, Shift+arrows draw the box, Enter zooms, Escape clears.
import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeWindow } from '../../lib/time-range.ts';
import { bucketAt, HISTOGRAM, type HistogramLayout } from './histogram-layout.ts';
import { boxOfBuckets, bucketsOfBox } from './time-box.ts';
import type { TimeBox } from './use-time-box.ts';
import styles from './histogram-brush.module.css';

interface HistogramBrushProps {
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly layout: HistogramLayout;
  readonly window: TimeWindow;
  /** How many bars there are; 0 while nothing has been read. */
  readonly count: number;
  readonly timeBox: TimeBox;
  /** Of the bar under the pointer or the cursor. */
  readonly shown: number | undefined;
  readonly onShown: (bucket: number | undefined) => void;
  /** Makes a time the window of the page. */
  readonly onZoom: (box: TimeWindow) => void;
  readonly describedBy: string;
  /** What a bar holds, in words. */
  readonly bucketText: (bucket: number) => string;
}

/** Nearer than this is a click, px. */
const CLICK_PX = 3;
const PAGE_BUCKETS = 10;

interface Drag {
  readonly anchor: number;
  readonly startX: number;
  readonly moved: boolean;
}

export function HistogramBrush(props: HistogramBrushProps) {
  const { layer, layout, window, count, timeBox, shown, onShown, onZoom, bucketText } = props;
  const { t } = useTranslation('search');
  const [drag, setDrag] = useState<Drag>();
  const [cursor, setCursor] = useState<number>();
  /** Where Shift+arrows began. */
  const [anchor, setAnchor] = useState<number>();
  const { box } = timeBox;
  const touched = box === undefined ? undefined : bucketsOfBox(window, count, box);
  const at = Math.min(cursor ?? touched?.to ?? count - 1, count - 1);

  /** The bar at a pointer, the nearest when it is beside them. */
  const bucketOf = (event: PointerEvent): number => {
    const x = event.clientX - (layer.current?.getBoundingClientRect().left ?? 0) + HISTOGRAM.left;
    const last = HISTOGRAM.left + layout.plotWidth - 0.01;
    return bucketAt(layout, Math.min(Math.max(x, HISTOGRAM.left), last)) ?? 0;
  };
  const begin = (event: PointerEvent, from: number, moved: boolean): void => {
    if (event.button !== 0 || count === 0) return;
    event.stopPropagation();
    layer.current?.setPointerCapture(event.pointerId);
    setAnchor(undefined);
    setDrag({ anchor: from, startX: event.clientX, moved });
  };
  const move = (event: PointerEvent): void => {
    if (count === 0) return;
    const bucket = bucketOf(event);
    onShown(bucket);
    if (drag === undefined || (!drag.moved && Math.abs(event.clientX - drag.startX) < CLICK_PX)) return;
    if (!drag.moved) setDrag({ ...drag, moved: true });
    timeBox.draw(boxOfBuckets(window, count, drag.anchor, bucket));
  };
  const end = (event: PointerEvent): void => {
    if (drag === undefined) return;
    setDrag(undefined);
    const bucket = bucketOf(event);
    setCursor(bucket);
    if (drag.moved) timeBox.settle(boxOfBuckets(window, count, drag.anchor, bucket));
  };

  const go = (to: number, extend: boolean): void => {
    const next = Math.max(0, Math.min(to, count - 1));
    setCursor(next);
    onShown(next);
    if (!extend) return setAnchor(undefined);
    const from = anchor ?? at;
    setAnchor(from);
    timeBox.settle(boxOfBuckets(window, count, from, next));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = cursorTarget(event.key, at, count);
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target !== undefined) go(target, event.shiftKey);
    else if (event.key === 'Enter') onZoom(box ?? boxOfBuckets(window, count, at, at));
    else if (event.key === 'Escape' && box !== undefined) {
      setAnchor(undefined);
      timeBox.settle(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={layer}
      className={styles.layer}
      style={{ left: HISTOGRAM.left, width: layout.plotWidth, top: HISTOGRAM.top, height: HEIGHT }}
      role="slider"
      tabIndex={0}
      aria-label={t('brush')}
      aria-describedby={props.describedBy}
      aria-disabled={count === 0}
      aria-valuemin={1}
      aria-valuemax={Math.max(count, 1)}
      aria-valuenow={Math.max(at + 1, 1)}
      aria-valuetext={count === 0 ? t('reading') : bucketText(at)}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && count > 0 && onShown(at)}
      onBlur={() => onShown(undefined)}
      onPointerDown={(event) => begin(event, bucketOf(event), false)}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDrag(undefined)}
      onPointerLeave={() => onShown(undefined)}
    >
      {shown !== undefined && (
        <span className={styles.cursor} style={{ left: left(shown, count), width: left(1, count) }} />
      )}
      {box !== undefined && touched !== undefined && (
        <span className={styles.box} style={edges(box, window)}>
          {(['from', 'to'] as const).map((side) => (
            <span
              key={side}
              className={styles.handle}
              data-side={side}
              onPointerDown={(event) => begin(event, side === 'from' ? touched.to : touched.from, true)}
            />
          ))}
        </span>
      )}
    </div>
  );
}

const HEIGHT = HISTOGRAM.errorBase - HISTOGRAM.top;

function cursorTarget(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1;
    case 'PageDown':
      return at - PAGE_BUCKETS;
    case 'PageUp':
      return at + PAGE_BUCKETS;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function left(buckets: number, count: number): string {
  return `${(100 * buckets) / Math.max(count, 1)}%`;
}

/** Where a box stands in the plot; what sticks out of it is cut. */
function edges(box: TimeWindow, window: TimeWindow): { readonly left: string; readonly right: string } {
  const length = Number(window.end - window.start + 1n);
  const share = (time: bigint): number => Math.min(Math.max(Number(time - window.start) / length, 0), 1);
  return { left: `${100 * share(box.start)}%`, right: `${100 * (1 - share(box.end + 1n))}%` };
}
