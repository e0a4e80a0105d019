// Lines between the ranks of a chart that dagre laid out: it knows where they pass each rank, beside its boxes and labels.
import type { ChartBox, ChartLine, ChartParts } from './chart-parts.ts';
import { type Extent, move, type Spot, spotOf } from './chart-space.ts';
import { atFrame, endedLines, hasHead, isLoop, shortened } from './ended-lines.ts';
import { courseOf, pathOf, type Station } from './line-course.ts';
import { pathPoints } from './path-shape.ts';
import { type LineEnd, placeEnds } from './ports.ts';
import { loopAt } from './self-loops.ts';
import { CLEAR, type Sweep } from './sweep.ts';

/** With `signs` so long at the ends of lines. Tells where loops reach. */
export function layRankedLines({ axis, boxes, frames, lines }: ChartParts, signs = 0): Extent[] {
  const things = [...boxes, ...lines.flatMap(({ label }) => (label === undefined ? [] : [label]))];
  const all = endedLines(lines, boxes);
  const ended = all.filter((line) => !isLoop(line));
  const begins = ended.map(({ line, from }) => endOf(from, line.spots.slice(1), hasHead(line, 'marker-start')));
  const arrives = ended.map(({ line, to }) =>
    endOf(to, line.spots.slice(0, -1).reverse(), hasHead(line, 'marker-end')),
  );
  const places = placeEnds([...begins, ...arrives].filter((end) => end !== undefined));
  const laid = new Map<ChartBox, readonly Sweep[]>();
  for (const [i, { line, from, to }] of ended.entries()) {
    const [begin, arrive] = [placeOf(places, begins[i]), placeOf(places, arrives[i])];
    const spots = withSigns(withEnds(line, [begin, arrive], { things, frames }), signs);
    const stations = spots.map((spot, at) => {
      const box = at === 0 ? from : at === spots.length - 1 ? to : undefined;
      return stationAt(spot, { box, label: line.label, things });
    });
    const obstacles = things.filter((one) => one !== from && one !== to && one !== line.label);
    const ends = [from, to].filter((box) => box !== undefined);
    const others = ends.flatMap((box) => laid.get(box) ?? []);
    const course = courseOf(stations, { obstacles, others });
    for (const box of ends) laid.set(box, [...(laid.get(box) ?? []), ...course]);
    line.path.setAttribute('d', pathOf(course, axis));
  }
  return layLoops(
    all.flatMap((one) => (one.from !== undefined && isLoop(one) ? [{ line: one.line, box: one.from }] : [])),
    { axis, boxes, frames, lines: ended.map(({ line }) => line) },
  );
}

/** Where they reach. */
function layLoops(
  loops: readonly { readonly line: ChartLine; readonly box: ChartBox }[],
  { axis, boxes, lines }: ChartParts,
): Extent[] {
  if (loops.length === 0) return [];
  const courses = lines.flatMap(({ path }) =>
    pathPoints(path.getAttribute('d') ?? '').map((point) => spotOf(point, axis)),
  );
  const taken: (Extent | Spot)[] = [
    ...boxes,
    ...lines.flatMap(({ label }) => (label === undefined ? [] : [label])),
    ...courses,
  ];
  return loops.map(({ line, box }) => {
    const { course, label, extent } = loopAt(line, box, taken, axis);
    line.path.setAttribute('d', course);
    if (line.label !== undefined) {
      move(line.label.element, { u: label.u0 - line.label.u0, v: label.v0 - line.label.v0 }, axis);
    }
    taken.push(extent);
    return extent;
  });
}

function endOf(box: ChartBox | undefined, onwards: readonly Spot[], head: boolean): LineEnd | undefined {
  return box === undefined ? undefined : { box, onwards, hasHead: head };
}

function placeOf(places: ReadonlyMap<LineEnd, Spot>, end: LineEnd | undefined): Spot | undefined {
  return end === undefined ? undefined : places.get(end);
}

/** With room for heads. */
function withEnds(
  line: ChartLine,
  [from, to]: readonly [Spot | undefined, Spot | undefined],
  { things, frames }: { readonly things: readonly Extent[]; readonly frames: readonly Extent[] },
): Spot[] {
  const { spots, gaps } = line;
  const inner = spots.slice(1, -1).filter((spot, i) => !isNeedless(spot, [spots[i], spots[i + 2]], things));
  const [first, last] = [spots[0], spots.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [second, beforeLast] = [inner[0] ?? to ?? last, inner.at(-1) ?? from ?? first];
  return [
    from === undefined
      ? atFrame(first, second, frames, hasHead(line, 'marker-start'))
      : shortened(from, second, gaps[0]),
    ...inner,
    to === undefined
      ? atFrame(last, beforeLast, frames, hasHead(line, 'marker-end'))
      : shortened(to, beforeLast, gaps[1]),
  ];
}

/** Straight as far as they reach. */
function withSigns(spots: readonly Spot[], length: number): Spot[] {
  const [begin, second, beforeLast, end] = [spots[0], spots[1], spots.at(-2), spots.at(-1)];
  if (length === 0 || begin === undefined || second === undefined || beforeLast === undefined || end === undefined) {
    return [...spots];
  }
  return [begin, shortened(begin, second, length), ...spots.slice(1, -1), shortened(end, beforeLast, length), end];
}

/** Nearer to another spot: at the border of a box around boxes. */
const BORDER = 40;

/** Nothing stands there, or only the border of a box around boxes is passed, which anything may cross anywhere. */
function isNeedless({ u }: Spot, besides: readonly (Spot | undefined)[], things: readonly Extent[]): boolean {
  if (things.some((thing) => isBeside(thing, u))) return false;
  return besides.some((other) => other !== undefined && Math.abs(other.u - u) < BORDER);
}

interface Around {
  /** Where the line ends. */
  readonly box: ChartBox | undefined;
  readonly label: Extent | undefined;
  readonly things: readonly Extent[];
}

function stationAt(spot: Spot, { box, label, things }: Around): Station {
  const u = box === undefined ? spot.u : (box.u0 + box.u1) / 2;
  const beside = things.filter((thing) => isBeside(thing, u));
  return {
    ...spot,
    from: Math.min(spot.u, ...beside.map(({ u0 }) => u0 - CLEAR)),
    to: Math.max(spot.u, ...beside.map(({ u1 }) => u1 + CLEAR)),
    hides: box === undefined && label !== undefined && isBeside(label, u),
  };
}

function isBeside({ u0, u1 }: Extent, u: number): boolean {
  return u0 < u && u < u1;
}
