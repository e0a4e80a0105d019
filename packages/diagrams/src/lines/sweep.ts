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

/** Of a sweep. */
type Ends = Pick<Sweep, 'a' | 'b'>;

/** A sweep where one from `a` to `b` may meet it, however that one bends. */
export interface Neighbour {
  readonly sweep: Sweep;
  /** Along the chart, where both are. */
  readonly from: number;
  readonly to: number;
  /** It goes straight on, far from where one from `a` to `b` begins and ends. */
  readonly isPassed: boolean;
  /** One from `a` to `b` ends at the other side of it than it began, however it bends. */
  readonly isCrossed: boolean;
}

/** Nothing where they cannot meet. */
export function neighbourOf(one: Ends, other: Sweep): Neighbour | undefined {
  const from = bothFrom(one, other);
  const to = bothTo(one, other);
  if (from >= to || isBeyond(one, other) || isBeyond(other, one)) return undefined;
  const sides = sideAt(one, from, heightAt(other, from)) * sideAt(one, to, heightAt(other, to));
  return { sweep: other, from, to, isPassed: passes(other, one), isCrossed: sides < 0 };
}

/** On which side of what is so high there; nothing where that depends on how it bends. */
function sideAt({ a, b }: Ends, u: number, height: number): number {
  const atA = Math.sign(a.v - height);
  const atB = Math.sign(b.v - height);
  if (u === a.u) return atA;
  return u === b.u || atA === atB ? atB : 0;
}

/** How often one changes the side of the other, where both are. */
export function crossings(one: Sweep, { sweep: other, from, to }: Neighbour): number {
  let count = 0;
  let side = 0;
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
export function together(one: Sweep, { sweep: other, from, to, isPassed }: Neighbour): number {
  if (isPassed || passes(one, other)) return 0;
  let length = 0;
  let v = heightAt(one, from);
  let w = heightAt(other, from);
  for (let begin = from; begin < to && length < MOST * LONG; ) {
    const end = Math.min(nextBend(one, begin), nextBend(other, begin), to);
    const looks = isStraight(one, begin, end) && isStraight(other, begin, end) ? 1 : LOOKS;
    const step = (end - begin) / looks;
    for (let look = 1; look <= looks; look++) {
      const u = begin + step * look;
      const [nextV, nextW] = [heightAt(one, u), heightAt(other, u)];
      const rise = (nextV - v + nextW - w) / 2;
      const way = Math.sqrt(step * step + rise * rise);
      if ((Math.abs(nextV + v - nextW - w) / 2) * (step / way) < APART) length += way;
      v = nextV;
      w = nextW;
    }
    begin = end;
  }
  return Math.min(length / LONG, MOST);
}

/** Where it begins or ends to bend next. */
function nextBend({ bendsAt, bentAt }: Sweep, after: number): number {
  const [first, last] = bendsAt < bentAt ? [bendsAt, bentAt] : [bentAt, bendsAt];
  return first > after ? first : last > after ? last : Number.POSITIVE_INFINITY;
}

/** Straight on, and far from where the other does not bend. */
function passes({ a, b }: Ends, other: Ends): boolean {
  return a.v === b.v && Math.min(Math.abs(a.v - other.a.v), Math.abs(a.v - other.b.v)) > 2 * APART;
}

function isStraight({ bendsAt, bentAt }: Sweep, from: number, to: number): boolean {
  return Math.max(from, to) <= Math.min(bendsAt, bentAt) || Math.min(from, to) >= Math.max(bendsAt, bentAt);
}

function bothFrom(one: Ends, other: Ends): number {
  return Math.max(Math.min(one.a.u, one.b.u), Math.min(other.a.u, other.b.u));
}

function bothTo(one: Ends, other: Ends): number {
  return Math.min(Math.max(one.a.u, one.b.u), Math.max(other.a.u, other.b.u));
}

/** Far beside the other. */
function isBeyond(one: Ends, other: Ends): boolean {
  return Math.min(one.a.v, one.b.v) > Math.max(other.a.v, other.b.v) + APART;
}

function heightAt({ a, bendsAt, bentAt, b }: Sweep, u: number): number {
  const share = (u - bendsAt) / (bentAt - bendsAt);
  if (!(share > 0)) return a.v;
  if (share >= 1) return b.v;
  const place = share * BEND_STEPS;
  const step = Math.floor(place);
  const low = BEND[step] ?? 0;
  const high = BEND[step + 1] ?? 1;
  return a.v + (b.v - a.v) * (low + (high - low) * (place - step));
}

const BEND_STEPS = 512;
/** How far a bend has come across, by how far it has along: a curve with both control points halfway. */
const BEND = Float64Array.from({ length: BEND_STEPS + 1 }, (_, i) => {
  // Of its parameter, less a half: s³ + ¾s along, 3/2 s - 2s³ across.
  const along = i / BEND_STEPS - 0.5;
  const s = Math.sinh(Math.asinh(4 * along) / 3);
  return 0.5 + 3 * s - 2 * along;
});

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
