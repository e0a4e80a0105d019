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
const LOOKS = 5;

/** How often one changes the side of the other, where both are. */
export function crossings(one: Sweep, other: Sweep): number {
  const [from, to] = bothAt(one, other);
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

/** Nearer to each other, two lines look like one. */
const APART = 5;

/** So long together is as bad as a crossing. */
const LONG = 30;
const MOST = 10;

/** How far they run together, where that is more than touching. */
export function together(one: Sweep, other: Sweep): number {
  const [from, to] = bothAt(one, other);
  if (from >= to || passes(one, other) || passes(other, one)) return 0;
  const bends = [one.bendsAt, one.bentAt, other.bendsAt, other.bentAt].filter((u) => u > from && u < to);
  const pieces = [from, ...bends.sort((a, b) => a - b), to];
  let length = 0;
  for (const [i, begin] of pieces.slice(0, -1).entries()) {
    const end = pieces[i + 1] ?? begin;
    const looks = isStraight(one, begin, end) && isStraight(other, begin, end) ? 1 : LOOKS;
    let [v, w] = [heightAt(one, begin), heightAt(other, begin)];
    for (let look = 1; look <= looks; look++) {
      const [before, otherBefore] = [v, w];
      const u = begin + ((end - begin) * look) / looks;
      [v, w] = [heightAt(one, u), heightAt(other, u)];
      const step = (end - begin) / looks;
      const rise = Math.abs(v - before + w - otherBefore) / 2;
      const way = Math.hypot(step, rise);
      if ((Math.abs(v + before - w - otherBefore) / 2) * (step / way) < APART) length += way;
    }
  }
  return Math.min(length / LONG, MOST);
}

/** Straight on, and far from where the other does not bend. */
function passes({ a, b }: Sweep, other: Sweep): boolean {
  return a.v === b.v && Math.min(Math.abs(a.v - other.a.v), Math.abs(a.v - other.b.v)) > 2 * APART;
}

function isStraight({ bendsAt, bentAt }: Sweep, from: number, to: number): boolean {
  return Math.max(from, to) <= Math.min(bendsAt, bentAt) || Math.min(from, to) >= Math.max(bendsAt, bentAt);
}

/** From where to where both are along the chart; nothing where one is far beside the other. */
function bothAt(one: Sweep, other: Sweep): [from: number, to: number] {
  if (isBeyond(one, other) || isBeyond(other, one)) return [0, 0];
  return [
    Math.max(Math.min(one.a.u, one.b.u), Math.min(other.a.u, other.b.u)),
    Math.min(Math.max(one.a.u, one.b.u), Math.max(other.a.u, other.b.u)),
  ];
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
