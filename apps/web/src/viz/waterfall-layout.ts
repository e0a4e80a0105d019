// Where the parts of one waterfall row lie, in pixels of the timeline column: the bar, the stretches of own work in it,
// its events and its label. Asked for the rows on screen only, so nothing here may walk the whole trace.
import { NARROW_SPACE } from '../lib/format-duration.ts';
import { pixelOf, type TimeScale } from './time-scale-layout.ts';

/** A stretch of time in nanoseconds from the trace's start, or of pixels. `to` is never before `from`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type BarGeometry =
  | {
      readonly kind: 'bar';
      readonly x: number;
      readonly width: number;
      /** The bar goes on past this edge of the column. */
      readonly cutLeft: boolean;
      readonly cutRight: boolean;
    }
  /** All of the bar lies before or after what is shown. */
  | { readonly kind: 'before' }
  | { readonly kind: 'after' };

const MIN_BAR = 2;

/** The bar of a span on the scale, clipped to the column, never thinner than 2 px. */
export function barGeometry(scale: TimeScale, start: number, end: number): BarGeometry {
  const from = pixelOf(scale, start);
  const to = pixelOf(scale, Math.max(end, start));
  if (to < 0 || (to <= 0 && from < 0)) return { kind: 'before' };
  if (from >= scale.width) return { kind: 'after' };
  const x = Math.max(from, 0);
  const right = Math.min(Math.max(to, x + MIN_BAR), scale.width);
  return {
    kind: 'bar',
    x: Math.min(x, scale.width - MIN_BAR),
    width: Math.max(right - x, MIN_BAR),
    cutLeft: from < 0,
    cutRight: to > scale.width,
  };
}

/**
 * Stretches in which a span worked itself: its time minus the union of its children's. Children come sorted by start.
 * All in nanoseconds from the trace's start.
 */
export function ownStretches(span: Stretch, children: readonly Stretch[]): readonly Stretch[] {
  const own: Stretch[] = [];
  let reached = span.from;
  for (const child of children) {
    if (child.from >= span.to) break;
    if (child.to <= reached) continue;
    if (child.from > reached) own.push({ from: reached, to: child.from });
    reached = child.to;
  }
  if (reached < span.to) own.push({ from: reached, to: span.to });
  return own;
}

/** Own work in pixels; `share` of the pixels between `from` and `to` was own work, 0 .. 1. */
export interface OwnPiece extends Stretch {
  readonly share: number;
}

/** A lonely stretch thinner than a pixel still shows: one with no other this many pixels around it. */
const LONELY_SHARE = 0.8;
const LONELY_RADIUS = 4;

/**
 * Own work as it is painted: stretches of a pixel or more as they are, thinner ones gathered by pixel, where their share
 * tells how dense they are. So many small children with slivers between them do not read as solid work, and a row draws
 * no more pieces than it has pixels, however many children it has.
 */
export function ownPixels(scale: TimeScale, own: readonly Stretch[]): readonly OwnPiece[] {
  const pieces: OwnPiece[] = [];
  const slivers = new Map<number, number>();
  const left = scale.window.from - scale.left / scale.pixelsPerNano;
  for (let index = firstEndingAfter(own, left); index < own.length; index++) {
    const stretch = own[index];
    if (stretch === undefined) break;
    const from = Math.max(pixelOf(scale, stretch.from), 0);
    if (from >= scale.width) break;
    const to = Math.min(pixelOf(scale, stretch.to), scale.width);
    if (to - from >= 1) pieces.push({ from, to, share: 1 });
    else slivers.set(Math.floor(from), (slivers.get(Math.floor(from)) ?? 0) + to - from);
  }
  return [...pieces, ...sliverPieces(slivers)];
}

/** Neighbouring pixels of about the same density become one piece. */
function sliverPieces(slivers: ReadonlyMap<number, number>): readonly OwnPiece[] {
  const pieces: { from: number; to: number; share: number }[] = [];
  for (const [pixel, covered] of slivers) {
    const lonely = isLonely(slivers, pixel);
    const share = Math.min(Math.max(Math.ceil(covered * 5) / 5, lonely ? LONELY_SHARE : 0), 1);
    const last = pieces.at(-1);
    if (last !== undefined && last.to === pixel && last.share === share) last.to = pixel + 1;
    else pieces.push({ from: pixel, to: pixel + 1, share });
  }
  return pieces;
}

function isLonely(slivers: ReadonlyMap<number, number>, pixel: number): boolean {
  for (let distance = 1; distance <= LONELY_RADIUS; distance++) {
    if (slivers.has(pixel - distance) || slivers.has(pixel + distance)) return false;
  }
  return true;
}

/** Binary search: stretches are sorted and do not overlap. */
function firstEndingAfter(own: readonly Stretch[], nanos: number): number {
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((own[middle]?.to ?? 0) <= nanos) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pixels at which an event has its diamond; those less than 3 px apart share one. */
export function eventPixels(scale: TimeScale, times: readonly number[]): readonly number[] {
  const pixels: number[] = [];
  for (const time of times) {
    const x = pixelOf(scale, time);
    if (x < 0 || x > scale.width) continue;
    const last = pixels.at(-1);
    if (last === undefined || Math.abs(x - last) >= 3) pixels.push(x);
  }
  return pixels;
}

const STRIPE = 2;
const STRIPE_GAP = 1;

/**
 * Stripes of spans that share one row, given by start: each as long as its span but at least 2 px, with a pixel between
 * two of them. Where they lie closer, those that find no room are left out, so a row never draws more than it has pixels.
 */
export function stripePixels(
  scale: TimeScale,
  spans: readonly { readonly start: number; readonly end: number }[],
): readonly Stretch[] {
  const stripes: { from: number; to: number }[] = [];
  for (const { start, end } of spans) {
    const from = Math.max(Math.round(pixelOf(scale, start)), 0);
    const to = Math.min(Math.max(Math.round(pixelOf(scale, end)), from + STRIPE), scale.width);
    if (pixelOf(scale, Math.max(end, start)) < 0 || from >= scale.width) continue;
    const last = stripes.at(-1);
    if (last !== undefined && from < last.from + STRIPE + STRIPE_GAP) {
      last.to = Math.max(last.to, to);
      continue;
    }
    // A long one gives way to the next, so that both can be seen.
    if (last !== undefined && last.to > from - STRIPE_GAP) last.to = from - STRIPE_GAP;
    stripes.push({ from, to });
  }
  return stripes;
}

export interface LabelPlace {
  readonly x: number;
  readonly anchor: 'start' | 'end';
}

const LABEL_GAP = 6;

/** Where a label of `textWidth` pixels stands: right of its bar, else left of it, else inside at the right end. */
export function labelPlace(
  scale: TimeScale,
  bar: { readonly x: number; readonly width: number },
  textWidth: number,
): LabelPlace {
  const right = bar.x + bar.width + LABEL_GAP;
  if (right + textWidth <= scale.width - 2) return { x: right, anchor: 'start' };
  const left = bar.x - LABEL_GAP;
  if (left - textWidth >= 2) return { x: left, anchor: 'end' };
  return { x: Math.min(bar.x + bar.width, scale.width) - LABEL_GAP, anchor: 'end' };
}

/** Width of a short label in 12 px text with tabular figures; close enough to choose a side by. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character === NARROW_SPACE ? 2.5 : character.charCodeAt(0) > 0x2e80 ? 12 : 6.8;
  return width;
}
