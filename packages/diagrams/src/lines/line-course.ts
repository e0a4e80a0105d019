// The course of a line between the spots that it passes: in one sweep where that is free, else straight on past the boxes and
// labels beside it and then over in the space between the ranks, where nothing stands.
import { type Axis, type Extent, type Spot, toPicture } from './chart-space.ts';
import { CLEAR, crossings, isHit, pieceOf, type Sweep } from './sweep.ts';

/** A spot, and the room around it in which other things of its rank stand. */
export interface Station extends Spot {
  readonly from: number;
  readonly to: number;
  /** Something of the line itself stands there, which hides what bends below it. */
  readonly hides: boolean;
}

/** How much of the room at each end a line may go straight on. */
const SHARES = [0, 0.5, 1].flatMap((first) => [0, 0.5, 1].map((last) => [first, last] as const));
/** As far over as along, and a little more: what is steeper looks broken. */
const GENTLE = 1.3;

/** What a line should leave free. */
export interface InTheWay {
  readonly obstacles: readonly Extent[];
  /** Of lines at the same boxes, which are crossed only where that must be. */
  readonly others: readonly Sweep[];
}

/** From station to station. */
export function courseOf(stations: readonly Station[], inTheWay: InTheWay): Sweep[] {
  return stations.slice(1).map((station, i) => sweepBetween(stations[i] ?? station, station, inTheWay));
}

/** As data of a path. */
export function pathOf(sweeps: readonly Sweep[], axis: Axis): string {
  const [first] = sweeps;
  return first === undefined
    ? ''
    : `M${toPicture(first.a, axis)}${sweeps.map((sweep) => pieceOf(sweep, axis)).join('')}`;
}

function sweepBetween(a: Station, b: Station, { obstacles, others }: InTheWay): Sweep {
  const ahead = a.u <= b.u;
  const [leave, arrive] = [ahead ? a.to : a.from, ahead ? b.from : b.to];
  const between = obstacles.filter((one) => isNear(one, a, b));
  const sweeps = SHARES.map(([first, last]) => {
    const bendsAt = a.u + (leave - a.u) * first;
    const bentAt = b.u + (arrive - b.u) * last;
    const hidden = (a.hides && first < 1 ? 1 : 0) + (b.hides && last < 1 ? 1 : 0);
    const steepness = Math.abs(b.v - a.v) / Math.abs(bentAt - bendsAt);
    const sweep: Sweep = { a, bendsAt, bentAt, b };
    return { sweep, cost: 2 * Math.max(steepness - GENTLE, 0) + hidden / 2 + (first + last) / 10 };
  })
    .filter(({ sweep: { bendsAt, bentAt } }) => (ahead ? bendsAt < bentAt : bendsAt > bentAt))
    .sort((one, other) => one.cost - other.cost);
  let best: { readonly sweep: Sweep; readonly cost: number } | undefined;
  for (const { sweep, cost } of sweeps) {
    if (best !== undefined && cost >= best.cost) break;
    if (between.some((one) => isHit(one, sweep))) continue;
    const whole = others.reduce((sum, other) => sum + crossings(sweep, other), cost);
    if (best === undefined || whole < best.cost) best = { sweep, cost: whole };
  }
  return best?.sweep ?? sweeps.at(-1)?.sweep ?? { a, bendsAt: a.u, bentAt: b.u, b };
}

function isNear({ u0, u1, v0, v1 }: Extent, a: Spot, b: Spot): boolean {
  return (
    u1 > Math.min(a.u, b.u) - CLEAR &&
    u0 < Math.max(a.u, b.u) + CLEAR &&
    v1 > Math.min(a.v, b.v) - CLEAR &&
    v0 < Math.max(a.v, b.v) + CLEAR
  );
}
