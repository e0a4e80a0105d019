// Maths of a picture that is panned and zoomed: it never gets smaller than what can be read.

/** Under this a label is dust: the picture pans instead. */
export const MIN_SCALE = 0.8;
const MAX_SCALE = 3;
const STEP = 1.2;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Scale at which the whole picture is seen with `margin` around it, but never over 1 nor under `smallest`. */
export function fitScale(view: Size, picture: Size, margin: number, smallest = MIN_SCALE): number {
  if (picture.width <= 0 || picture.height <= 0) return 1;
  const room = Math.min((view.width - 2 * margin) / picture.width, (view.height - 2 * margin) / picture.height);
  return clampScale(Math.min(room, 1), smallest);
}

export function clampScale(scale: number, smallest = MIN_SCALE): number {
  return Math.min(Math.max(scale, smallest), MAX_SCALE);
}

/** One step of the zoom buttons. */
export function stepScale(scale: number, direction: 'in' | 'out', smallest = MIN_SCALE): number {
  return clampScale(direction === 'in' ? scale * STEP : scale / STEP, smallest);
}

/** What a wheel turned by `delta` pixels does. */
export function wheelScale(scale: number, delta: number, smallest = MIN_SCALE): number {
  return clampScale(scale * Math.exp(-delta / 400), smallest);
}

/** What is seen of a picture: its scale, and the point of the unscaled picture that is in the middle of the place. */
export interface Cut {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A cut as an address has it: `SCALE,X,Y`. undefined when the text is none. */
export function readCut(text: string | undefined): Cut | undefined {
  const [, scale, x, y] = /^(\d{1,2}(?:\.\d{1,4})?),(-?\d{1,6}(?:\.\d)?),(-?\d{1,6}(?:\.\d)?)$/.exec(text ?? '') ?? [];
  return Number(scale) > 0 ? { scale: Number(scale), x: Number(x), y: Number(y) } : undefined;
}

/** The inverse, to a tenth of the picture's unit. */
export function writeCut({ scale, x, y }: Cut): string {
  return [Number(scale.toFixed(4)), Number(x.toFixed(1)), Number(y.toFixed(1))].join(',');
}

/** Whether they differ by less than what is seen, a pixel. */
export function isSameCut(one: Cut, other: Cut): boolean {
  const apart = Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) * one.scale;
  return apart < 1 && Math.abs(one.scale / other.scale - 1) < 0.001;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** What a scrolled element knows of itself. */
export interface Scrolled {
  readonly scrollLeft: number;
  readonly scrollTop: number;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
}

/** Less than this beyond an edge is the margin of a picture. */
const NOTEWORTHY_PX = 12;

/** The sides at which there is more than is seen. */
export function sidesOutOfView(element: Scrolled): Side[] {
  const beyond: readonly (readonly [Side, number])[] = [
    ['left', element.scrollLeft],
    ['right', element.scrollWidth - element.clientWidth - element.scrollLeft],
    ['top', element.scrollTop],
    ['bottom', element.scrollHeight - element.clientHeight - element.scrollTop],
  ];
  return beyond.filter(([, pixels]) => pixels > NOTEWORTHY_PX).map(([side]) => side);
}
