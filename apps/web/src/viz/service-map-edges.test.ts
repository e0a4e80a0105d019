import { expect, test } from 'vitest';
import { ARROW_LENGTH, edgeLine, edgeWidth, nodeBox } from './service-map-edges.ts';
import { labelPlaces } from './service-map-labels.ts';
import { serviceMapLayout } from './service-map-layout.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './service-map-shape.ts';
import { madeServiceGraph } from './testing/made-service-graph.ts';

const HERE = { x: 0, y: 0 };

test('a line leaves on the right and arrives on the left, its arrow before the node', () => {
  const line = edgeLine(HERE, { x: 300, y: 100 }, [], 0);
  expect(line.at(0)).toEqual({ x: NODE_WIDTH, y: NODE_HEIGHT / 2 });
  expect(line.at(1)).toEqual({ x: 300 - ARROW_LENGTH, y: 100 + NODE_HEIGHT / 2 });
  expect(line.d).toBe('M146 22C220 22 220 122 294 122');
  expect(line.box).toEqual({ x: 146, y: 22, width: 148, height: 100 });
});

test('a line back leaves on the left; bends are passed; lanes are apart', () => {
  const back = edgeLine({ x: 300, y: 0 }, HERE, [], 0);
  expect(back.at(0).x).toBe(300);
  expect(back.at(1).x).toBe(NODE_WIDTH + ARROW_LENGTH);
  const bent = edgeLine(HERE, { x: 600, y: 0 }, [{ x: 350, y: 80 }], 0);
  expect(bent.at(1 / 3)).toEqual({ x: 350 - NODE_WIDTH / 2, y: 80 });
  expect(bent.at(0.5)).toEqual({ x: 350, y: 80 });
  expect(bent.at(2 / 3)).toEqual({ x: 350 + NODE_WIDTH / 2, y: 80 });
  expect(edgeLine(HERE, { x: 300, y: 0 }, [], 1).at(0).y - edgeLine(HERE, { x: 300, y: 0 }, [], -1).at(0).y).toBe(14);
});

test('nodes above each other are joined at top and bottom; a call to oneself comes back', () => {
  const down = edgeLine(HERE, { x: 20, y: 200 }, [], 0);
  expect(down.at(0)).toEqual({ x: NODE_WIDTH / 2, y: NODE_HEIGHT });
  expect(down.at(1)).toEqual({ x: 20 + NODE_WIDTH / 2, y: 200 - ARROW_LENGTH });
  const loop = edgeLine(HERE, HERE, [], 0);
  expect(loop.at(0).y).toBe(0);
  expect(loop.at(0.5).y).toBeLessThan(-10);
});

test('width grows with the logarithm of the rate', () => {
  expect([0, 0.5, 1, 10, 1000, 1e9].map(edgeWidth)).toEqual([1, 1, 1, 2, 4, 5]);
});

test('labels cover no node and no other label; what finds no room has none', () => {
  const graph = madeServiceGraph(100);
  const layout = serviceMapLayout(graph);
  const place = (id: string) => layout.nodes.get(id) ?? HERE;
  const lines = graph.edges.map((edge, index) => ({
    id: String(index),
    line: edgeLine(place(edge.client), place(edge.server), [], 0),
  }));
  const boxes = [...layout.nodes.values()].map(nodeBox);
  const places = labelPlaces(lines, boxes);
  expect(places.size).toBeGreaterThan(graph.edges.length * 0.8);
  const labels = [...places.values()].map(({ x, y }) => ({ x: x - 31, y: y - 7.5, width: 62, height: 15 }));
  const hit = (a: (typeof labels)[0], b: (typeof labels)[0]): boolean =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  for (const [index, label] of labels.entries()) {
    expect(boxes.some((box) => hit(label, box))).toBe(false);
    expect(labels.slice(index + 1).some((other) => hit(label, other))).toBe(false);
  }
  const crowded = Array.from({ length: 20 }, (_, index) => ({
    id: String(index),
    line: edgeLine(HERE, { x: 300, y: 0 }, [], 0),
  }));
  expect(labelPlaces(crowded, []).size).toBeLessThan(6);
});
