import { expect, test } from 'vitest';
import { cellsOf, type MapCell } from './map-cells.ts';
import { edgeLine, type Line } from './service-map-edges.ts';
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './service-map-shape.ts';

/** Columns of nodes, each with a line to the next column, and one line through all of it. */
function grid(columns: number, rows: number) {
  const nodes = new Map<string, Point>();
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) nodes.set(`${column}.${row}`, { x: column * 240, y: row * 80 });
  const place = (id: string): Point => nodes.get(id) ?? { x: 0, y: 0 };
  const lines = new Map<string, Line>(
    [...nodes.keys()]
      .filter((id) => !id.startsWith(`${columns - 1}.`))
      .map((id) => {
        const [column, row] = id.split('.').map(Number);
        return [`${id}>`, edgeLine(place(id), place(`${(column ?? 0) + 1}.${row}`), [], 0)] as const;
      }),
  );
  lines.set('long', edgeLine(place('0.0'), place(`${columns - 1}.${rows - 1}`), [], 0));
  return { nodes, lines };
}

const WHOLE = grid(20, 40);
const CELLS = cellsOf(WHOLE);

test('each part is in one cell, and inside its box', () => {
  expect(CELLS.flatMap(({ nodes }) => nodes).sort()).toEqual([...WHOLE.nodes.keys()].sort());
  expect(CELLS.flatMap(({ edges }) => edges).sort()).toEqual([...WHOLE.lines.keys()].sort());
  for (const cell of CELLS) {
    for (const id of cell.nodes) {
      const place = WHOLE.nodes.get(id) ?? { x: Number.NaN, y: Number.NaN };
      expect(holds(cell, { ...place, width: NODE_WIDTH, height: NODE_HEIGHT }), id).toBe(true);
    }
    for (const id of cell.edges) expect(holds(cell, WHOLE.lines.get(id)?.box), id).toBe(true);
  }
});

test('what is short stays in small cells, whatever passes over them', () => {
  const small = CELLS.filter(({ nodes }) => nodes.length > 0);
  expect(small.length).toBeGreaterThan(50);
  for (const { box } of small) expect(Math.max(box.width, box.height)).toBeLessThan(2 * 360 + 1);
  expect(CELLS.filter(({ edges }) => edges.includes('long')).map(({ nodes }) => nodes)).toEqual([[]]);
});

test('nothing has no cells', () => {
  expect(cellsOf({ nodes: new Map(), lines: new Map() })).toEqual([]);
});

function holds({ box }: MapCell, part: MapCell['box'] | undefined): boolean {
  return (
    part !== undefined &&
    part.x >= box.x &&
    part.y >= box.y &&
    part.x + part.width <= box.x + box.width &&
    part.y + part.height <= box.y + box.height
  );
}
