// Boxes grow where more lines end than fit beside each other, as far as nothing is near.
import type { ChartBox, ChartLine, ChartParts } from './chart-parts.ts';
import type { Axis, Extent } from './chart-space.ts';
import { endedLines, endsOf, isLoop } from './ended-lines.ts';
import type { PictureElement } from './picture-element.ts';
import { heightFor } from './ports.ts';

/** To other boxes, labels and lines. */
const CLEAR = 12;
/** To the border of a box around it, where a title may stand. */
const FRAME_ROOM = 26;

export interface RoomyChart extends ChartParts {
  /** Boxes that are larger than they were. */
  readonly grown: readonly Extent[];
}

/** Boxes stay where they are, and the other things too. */
export function withRoomForEnds(chart: ChartParts, headWidth: number): RoomyChart {
  const { axis, boxes, frames, lines } = chart;
  const ended = endedLines(lines, boxes).filter((line) => !isLoop(line));
  const ends = Map.groupBy(
    ended.flatMap(endsOf).filter((end) => end !== undefined),
    ({ box }) => box,
  );
  const roomy = [...boxes];
  const grown: ChartBox[] = [];
  for (const [i, box] of boxes.entries()) {
    if (box.rectangle === undefined) continue;
    const missing = heightFor(box, ends.get(box) ?? [], headWidth) - (box.v1 - box.v0);
    if (missing <= 0) continue;
    const passing = ended.flatMap(({ line, from, to }) => (from === box || to === box ? [] : [line]));
    const others = roomy.filter((other) => other !== box);
    const by = Math.min(missing / 2, freeAround(box, { boxes: others, frames, lines: passing }));
    if (by <= 0) continue;
    stretch(box.rectangle, by, axis);
    const larger = { ...box, v0: box.v0 - by, v1: box.v1 + by };
    roomy[i] = larger;
    grown.push(larger);
  }
  return { ...chart, boxes: roomy, grown };
}

interface Around {
  readonly boxes: readonly Extent[];
  readonly frames: readonly Extent[];
  readonly lines: readonly ChartLine[];
}

/** At the nearer side. */
function freeAround(box: ChartBox, { boxes, frames, lines }: Around): number {
  const labels = lines.flatMap(({ label }) => (label === undefined ? [] : [label]));
  const beside = [...boxes, ...labels].filter(({ u0, u1 }) => u0 < box.u1 + CLEAR && u1 > box.u0 - CLEAR);
  const spots = lines.flatMap((line) => line.spots).filter(({ u }) => u > box.u0 && u < box.u1);
  const around = frames.filter(({ u0, u1, v0, v1 }) => u0 < box.u0 && u1 > box.u1 && v0 < box.v0 && v1 > box.v1);
  return Math.min(
    ...beside.map(({ v0, v1 }) => Math.max(v0 - box.v1, box.v0 - v1) - CLEAR),
    ...spots.map(({ v }) => Math.max(v - box.v1, box.v0 - v) - CLEAR),
    ...around.map(({ v0, v1 }) => Math.min(box.v0 - v0, v1 - box.v1) - FRAME_ROOM),
  );
}

function stretch(rectangle: PictureElement, by: number, axis: Axis): void {
  const [place, length] = axis === 'x' ? ['y', 'height'] : ['x', 'width'];
  rectangle.setAttribute(place, String(Number(rectangle.getAttribute(place) ?? 0) - by));
  rectangle.setAttribute(length, String(Number(rectangle.getAttribute(length) ?? 0) + 2 * by));
}
