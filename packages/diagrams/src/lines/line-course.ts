// The course of a line between the spots that it passes: in one sweep where that is free, else straight on past the boxes and
// labels beside it and then over in the space between the ranks, where nothing stands.
import { type Axis, type Extent, type Spot, toPicture } from './chart-space.ts';

/** A spot, and the room around it in which other things of its rank stand. */
export interface Station extends Spot {
  readonly from: number;
  readonly to: number;
  /** Something of the line itself stands there, which hides what bends below it. */
  readonly hides: boolean;
}

/** Between a line and what it does not belong to. */
export const CLEAR = 3;
/** How much of the room at each end a line may go straight on. */
const SHARES = [0, 0.5, 1].flatMap((first) => [0, 0.5, 1].map((last) => [first, last] as const));
/** As far over as along, and a little more: what is steeper looks broken. */
const GENTLE = 1.3;
/** Between two looks at whether a line is free, which nothing fits between. */
const STEP = 6;

/** As data of a path. */
export function courseOf(stations: readonly Station[], obstacles: readonly Extent[], axis: Axis): string {
  const [first] = stations;
  if (first === undefined) return '';
  const pieces = [`M${toPicture(first, axis)}`];
  for (const [i, station] of stations.slice(1).entries()) {
    const before = stations[i] ?? station;
    pieces.push(pieceOf(sweepBetween(before, station, obstacles), axis));
  }
  return pieces.join('');
}

/** Straight on from `a` to `bendsAt`, over to `bentAt`, straight on to `b`. */
interface Sweep {
  readonly a: Spot;
  readonly bendsAt: number;
  readonly bentAt: number;
  readonly b: Spot;
  readonly cost: number;
}

function sweepBetween(a: Station, b: Station, obstacles: readonly Extent[]): Sweep {
  const ahead = a.u <= b.u;
  const [leave, arrive] = [ahead ? a.to : a.from, ahead ? b.from : b.to];
  const between = obstacles.filter((one) => isNear(one, a, b));
  const sweeps = SHARES.map(([first, last]): Sweep => {
    const bendsAt = a.u + (leave - a.u) * first;
    const bentAt = b.u + (arrive - b.u) * last;
    const hidden = (a.hides && first < 1 ? 1 : 0) + (b.hides && last < 1 ? 1 : 0);
    const steepness = Math.abs(b.v - a.v) / Math.abs(bentAt - bendsAt);
    return { a, bendsAt, bentAt, b, cost: 2 * Math.max(steepness - GENTLE, 0) + hidden / 2 + (first + last) / 10 };
  })
    .filter(({ bendsAt, bentAt }) => (ahead ? bendsAt < bentAt : bendsAt > bentAt))
    .sort((one, other) => one.cost - other.cost);
  return sweeps.find((sweep) => !between.some((one) => isHit(one, sweep))) ?? sweeps.at(-1) ?? straight(a, b);
}

function straight(a: Spot, b: Spot): Sweep {
  return { a, bendsAt: a.u, bentAt: b.u, b, cost: 0 };
}

function isNear({ u0, u1, v0, v1 }: Extent, a: Spot, b: Spot): boolean {
  return (
    u1 > Math.min(a.u, b.u) - CLEAR &&
    u0 < Math.max(a.u, b.u) + CLEAR &&
    v1 > Math.min(a.v, b.v) - CLEAR &&
    v0 < Math.max(a.v, b.v) + CLEAR
  );
}

function isHit(obstacle: Extent, { a, bendsAt, bentAt, b }: Sweep): boolean {
  if (isAcross(obstacle, a.u, bendsAt, a.v) || isAcross(obstacle, bentAt, b.u, b.v)) return true;
  const steps = Math.ceil((Math.abs(b.v - a.v) + Math.abs(bentAt - bendsAt)) / STEP);
  for (let step = 0; step <= steps; step++) {
    const t = step / Math.max(steps, 1);
    const [near, far] = [(1 - t) ** 3 + 3 * (1 - t) ** 2 * t, t ** 3 + 3 * (1 - t) * t ** 2];
    const middle = (bendsAt + bentAt) / 2;
    const u = (1 - t) ** 3 * bendsAt + 3 * (1 - t) * t * middle + t ** 3 * bentAt;
    if (isIn(obstacle, u, a.v * near + b.v * far)) return true;
  }
  return false;
}

function isAcross({ u0, u1, v0, v1 }: Extent, from: number, to: number, v: number): boolean {
  return v > v0 - CLEAR && v < v1 + CLEAR && Math.max(from, to) > u0 - CLEAR && Math.min(from, to) < u1 + CLEAR;
}

function isIn({ u0, u1, v0, v1 }: Extent, u: number, v: number): boolean {
  return u > u0 - CLEAR && u < u1 + CLEAR && v > v0 - CLEAR && v < v1 + CLEAR;
}

function pieceOf({ a, bendsAt, bentAt, b }: Sweep, axis: Axis): string {
  const at = (u: number, v: number): string => toPicture({ u, v }, axis);
  const middle = (bendsAt + bentAt) / 2;
  return [
    bendsAt === a.u ? '' : `L${at(bendsAt, a.v)}`,
    `C${at(middle, a.v)},${at(middle, b.v)},${at(bentAt, b.v)}`,
    bentAt === b.u ? '' : `L${at(b.u, b.v)}`,
  ].join('');
}
