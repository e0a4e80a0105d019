// The border of a box, whatever its shape.
import type { Extent, Spot } from './chart-space.ts';

interface Outlined extends Extent {
  readonly outline: readonly Spot[] | undefined;
}

/** Where a line along the chart meets the outline of the box at `v`, at its end (1) or its beginning (-1). */
export function borderAt({ u0, u1, outline }: Outlined, side: -1 | 1, v: number): number {
  const met = (outline ?? []).flatMap((spot, i, all) => {
    const next = all[(i + 1) % all.length];
    if (next === undefined || (spot.v - v) * (next.v - v) > 0) return [];
    if (spot.v === next.v) return [spot.u, next.u];
    return [spot.u + ((next.u - spot.u) * (v - spot.v)) / (next.v - spot.v)];
  });
  if (met.length === 0) return side === 1 ? u1 : u0;
  return side === 1 ? Math.max(...met) : Math.min(...met);
}

/** As it is along the other axis. */
export function turned(box: Outlined): Outlined;
export function turned(extent: Extent): Extent;
export function turned({ u0, u1, v0, v1, outline }: Extent & Partial<Outlined>): Outlined {
  return { u0: v0, u1: v1, v0: u0, v1: u1, outline: outline?.map(({ u, v }) => ({ u: v, v: u })) };
}
