// The course of a line between the spots that it passes: in one sweep where that is free, else straight on past the boxes and
// labels beside it and then over in the space between the ranks, where nothing stands.
import { type Axis, type Extent, type Spot, toPicture } from './chart-space.ts';
import { CLEAR, crossings, isHit, type Neighbour, neighbourOf, pieceOf, type Sweep, together } from './sweep.ts';

/** A spot, and the room around it in which other things of its rank stand. */
export interface Station extends Spot {
  readonly from: number;
  readonly to: number;
  /** Something of the line itself stands there, which hides what bends below it. */
  readonly hides: boolean;
}

/** How much of the room at each end a line may go straight on. */
const SHARES = [0, 0.5, 1].flatMap((first) => [0, 0.5, 1].map((last) => [first, last] as const));
/** Of what is left for the bend, from where to where it is used. */
type Parts = readonly (readonly [from: number, to: number])[];

const ALL: Parts = [[0, 1]];
const WHOLE = (): Parts => ALL;
/** Halves, and lanes: where other lines bend beside it. */
const PARTS = (length: number): Parts => LANES[Math.min(Math.floor(length / LANE), LANES.length - 1)] ?? ALL;
const LANE = 7;
const LANES: readonly Parts[] = Array.from({ length: 9 }, (_, lanes) => [
  [0, 0.5],
  [0.5, 1],
  ...Array.from({ length: Math.max(lanes, 3) }, (__, i) => {
    return [i / Math.max(lanes, 3), (i + 1) / Math.max(lanes, 3)] as const;
  }),
]);
/** So little in the way is no reason for less room. */
const FEW = 1;
const PART_COST = 0.3;
/** As far over as along, and a little more: what is steeper looks broken. */
const GENTLE = 1.3;
/** Nothing that is steep looks worse. */
const STEEPEST = 4;
/** Lines that run together are worse than any that is steep, and so are lines of one box that cross. */
const TANGLED = 5;
/** Others have to somewhere. */
const CROSSED = 0.5;

/** From one station to the next, whatever other lines there are. */
export interface Gap {
  readonly a: Station;
  readonly b: Station;
  readonly obstacles: readonly Extent[];
  /** Ways to bend anywhere in the space between, and in parts of it; the least costly first. */
  readonly inWhole: () => readonly Choice[];
  readonly inParts: () => readonly Choice[];
}

/** Other lines that a line should leave free. */
export interface Others {
  readonly others: readonly OtherCourse[];
  /** Where the line itself ends: others of these boxes are crossed only where that must be. */
  readonly boxes: readonly Extent[];
}

export interface OtherCourse {
  readonly sweeps: readonly { readonly sweep: Sweep; readonly extent: Extent }[];
  /** Of all of them. */
  readonly extent: Extent;
  /** Where it ends. */
  readonly boxes: readonly Extent[];
}

export function gapsOf(stations: readonly Station[], obstacles: readonly Extent[]): Gap[] {
  return stations.slice(1).map((b, i) => {
    const a = stations[i] ?? b;
    return {
      a,
      b,
      obstacles: obstacles.filter((one) => isNear(one, a, b)),
      inWhole: once(() => choicesOf(a, b, WHOLE)),
      inParts: once(() => choicesOf(a, b, PARTS)),
    };
  });
}

/** From station to station. */
export function courseOf(gaps: readonly Gap[], others: Others): Sweep[] {
  return gaps.map((gap) => sweepIn(gap, others));
}

/** As data of a path. */
export function pathOf(sweeps: readonly Sweep[], axis: Axis): string {
  const [first] = sweeps;
  return first === undefined
    ? ''
    : `M${toPicture(first.a, axis)}${sweeps.map((sweep) => pieceOf(sweep, axis)).join('')}`;
}

interface Choice {
  readonly sweep: Sweep;
  readonly cost: number;
}

