// A picture larger than its place: scrolls, drags, zooms around the pointer. Scrolling is the browser's own, so that touch,
// keyboard and focus bring things into view as everywhere.
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import {
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { pictureMoved } from '../lib/picture-moves.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { OutOfView } from './out-of-view.tsx';
import {
  clampScale,
  type Cut,
  fitScale,
  MIN_SCALE,
  readCut,
  type Size,
  stepScale,
  wheelScale,
} from './pan-zoom-layout.ts';
import { type CutMemory, useCut } from './use-cut.ts';
import { type Seen, useSeen } from './use-seen.ts';
import styles from './pan-zoom.module.css';

const MARGIN = 24;
const DRAG_FROM_PX = 4;
const KEY_PAN_PX = 80;

interface PanZoomProps {
  /** Natural size of the picture; undefined while there is none. */
  readonly picture: Size | undefined;
  readonly label: string;
  /** Fills the box that is scaled. */
  readonly children: ReactNode | ((scale: number, seen: Seen) => ReactNode);
  /**
   * How far one can zoom out, for a picture that is drawn with less detail when it is small. Fitting then shows all of it;
   * at first it is never smaller than what can be read.
   */
  readonly smallest?: number;
  /** Where what is seen of it is remembered. */
  readonly cut: CutMemory;
  /** For a picture in which nothing takes the focus: it would not be reached by keys. */
  readonly focusable?: boolean;
}

/** Where a point of the picture must stay while the scale changes; client coordinates and unscaled picture coordinates. */
interface Anchor {
  readonly clientX: number;
  readonly clientY: number;
  readonly x: number;
  readonly y: number;
}

export function PanZoom({
  picture,
  label,
  children,
  smallest = MIN_SCALE,
  cut: memory,
  focusable = false,
}: PanZoomProps) {
  const { t } = useTranslation('diagrams');
  const view = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor>(undefined);
  const viewSize = useSize(view);
  // undefined: fitted, and fitted again when picture or place change.
  const [chosen, setChosen] = useState(() => scaleOf(readCut(memory.text), smallest));
  const scale = chosen ?? (picture === undefined ? 1 : fitScale(viewSize, picture, MARGIN));
  useEffect(() => {
    const element = view.current;
    element?.addEventListener('scroll', pictureMoved, { passive: true });
    return () => element?.removeEventListener('scroll', pictureMoved);
  }, []);
  const drag = useDrag(view);
  const cut = useCut({
    view,
    box,
    scale,
    viewSize,
    ready: picture !== undefined,
    memory,
    onScale: (given) => {
      const next = clampScale(given, smallest);
      setChosen(next);
      return next !== scale;
    },
  });

  const zoomTo = (next: number, clientX?: number, clientY?: number): void => {
    const place = view.current?.getBoundingClientRect();
    const content = box.current?.getBoundingClientRect();
    if (place === undefined || content === undefined) return;
    const atX = clientX ?? place.left + place.width / 2;
    const atY = clientY ?? place.top + place.height / 2;
    anchor.current = { clientX: atX, clientY: atY, x: (atX - content.left) / scale, y: (atY - content.top) / scale };
    cut.keep();
    setChosen(next);
  };
  const fit = (): void => {
    const whole = picture === undefined ? 1 : fitScale(viewSize, picture, MARGIN, smallest);
    // What fits at a scale that can be read is what anybody sees at first.
    const isOverview = whole < MIN_SCALE;
    if (isOverview) cut.keep();
    else cut.forget();
    setChosen(isOverview ? whole : undefined);
    view.current?.scrollTo(0, 0);
  };

  useLayoutEffect(() => {
    const held = anchor.current;
    anchor.current = undefined;
    // Not measured for nothing: it has the browser lay out the page before its frame.
    if (held === undefined) return;
    const content = box.current?.getBoundingClientRect();
    if (content === undefined) return;
    view.current?.scrollBy(content.left + held.x * scale - held.clientX, content.top + held.y * scale - held.clientY);
  }, [scale]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(wheelScale(scale, event.deltaY, smallest), event.clientX, event.clientY);
  });
  useEffect(() => {
    const element = view.current;
    const listener = (event: WheelEvent): void => onWheel(event);
    // React's own listener is passive and could not keep the browser from zooming the page.
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, []);

  const zoomIn = (): void => zoomTo(stepScale(scale, 'in', smallest));
  const zoomOut = (): void => zoomTo(stepScale(scale, 'out', smallest));
  /** Elsewhere on the page arrow keys belong to what has the focus. */
  const pan =
    (x: number, y: number) =>
    ({ target }: KeyboardEvent): boolean => {
      if (target !== document.body && !view.current?.contains(target as Node)) return false;
      cut.keep();
      view.current?.scrollBy(x * KEY_PAN_PX, y * KEY_PAN_PX);
      return true;
    };
  useShortcuts({
    '0': fit,
    '+': zoomIn,
    '=': zoomIn,
    '-': zoomOut,
    ArrowLeft: pan(-1, 0),
    ArrowRight: pan(1, 0),
    ArrowUp: pan(0, -1),
    ArrowDown: pan(0, 1),
  });

  return (
    <div className={styles.place}>
      <div
        ref={view}
        className={styles.view}
        role="group"
        aria-label={label}
        tabIndex={focusable ? 0 : undefined}
        // Whatever the hand does here, by the browser's own scrolling too, is a choice.
        onPointerDownCapture={cut.keep}
        onWheel={cut.keep}
        onKeyDown={cut.keep}
        {...drag.on}
      >
        <div
          ref={box}
          className={styles.box}
          style={picture && { width: picture.width * scale, height: picture.height * scale }}
        >
          {typeof children === 'function' ? (
            <WithSeen view={view} box={box} scale={scale} viewSize={viewSize}>
              {children}
            </WithSeen>
          ) : (
            children
          )}
        </div>
      </div>
      {drag.dragging && <div className={styles.grabbing} />}
      <OutOfView
        view={view}
        contentKey={`${viewSize.width} ${viewSize.height} ${scale} ${picture?.width} ${picture?.height}`}
      />
      <div className={styles.buttons}>
        <IconButton label={t('zoomIn')} onClick={zoomIn}>
          <IconZoomIn size={16} stroke={1.75} />
        </IconButton>
        <IconButton label={t('zoomOut')} onClick={zoomOut}>
          <IconZoomOut size={16} stroke={1.75} />
        </IconButton>
        <IconButton label={t('fit')} onClick={fit}>
          <IconMaximize size={16} stroke={1.75} />
        </IconButton>
      </div>
    </div>
  );
}

interface WithSeenProps {
  readonly view: RefObject<HTMLElement | null>;
  readonly box: RefObject<HTMLElement | null>;
  readonly scale: number;
  readonly viewSize: Size;
  readonly children: (scale: number, seen: Seen) => ReactNode;
}

/** Apart: at each step of a movement the picture alone is asked what it shows, nothing of what is around it. */
function WithSeen({ view, box, scale, viewSize, children }: WithSeenProps) {
  return children(scale, useSeen(view, box, scale, viewSize));
}

function scaleOf(cut: Cut | undefined, smallest: number): number | undefined {
  return cut && clampScale(cut.scale, smallest);
}

function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: target.clientWidth, height: target.clientHeight }));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/** Dragging with a mouse; touch scrolls by itself. A press that does not move stays a click on what lies below. */
function useDrag(view: RefObject<HTMLElement | null>): { readonly dragging: boolean; readonly on: DragHandlers } {
  const last = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const [dragging, setDragging] = useState(false);
  const stop = (): void => {
    last.current = undefined;
    setDragging(false);
  };
  return {
    dragging,
    on: {
      onPointerDown: (event) => {
        if (event.button === 0 && event.pointerType === 'mouse') last.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        const from = last.current;
        if (from === undefined) return;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        if (!dragging && Math.hypot(dx, dy) < DRAG_FROM_PX) return;
        if (!dragging) {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
        }
        view.current?.scrollBy(-dx, -dy);
        last.current = { x: event.clientX, y: event.clientY };
      },
      onPointerUp: stop,
      onPointerCancel: stop,
    },
  };
}
