// What stands in a flowchart or state diagram that Mermaid drew: read from attributes alone, so that a picture needs no page.
import { type Axis, type Extent, extentOf, type Spot, spotOf } from './chart-space.ts';
import { pathPoints, type Point } from './path-shape.ts';
import {
  cornersOfSized,
  hasClass,
  moved,
  numbersOf,
  type PictureElement,
  placesIn,
  withClass,
} from './picture-element.ts';

/** Of the platform: the same in a browser and on the server. */
declare function atob(base64: string): string;

/** A node, or a chart of its own that stands in this one. */
export interface ChartBox extends Extent {
  /** Its outline; only a rectangle has none beside its extent. */
  readonly outline: readonly Spot[] | undefined;
  /** The rectangle, where the box is nothing else. */
  readonly rectangle?: PictureElement;
}

export interface ChartLine {
  readonly path: PictureElement;
  /** From where it leaves to where it arrives; between them where it passes the ranks of the chart and its own label. */
  readonly spots: readonly Spot[];
  /** How far before its ends it stops, so that an arrow's head has room. */
  readonly gaps: readonly [number, number];
  readonly label: ChartLabel | undefined;
}

export interface ChartLabel extends Extent {
  readonly element: PictureElement;
}

export interface ChartParts {
  readonly axis: Axis;
  readonly boxes: readonly ChartBox[];
  /** Boxes around boxes. */
  readonly frames: readonly Extent[];
  readonly lines: readonly ChartLine[];
}

/** Of a `g.root`: what belongs to roots in it is theirs, and they are boxes here. */
export function chartParts(root: PictureElement, textAxis: Axis): ChartParts {
  const group = (name: string): PictureElement[] => withClass(root, name).flatMap(({ children }) => [...children]);
  const drawn = group('edgePaths').flatMap(lineOf);
  const axis = axisOf(drawn, textAxis);
  const labels = new Map(group('edgeLabels').flatMap((label) => labelOf(label, axis)));
  return {
    axis,
    boxes: group('nodes').flatMap((node) => boxOf(node, axis)),
    frames: group('clusters').flatMap(({ children }) => {
      const corners = [...children].flatMap((child) => cornersOfSized(child) ?? []);
      return corners.length === 0 ? [] : [extentOf(corners.map((corner) => spotOf(corner, axis)))];
    }),
    lines: drawn.map(({ path, points, gaps }) => ({
      path,
      spots: points.map((point) => spotOf(point, axis)),
      gaps,
      label: labels.get(path.getAttribute('data-id') ?? ''),
    })),
  };
}

interface DrawnLine {
  readonly path: PictureElement;
  readonly points: readonly Point[];
  readonly gaps: readonly [number, number];
}

/** More than a head takes: the line was cut at the border of a box around its end. */
const CUT = 18;

function lineOf(path: PictureElement): DrawnLine[] {
  const data = path.getAttribute('data-points');
  if (path.localName !== 'path' || data === null) return [];
  const planned = JSON.parse(atob(data)) as readonly Point[];
  const drawn = cornersOf(path.getAttribute('d') ?? '');
  const [begin, end, from, to] = [drawn[0], drawn.at(-1), planned[0], planned.at(-1)];
  if (begin === undefined || end === undefined || from === undefined || to === undefined) return [];
  if (![...planned, ...drawn].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))) return [];
  const gaps = [distance(begin, from), distance(end, to)] as const;
  if (gaps.some((gap) => gap > CUT)) return [{ path, points: drawn, gaps: [0, 0] }];
  return [{ path, points: planned, gaps }];
}

