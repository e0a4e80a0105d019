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
