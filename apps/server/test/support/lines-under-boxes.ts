// Lines of a drawn flowchart that run under boxes where they neither begin nor end.
import type { DomElement } from '../../src/drawing/dom.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

/** A line ends where its arrow does, before the box. */
const NEAR = 12;
/** Less is a corner that is touched. */
const INSIDE = 4;
const STEPS = 40;

/** Each as `line under box`; empty when none does. */
export function linesUnderBoxes(root: DomElement): string[] {
  const all = [...root.querySelectorAll('g > rect')].flatMap(boxOf);
  const boxes = all.filter((box) => !all.some((other) => other !== box && contains(box, other)));
  const lines = [...root.querySelectorAll('path')].filter((path) => path.getAttribute('marker-end') !== null);
  if (boxes.length === 0 || lines.length === 0) throw new Error('no chart with boxes and lines');
  return lines.flatMap((path) => {
    const points = pointsOf(path.getAttribute('d') ?? '').map((point) => moved(point, path));
    const [from, to] = [points[0], points.at(-1)];
    if (from === undefined || to === undefined) throw new Error('a line without points');
    const [begin, end] = [from, to].map((point) => boxes.find((box) => isIn(box, point, -NEAR))?.name ?? '?');
    return boxes
      .filter((box) => !isIn(box, from, -NEAR) && !isIn(box, to, -NEAR))
      .filter((box) => points.some((point) => isIn(box, point, INSIDE)))
      .map(({ name }) => `${begin} -> ${end} under ${name}`);
  });
}

/** Of a node: a rectangle with a line around it, and a name. */
function boxOf(rect: DomElement): Box[] {
  const [width, height] = [Number(rect.getAttribute('width')), Number(rect.getAttribute('height'))];
  const name = rect.parentElement?.querySelector('tspan')?.textContent ?? rect.parentElement?.textContent ?? '';
  if ((rect.getAttribute('stroke') ?? 'none') === 'none' || name === '') return [];
  const corner = { x: Number(rect.getAttribute('x') ?? 0), y: Number(rect.getAttribute('y') ?? 0) };
  return [{ ...moved(corner, rect), width, height, name: name.trim() }];
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
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

function isIn(box: Box, { x, y }: Point, inside: number): boolean {
  return x > box.x + inside && x < box.x + box.width - inside && y > box.y + inside && y < box.y + box.height - inside;
}

/** Of absolute lines and curves: M, L, Q and C, which are all that flowcharts have. */
function pointsOf(d: string): Point[] {
  const points: Point[] = [];
  for (const [, command = '', numbers = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = (numbers.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const given = Array.from({ length: values.length / 2 }, (_, i) => ({
      x: values[2 * i] ?? 0,
      y: values[2 * i + 1] ?? 0,
    }));
    const perCurve = { M: 1, L: 1, Q: 2, C: 3 }[command];
    if (perCurve === undefined) throw new Error(`a line with ${command}`);
    for (let i = 0; i < given.length; i += perCurve) {
      const last = points.at(-1);
      const controls = given.slice(i, i + perCurve);
      if (last === undefined || command === 'M') points.push(...controls);
      else points.push(...Array.from({ length: STEPS }, (_, step) => onCurve([last, ...controls], (step + 1) / STEPS)));
    }
  }
  return points;
}

/** De Casteljau. */
function onCurve(controls: readonly Point[], t: number): Point {
  const [first] = controls;
  if (first === undefined) throw new Error('a curve without points');
  if (controls.length === 1) return first;
  const between = controls.slice(1).map((next, i) => {
    const before = controls[i] ?? next;
    return { x: before.x + (next.x - before.x) * t, y: before.y + (next.y - before.y) * t };
  });
  return onCurve(between, t);
}
