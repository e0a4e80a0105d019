// How a zoom window moves: zoom around a point, pan, resize by its handles, and the way it is written in an address.
// Everything is clamped to the trace, so no caller can lose the window.
import type { ZoomWindow } from './time-scale-layout.ts';

/** Nothing is shorter than this: a window of zero has no scale. Nanoseconds. */
const SMALLEST = 10;

/** The whole trace. A trace of no length still gets a window, so that its bars have a place. */
export function wholeWindow(extent: number): ZoomWindow {
  return { from: 0, to: Math.max(extent, SMALLEST) };
}

/** The window nearest to the given one that lies inside the trace and is not too short. Ends may come in any order. */
export function clampWindow(window: ZoomWindow, extent: number): ZoomWindow {
  const whole = wholeWindow(extent);
  const low = Math.min(window.from, window.to);
  const length = Math.min(Math.max(Math.abs(window.to - window.from), SMALLEST), whole.to);
  const from = Math.min(Math.max(low, 0), whole.to - length);
  return { from: Math.round(from), to: Math.round(from + length) };
}

/** Zooms by `factor` (below 1 = closer) and keeps the time `around` where it is on the screen. */
export function zoomAround(window: ZoomWindow, extent: number, factor: number, around: number): ZoomWindow {
  const length = window.to - window.from;
  const next = Math.min(Math.max(length * factor, SMALLEST), wholeWindow(extent).to);
  const at = Math.min(Math.max((around - window.from) / length, 0), 1);
  const from = window.from + at * (length - next);
  return clampWindow({ from, to: from + next }, extent);
}

/** Moves the window by a share of its own length; negative = towards the start. */
export function panBy(window: ZoomWindow, extent: number, share: number): ZoomWindow {
  const shift = (window.to - window.from) * share;
  return clampWindow({ from: window.from + shift, to: window.to + shift }, extent);
}

/** Moves one end and leaves the other; ends that cross change places. */
export function moveEdge(window: ZoomWindow, extent: number, edge: 'from' | 'to', nanos: number): ZoomWindow {
  return clampWindow(edge === 'from' ? { from: nanos, to: window.to } : { from: window.from, to: nanos }, extent);
}

/** True when the window shows all of the trace. */
export function isWhole(window: ZoomWindow, extent: number): boolean {
  const whole = wholeWindow(extent);
  return window.from <= whole.from && window.to >= whole.to;
}

/** The window as `FROM-TO` in nanoseconds; undefined for the whole trace, which needs no words in an address. */
export function formatZoom(window: ZoomWindow, extent: number): string | undefined {
  return isWhole(window, extent) ? undefined : `${window.from}-${window.to}`;
}

/** Reads `FROM-TO`. What is not written so, or lies outside the trace, gives the whole trace. */
export function parseZoom(text: string | undefined, extent: number): ZoomWindow {
  const match = text === undefined ? null : /^(\d{1,20})-(\d{1,20})$/.exec(text);
  const from = Number(match?.[1] ?? Number.NaN);
  const to = Number(match?.[2] ?? Number.NaN);
  if (!(to > from) || from >= wholeWindow(extent).to) return wholeWindow(extent);
  return clampWindow({ from, to: Math.min(to, wholeWindow(extent).to) }, extent);
}
