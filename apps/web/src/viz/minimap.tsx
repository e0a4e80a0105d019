// The strip above a waterfall: all spans on a canvas, and on top of it the window that is shown. Drag makes a window, the
// handles resize it, a drag inside moves it, a double click fits, the wheel zooms. Handles are sliders for the keyboard.
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { afterPaint } from '../lib/after-paint.ts';
import { minimapBars, type MinimapSpan } from './minimap-layout.ts';
import styles from './minimap.module.css';
import { nanosAt, pixelOf, timeScale, type ZoomWindow } from './time-scale-layout.ts';
import { clampWindow, isWhole, moveEdge, wholeWindow } from './zoom-window-layout.ts';

interface MinimapProps {
  /** In the order of the rows. Asked when the strip is drawn; a new function, to draw it anew. */
  readonly spans: () => readonly MinimapSpan[];
  /** Length of the trace, nanoseconds. */
  readonly extent: number;
  readonly window: ZoomWindow;
  /** Pixels; the strip uses the same paddings as the waterfall below it. */
  readonly width: number;
  readonly height: number;
  readonly onWindow: (window: ZoomWindow) => void;
  readonly labels: { readonly strip: string; readonly from: string; readonly to: string };
  /** Of a time, for those who hear the handles. */
  readonly valueText: (nanos: number) => string;
}

type Edge = 'from' | 'to';

/** What a pointer is doing, in nanoseconds. */
type Drag =
  | { readonly kind: 'make'; readonly anchor: number }
  | { readonly kind: 'move'; readonly grip: number; readonly origin: ZoomWindow }
  | { readonly kind: 'edge'; readonly fixed: number };

const CLICK_PX = 3;

export function Minimap({ spans, extent, window, width, height, onWindow, labels, valueText }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly drag: Drag; readonly startX: number; readonly moved: boolean }>();
  const scale = useMemo(() => timeScale(wholeWindow(extent), width), [extent, width]);
  useDrawing(canvas, spans, extent, scale.left, scale.pixelsPerNano, width, height);

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
    const step = (event.shiftKey ? 0.1 : 0.01) * extent;
    const shift = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key];
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? extent : undefined;
    if (shift === undefined && target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onWindow(moveEdge(window, extent, edge, target ?? window[edge] + (shift ?? 0)));
  };

  const left = pixelOf(scale, window.from);
  const right = pixelOf(scale, window.to);
  const whole = isWhole(window, extent);
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
      <canvas ref={canvas} className={styles.canvas} style={{ width, height }} aria-hidden />
      <div className={styles.shade} style={{ left: 0, width: Math.max(left, 0) }} hidden={whole} />
      <div className={styles.shade} style={{ left: right, right: 0 }} hidden={whole} />
      <div
        className={styles.window}
        data-whole={whole || undefined}
        style={{ left, width: Math.max(right - left, 2) }}
        onPointerDown={(event) => {
          if (!whole) begin(event, { kind: 'move', grip: timeOf(event), origin: window });
        }}
      />
      {(['from', 'to'] as const).map((edge) => (
        <div
          key={edge}
          className={styles.handle}
          style={{ left: edge === 'from' ? left : right }}
          role="slider"
          tabIndex={0}
          aria-label={labels[edge]}
          aria-valuemin={0}
          aria-valuemax={Math.round(wholeWindow(extent).to)}
          aria-valuenow={Math.round(window[edge])}
          aria-valuetext={valueText(window[edge])}
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

/** Paints the strip when its spans, its size or the theme change; never on scroll or zoom, and after the rows below it. */
function useDrawing(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  spans: () => readonly MinimapSpan[],
  extent: number,
  left: number,
  pixelsPerNano: number,
  width: number,
  height: number,
): void {
  const theme = useThemeTick();
  const draw = useEffectEvent(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || !context || width <= 0) return;
    const ratio = globalThis.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const style = getComputedStyle(element);
    const colors = new Map<string, string>();
    const color = (token: string): string => {
      const known = colors.get(token) ?? style.getPropertyValue(token);
      colors.set(token, known);
      return known;
    };
    const inner = pixelsPerNano * Math.max(extent, 1);
    for (const bar of minimapBars(spans(), extent, { height, left, inner })) {
      context.fillStyle = color(bar.error ? '--sl-err' : `--sl-service-${bar.slot}`);
      context.fillRect(bar.x, bar.y, bar.width, bar.height);
    }
  });
  useEffect(() => afterPaint(draw), [canvas, spans, extent, left, pixelsPerNano, width, height, theme]);
}

/** Changes when the page's colour scheme does: a canvas does not follow CSS variables by itself. */
function useThemeTick(): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() => setTick((value) => value + 1));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    return () => observer.disconnect();
  }, []);
  return tick;
}