/** Where the pieces of a path begin and end. */
function cornersOf(d: string): Point[] {
  return [...d.matchAll(/[MLCQ]([^A-Za-z]*)/g)].flatMap(([, numbers = '']) => {
    const [x, y] = numbersOf(numbers).slice(-2);
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Mermaid turns charts in charts: most lines go on and on along the one axis, and to and fro along the other. */
function axisOf(lines: readonly DrawnLine[], textAxis: Axis): Axis {
  const along = (axis: Axis): number =>
    lines.filter(({ points }) => isMonotone(points.map((point) => point[axis]))).length;
  const more = along('x') - along('y');
  if (more === 0) return textAxis;
  return more > 0 ? 'x' : 'y';
}

function isMonotone(values: readonly number[]): boolean {
  const steps = values.slice(1).map((value, i) => Math.sign(value - (values[i] ?? 0)));
  return steps.every((step) => step === steps[0] && step !== 0);
}

function labelOf(label: PictureElement, axis: Axis): [string, ChartLabel][] {
  for (const inner of withClass(label, 'label')) {
    const [ground] = [...placesIn(inner)];
    if (ground === undefined) continue;
    const margin = [...inner.children].some(({ localName }) => localName === 'foreignObject') ? PAGE_MARGIN : 0;
    const wider = ground.map(({ x, y }, i) => ({ x: x + (i === 0 ? -margin : margin), y }));
    const corners = moved(moved(wider, inner), label).map((corner) => spotOf(corner, axis));
    return [[inner.getAttribute('data-id') ?? '', { ...extentOf(corners), element: label }]];
  }
  return [];
}

/** The ground of a label in HTML is so much wider at each side, as the style sheet has it. */
const PAGE_MARGIN = 4;
const LEAST = 1;

function boxOf(node: PictureElement, axis: Axis): ChartBox[] {
  if (hasClass(node, 'root')) {
    const frames = withClass(node, 'clusters').flatMap((clusters) => [...clusters.children]);
    const corners = frames.flatMap((frame) => [...frame.children].flatMap((rect) => cornersOfSized(rect) ?? []));
    if (corners.length === 0) return [];
    return [{ ...extentOf(moved(corners, node).map((corner) => spotOf(corner, axis))), outline: undefined }];
  }
  const shape = shapeOf(node);
  if (shape === undefined) return [];
  const outline = moved(shape.points, node).map((point) => spotOf(point, axis));
  const extent = extentOf(outline);
  // Mermaid keeps room for a line from a box to itself with two that nobody sees.
  if (extent.u1 - extent.u0 < LEAST && extent.v1 - extent.v0 < LEAST) return [];
  const rectangle = rectangleOf(node);
  return [{ ...extent, outline: shape.isRectangle ? undefined : outline, ...(rectangle && { rectangle }) }];
}

function rectangleOf({ children }: PictureElement): PictureElement | undefined {
  const [shape, ...others] = [...children].filter((child) => !hasClass(child, 'label'));
  return shape?.localName === 'rect' && others.length === 0 ? shape : undefined;
}

interface Shape {
  readonly points: readonly Point[];
  readonly isRectangle: boolean;
}

/** The first shape that is not of the label. */
function shapeOf(element: PictureElement): Shape | undefined {
  for (const child of element.children) {
    if (hasClass(child, 'label')) continue;
    const points = outlineOf(child);
    const shape = points.length > 1 ? { points, isRectangle: child.localName === 'rect' } : shapeOf(child);
    if (shape !== undefined) return { ...shape, points: moved(shape.points, child) };
  }
  return undefined;
}

/** Corners, and as many points of what is round as make it look so. */
function outlineOf(shape: PictureElement): Point[] {
  const value = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  switch (shape.localName) {
    case 'rect':
      return cornersOfSized(shape) ?? [];
    case 'circle':
      return ring(value('cx'), value('cy'), value('r'), value('r'));
    case 'ellipse':
      return ring(value('cx'), value('cy'), value('rx'), value('ry'));
    case 'polygon':
      return numbersOf(shape.getAttribute('points') ?? '').flatMap((x, i, all) =>
        i % 2 === 0 ? [{ x, y: all[i + 1] ?? 0 }] : [],
      );
    case 'path':
      return [...pathPoints(shape.getAttribute('d') ?? '')];
    default:
      return [];
  }
}

const RING_POINTS = 32;

function ring(cx: number, cy: number, rx: number, ry: number): Point[] {
  if (rx === 0 || ry === 0) return [];
  return Array.from({ length: RING_POINTS + 1 }, (_, i) => {
    const angle = (i / RING_POINTS) * 2 * Math.PI;
    return { x: cx + rx * Math.cos(angle), y: cy + ry * Math.sin(angle) };
  });
}
