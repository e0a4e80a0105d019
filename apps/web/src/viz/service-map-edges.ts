// The lines of a service map: from the side of one node to the side of another, through the points between them.
import { type Box, NODE_HEIGHT, NODE_WIDTH, type Point } from './service-map-shape.ts';

/** The line stops here before the node: its arrow head takes the rest. */
export const ARROW_LENGTH = 6;
/** Two lines between the same ends (a call and a message) lie this far beside the middle. */
const LANE = 7;
const MIN_WIDTH = 1;
const MAX_WIDTH = 5;

type Cubic = readonly [from: Point, leaving: Point, arriving: Point, to: Point];

export interface Line {
  /** Path of an SVG. */
  readonly d: string;
  /** 0 at the caller, 1 at the called. */
  readonly at: (share: number) => Point;
  /** Around it. */
  readonly box: Box;
}

/** `from`, `to`: corners of the nodes. `lane`: -1, 0 or 1 for lines that share their ends. */
export function edgeLine(from: Point, to: Point, bends: readonly Point[], lane: number): Line {
  const cubics = from.x === to.x && from.y === to.y ? loop(from) : curves(from, to, bends, lane * LANE);
  return { d: pathOf(cubics), at: (share) => along(cubics, share), box: boxOf(cubics.flat()) };
}

/** 1 px up to one call a second, a pixel more for each ten times as many, 5 px from 10,000 on. */
export function edgeWidth(rate: number): number {
  const width = MIN_WIDTH + Math.log10(Math.max(rate, 1e-9));
  return Math.round(Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH) * 10) / 10;
}

export function nodeBox({ x, y }: Point): Box {
  return { x, y, width: NODE_WIDTH, height: NODE_HEIGHT };
}

function curves(from: Point, to: Point, bends: readonly Point[], shift: number): Cubic[] {
  const middle = ({ y }: Point): number => y + NODE_HEIGHT / 2 + shift;
  if (to.x >= from.x + NODE_WIDTH) {
    return sideways({ x: from.x + NODE_WIDTH, y: middle(from) }, { x: to.x - ARROW_LENGTH, y: middle(to) }, bends);
  }
  if (to.x + NODE_WIDTH <= from.x) {
    return sideways({ x: from.x, y: middle(from) }, { x: to.x + NODE_WIDTH + ARROW_LENGTH, y: middle(to) }, bends);
  }
  // One above the other, which only dragging and folding bring about.
  const down = to.y > from.y;
  const start = { x: from.x + NODE_WIDTH / 2 + shift, y: down ? from.y + NODE_HEIGHT : from.y };
  const end = { x: to.x + NODE_WIDTH / 2 + shift, y: down ? to.y - ARROW_LENGTH : to.y + NODE_HEIGHT + ARROW_LENGTH };
  const half = (start.y + end.y) / 2;
  return [[start, { x: start.x, y: half }, { x: end.x, y: half }, end]];
}

/** Level at every point, so that the pieces join smoothly; straight past the column of nodes that a bend lies in. */
function sideways(start: Point, end: Point, bends: readonly Point[]): Cubic[] {
  const ahead = start.x < end.x ? NODE_WIDTH / 2 : -NODE_WIDTH / 2;
  const past = bends.flatMap(({ x, y }) => [
    { x: x - ahead, y },
    { x: x + ahead, y },
  ]);
  const points = [start, ...past, end];
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? start;
    const half = (from.x + to.x) / 2;
    return [from, { x: half, y: from.y }, { x: half, y: to.y }, to];
  });
}

/** A service that calls itself. */
function loop({ x, y }: Point): Cubic[] {
  const right = x + NODE_WIDTH;
  return [
    [
      { x: right - 40, y },
      { x: right - 40, y: y - 30 },
      { x: right - 10, y: y - 30 },
      { x: right - 14, y: y - ARROW_LENGTH },
    ],
  ];
}

function pathOf(cubics: readonly Cubic[]): string {
  const text = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
  const [first] = cubics;
  if (first === undefined) return '';
  return `M${text(first[0])}${cubics.map(([, leaving, arriving, to]) => `C${text(leaving)} ${text(arriving)} ${text(to)}`).join('')}`;
}

/** A curve never leaves the box around its points. */
function boxOf(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function along(cubics: readonly Cubic[], share: number): Point {
  const position = Math.min(Math.max(share, 0), 1) * cubics.length;
  const index = Math.min(Math.floor(position), cubics.length - 1);
  const cubic = cubics[index];
  if (cubic === undefined) throw new Error('a line has at least one piece');
  const t = position - index;
  const mix = (axis: 'x' | 'y'): number => {
    const [a, b, c, d] = cubic.map((point) => point[axis]) as [number, number, number, number];
    return (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  };
  return { x: mix('x'), y: mix('y') };
}
