// Where the labels of a service map's lines stand: on their line, on no node and on no other label. What finds no room has none.
import type { Line } from './service-map-edges.ts';
import type { Box, Point } from './service-map-shape.ts';

const WIDTH = 62;
const LINE_HEIGHT = 15;
const CELL = 80;
/** Tried in turn: near the called first, where lines that leave one node are apart. */
const SHARES = [0.72, 0.6, 0.5, 0.38, 0.27, 0.82];

interface Labelled {
  readonly id: string;
  readonly line: Line;
}

/** The middle of its first line. */
export interface LabelPlace extends Point {
  /** How many lines there is room for. */
  readonly lines: 1 | 2;
}

/** By id. `lines` in the order of their claim to room; `nodes` are not covered. */
export function labelPlaces(lines: readonly Labelled[], nodes: readonly Box[]): ReadonlyMap<string, LabelPlace> {
  const taken = new Occupied();
  for (const node of nodes) taken.add(node);
  const places = new Map<string, LabelPlace>();
  const without = lines.filter(({ id, line }) => !place(places, taken, id, line, 2));
  for (const { id, line } of without) place(places, taken, id, line, 1);
  return places;
}

function place(places: Map<string, LabelPlace>, taken: Occupied, id: string, line: Line, lines: 1 | 2): boolean {
  for (const share of SHARES) {
    const middle = line.at(share);
    const box = { x: middle.x - WIDTH / 2, y: middle.y - LINE_HEIGHT / 2, width: WIDTH, height: lines * LINE_HEIGHT };
    if (taken.overlaps(box)) continue;
    taken.add(box);
    places.set(id, { ...middle, lines });
    return true;
  }
  return false;
}

/** Boxes by the cells of a grid that they touch. */
class Occupied {
  readonly #cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const cell of cellsOf(box)) {
      const boxes = this.#cells.get(cell);
      if (boxes === undefined) this.#cells.set(cell, [box]);
      else boxes.push(box);
    }
  }

  overlaps(box: Box): boolean {
    return cellsOf(box).some((cell) => this.#cells.get(cell)?.some((other) => overlap(box, other)) === true);
  }
}

function cellsOf({ x, y, width, height }: Box): string[] {
  const cells: string[] = [];
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++)
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) cells.push(`${column} ${row}`);
  return cells;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
