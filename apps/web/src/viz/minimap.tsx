// The strip above a waterfall: all spans on a canvas, and on top of it the window that is shown.
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { afterPaint } from '../lib/after-paint.ts';
import { minimapBars, type MinimapSpan } from './minimap-layout.ts';
import styles from './minimap.module.css';
import { timeScale, type ZoomWindow } from './time-scale-layout.ts';
import { WindowStrip } from './window-strip.tsx';
import { wholeWindow } from './zoom-window-layout.ts';

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

export function Minimap({ spans, extent, window, width, height, onWindow, labels, valueText }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = useMemo(() => timeScale(wholeWindow(extent), width), [extent, width]);
  useDrawing(canvas, spans, extent, scale.left, scale.pixelsPerNano, width, height);
  return (
    <WindowStrip {...{ extent, window, scale, height, onWindow, labels, valueText }}>
      <canvas ref={canvas} className={styles.canvas} style={{ width, height }} aria-hidden />
    </WindowStrip>
  );
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
