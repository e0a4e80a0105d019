import { expect, test } from 'vitest';
import { madeServiceGraph } from './testing/made-service-graph.ts';
import { serviceMapLayout } from './service-map-layout.ts';
import {
  type Box,
  edgeEnds,
  type MapLayout,
  type MapStructure,
  NODE_HEIGHT,
  NODE_WIDTH,
  type Point,
} from './service-map-shape.ts';

const nodes = (...ids: string[]) => ids.map((id) => ({ id }));
const calls = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [client = '', server = ''] = pair.split('>');
    return { client, server };
  });

function at(layout: MapLayout, id: string): Point {
  const place = layout.nodes.get(id);
  if (place === undefined) throw new Error(`${id} has no place`);
  return place;
}

function overlaps(boxes: readonly Box[]): number {
  let count = 0;
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) count++;
  return count;
}

const nodeBoxOf = (layout: MapLayout, id: string): Box => ({
  ...at(layout, id),
  width: NODE_WIDTH,
  height: NODE_HEIGHT,
});

const boxesOf = (layout: MapLayout): Box[] =>
  [...layout.nodes.values()].map((place) => ({ ...place, width: NODE_WIDTH, height: NODE_HEIGHT }));

test('callers stand left of those they call', () => {
  const layout = serviceMapLayout({ nodes: nodes('db', 'web', 'api'), edges: calls('web>api', 'api>db', 'web>db') });
  expect(at(layout, 'web').x).toBeLessThan(at(layout, 'api').x);
  expect(at(layout, 'api').x).toBeLessThan(at(layout, 'db').x);
  expect(layout.bends.get(edgeEnds({ client: 'web', server: 'db' }))).toHaveLength(1);
  expect(layout.bends.get(edgeEnds({ client: 'web', server: 'api' }))).toEqual([]);
});

test('cycles, calls to oneself, doubled calls and ends that are not there', () => {
  const edges = calls('a>b', 'b>a', 'a>a', 'a>b', 'a>gone');
  const layout = serviceMapLayout({ nodes: nodes('a', 'b'), edges });
  expect([...layout.nodes.keys()].sort()).toEqual(['a', 'b']);
  expect(overlaps(boxesOf(layout))).toBe(0);
});

test('nothing to lay out', () => {
  expect(serviceMapLayout({ nodes: [], edges: [] })).toMatchObject({ width: 0, height: 0 });
});

test('names that are words of the language, or none at all', () => {
  const layout = serviceMapLayout({
    nodes: [...nodes('__proto__', 'constructor', ''), { id: 'x', group: '__proto__' }],
    edges: calls('__proto__>constructor', 'constructor>', '>x'),
  });
  expect([...layout.nodes.keys()].sort()).toEqual(['', '__proto__', 'constructor', 'x']);
  expect([...layout.groups.keys()]).toEqual(['__proto__']);
  expect(overlaps(boxesOf(layout))).toBe(0);
});

test('what has no call stands below, in rows', () => {
  const layout = serviceMapLayout({ nodes: nodes('a', 'b', 'x', 'y', 'z'), edges: calls('a>b') });
  for (const id of ['x', 'y', 'z']) expect(at(layout, id).y).toBeGreaterThan(at(layout, 'b').y + NODE_HEIGHT);
  expect(at(layout, 'y').y).toBe(at(layout, 'x').y);
});

for (const size of [20, 100, 1000]) {
  const graph = madeServiceGraph(size);
  test(`${size} nodes: the same for any order, nothing overlaps, all inside`, () => {
    const layout = serviceMapLayout(graph);
    const shuffled: MapStructure = { nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
    const again = serviceMapLayout(shuffled);
    expect(again.nodes).toEqual(layout.nodes);
    expect(again.bends).toEqual(layout.bends);
    expect(layout.nodes.size).toBe(size);
    const boxes = boxesOf(layout);
    expect(overlaps(boxes)).toBe(0);
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(layout.width + 0.01);
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height + 0.01);
    }
    // No strip: a thousand services are a picture, not a ribbon.
    expect(layout.height).toBeLessThan(Math.max(1750, layout.width * 1.5));
  });
}

test('groups are boxes apart, each around its own nodes; a node in none stands alone', () => {
  const graph = madeServiceGraph(100);
  const grouped = graph.nodes.map(({ id, namespace }) => ({ id, group: namespace || undefined }));
  const layout = serviceMapLayout({ nodes: grouped, edges: graph.edges });
  const named = grouped.flatMap(({ group }) => group ?? []);
  expect(new Set(layout.groups.keys())).toEqual(new Set(named));
  expect(overlaps([...layout.groups.values()])).toBe(0);
  expect(overlaps(boxesOf(layout))).toBe(0);
  const alone = grouped.filter(({ group }) => group === undefined).map(({ id }) => nodeBoxOf(layout, id));
  expect(overlaps([...layout.groups.values(), ...alone])).toBe(0);
  for (const { id, group } of grouped) {
    if (group === undefined) continue;
    const box = layout.groups.get(group);
    const { x, y } = at(layout, id);
    expect(box).toBeDefined();
    expect(x).toBeGreaterThan(box?.x ?? Number.POSITIVE_INFINITY);
    expect(y + NODE_HEIGHT).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
  }
});
