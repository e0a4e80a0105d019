// Rectangles around the parts of a picture, in the coordinates of each part.
import type { DomElement } from './dom.ts';
import { pathPoints, type Point } from '@spanloom/diagrams';
import { layoutText, type TextLayoutContext } from './text-layout.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** a b c d e f of https://www.w3.org/TR/SVG2/coords.html */
type Matrix = readonly [number, number, number, number, number, number];

/** The class that Mermaid gives to the ground of a label. */
export const LABEL_GROUND = 'background';

const NOTHING: Box = { x: 0, y: 0, width: 0, height: 0 };
const UNSEEN: ReadonlySet<string> = new Set([
  'defs',
  'marker',
  'style',
  'title',
  'desc',
  'script',
  'clipPath',
  'filter',
]);

/** What `getBBox` answers: the fill of the element, and of what is in it, without strokes. */
export function boxOf(element: DomElement, context: TextLayoutContext): Box {
  return boundsOf(element, context) ?? NOTHING;
}

function boundsOf(element: DomElement, context: TextLayoutContext): Box | undefined {
  if (UNSEEN.has(element.localName)) return undefined;
  const number = (name: string): number => Number.parseFloat(element.getAttribute(name) ?? '0') || 0;
  switch (element.localName) {
    case 'rect':
    case 'image':
    case 'foreignObject':
      return isLabelGround(element)
        ? undefined
        : { x: number('x'), y: number('y'), width: number('width'), height: number('height') };
    case 'circle':
      return around(number('cx'), number('cy'), number('r'), number('r'));
    case 'ellipse':
      return around(number('cx'), number('cy'), number('rx'), number('ry'));
    case 'line':
      return boxOfPoints([
        { x: number('x1'), y: number('y1') },
        { x: number('x2'), y: number('y2') },
      ]);
    case 'polygon':
    case 'polyline':
      return boxOfPoints(pointList(element.getAttribute('points') ?? ''));
    case 'path':
      return boxOfPoints(pathPoints(element.getAttribute('d') ?? ''));
    case 'text':
    case 'tspan':
      return boxOfText(element, context);
    default:
      return boxOfChildren(element, context);
  }
}

/** Takes no room: Mermaid drew it around letters of another size. Where it is seen: `groundLabels`. */
function isLabelGround(element: DomElement): boolean {
  return element.getAttribute('class') === LABEL_GROUND && element.parentElement?.querySelector('text') !== null;
}

function boxOfText(element: DomElement, context: TextLayoutContext): Box | undefined {
  return union(
    layoutText(element, context).map(({ x, width, top, bottom }) => ({ x, y: top, width, height: bottom - top })),
  );
}

function boxOfChildren(element: DomElement, context: TextLayoutContext): Box | undefined {
  const boxes: Box[] = [];
  for (const child of element.children) {
    if (context.declarationsOf(child).get('display') === 'none') continue;
    const box = boundsOf(child, context);
    if (box !== undefined) boxes.push(transformed(box, matrixOf(child.getAttribute('transform') ?? '')));
  }
  return union(boxes);
}

function around(cx: number, cy: number, rx: number, ry: number): Box {
  return { x: cx - rx, y: cy - ry, width: 2 * rx, height: 2 * ry };
}

function pointList(text: string): Point[] {
  const numbers = (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => ({
    x: numbers[2 * i] ?? 0,
    y: numbers[2 * i + 1] ?? 0,
  }));
}

function boxOfPoints(points: readonly Point[]): Box | undefined {
  if (points.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What has no size has no place either. */
function union(boxes: readonly Box[]): Box | undefined {
  const seen = boxes.filter(({ width, height }) => width > 0 || height > 0);
  return boxOfPoints(
    seen.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  );
}

function transformed(box: Box, matrix: Matrix): Box {
  const [a, b, c, d, e, f] = matrix;
  const corners = [
    [box.x, box.y],
    [box.x + box.width, box.y],
    [box.x, box.y + box.height],
    [box.x + box.width, box.y + box.height],
  ].map(([x = 0, y = 0]) => ({ x: a * x + c * y + e, y: b * x + d * y + f }));
  return boxOfPoints(corners) ?? box;
}

/** `translate(1, 2) rotate(90)` as one matrix. */
function matrixOf(transform: string): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, name, list = ''] of transform.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const numbers = list
      .split(/[\s,]+/)
      .filter((part) => part !== '')
      .map(Number.parseFloat);
    matrix = times(matrix, single(name ?? '', numbers));
  }
  return matrix;
}

function single(name: string, numbers: readonly number[]): Matrix {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  switch (name) {
    case 'translate':
      return [1, 0, 0, 1, a, b];
    case 'scale':
      return [a, 0, 0, numbers.length > 1 ? b : a, 0, 0];
    case 'rotate': {
      const angle = (a * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      // Around the point (b, c).
      return [cos, sin, -sin, cos, b - cos * b + sin * c, c - sin * b - cos * c];
    }
    case 'matrix':
      return [a, b, c, d, e, f];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}
