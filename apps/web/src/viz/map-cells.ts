// A large map cut into cells, each a picture of its own: when one comes into view the browser lays out and paints that one, and
// nothing of the others. A part belongs to the cell where its middle is, of a grid as wide as the part is large: so that a line
// through half of the map does not make a small cell as large as the map.
import { nodeBox } from './service-map-edges.ts';
import type { Box, Point } from './service-map-shape.ts';

/** Of the finest grid, in pixels of the picture; each coarser one has cells of twice the width. */
const FINEST = 360;

export interface MapCell {
  readonly key: string;
  /** Around its parts. */
  readonly box: Box;
  /** Ids, in the order in which they were given. */
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

interface Parts {
  readonly nodes: ReadonlyMap<string, Point>;
  readonly lines: ReadonlyMap<string, { readonly box: Box }>;
}

interface OpenCell {
  readonly nodes: string[];
  readonly edges: string[];
  readonly boxes: Box[];
}

export function cellsOf({ nodes, lines }: Parts): readonly MapCell[] {
  const cells = new Map<string, OpenCell>();
  const cellOf = (box: Box): OpenCell => {
    const key = keyOf(box);
    const known = cells.get(key) ?? { nodes: [], edges: [], boxes: [] };
    cells.set(key, known);
    known.boxes.push(box);
    return known;
  };
  for (const [id, place] of nodes) cellOf(nodeBox(place)).nodes.push(id);
  for (const [id, { box }] of lines) cellOf(box).edges.push(id);
  return [...cells].map(([key, { boxes, ...parts }]) => ({ key, box: around(boxes), ...parts }));
}

function keyOf({ x, y, width, height }: Box): string {
  return `${placeOf(x, width)} ${placeOf(y, height)}`;
}

/** In one direction: how long it is, by halves of each length, and where its middle is, finer than that. */
function placeOf(from: number, length: number): string {
  let size = FINEST;
  while (size < length) size *= 2;
  return `${size}:${Math.floor((from + length / 2) / Math.max(FINEST, size / 4))}`;
}

function around(boxes: readonly Box[]): Box {
  const least = (of: (box: Box) => number): number => boxes.reduce((found, box) => Math.min(found, of(box)), Infinity);
  const most = (of: (box: Box) => number): number => boxes.reduce((found, box) => Math.max(found, of(box)), -Infinity);
  const [x, y] = [least((box) => box.x), least((box) => box.y)];
  return { x, y, width: most((box) => box.x + box.width) - x, height: most((box) => box.y + box.height) - y };
}
