// Lines of a drawn chart that run under what they do not belong to: boxes where they neither begin nor end, labels of others.
import { pathPoints, type Point } from '@spanloom/diagrams';
import type { DomElement } from '../../src/drawing/dom.ts';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly name: string;
}

/** A line ends where its arrow does, before the box. */
const NEAR = 12;
/** Less is a corner that is touched. */
const INSIDE = 1;

/** Each as `line under box`; empty when none does. */
export function linesUnderBoxes(root: DomElement): string[] {
  const boxes = nodesOf(root);
  return linesOf(root).flatMap(({ points, from, to }) => {
    const [begin, end] = [from, to].map((point) => boxes.find((box) => isIn(box, point, -NEAR))?.name ?? '?');
    return boxes
      .filter((box) => !isIn(box, from, -NEAR) && !isIn(box, to, -NEAR))
      .filter((box) => points.some((point) => isIn(box, point, INSIDE)))
      .map(({ name }) => `${begin} -> ${end} under ${name}`);
  });
}

/** Labels under which more than one line runs; one is their own. */
export function labelsOverLines(root: DomElement): string[] {
  const lines = linesOf(root);
  return labelsOf(root).flatMap((label) => {
    const under = lines.filter(({ points }) => points.some((point) => isIn(label, point, INSIDE)));
    return under.length > 1 ? [`${label.name} over ${under.length} lines`] : [];
  });
}

export interface Head {
  readonly length: number;
  readonly width: number;
}

/** Heads of arrows that another head covers or another line runs through, each as where it is. */
export function crowdedHeads(root: DomElement, { length, width }: Head): string[] {
  const lines = linesOf(root).map((line) => ({ ...line, back: backOf(line) }));
  return lines.flatMap(({ to, back }, i) => {
    const crowded = lines.some((other, j) => {
      if (i === j) return false;
      if (other.back.x * back.x + other.back.y * back.y > 0.9 && distance(other.to, to) < width) return true;
      return other.points.some((point) => {
        const [dx, dy] = [point.x - to.x, point.y - to.y];
        const [along, across] = [dx * back.x + dy * back.y, dx * back.y - dy * back.x];
        return along > 0 && along < length && Math.abs(across) < width / 2;
      });
    });
    return crowded ? [`${to.x},${to.y}`] : [];
  });
}

/** From where it arrives back to where it came from, one long. */
function backOf({ points, to }: DrawnLine): Point {
  const before = points.findLast((point) => distance(point, to) > 1) ?? to;
  const length = Math.max(distance(before, to), 1);
  return { x: (before.x - to.x) / length, y: (before.y - to.y) / length };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export interface DrawnLine {
  readonly points: readonly Point[];
  readonly from: Point;
  readonly to: Point;
}

export function linesOf(root: DomElement): DrawnLine[] {
  const paths = [...root.querySelectorAll('path')].filter((path) => path.getAttribute('marker-end') !== null);
  if (paths.length === 0) throw new Error('no chart with lines');
  return paths.map((path) => {
    const points = between(pathPoints(path.getAttribute('d') ?? '')).map((point) => moved(point, path));
    const [from, to] = [points[0], points.at(-1)];
    if (from === undefined || to === undefined) throw new Error('a line without points');
    return { points, from, to };
  });
}

const STEP = 2;

/** As many points that nothing is passed over. */
function between(points: readonly Point[]): Point[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (next === undefined) return [point];
    const pieces = Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / STEP);
    return Array.from({ length: Math.max(pieces, 1) }, (_, piece) => ({
      x: point.x + ((next.x - point.x) * piece) / pieces,
      y: point.y + ((next.y - point.y) * piece) / pieces,
    }));
  });
}

/** Shapes with a line around them and a name, but for those that stand around others. */
function nodesOf(root: DomElement): Box[] {
  const shapes = [...root.querySelectorAll('g > rect, g > path, g > polygon, g > circle')].filter(
    (shape) =>
      (shape.getAttribute('stroke') ?? 'none') !== 'none' &&
      (shape.getAttribute('fill') ?? 'none') !== 'none' &&
      shape.getAttribute('marker-end') === null,
  );
  const all = shapes.flatMap((shape) => boxOf(shape, nameAt(shape)));
  return all.filter((box) => box.name !== '' && !all.some((other) => other !== box && contains(box, other)));
}

function labelsOf(root: DomElement): Box[] {
  const grounds = [...root.querySelectorAll('g > rect')].filter(
    (rect) => rect.getAttribute('opacity') === '1' && (rect.getAttribute('stroke') ?? 'none') === 'none',
  );
  return grounds.flatMap((rect) => boxOf(rect, nameAt(rect)));
}

function nameAt(shape: DomElement): string {
  return [...(shape.parentElement?.querySelectorAll('text') ?? [])]
    .map(({ textContent }) => textContent.trim())
    .join(' ');
}

function boxOf(shape: DomElement, name: string): Box[] {
  const value = (key: string): number => Number(shape.getAttribute(key) ?? 0);
  const points = ((): readonly Point[] => {
    switch (shape.localName) {
      case 'rect':
        return [
          { x: value('x'), y: value('y') },
          { x: value('x') + value('width'), y: value('y') + value('height') },
        ];
      case 'circle':
        return [
          { x: value('cx') - value('r'), y: value('cy') - value('r') },
          { x: value('cx') + value('r'), y: value('cy') + value('r') },
        ];
      case 'polygon':
        return pathPoints(`M${shape.getAttribute('points') ?? ''}`);
      default:
        return pathPoints(shape.getAttribute('d') ?? '');
    }
  })().map((point) => moved(point, shape));
  if (points.length === 0) return [];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return [{ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), name }];
}

/** Through all translations around it. */
function moved(point: Point, element: DomElement): Point {
  let [{ x, y }, around]: [Point, DomElement | null] = [point, element];
  for (; around !== null; around = around.parentElement) {
    const [, dx = '0', dy = '0'] =
      /translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)\s*\)/.exec(around.getAttribute('transform') ?? '') ?? [];
    [x, y] = [x + Number(dx), y + Number(dy)];
  }
  return { x, y };
}

function contains(outer: Box, inner: Box): boolean {
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}

function isIn({ left, right, top, bottom }: Box, { x, y }: Point, inside: number): boolean {
  return x > left + inside && x < right - inside && y > top + inside && y < bottom - inside;
}
