// Lines between the ranks of a chart that dagre laid out: it knows where they pass each rank, beside its boxes and labels.
import type { ChartBox, ChartLine, ChartParts } from './chart-parts.ts';
import { type Extent, move, type Spot, spotOf } from './chart-space.ts';
import { atFrame, endedLines, endsOf, hasHead, isLoop, shortened } from './ended-lines.ts';
import { coursesOf } from './courses.ts';
import { pathOf, type Station } from './line-course.ts';
import { between, pathPoints } from './path-shape.ts';
import { type LineEnd, type Port, placeEnds } from './ports.ts';
import { withRoomForEnds } from './roomy-boxes.ts';
import { loopAt } from './self-loops.ts';
import { CLEAR } from './sweep.ts';

/** What stands at the ends of lines: their heads, or how many there are. */
export interface Signs {
  /** Across its line. */
  readonly width: number;
  /** From the box; so far a line goes straight on. */
  readonly length: number;
}

/** Tells where loops and boxes that grew reach. */
export function layRankedLines(chart: ChartParts, signs: Signs): Extent[] {
  const { grown, ...parts } = withRoomForEnds(chart, signs.width);
  const { axis, boxes, frames, lines } = parts;
  const labels = lines.flatMap(({ label }) => (label === undefined ? [] : [label]));
  const all = endedLines(lines, boxes);
  const ended = all.filter((line) => !isLoop(line));
  const ends = ended.map(endsOf);
  const places = placeEnds(
    ends.flat().filter((end) => end !== undefined),
    signs.width,
  );
  const heads = Map.groupBy(
    [...places].filter(([{ hasHead }]) => hasHead),
    ([{ box }]) => box,
  );
  const headed = new Map(boxes.map((box) => [box, withHeads(box, heads.get(box) ?? [], signs.length)]));
  const things = [...headed.values(), ...labels];
  const routes = ended.map(({ line, from, to }, i) => {
    const ports = [placeOf(places, ends[i]?.[0]), placeOf(places, ends[i]?.[1])] as const;
    const spots = withSigns(withEnds(line, ports, { things, frames }), ports, signs.length);
    const stations = spots.map((spot, at) => {
      const box = at === 0 ? from : at === spots.length - 1 ? to : undefined;
      return stationAt(spot, { box, label: line.label, things });
    });
    const own = [from && headed.get(from), to && headed.get(to), line.label];
    const obstacles = things.filter((one) => !own.includes(one));
    return { stations, obstacles, boxes: [from, to].filter((box) => box !== undefined) };
  });
  for (const [i, course] of coursesOf(routes).entries()) ended[i]?.line.path.setAttribute('d', pathOf(course, axis));
  const loops = all.flatMap((one) =>
    one.from !== undefined && isLoop(one) ? [{ line: one.line, box: one.from }] : [],
  );
  return [...grown, ...layLoops(loops, { axis, boxes, frames, lines: ended.map(({ line }) => line) })];
}

/** Where they reach. */
function layLoops(
  loops: readonly { readonly line: ChartLine; readonly box: ChartBox }[],
  { axis, boxes, lines }: ChartParts,
): Extent[] {
  if (loops.length === 0) return [];
  const courses = lines.flatMap(({ path }) =>
    between(pathPoints(path.getAttribute('d') ?? '')).map((point) => spotOf(point, axis)),
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

/** With the room that heads at its sides take. */
function withHeads(box: ChartBox, heads: readonly (readonly [LineEnd, Port])[], length: number): Extent {
  const middle = (box.u0 + box.u1) / 2;
  return {
    ...box,
    u0: box.u0 - (heads.some(([, { u }]) => u < middle) ? length : 0),
    u1: box.u1 + (heads.some(([, { u }]) => u > middle) ? length : 0),
  };
}

function placeOf(places: ReadonlyMap<LineEnd, Port>, end: LineEnd | undefined): Port | undefined {
  return end === undefined ? undefined : places.get(end);
}

/** With room for heads; without spots at whose rank nothing stands. */
function withEnds(
  line: ChartLine,
  [from, to]: readonly [Spot | undefined, Spot | undefined],
  { things, frames }: { readonly things: readonly Extent[]; readonly frames: readonly Extent[] },
): Spot[] {
  const { spots, gaps } = line;
  const inner = spots.slice(1, -1).filter(({ u }) => things.some((thing) => isBeside(thing, u)));
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

/** Straight as far as heads reach, so that no line bends through that of another. */
function withSigns(
  spots: readonly Spot[],
  ports: readonly [Port | undefined, Port | undefined],
  length: number,
): Spot[] {
  const [begin, second, beforeLast, end] = [spots[0], spots[1], spots.at(-2), spots.at(-1)];
  if (begin === undefined || second === undefined || beforeLast === undefined || end === undefined) return [...spots];
  return [
    begin,
    ...(ports[0]?.amongHeads === true ? [shortened(ports[0], second, length)] : []),
    ...spots.slice(1, -1),
    ...(ports[1]?.amongHeads === true ? [shortened(ports[1], beforeLast, length)] : []),
    end,
  ];
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
