// A window that moves over a longer time by itself, and how fast. Pure.
import type { ZoomWindow } from './time-scale-layout.ts';
import { clampWindow, isWhole } from './zoom-window-layout.ts';

/** Seconds of the data that pass in one. */
export const SPEEDS = ['10', '60', '300', '1800'] as const;
export type Speed = (typeof SPEEDS)[number];

const WINDOWS = 12;

export function readSpeed(text: string | undefined): Speed {
  return SPEEDS.find((speed) => speed === text) ?? '60';
}

/** Where playing begins: a twelfth of the time at its start, unless there is a window that has not arrived at the end. */
export function firstWindow(window: ZoomWindow, extent: number): ZoomWindow {
  if (isWhole(window, extent)) return clampWindow({ from: 0, to: extent / WINDOWS }, extent);
  return window.to < extent ? window : clampWindow({ from: 0, to: window.to - window.from }, extent);
}

/** Where the window is `elapsedMs` later; undefined when it has arrived. */
export function nextWindow(
  { from, to }: ZoomWindow,
  extent: number,
  speed: Speed,
  elapsedMs: number,
): ZoomWindow | undefined {
  if (to >= extent) return undefined;
  const shift = elapsedMs * 1e6 * Number(speed);
  return clampWindow({ from: from + shift, to: to + shift }, extent);
}
