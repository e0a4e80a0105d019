// Lines from a box to itself: out at a side and back beside it, where the least is in the way.
import { borderAt, turned } from './box-border.ts';
import type { ChartBox, ChartLine } from './chart-parts.ts';
import { type Axis, type Extent, type Spot, toPicture } from './chart-space.ts';

/** Between the box and the label, or the end of the loop when the label stands beyond it. */
const LEGS = 18;
const BEYOND = 4;
/** Half as wide as the loop, where the box is. */
const HALF = 16;
/** From the corner of the box. */
const CORNER = 6;
const ROUND = 6;
/** Worse than any number of lines that are crossed. */
const COVERED = 10_000;

export interface Loop {
  /** As data of a path. */
  readonly course: string;
  /** Where its label stands. */
  readonly label: Extent;
  /** Of all of it. */
  readonly extent: Extent;
}

/** `taken` are boxes, labels, and spots on lines. Sides where other lines leave come last. */
export function loopAt(line: ChartLine, box: ChartBox, taken: readonly (Extent | Spot)[], axis: Axis): Loop {
  const across = { box: turned(box), label: turned(line.label ?? NO_LABEL), axis: axis === 'x' ? 'y' : 'x' } as const;
  const along = { box, label: line.label ?? NO_LABEL, axis };
  const loops = [
    ...SIDES.map((side) => loopOn(side, across, line.gaps[1])).map(({ course, label, extent }) => ({
      course,
      label: turned(label),
      extent: turned(extent),
    })),
    ...SIDES.map((side) => loopOn(side, along, line.gaps[1])),
  ];
  return loops.reduce((best, loop) => (inTheWay(loop.extent, taken) < inTheWay(best.extent, taken) ? loop : best));
}

const SIDES = [1, -1] as const;
const NO_LABEL: Extent = { u0: 0, u1: 0, v0: 0, v1: 0 };

function inTheWay({ u0, u1, v0, v1 }: Extent, taken: readonly (Extent | Spot)[]): number {
  return taken.reduce((sum, one) => {
    if ('u' in one) return sum + (one.u > u0 && one.u < u1 && one.v > v0 && one.v < v1 ? 1 : 0);
    return sum + (one.u1 > u0 && one.u0 < u1 && one.v1 > v0 && one.v0 < v1 ? COVERED : 0);
  }, 0);
}

interface Around {
  readonly box: ChartBox;
  /** Its size counts. */
  readonly label: Extent;
  readonly axis: Axis;
}

/** At the end of the box along the axis. */
function loopOn(side: 1 | -1, { box, label, axis }: Around, gap: number): Loop {
  const middle = (box.v0 + box.v1) / 2;
  const half = Math.max(Math.min(HALF, (box.v1 - box.v0) / 2 - CORNER), 1);
  const round = Math.min(ROUND, half);
  const [length, width] = [label.u1 - label.u0, label.v1 - label.v0];
  // A label that covers the end of the loop stands on it, as on other lines.
  const covers = width > 2 * half;
  const border = side === 1 ? box.u1 : box.u0;
  const end = border + side * (LEGS + (covers ? length / 2 : 0));
  const centre = covers || length === 0 ? end : end + side * (BEYOND + length / 2);
  const [far, near] = [Math.max(side * (centre + (side * length) / 2), side * end) * side, border + side];
  const at = (u: number, v: number): string => toPicture({ u, v: middle + v }, axis);
  return {
    course: [
      `M${at(borderAt(box, side, middle - half), -half)}L${at(end - side * round, -half)}`,
      `Q${at(end, -half)},${at(end, round - half)}L${at(end, half - round)}`,
      `Q${at(end, half)},${at(end - side * round, half)}L${at(borderAt(box, side, middle + half) + side * gap, half)}`,
    ].join(''),
    label: { u0: centre - length / 2, u1: centre + length / 2, v0: middle - width / 2, v1: middle + width / 2 },
    extent: {
      u0: Math.min(near, far),
      u1: Math.max(near, far),
      v0: middle - Math.max(half, width / 2),
      v1: middle + Math.max(half, width / 2),
    },
  };
}