function sweepIn({ a, b, obstacles, inWhole, inParts }: Gap, others: Others): Sweep {
  const straight: Sweep = { a, bendsAt: a.u, bentAt: b.u, b };
  if (a.v === b.v) return straight;
  const near = { obstacles, others: neighboursOf(a, b, others) };
  const whole = bestOf(inWhole(), near);
  if (whole !== undefined && whole.tangled <= FEW) return whole.sweep;
  const best = bestOf(inParts(), near, whole) ?? whole;
  if (best !== undefined) return best.sweep;
  const [leave, arrive] = roomOf(a, b);
  const isFree = a.u <= b.u ? leave < arrive : leave > arrive;
  return isFree ? { a, bendsAt: leave, bentAt: arrive, b } : straight;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

interface PricedNeighbour extends Neighbour {
  readonly crossingCost: number;
}

function neighboursOf(a: Station, b: Station, { others, boxes }: Others): PricedNeighbour[] {
  const met: PricedNeighbour[] = [];
  for (const other of others) {
    if (!isNear(other.extent, a, b)) continue;
    const crossingCost = other.boxes.some((box) => boxes.includes(box)) ? TANGLED : CROSSED;
    for (const { sweep, extent } of other.sweeps) {
      const neighbour = isNear(extent, a, b) ? neighbourOf({ a, b }, sweep) : undefined;
      if (neighbour !== undefined) met.push({ ...neighbour, crossingCost });
    }
  }
  return met;
}

function roomOf(a: Station, b: Station): [leave: number, arrive: number] {
  return a.u <= b.u ? [a.to, b.from] : [a.from, b.to];
}

/** The least costly first. */
function choicesOf(a: Station, b: Station, partsOf: (length: number) => Parts): Choice[] {
  const ahead = a.u <= b.u;
  const [leave, arrive] = roomOf(a, b);
  const choices: Choice[] = [];
  for (const [first, last] of SHARES) {
    const low = a.u + (leave - a.u) * first;
    const high = b.u + (arrive - b.u) * last;
    if (ahead ? low >= high : low <= high) continue;
    const hidden = (a.hides && first < 1 ? 1 : 0) + (b.hides && last < 1 ? 1 : 0);
    for (const [from, to] of partsOf(Math.abs(high - low))) {
      const [bendsAt, bentAt] = [low + (high - low) * from, low + (high - low) * to];
      const steep = upTo(STEEPEST, 2 * Math.max(Math.abs(b.v - a.v) / Math.abs(bentAt - bendsAt) - GENTLE, 0));
      const cost = steep + hidden / 2 + (first + last) / 10 + (to - from < 1 ? PART_COST : 0);
      choices.push({ sweep: { a, bendsAt, bentAt, b }, cost });
    }
  }
  return choices.sort((one, other) => one.cost - other.cost);
}

interface Chosen extends Choice {
  /** Of its cost, what others in the way are to blame for. */
  readonly tangled: number;
}

interface NearThings {
  readonly obstacles: readonly Extent[];
  readonly others: readonly PricedNeighbour[];
}

/** Nothing where each is hit, or none costs less than what there is. */
function bestOf(choices: readonly Choice[], { obstacles, others }: NearThings, known?: Chosen): Chosen | undefined {
  // Each choice costs this and more: crossings that no bend avoids.
  const least = others.reduce((sum, { isCrossed, crossingCost }) => sum + (isCrossed ? crossingCost : 0), 0);
  let [best, most]: [Chosen | undefined, number] = [undefined, known?.cost ?? Number.POSITIVE_INFINITY];
  for (const { sweep, cost } of choices) {
    if (cost + least >= most) break;
    if (obstacles.some((one) => isHit(one, sweep))) continue;
    let whole = cost;
    for (const other of others) {
      whole += other.crossingCost * crossings(sweep, other) + TANGLED * together(sweep, other);
      if (whole >= most) break;
    }
    if (whole < most) [best, most] = [{ sweep, cost: whole, tangled: whole - cost }, whole];
  }
  return best;
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
