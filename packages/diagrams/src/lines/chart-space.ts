// A chart turned so that its lines run to the right: `u` goes along its direction, `v` across it, in pixels.
import { type PictureElement, shift } from './picture-element.ts';

export interface Spot {
  readonly u: number;
  readonly v: number;
}

export interface Extent {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
}

/** Along which of the picture's axes a chart runs. */
export type Axis = 'x' | 'y';

export function spotOf({ x, y }: { readonly x: number; readonly y: number }, axis: Axis): Spot {
  return axis === 'x' ? { u: x, v: y } : { u: y, v: x };
}

/** As coordinates of a path. */
export function toPicture({ u, v }: Spot, axis: Axis): string {
  const [x, y] = axis === 'x' ? [u, v] : [v, u];
  return `${rounded(x)},${rounded(y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function extentOf(spots: readonly Spot[]): Extent {
  const [us, vs] = [spots.map(({ u }) => u), spots.map(({ v }) => v)];
  return { u0: Math.min(...us), u1: Math.max(...us), v0: Math.min(...vs), v1: Math.max(...vs) };
}

/** Moves an element of the picture. */
export function move(element: PictureElement, { u, v }: Spot, axis: Axis): void {
  shift(element, axis === 'x' ? { x: u, y: v } : { x: v, y: u });
}
