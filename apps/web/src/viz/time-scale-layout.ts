// The horizontal scale of a waterfall: a window of the trace (nanoseconds from its start) on a width in pixels, with
// room left of the first bar and right of the last one, where its label stands. Plain numbers, no DOM.

import { formatDuration, NARROW_SPACE } from '../lib/format-duration.ts';
import { groupDigits } from '../lib/group-digits.ts';
import { niceStep } from '../lib/ticks.ts';

/** Part of a trace that is shown, in nanoseconds from the trace's start. `to` is larger than `from`. */
export interface ZoomWindow {
  readonly from: number;
  readonly to: number;
}

/** Maps nanoseconds from the trace's start to pixels of the timeline column. */
export interface TimeScale {
  readonly window: ZoomWindow;
  /** Width of the whole column; bars are clipped to it, not to the window, so that a cut bar runs to the edge. */
  readonly width: number;
  readonly left: number;
  readonly pixelsPerNano: number;
}

const PAD_LEFT = 8;
const PAD_RIGHT = 60;

/** The scale that draws `window` on a column `width` pixels wide. */
export function timeScale(window: ZoomWindow, width: number): TimeScale {
  const inner = Math.max(1, width - PAD_LEFT - PAD_RIGHT);
  return { window, width, left: PAD_LEFT, pixelsPerNano: inner / Math.max(window.to - window.from, Number.MIN_VALUE) };
}

/** Pixel of a time. It may lie outside the column. */
export function pixelOf(scale: TimeScale, nanos: number): number {
  return scale.left + (nanos - scale.window.from) * scale.pixelsPerNano;
}

/** Time of a pixel, in nanoseconds from the trace's start. */
export function nanosAt(scale: TimeScale, pixel: number): number {
  return scale.window.from + (pixel - scale.left) / scale.pixelsPerNano;
}

export interface AxisTick {
  readonly nanos: number;
  readonly x: number;
  /** `0`, `250 ms`, `1.2345 s`: as many digits as the step needs, so that no two ticks read alike. */
  readonly label: string;
}

/** Ticks at round times (steps of 1, 2 or 5 times a power of ten) inside the window, apart enough for their labels. */
export function axisTicks(scale: TimeScale): readonly AxisTick[] {
  const near = ticksWithGap(scale, 60);
  const widest = Math.max(0, ...near.map((tick) => tick.label.length));
  return widest * 6 + 14 <= 60 ? near : ticksWithGap(scale, widest * 6 + 20);
}

function ticksWithGap(scale: TimeScale, gap: number): readonly AxisTick[] {
  const step = Math.max(niceStep(Math.max(gap / scale.pixelsPerNano, 1)), 1);
  const ticks: AxisTick[] = [];
  const last = Math.floor(scale.window.to / step);
  for (let index = Math.ceil(scale.window.from / step); index <= last; index++) {
    const nanos = index * step;
    ticks.push({ nanos, x: pixelOf(scale, nanos), label: tickLabel(nanos, step) });
  }
  return ticks;
}

const UNITS: readonly (readonly [string, number, number])[] = [
  ['s', 1e9, 9],
  ['ms', 1e6, 6],
  ['\u00b5s', 1e3, 3],
  ['ns', 1, 0],
];

function tickLabel(nanos: number, step: number): string {
  if (nanos === 0) return '0';
  // `2 min 04 s` tells whole seconds apart, `1 h 05 min` only whole minutes.
  if (nanos >= 60e9 && step >= (nanos < 3600e9 ? 1e9 : 60e9)) return formatDuration(nanos);
  const [unit, size, most] = UNITS.find(([, nanosPerUnit]) => nanos >= nanosPerUnit) ?? ['ns', 1, 0];
  const decimals = Math.min(Math.max(Math.ceil(-Math.log10(step / size) - 1e-9), 0), most);
  return `${groupDigits((nanos / size).toFixed(decimals))}${NARROW_SPACE}${unit}`;
}
