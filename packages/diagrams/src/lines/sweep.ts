// One sweep of a line: straight on, over, straight on.
import { type Axis, type Extent, type Spot, toPicture } from './chart-space.ts';

/** Straight on from `a` to `bendsAt`, over to `bentAt`, straight on to `b`. */
export interface Sweep {
  readonly a: Spot;
  readonly bendsAt: number;
  readonly bentAt: number;
  readonly b: Spot;
}

/** Between a line and what it does not belong to. */
export const CLEAR = 3;
/** Where two sweeps are compared. */
const LOOKS = 8;

/** How often one changes the side of the other, where both are. */
export function crossings(one: Sweep, other: Sweep): number {
  const heights = heightsWithin(one, other, [
    Math.max(Math.min(one.a.u, one.b.u), Math.min(other.a.u, other.b.u)),
    Math.min(Math.max(one.a.u, one.b.u), Math.max(other.a.u, other.b.u)),
  ]);
  const sides = heights.map(([v, otherV]) => Math.sign(v - otherV)).filter((side) => side !== 0);
  return sides.slice(1).filter((side, i) => side !== sides[i]).length;
}

/** Nearer to each other, two lines look like one. */
const APART = 5;

/** Where both bend, how much of that they run together. */
export function together(one: Sweep, other: Sweep): number {
  const [from, to] = [
    Math.max(Math.min(one.bendsAt, one.bentAt), Math.min(other.bendsAt, other.bentAt)),
    Math.min(Math.max(one.bendsAt, one.bentAt), Math.max(other.bendsAt, other.bentAt)),
  ];
  const heights = heightsWithin(one, other, [from, to]);
  const step = (to - from) / LOOKS;
  const near = heights.slice(1).filter(([v, otherV], i) => {
    const [before = v, otherBefore = otherV] = heights[i] ?? [];
    const slope = Math.abs(v - before + otherV - otherBefore) / 2 / step;
    return Math.abs(v - otherV) / Math.hypot(1, slope) < APART;
  });
  return near.length / LOOKS;
}

/** At each look; none where both are far from each other. */
function heightsWithin(one: Sweep, other: Sweep, [from, to]: readonly [number, number]): [number, number][] {
  if (from >= to || isBeyond(one, other) || isBeyond(other, one)) return [];
  return Array.from({ length: LOOKS + 1 }, (_, look) => {
    const u = from + ((to - from) * look) / LOOKS;
    return [heightAt(one, u), heightAt(other, u)];
  });
}

function isBeyond(one: Sweep, other: Sweep): boolean {
  return Math.min(one.a.v, one.b.v) > Math.max(other.a.v, other.b.v) + APART;
}

/** Its bend is a curve with both control points halfway. */
function heightAt({ a, bendsAt, bentAt, b }: Sweep, u: number): number {
  const share = (u - bendsAt) / (bentAt - bendsAt);
  if (!(share > 0)) return a.v;
  if (share >= 1) return b.v;
  // Of its parameter, less a half: s³ + ¾s along, 3/2 s - 2s³ across.
  const along = share - 0.5;
  const s = Math.sinh(Math.asinh(4 * along) / 3);
  return a.v + (b.v - a.v) * (0.5 + 3 * s - 2 * along);
}

/** A sweep only rises or only falls. */
export function isHit({ u0, u1, v0, v1 }: Extent, sweep: Sweep): boolean {
  const from = Math.max(Math.min(sweep.a.u, sweep.b.u), u0 - CLEAR);
  const to = Math.min(Math.max(sweep.a.u, sweep.b.u), u1 + CLEAR);
  if (from >= to) return false;
  const [v, w] = [heightAt(sweep, from), heightAt(sweep, to)];
  return Math.max(v, w) > v0 - CLEAR && Math.min(v, w) < v1 + CLEAR;
}

/** As data of a path that has come to `a`. */
export function pieceOf({ a, bendsAt, bentAt, b }: Sweep, axis: Axis): string {
  const at = (u: number, v: number): string => toPicture({ u, v }, axis);
  const middle = (bendsAt + bentAt) / 2;
  return [
    bendsAt === a.u ? '' : `L${at(bendsAt, a.v)}`,
    `C${at(middle, a.v)},${at(middle, b.v)},${at(bentAt, b.v)}`,
    bentAt === b.u ? '' : `L${at(b.u, b.v)}`,
  ].join('');
}
