// The outline of an SVG path as straight pieces: enough to know how far it reaches and where its middle is.
// https://www.w3.org/TR/SVG2/paths.html

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pieces of a curve. */
const STEPS = 24;
/** How many numbers a command takes. */
const NUMBERS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/** The points of every subpath, in one row: `move` tells where one begins. */
export interface PathPoint extends Point {
  readonly move: boolean;
}

export function pathPoints(d: string): readonly PathPoint[] {
  const pen = new Pen();
  for (const [, letter = '', rest = ''] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*(?:e[-+]?\d+[^a-zA-Z]*)*)/g)) {
    const command = letter.toLowerCase();
    const count = NUMBERS[command];
    if (count === undefined) break;
    const numbers = numbersOf(rest, command === 'a');
    if (count === 0) pen.draw('z', false, []);
    for (let i = 0; count > 0 && i + count <= numbers.length; i += count) {
      // What follows a move without a letter of its own is a line.
      const name = command === 'm' && i > 0 ? 'l' : command;
      pen.draw(name, letter === command, numbers.slice(i, i + count));
    }
  }
  return pen.points;
}

/** The two flags of an arc may stand without anything between them and what follows. */
function numbersOf(text: string, arc: boolean): number[] {
  if (!arc) return (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
  const numbers: number[] = [];
  const pattern = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;
  const flag = /[01]/g;
  for (let at = 0; ; ) {
    const next = numbers.length % 7 === 3 || numbers.length % 7 === 4 ? flag : pattern;
    next.lastIndex = at;
    const match = next.exec(text);
    if (match === null) return numbers;
    numbers.push(Number(match[0]));
    at = next.lastIndex;
  }
}

class Pen {
  readonly points: PathPoint[] = [];
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  /** Control point of the curve before, for smooth ones. */
  #control: (Point & { readonly of: 'c' | 'q' }) | undefined;

  draw(command: string, relative: boolean, numbers: readonly number[]): void {
    const [ox, oy] = relative ? [this.#x, this.#y] : [0, 0];
    const at = (index: number): Point => ({ x: (numbers[index] ?? 0) + ox, y: (numbers[index + 1] ?? 0) + oy });
    const before = this.#control;
    this.#control = undefined;
    switch (command) {
      case 'm':
        this.#move(at(0));
        break;
      case 'l':
        this.#line(at(0));
        break;
      case 'h':
        this.#line({ x: (numbers[0] ?? 0) + ox, y: this.#y });
        break;
      case 'v':
        this.#line({ x: this.#x, y: (numbers[0] ?? 0) + oy });
        break;
      case 'c':
        this.#cubic(at(0), at(2), at(4));
        break;
      case 's':
        this.#cubic(this.#mirrored(before, 'c'), at(0), at(2));
        break;
      case 'q':
        this.#quadratic(at(0), at(2));
        break;
      case 't':
        this.#quadratic(this.#mirrored(before, 'q'), at(0));
        break;
      case 'a':
        this.#arc(numbers, at(5));
        break;
      default:
        this.#line({ x: this.#startX, y: this.#startY });
    }
  }

  #move({ x, y }: Point): void {
    this.points.push({ x, y, move: true });
    [this.#x, this.#y, this.#startX, this.#startY] = [x, y, x, y];
  }

  #line({ x, y }: Point): void {
    this.points.push({ x, y, move: false });
    [this.#x, this.#y] = [x, y];
  }

  #curve(pointAt: (t: number) => Point): void {
    for (let step = 1; step <= STEPS; step++) this.#line(pointAt(step / STEPS));
  }

  #cubic(a: Point, b: Point, end: Point): void {
    const start = { x: this.#x, y: this.#y };
    const mix = (s: number, p: number, q: number, e: number, t: number): number =>
      (1 - t) ** 3 * s + 3 * (1 - t) ** 2 * t * p + 3 * (1 - t) * t * t * q + t ** 3 * e;
    this.#curve((t) => ({ x: mix(start.x, a.x, b.x, end.x, t), y: mix(start.y, a.y, b.y, end.y, t) }));
    this.#control = { ...b, of: 'c' };
  }

  #quadratic(control: Point, end: Point): void {
    const start = { x: this.#x, y: this.#y };
    const mix = (s: number, c: number, e: number, t: number): number =>
      (1 - t) ** 2 * s + 2 * (1 - t) * t * c + t * t * e;
    this.#curve((t) => ({ x: mix(start.x, control.x, end.x, t), y: mix(start.y, control.y, end.y, t) }));
    this.#control = { ...control, of: 'q' };
  }

  #mirrored(before: (Point & { readonly of: 'c' | 'q' }) | undefined, of: 'c' | 'q'): Point {
    if (before?.of !== of) return { x: this.#x, y: this.#y };
    return { x: 2 * this.#x - before.x, y: 2 * this.#y - before.y };
  }

  /** https://www.w3.org/TR/SVG2/implnote.html#ArcConversionEndpointToCenter */
  #arc([rx = 0, ry = 0, rotation = 0, large = 0, sweep = 0]: readonly number[], end: Point): void {
    const start = { x: this.#x, y: this.#y };
    if (rx === 0 || ry === 0) {
      this.#line(end);
      return;
    }
    const phi = (rotation * Math.PI) / 180;
    const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
    const dx = (start.x - end.x) / 2;
    const dy = (start.y - end.y) / 2;
    const x1 = cos * dx + sin * dy;
    const y1 = -sin * dx + cos * dy;
    const grow = Math.max(1, Math.sqrt((x1 / rx) ** 2 + (y1 / ry) ** 2));
    const a = Math.abs(rx) * grow;
    const b = Math.abs(ry) * grow;
    const under = (a * b) ** 2 - (a * y1) ** 2 - (b * x1) ** 2;
    const below = (a * y1) ** 2 + (b * x1) ** 2;
    const factor = (large === sweep ? -1 : 1) * (below === 0 ? 0 : Math.sqrt(Math.max(0, under) / below));
    const cx1 = (factor * a * y1) / b;
    const cy1 = (-factor * b * x1) / a;
    const cx = cos * cx1 - sin * cy1 + (start.x + end.x) / 2;
    const cy = sin * cx1 + cos * cy1 + (start.y + end.y) / 2;
    const from = Math.atan2((y1 - cy1) / b, (x1 - cx1) / a);
    const to = Math.atan2((-y1 - cy1) / b, (-x1 - cx1) / a);
    let turn = to - from;
    if (sweep === 1 && turn < 0) turn += 2 * Math.PI;
    if (sweep === 0 && turn > 0) turn -= 2 * Math.PI;
    this.#curve((t) => {
      const angle = from + turn * t;
      const [x, y] = [a * Math.cos(angle), b * Math.sin(angle)];
      return { x: cos * x - sin * y + cx, y: sin * x + cos * y + cy };
    });
  }
}

/** Length of what is drawn. */
export function pathLength(points: readonly PathPoint[]): number {
  let length = 0;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && !point.move) length += Math.hypot(point.x - before.x, point.y - before.y);
  }
  return length;
}

/** The point so far along the path; its ends beyond them. */
export function pointAlong(points: readonly PathPoint[], distance: number): Point {
  let left = Math.max(0, distance);
  let last: Point = points[0] ?? { x: 0, y: 0 };
  for (const point of points) {
    if (!point.move) {
      const piece = Math.hypot(point.x - last.x, point.y - last.y);
      if (piece >= left && piece > 0) {
        const share = left / piece;
        return { x: last.x + (point.x - last.x) * share, y: last.y + (point.y - last.y) * share };
      }
      left -= piece;
    }
    last = point;
  }
  return { x: last.x, y: last.y };
}

const STEP = 4;

/** As many points that nothing is passed over. */
export function between(points: readonly Point[]): Point[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (next === undefined) return [point];
    const pieces = Math.max(Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / STEP), 1);
    return Array.from({ length: pieces }, (_, piece) => ({
      x: point.x + ((next.x - point.x) * piece) / pieces,
      y: point.y + ((next.y - point.y) * piece) / pieces,
    }));
  });
}
