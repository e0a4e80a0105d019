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
/** Between two looks at whether a line is free, which nothing fits between. */
const STEP = 6;
/** Where two sweeps are compared. */
const LOOKS = 8;

/** Of its bend, which is a curve with both control points halfway, how far along it is at `t`, and how far across. */
function along(t: number): number {
  return 1.5 * t * (1 - t) + t ** 3;
}

function across(t: number): number {
  return 3 * t ** 2 - 2 * t ** 3;
}

/** How often one changes the side of the other, where both are. */
export function crossings(one: Sweep, other: Sweep): number {
  const [from, to] = [
    Math.max(Math.min(one.a.u, one.b.u), Math.min(other.a.u, other.b.u)),
    Math.min(Math.max(one.a.u, one.b.u), Math.max(other.a.u, other.b.u)),
  ];
  if (from >= to) return 0;
  let [count, side] = [0, 0];
  for (let look = 0; look <= LOOKS; look++) {
    const u = from + ((to - from) * look) / LOOKS;
    const now = Math.sign(heightAt(one, u) - heightAt(other, u));
    if (now * side < 0) count += 1;
    if (now !== 0) side = now;
  }
  return count;
}

function heightAt({ a, bendsAt, bentAt, b }: Sweep, u: number): number {
  const share = (u - bendsAt) / (bentAt - bendsAt);
  if (!(share > 0)) return a.v;
  if (share >= 1) return b.v;
  let [low, high] = [0, 1];
  for (let i = 0; i < 8; i++) {
    const middle = (low + high) / 2;
    if (along(middle) < share) low = middle;
    else high = middle;
  }
  return a.v + (b.v - a.v) * across((low + high) / 2);
}

export function isHit(obstacle: Extent, { a, bendsAt, bentAt, b }: Sweep): boolean {
  if (isAcross(obstacle, a.u, bendsAt, a.v) || isAcross(obstacle, bentAt, b.u, b.v)) return true;
  const steps = Math.ceil((Math.abs(b.v - a.v) + Math.abs(bentAt - bendsAt)) / STEP);
  for (let step = 0; step <= steps; step++) {
    const t = step / Math.max(steps, 1);
    const u = bendsAt + (bentAt - bendsAt) * along(t);
    if (isIn(obstacle, u, a.v + (b.v - a.v) * across(t))) return true;
  }
  return false;
}

function isAcross({ u0, u1, v0, v1 }: Extent, from: number, to: number, v: number): boolean {
  return v > v0 - CLEAR && v < v1 + CLEAR && Math.max(from, to) > u0 - CLEAR && Math.min(from, to) < u1 + CLEAR;
}

function isIn({ u0, u1, v0, v1 }: Extent, u: number, v: number): boolean {
  return u > u0 - CLEAR && u < u1 + CLEAR && v > v0 - CLEAR && v < v1 + CLEAR;
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
