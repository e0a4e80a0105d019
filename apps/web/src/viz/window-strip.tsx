// A strip with a picture of a time, and on top of it the window that is shown. Drag makes a window, the handles resize it, a
// drag inside moves it, a double click fits. Handles are sliders for the keyboard.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { nanosAt, pixelOf, type TimeScale, type ZoomWindow } from './time-scale-layout.ts';
import { clampWindow, isWhole, moveEdge, panBy, wholeWindow } from './zoom-window-layout.ts';
import styles from './window-strip.module.css';

interface WindowStripProps {
  /** Length of the time, nanoseconds. */
  readonly extent: number;
  readonly window: ZoomWindow;
  /** Of the whole time. */
  readonly scale: TimeScale;
  /** Pixels. */
  readonly height: number;
  readonly onWindow: (window: ZoomWindow) => void;
  /** `window`: it is a slider of its own, that moves as it is. */
  readonly labels: { readonly strip: string; readonly from: string; readonly to: string; readonly window?: string };
  /** Of a time, for those who hear the handles. */
  readonly valueText: (nanos: number) => string;
  /** What lies below. */
  readonly children: ReactNode;
}

type Edge = 'from' | 'to';

/** What a pointer is doing, in nanoseconds. */
type Drag =
  | { readonly kind: 'make'; readonly anchor: number }
  | { readonly kind: 'move'; readonly grip: number; readonly origin: ZoomWindow }
  | { readonly kind: 'edge'; readonly fixed: number };

const CLICK_PX = 3;
const FORWARD: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

export function WindowStrip(props: WindowStripProps) {
  const { extent, window, scale, height, onWindow, labels, valueText } = props;
  const strip = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly drag: Drag; readonly startX: number; readonly moved: boolean }>();

  const timeOf = (event: PointerEvent): number =>
    nanosAt(scale, event.clientX - (strip.current?.getBoundingClientRect().left ?? 0));

  const begin = (event: PointerEvent<HTMLElement>, next: Drag): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    strip.current?.setPointerCapture(event.pointerId);
    setDrag({ drag: next, startX: event.clientX, moved: false });
  };
  const move = (event: PointerEvent): void => {
    if (drag === undefined) return;
    const moved = drag.moved || Math.abs(event.clientX - drag.startX) >= CLICK_PX;
    if (!moved) return;
    if (!drag.moved) setDrag({ ...drag, moved });
    onWindow(draggedWindow(drag.drag, timeOf(event), extent));
  };
  const edgeKey = (event: KeyboardEvent, edge: Edge): void => {
    const step = (FORWARD[event.key] ?? 0) * (event.shiftKey ? 0.1 : 0.01) * extent;
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? extent : undefined;
    if (step === 0 && target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onWindow(moveEdge(window, extent, edge, target ?? window[edge] + step));
  };
  const windowKey = (event: KeyboardEvent): void => {
    const share = (FORWARD[event.key] ?? 0) * (event.shiftKey ? 1 : 0.2);
    const end = { Home: -extent, End: extent }[event.key];
    if (share === 0 && end === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onWindow(panBy(window, extent, end === undefined ? share : end / (window.to - window.from)));
  };

  const left = pixelOf(scale, window.from);
  const right = pixelOf(scale, window.to);
  const whole = isWhole(window, extent);
  const limits = { 'aria-valuemin': 0, 'aria-valuemax': Math.round(wholeWindow(extent).to) };
  return (
    <div
      ref={strip}
      className={styles.strip}
      style={{ height }}
      role="group"
      aria-label={labels.strip}
      onPointerDown={(event) => begin(event, { kind: 'make', anchor: timeOf(event) })}
      onPointerMove={move}
      onPointerUp={() => setDrag(undefined)}
      onPointerCancel={() => setDrag(undefined)}
      onDoubleClick={() => onWindow(wholeWindow(extent))}
    >
      {props.children}
      <div className={styles.shade} style={{ left: 0, width: Math.max(left, 0) }} hidden={whole} />
      <div className={styles.shade} style={{ left: right, right: 0 }} hidden={whole} />
      <div
        className={styles.window}
        data-whole={whole || undefined}
        style={{ left, width: Math.max(right - left, 2) }}
        onPointerDown={(event) => {
          if (!whole) begin(event, { kind: 'move', grip: timeOf(event), origin: window });
        }}
        {...(labels.window !== undefined &&
          !whole && {
            role: 'slider',
            tabIndex: 0,
            'aria-label': labels.window,
            'aria-valuenow': Math.round(window.from),
            'aria-valuetext': `${valueText(window.from)} – ${valueText(window.to)}`,
            ...limits,
            onKeyDown: windowKey,
          })}
      />
      {(['from', 'to'] as const).map((edge) => (
        <div
          key={edge}
          className={styles.handle}
          style={{ left: edge === 'from' ? left : right }}
          role="slider"
          tabIndex={0}
          aria-label={labels[edge]}
          aria-valuenow={Math.round(window[edge])}
          aria-valuetext={valueText(window[edge])}
          {...limits}
          onKeyDown={(event) => edgeKey(event, edge)}
          onPointerDown={(event) => begin(event, { kind: 'edge', fixed: edge === 'from' ? window.to : window.from })}
        />
      ))}
    </div>
  );
}

function draggedWindow(drag: Drag, at: number, extent: number): ZoomWindow {
  switch (drag.kind) {
    case 'make':
      return clampWindow({ from: drag.anchor, to: clampTime(at, extent) }, extent);
    case 'edge':
      return clampWindow({ from: drag.fixed, to: clampTime(at, extent) }, extent);
    case 'move': {
      const shift = at - drag.grip;
      return clampWindow({ from: drag.origin.from + shift, to: drag.origin.to + shift }, extent);
    }
  }
}

function clampTime(at: number, extent: number): number {
  return Math.min(Math.max(at, 0), extent);
}
