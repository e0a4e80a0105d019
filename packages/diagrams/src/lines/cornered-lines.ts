// Lines that ELK laid around boxes, with corners. Mermaid turns their ends towards the middle of the box, so that they arrive
// aslant and several in one place; ELK puts their labels beside them.
import { borderAt } from './box-border.ts';
import type { ChartBox, ChartLine, ChartParts } from './chart-parts.ts';
import { move, type Spot } from './chart-space.ts';
import { type EndedLine, endedLines, hasHead, isLoop, shortened } from './ended-lines.ts';
import { type LineEnd, placeEnds } from './ports.ts';
import { roundedCorners } from './rounded-corners.ts';

export function layCorneredLines({ axis, boxes, lines }: ChartParts, headWidth: number): void {
  const ended = endedLines(lines, boxes).filter((line) => !isLoop(line) && line.line.spots.length > 1);
  const straightened = ended.map((line) => ({ ...line, corners: cornersOf(line) }));
  const begins = straightened.map(({ line, from, corners }) => endOf(from, corners, hasHead(line, 'marker-start')));
  const arrives = straightened.map(({ line, to, corners }) =>
    endOf(to, corners.toReversed(), hasHead(line, 'marker-end')),
  );
  const places = placeEnds(
    [...begins, ...arrives].filter((end) => end !== undefined),
    headWidth,
  );
  for (const [i, { line, corners }] of straightened.entries()) {
    const [begin, arrive] = [begins[i], arrives[i]].map((end) => (end === undefined ? undefined : places.get(end)));
    const placed = withEnds(corners, begin, arrive);
    line.path.setAttribute('d', roundedCorners(withRoom(placed, line), axis));
    if (line.label !== undefined) {
      const { u0, u1, v0, v1 } = line.label;
      const v = heightAt(placed, (u0 + u1) / 2);
      if (v !== undefined && v > v0 && v < v1) move(line.label.element, { u: 0, v: v - (v0 + v1) / 2 }, axis);
    }
  }
}

/** As ELK laid it: along the chart from one box and to the other. */
function cornersOf({ line: { spots }, from, to }: EndedLine): Spot[] {
  const corners = [...spots];
  const [second, last] = [spots[1], spots.at(-2)];
  if (from !== undefined && second !== undefined) corners.splice(0, 1, borderNear(from, second, spots[2] ?? second));
  if (to !== undefined && last !== undefined) corners.splice(-1, 1, borderNear(to, last, spots.at(-3) ?? last));
  return withoutNeedless(corners);
}

/** At the height of the spot next to the end, at the side that faces the way on. */
function borderNear(box: ChartBox, next: Spot, onwards: Spot): Spot {
  const middle = (box.u0 + box.u1) / 2;
  const beyond = Math.abs(next.u - middle) > Math.abs(onwards.u - middle) ? next : onwards;
  return { u: borderAt(box, beyond.u < middle ? -1 : 1, next.v), v: next.v };
}

/** Without those that stand on a straight piece. */
function withoutNeedless(corners: readonly Spot[]): Spot[] {
  return corners.filter((corner, i) => {
    const [before, after] = [corners[i - 1], corners[i + 1]];
    if (before === undefined || after === undefined) return true;
    return (
      !(isLevel(before, corner) && isLevel(corner, after)) && !(isUpright(before, corner) && isUpright(corner, after))
    );
  });
}

function isLevel(a: Spot, b: Spot): boolean {
  return Math.abs(a.v - b.v) < 0.5;
}

function isUpright(a: Spot, b: Spot): boolean {
  return Math.abs(a.u - b.u) < 0.5;
}

/** Wanted where it is; in the order of the ways on. */
function endOf(box: ChartBox | undefined, [end, next, after]: readonly Spot[], head: boolean): LineEnd | undefined {
  if (box === undefined || end === undefined || next === undefined) return undefined;
  return { box, onwards: [{ u: next.u, v: end.v }, after ?? next], hasHead: head };
}

/** The first and the last piece move to their places; a line of one piece gets a step where they differ. */
function withEnds(corners: readonly Spot[], begin: Spot | undefined, arrive: Spot | undefined): Spot[] {
  const placed = [...corners];
  const [first, last] = [begin ?? corners[0], arrive ?? corners.at(-1)];
  if (first === undefined || last === undefined) return placed;
  if (corners.length === 2) {
    if (isLevel(first, last)) return [first, last];
    const middle = (first.u + last.u) / 2;
    return [first, { u: middle, v: first.v }, { u: middle, v: last.v }, last];
  }
  const [second, beforeLast] = [corners[1], corners.at(-2)];
  if (second === undefined || beforeLast === undefined) return placed;
  placed.splice(0, 2, first, { u: second.u, v: first.v });
  placed.splice(-2, 2, { u: beforeLast.u, v: last.v }, last);
  return placed;
}

function withRoom(corners: readonly Spot[], { gaps }: ChartLine): Spot[] {
  const [first, second, last, beforeLast] = [corners[0], corners[1], corners.at(-1), corners.at(-2)];
  if (first === undefined || second === undefined || last === undefined || beforeLast === undefined)
    return [...corners];
  return [shortened(first, second, gaps[0]), ...corners.slice(1, -1), shortened(last, beforeLast, gaps[1])];
}

/** Of the piece along the chart there. */
function heightAt(corners: readonly Spot[], u: number): number | undefined {
  const at = corners.findIndex((corner, i) => {
    const next = corners[i + 1];
    return (
      next !== undefined && isLevel(corner, next) && u > Math.min(corner.u, next.u) && u < Math.max(corner.u, next.u)
    );
  });
  return corners[at]?.v;
}
