// The size of a picture, grown where something new stands beyond its border.
import { type Axis, type Extent, spotOf } from './chart-space.ts';
import type { PictureElement } from './picture-element.ts';

const MARGIN = 8;

export function makeRoom(svg: PictureElement, reached: readonly Extent[], axis: Axis): void {
  const [x = 0, y = 0, width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const corners = reached.flatMap(({ u0, u1, v0, v1 }) =>
    // The same exchange of axes leads there and back.
    [spotOf({ x: u0 - MARGIN, y: v0 - MARGIN }, axis), spotOf({ x: u1 + MARGIN, y: v1 + MARGIN }, axis)],
  );
  const left = Math.min(x, ...corners.map(({ u }) => u));
  const right = Math.max(x + width, ...corners.map(({ u }) => u));
  const top = Math.min(y, ...corners.map(({ v }) => v));
  const bottom = Math.max(y + height, ...corners.map(({ v }) => v));
  if (right - left === width && bottom - top === height) return;
  svg.setAttribute('viewBox', `${left} ${top} ${right - left} ${bottom - top}`);
  svg.setAttribute('width', String(right - left));
  svg.setAttribute('height', String(bottom - top));
}
