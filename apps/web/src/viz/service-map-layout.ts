// Where the nodes of a service map stand: layers from the left to the right, by dagre where they are few. Pure, and the same for any order of its
// input. A map that would be a tall strip folds its layers into several columns; groups are laid out one by one, then as boxes.
import { graphlib, layout as layOut } from '@dagrejs/dagre';
import { graphLayers } from './service-map-layers.ts';
import {
  type Box,
  edgeEnds,
  type MapLayout,
  type MapStructure,
  NODE_HEIGHT,
  NODE_WIDTH,
  type Point,
} from './service-map-shape.ts';

/** Between nodes of a layer. */
const NODE_GAP = 26;
/** Between layers: room for the labels of edges. */
const LAYER_GAP = 92;
const COLUMN_GAP = 30;
const GROUP_PADDING = 16;
const GROUP_TITLE = 22;
const GROUP_GAP = 40;
/** A taller map folds its layers: some twenty-five nodes above each other. */
const TALLEST = 1750;
const SHORTEST_COLUMN = 900;
/** Of these it needs some 200 ms. */
const MOST_FOR_DAGRE = 120;
/** Width by height that a folded map aims at. */
const FOLDED_ASPECT = 2;

interface Item {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

type Link = readonly [client: string, server: string];

interface Block {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
  readonly bends: ReadonlyMap<string, readonly Point[]>;
}

export function serviceMapLayout(structure: MapStructure): MapLayout {
  const ids = [...new Set(structure.nodes.map((node) => node.id))].sort();
  const links = sortedLinks(structure, new Set(ids));
  const groupOf = new Map(structure.nodes.map((node) => [node.id, node.group]));
  if ([...groupOf.values()].every((group) => group === undefined)) {
    const { places, ...block } = layered(ids.map(nodeItem), links);
    return { ...block, nodes: places, groups: new Map() };
  }
  return grouped(ids, links, (id) => groupOf.get(id));
}

function nodeItem(id: string): Item {
  return { id, width: NODE_WIDTH, height: NODE_HEIGHT };
}

/** Each pair of different ends once. */
function sortedLinks(structure: MapStructure, known: ReadonlySet<string>): Link[] {
  const pairs = new Map<string, Link>();
  for (const edge of structure.edges) {
    if (edge.client === edge.server || !known.has(edge.client) || !known.has(edge.server)) continue;
    pairs.set(edgeEnds(edge), [edge.client, edge.server]);
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link);
}

/** What is laid out as one: a group, or a node that is in none. */
interface Unit extends Item {
  readonly group: string | undefined;
  readonly inside: Block;
}

function grouped(
  ids: readonly string[],
  links: readonly Link[],
  groupOf: (id: string) => string | undefined,
): MapLayout {
  const unitOf = (id: string): string => {
    const group = groupOf(id);
    return group === undefined ? `node ${id}` : `group ${group}`;
  };
  const members = Map.groupBy(ids, unitOf);
  const units = [...members].map(([id, own]): Unit => {
    const group = groupOf(own[0] ?? '');
    const within = links.filter(([client, server]) => unitOf(client) === id && unitOf(server) === id);
    const inside = layered(own.map(nodeItem), within);
    if (group === undefined) return { id, group, inside, width: inside.width, height: inside.height };
    const width = inside.width + 2 * GROUP_PADDING;
    return { id, group, inside, width, height: inside.height + 2 * GROUP_PADDING + GROUP_TITLE };
  });
  const between = links.map(([client, server]) => ({ client: unitOf(client), server: unitOf(server) }));
  const outer = layered(
    units.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    sortedLinks({ nodes: [], edges: between }, new Set(members.keys())),
    GROUP_GAP,
  );

  const nodes = new Map<string, Point>();
  const bends = new Map<string, readonly Point[]>();
  const groups = new Map<string, Box>();
  for (const { id: unit, group, inside, width, height } of units) {
    const corner = outer.places.get(unit);
    if (corner === undefined) continue;
    if (group !== undefined) groups.set(group, { ...corner, width, height });
    const [left, top] = group === undefined ? [0, 0] : [GROUP_PADDING, GROUP_PADDING + GROUP_TITLE];
    const move = ({ x, y }: Point): Point => ({ x: x + corner.x + left, y: y + corner.y + top });
    for (const [id, place] of inside.places) nodes.set(id, move(place));
    for (const [ends, points] of inside.bends) bends.set(ends, points.map(move));
  }
  return { width: outer.width, height: outer.height, nodes, bends, groups };
}

/** Layers of what is connected; below them, in rows, what is not. */
function layered(items: readonly Item[], links: readonly Link[], gap = NODE_GAP): Block {
  const linked = new Set(links.flat());
  const connected = items.filter((item) => linked.has(item.id));
  const upper = connected.length === 0 ? EMPTY : inLayers(connected, links, gap);
  const alone = items.filter((item) => !linked.has(item.id));
  if (alone.length === 0) return upper;
  const top = upper.height === 0 ? 0 : upper.height + 2 * gap;
  const widest = Math.max(upper.width, ...alone.map((item) => item.width), Math.sqrt(area(alone) * FOLDED_ASPECT));
  const lower = inRows(alone, widest, gap, top);
  return {
    width: Math.max(upper.width, lower.width),
    height: lower.height,
    places: new Map([...upper.places, ...lower.places]),
    bends: upper.bends,
  };
}

const EMPTY: Block = { width: 0, height: 0, places: new Map(), bends: new Map() };

function area(items: readonly Item[]): number {
  return items.reduce((sum, { width, height }) => sum + (width + COLUMN_GAP) * (height + NODE_GAP), 0);
}

function inRows(items: readonly Item[], widest: number, gap: number, top: number): Omit<Block, 'bends'> {
  const places = new Map<string, Point>();
  let [x, y, rowHeight, width] = [0, top, 0, 0];
  for (const item of items) {
    if (x > 0 && x + item.width > widest) {
      y += rowHeight + gap;
      [x, rowHeight] = [0, 0];
    }
    places.set(item.id, { x, y });
    rowHeight = Math.max(rowHeight, item.height);
    width = Math.max(width, x + item.width);
    x += item.width + COLUMN_GAP;
  }
  return { width, height: y + rowHeight, places };
}

function inLayers(items: readonly Item[], links: readonly Link[], gap: number): Block {
  if (items.length > MOST_FOR_DAGRE) {
    const byId = new Map(items.map((item) => [item.id, item]));
    const layers = graphLayers([...byId.keys()], links);
    return folded(
      layers.map((layer) => layer.flatMap((id) => byId.get(id) ?? [])),
      gap,
    );
  }
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: gap, edgesep: 12, ranksep: LAYER_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  // Numbers for dagre: it keeps its nodes in plain objects, where names from outside such as `__proto__` are none.
  const keys = new Map(items.map((item, index) => [item.id, `n${index}`]));
  const key = (id: string): string => keys.get(id) ?? '';
  for (const { id, width, height } of items) graph.setNode(key(id), { width, height });
  for (const [client, server] of links) graph.setEdge(key(client), key(server), {});
  layOut(graph);
  const placed = items.map((item) => ({ ...item, ...placeOf(graph.node(key(item.id))) }));
  const size = graph.graph();
  const height = Number(size.height);
  if (height > TALLEST) return folded(layersOf(placed), gap);
  const columns = new Set(placed.map((item) => Math.round(item.x)));
  return {
    width: Number(size.width),
    height,
    places: new Map(placed.map(({ id, x, y, width, height: tall }) => [id, { x: x - width / 2, y: y - tall / 2 }])),
    bends: new Map(
      links.map(([client, server]) => {
        const points: readonly Point[] = graph.edge(key(client), key(server)).points ?? [];
        // Only where a layer is passed: dagre also bends in the gaps between them.
        const passed = points.slice(1, -1).filter(({ x }) => columns.has(Math.round(x)));
        return [edgeEnds({ client, server }), passed.map(({ x, y }) => ({ x, y }))];
      }),
    ),
  };
}

function layersOf(placed: readonly (Item & Point)[]): readonly (readonly Item[])[] {
  const layers = Map.groupBy(placed, (item) => Math.round(item.x));
  return [...layers]
    .sort(([a], [b]) => a - b)
    .map(([, layer]) => layer.toSorted((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1)));
}

/** Centre of a node that dagre has placed. */
function placeOf(label: unknown): Point {
  const { x, y } = label as Partial<Point>;
  if (x === undefined || y === undefined) throw new Error('dagre left a node without a place');
  return { x, y };
}

/** The layers and the order in them stay; a layer of too many nodes becomes several columns. */
function folded(layers: readonly (readonly Item[])[], gap: number): Block {
  const aimed = Math.sqrt(area(layers.flat()) / FOLDED_ASPECT);
  const columns = layers.flatMap((layer) => columnsOf(layer, gap, aimed));
  const height = Math.max(...columns.map((column) => column.height));
  const places = new Map<string, Point>();
  let [x, width] = [0, 0];
  for (const column of columns) {
    let y = (height - column.height) / 2;
    for (const item of column.items) {
      places.set(item.id, { x, y });
      y += item.height + gap;
    }
    width = x + Math.max(...column.items.map((item) => item.width));
    x = width + (column.endsLayer ? LAYER_GAP : COLUMN_GAP);
  }
  return { width, height, places, bends: new Map() };
}

interface Column {
  readonly items: readonly Item[];
  readonly height: number;
  readonly endsLayer: boolean;
}

/** As many columns as keep each below `tallest`, if its nodes are no taller themselves. */
function columnsOf(layer: readonly Item[], gap: number, tallest: number): Column[] {
  const heightOf = (items: readonly Item[]): number => items.reduce((sum, item) => sum + item.height + gap, -gap);
  const count = Math.min(layer.length, Math.ceil(heightOf(layer) / Math.max(tallest, SHORTEST_COLUMN)));
  return Array.from({ length: count }, (_, column) => {
    const cut = (at: number): number => Math.floor((at * layer.length) / count);
    const items = layer.slice(cut(column), cut(column + 1));
    return { items, height: heightOf(items), endsLayer: column === count - 1 };
  });
}
