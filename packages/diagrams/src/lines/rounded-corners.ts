// A line of straight pieces with rounded corners.
import { type Axis, type Spot, toPicture } from './chart-space.ts';

const RADIUS = 7;

/** As data of a path. */
export function roundedCorners(corners: readonly Spot[], axis: Axis): string {
  return corners
    .map((corner, i) => {
      const [before, after] = [corners[i - 1], corners[i + 1]];
      if (before === undefined) return `M${toPicture(corner, axis)}`;
      if (after === undefined) return `L${toPicture(corner, axis)}`;
      const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
      const [enter, leave] = [before, after].map((other) => toPicture(towards(corner, other, radius), axis));
      return `L${enter}Q${toPicture(corner, axis)},${leave}`;
    })
    .join('');
}

function towards(from: Spot, to: Spot, length: number): Spot {
  const share = length / Math.max(distance(from, to), length, 1e-6);
  return { u: from.u + (to.u - from.u) * share, v: from.v + (to.v - from.v) * share };
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.u - b.u, a.v - b.v);
}
