// Between which boxes lines run.
import type { ChartBox, ChartLine } from './chart-parts.ts';
import type { Extent, Spot } from './chart-space.ts';
import type { LineEnd } from './ports.ts';

export interface EndedLine {
  readonly line: ChartLine;
  /** Nothing at the border of a box around boxes, where Mermaid cut the line. */
  readonly from: ChartBox | undefined;
  readonly to: ChartBox | undefined;
}

/** A line ends on the outline of a box. */
const NEAR = 2;

export function endedLines(lines: readonly ChartLine[], boxes: readonly ChartBox[]): EndedLine[] {
  return lines.map((line) => ({ line, from: boxAt(boxes, line.spots[0]), to: boxAt(boxes, line.spots.at(-1)) }));
}

function boxAt(boxes: readonly ChartBox[], spot: Spot | undefined): ChartBox | undefined {
  if (spot === undefined) return undefined;
  return boxes.find(
    ({ u0, u1, v0, v1 }) => spot.u > u0 - NEAR && spot.u < u1 + NEAR && spot.v > v0 - NEAR && spot.v < v1 + NEAR,
  );
}

/** From a box back to it. */
export function isLoop({ from, to }: EndedLine): boolean {
  return from !== undefined && from === to;
}

/** Where it leaves and where it arrives; nothing at the border of a box around boxes. */
export function endsOf({ line, from, to }: EndedLine): readonly [LineEnd | undefined, LineEnd | undefined] {
  return [
    from && { box: from, onwards: line.spots.slice(1), hasHead: hasHead(line, 'marker-start') },
    to && { box: to, onwards: line.spots.slice(0, -1).reverse(), hasHead: hasHead(line, 'marker-end') },
  ];
}

export function hasHead({ path }: ChartLine, end: 'marker-start' | 'marker-end'): boolean {
  return path.getAttribute(end) !== null;
}

/** Mermaid cuts a line at the border of a box around boxes before it makes room for the title. */
const REACH = 30;
const HEAD_ROOM = 4;

/** An end that belongs to no box, at the border of the one around boxes that it was cut at. */
export function atFrame(end: Spot, other: Spot, frames: readonly Extent[], head: boolean): Spot {
  const ahead = Math.sign(end.u - other.u);
  const borders = frames
    .filter(({ v0, v1 }) => end.v > v0 && end.v < v1)
    .map(({ u0, u1 }) => (ahead > 0 ? u0 : u1))
    .filter((border) => Math.abs(border - end.u) < REACH)
    .sort((a, b) => Math.abs(a - end.u) - Math.abs(b - end.u));
  const [border] = borders;
  return border === undefined ? end : { u: border - (head ? ahead * HEAD_ROOM : 0), v: end.v };
}

/** So far before its end that an arrow's head has room. */
export function shortened(end: Spot, other: Spot, gap: number): Spot {
  return { u: end.u + Math.sign(other.u - end.u) * gap, v: end.v };
}
