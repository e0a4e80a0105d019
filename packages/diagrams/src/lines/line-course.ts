// The course of a line between the spots that it passes: in one sweep where that is free, else straight on past the boxes and
// labels beside it and then over in the space between the ranks, where nothing stands.
import { type Axis, type Extent, type Spot, toPicture } from './chart-space.ts';
import { CLEAR, crossings, isHit, pieceOf, type Sweep, together } from './sweep.ts';

/** A spot, and the room around it in which other things of its rank stand. */
export interface Station extends Spot {
  readonly from: number;
  readonly to: number;
  /** Something of the line itself stands there, which hides what bends below it. */
  readonly hides: boolean;
}

/** How much of the room at each end a line may go straight on. */
const SHARES = [0, 0.5, 1].flatMap((first) => [0, 0.5, 1].map((last) => [first, last] as const));
/** Straight on anyway. */
const ALL_OF_IT = [0, 0] as const;
/** Of what is left for the bend, from where to where it is used: all of it, halves, and lanes where other lines bend beside it. */
function partsOf(length: number): (readonly [number, number])[] {
  const lanes = Math.min(Math.max(Math.floor(length / LANE), 3), MOST_LANES);
  return [
    [0, 1],
    [0, 0.5],
    [0.5, 1],
    ...Array.from({ length: lanes }, (_, i) => [i / lanes, (i + 1) / lanes] as const),
  ];
}

const LANE = 7;
const MOST_LANES = 8;
const PART_COST = 0.3;
/** As far over as along, and a little more: what is steeper looks broken. */
const GENTLE = 1.3;
/** Nothing that is steep looks worse. */
const STEEPEST = 4;
/** Lines that run together are worse than any that is steep, and so are lines of one box that cross. */
const TANGLED = 5;
/** Others have to somewhere. */
const CROSSED = 0.5;

/** What a line should leave free. */
export interface InTheWay {
  readonly obstacles: readonly Extent[];
  /** Of other lines. */
  readonly others: readonly OtherSweep[];
}

export interface OtherSweep {
  readonly sweep: Sweep;
  readonly extent: Extent;
  /** Of a line at the same box, which is crossed only where that must be. */
  readonly isAkin: boolean;
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
  const beside = others.filter(({ extent }) => isNear(extent, a, b));
  const sweeps = (a.v === b.v ? [ALL_OF_IT] : SHARES)
    .flatMap(([first, last]) => {
      const low = a.u + (leave - a.u) * first;
      const high = b.u + (arrive - b.u) * last;
      const hidden = (a.hides && first < 1 ? 1 : 0) + (b.hides && last < 1 ? 1 : 0);
      return partsOf(Math.abs(high - low)).map(([from, to]) => {
        const [bendsAt, bentAt] = [low + (high - low) * from, low + (high - low) * to];
        const steep = upTo(STEEPEST, 2 * Math.max(Math.abs(b.v - a.v) / Math.abs(bentAt - bendsAt) - GENTLE, 0));
        const sweep: Sweep = { a, bendsAt, bentAt, b };
        return { sweep, cost: steep + hidden / 2 + (first + last) / 10 + (to - from < 1 ? PART_COST : 0) };
      });
    })
    .filter(({ sweep: { bendsAt, bentAt } }) => (ahead ? bendsAt < bentAt : bendsAt > bentAt))
    .sort((one, other) => one.cost - other.cost);
  let best: { readonly sweep: Sweep; readonly cost: number } | undefined;
  for (const { sweep, cost } of sweeps) {
    if (best !== undefined && cost >= best.cost) break;
    if (between.some((one) => isHit(one, sweep))) continue;
    let whole = cost;
    for (const { sweep: other, isAkin } of beside) {
      whole += (isAkin ? TANGLED : CROSSED) * crossings(sweep, other) + TANGLED * together(sweep, other);
      if (best !== undefined && whole >= best.cost) break;
    }
    if (best === undefined || whole < best.cost) best = { sweep, cost: whole };
  }
  if (best !== undefined) return best.sweep;
  const isFree = ahead ? leave < arrive : leave > arrive;
  return isFree ? { a, bendsAt: leave, bentAt: arrive, b } : { a, bendsAt: a.u, bentAt: b.u, b };
}

/** Never more than the most; what is little stays nearly as it is. */
function upTo(most: number, cost: number): number {
  return (most * cost) / (most + cost);
}

function isNear({ u0, u1, v0, v1 }: Extent, a: Spot, b: Spot): boolean {
  return (
    u1 > Math.min(a.u, b.u) - CLEAR &&
    u0 < Math.max(a.u, b.u) + CLEAR &&
    v1 > Math.min(a.v, b.v) - CLEAR &&
    v0 < Math.max(a.v, b.v) + CLEAR
  );
}
