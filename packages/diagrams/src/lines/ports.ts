// Where lines leave a box and arrive at it: side by side along the sides that face their way, in the order in which they go on,
// so that two neither cross at once nor share a head.
import { borderAt } from './box-border.ts';
import type { ChartBox } from './chart-parts.ts';
import type { Spot } from './chart-space.ts';

/** Between the ends of two lines, where there is room. */
const GAP = 9;
/** Nearer, their heads would be one blot, or lines without heads one line: they share their end. */
const LEAST_GAP = { heads: 7, lines: 4 };
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

export function placeEnds(ends: readonly LineEnd[]): Map<LineEnd, Spot> {
  const bySide = Map.groupBy(ends, ({ box }) => box);
  const places = new Map<LineEnd, Spot>();
  for (const [box, atBox] of bySide) {
    for (const side of [-1, 1] as const) {
      const atSide = atBox
        .filter(({ onwards: [next] }) => next !== undefined && sideOf(box, next) === side)
        .sort(inOrder);
      const [low, high] = rangeOf(box);
      const wanted = atSide.map(({ onwards: [next] }) => next?.v ?? low);
      const least = atSide.some(({ hasHead }) => hasHead) ? LEAST_GAP.heads : LEAST_GAP.lines;
      for (const [i, v] of spread(wanted, [low, high], least).entries()) {
        const end = atSide[i];
        if (end !== undefined) places.set(end, { u: borderAt(box, side, v), v });
      }
    }
  }
  return places;
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

/** Of a side, where lines may end. What is round or slanted is left near its middle. */
function rangeOf({ v0, v1, outline }: ChartBox): readonly [number, number] {
  const height = v1 - v0;
  const margin = height < LOW ? height / 2 : Math.max(CORNER, outline === undefined ? 0 : height * 0.22);
  return [v0 + margin, v1 - margin];
}

/** In their order, as near to what is wanted as the gap between them lets them; too many share their places. */
export function spread(wanted: readonly number[], [low, high]: readonly [number, number], least: number): number[] {
  const room = Math.floor((high - low) / least) + 1;
  if (wanted.length <= room) return apart(wanted, low, high);
  const shared = Array.from({ length: room }, (_, i) => low + (room === 1 ? 0 : (i * (high - low)) / (room - 1)));
  return wanted.map((_, i) => shared[Math.floor((i * room) / wanted.length)] ?? low);
}

function apart(wanted: readonly number[], low: number, high: number): number[] {
  const gap = wanted.length > 1 ? Math.min(GAP, (high - low) / (wanted.length - 1)) : 0;
  // Without the gaps they only need to rise: those that would not share their mean.
  const blocks: { sum: number; count: number }[] = [];
  for (const [i, value] of wanted.entries()) {
    let block = { sum: Math.min(Math.max(value, low), high) - i * gap, count: 1 };
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
    .map((value, i) => Math.min(Math.max(value + i * gap, low + i * gap), high - (wanted.length - 1 - i) * gap));
}
