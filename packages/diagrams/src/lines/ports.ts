// Where lines leave a box and arrive at it: side by side along the sides that face their way, in the order in which they go on,
// so that two neither cross at once nor share a head.
import { borderAt } from './box-border.ts';
import type { ChartBox } from './chart-parts.ts';
import type { Spot } from './chart-space.ts';

/** Between the ends of two lines without heads, where there is room, and at least. */
const GAP = { wanted: 9, least: 4 };
/** Beside a head, beyond what it takes. */
const CLEAR_OF_HEAD = { wanted: 3, least: 0.5 };
/** From the corner of a box. */
const CORNER = 5;
/** What is lower has one place for all. */
const LOW = 20;

/** One end of a line. */
export interface LineEnd {
  readonly box: ChartBox;
  readonly hasHead: boolean;
  /** Of the spots that the line passes, the next ones from this end. */
  readonly onwards: readonly Spot[];
}

/** Where a line ends. */
export interface Port extends Spot {
  /** It or another end at this side of the box has a head. */
  readonly amongHeads: boolean;
}

/** `headWidth` is what a head takes across its line. */
export function placeEnds(ends: readonly LineEnd[], headWidth: number): Map<LineEnd, Port> {
  const places = new Map<LineEnd, Port>();
  for (const [box, atBox] of Map.groupBy(ends, (end) => end.box)) {
    const range = rangeOf(box);
    for (const [side, atSide] of sidesOf(box, atBox)) {
      const wanted = atSide.map(({ onwards: [next], hasHead }) => ({ v: next?.v ?? range[0], hasHead }));
      const amongHeads = atSide.some(({ hasHead }) => hasHead);
      for (const [i, v] of spread(wanted, range, headWidth).entries()) {
        const end = atSide[i];
        if (end !== undefined) places.set(end, { u: borderAt(box, side, v), v, amongHeads });
      }
    }
  }
  return places;
}

/** How high a box would be at which none of its lines came near to another. */
export function heightFor(box: ChartBox, ends: readonly LineEnd[], headWidth: number): number {
  const lengths = sidesOf(box, ends).map(([, atSide]) => sumOf(gapsOf(atSide, headWidth, 'wanted')));
  return 2 * CORNER + Math.max(0, ...lengths);
}

/** Those of each side in their order. */
function sidesOf(box: ChartBox, ends: readonly LineEnd[]): (readonly [side: -1 | 1, LineEnd[]])[] {
  return ([-1, 1] as const).map((side) => [
    side,
    ends.filter(({ onwards: [next] }) => next !== undefined && sideOf(box, next) === side).sort(inOrder),
  ]);
}

function sideOf({ u0, u1 }: ChartBox, next: Spot): -1 | 1 {
  return next.u < (u0 + u1) / 2 ? -1 : 1;
}

function inOrder(a: LineEnd, b: LineEnd): number {
  for (const [i, spot] of a.onwards.entries()) {
    const other = b.onwards[i];
    if (other !== undefined && spot.v !== other.v) return spot.v - other.v;
  }
  return 0;
}

type Range = readonly [low: number, high: number];

/** Of a side, where lines may end. What is round or slanted is left near its middle. */
function rangeOf({ v0, v1, outline }: ChartBox): Range {
  const height = v1 - v0;
  const margin = height < LOW ? height / 2 : Math.max(CORNER, outline === undefined ? 0 : height * 0.22);
  return [v0 + margin, v1 - margin];
}

interface Wanted {
  readonly v: number;
  readonly hasHead: boolean;
}

/** In their order, as near to what is wanted as the gaps between them let them; too many share their places. */
export function spread(wanted: readonly Wanted[], [low, high]: Range, headWidth: number): number[] {
  const groups = fitting(wanted, high - low, headWidth);
  const [least, free] = [gapsOf(groups, headWidth, 'least'), gapsOf(groups, headWidth, 'wanted')];
  const gaps = gapsWithin(high - low, least, free);
  const places = apart(
    groups.map(({ v }) => v),
    gaps,
    [low, high],
  );
  return groups.flatMap(({ count }, i) => Array.from({ length: count }, () => places[i] ?? low));
}

/** As much as is wanted, else as much more than the least as there is room for; in too little room, in proportion. */
function gapsWithin(room: number, least: readonly number[], wanted: readonly number[]): number[] {
  const [low, high] = [sumOf(least), sumOf(wanted)];
  if (high <= room) return [...wanted];
  if (low > room) return least.map((gap) => (gap * room) / low);
  const share = (room - low) / (high - low);
  return least.map((gap, i) => gap + share * ((wanted[i] ?? gap) - gap));
}

interface Group extends Wanted {
  readonly count: number;
}

/**
 * Neighbours share their places until those that are left fit, the fewest first. What arrives and what leaves never do: as one line
 * they would say that what leads here leads on.
 */
function fitting(wanted: readonly Wanted[], room: number, headWidth: number): Group[] {
  const groups: Group[] = wanted.map((one) => ({ ...one, count: 1 }));
  while (groups.length > 1 && sumOf(gapsOf(groups, headWidth, 'least')) > room) {
    const costs = groups.slice(1).map((next, i) => {
      const before = groups[i] ?? next;
      return before.hasHead === next.hasHead ? before.count + next.count : Number.POSITIVE_INFINITY;
    });
    const fewest = Math.min(...costs);
    const at = costs.indexOf(fewest);
    const [one, other] = [groups[at], groups[at + 1]];
    if (one === undefined || other === undefined || fewest === Number.POSITIVE_INFINITY) break;
    const count = one.count + other.count;
    const v = (one.v * one.count + other.v * other.count) / count;
    groups.splice(at, 2, { v, count, hasHead: one.hasHead });
  }
  return groups;
}

function gapsOf(ends: readonly { readonly hasHead: boolean }[], headWidth: number, size: 'wanted' | 'least'): number[] {
  return ends.slice(1).map((next, i) => {
    const heads = [ends[i], next].filter((end) => end?.hasHead === true).length;
    return heads === 0 ? GAP[size] : Math.max((heads * headWidth) / 2 + CLEAR_OF_HEAD[size], GAP[size]);
  });
}

function sumOf(gaps: readonly number[]): number {
  return gaps.reduce((sum, gap) => sum + gap, 0);
}

/** What has the gaps of its neighbours taken off needs only to rise: those that would fall share their mean. */
function apart(wanted: readonly number[], gaps: readonly number[], [low, high]: Range): number[] {
  const offsets = wanted.map((_, i) => sumOf(gaps.slice(0, i)));
  const length = sumOf(gaps);
  const blocks: { sum: number; count: number }[] = [];
  for (const [i, value] of wanted.entries()) {
    let block = { sum: Math.min(Math.max(value, low), high) - (offsets[i] ?? 0), count: 1 };
    for (
      let last = blocks.at(-1);
      last !== undefined && last.sum / last.count > block.sum / block.count;
      last = blocks.at(-1)
    ) {
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((value, i) => Math.min(Math.max(value, low), high - length) + (offsets[i] ?? 0));
}
