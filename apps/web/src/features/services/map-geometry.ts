// Where everything of the map is, from its layout and what was moved by hand. Follows from the structure alone: a tick that
// changes numbers moves nothing.
import { edgeLine, type Line, nodeBox } from '../../viz/service-map-edges.ts';
import { cellsOf, type MapCell } from '../../viz/map-cells.ts';
import { type LabelPlace, labelPlaces } from '../../viz/service-map-labels.ts';
import {
  type Box,
  edgeEnds,
  type MapLayout,
  NODE_HEIGHT,
  NODE_WIDTH,
  type Point,
} from '../../viz/service-map-shape.ts';
import type { Structure, StructureEdge } from './map-structure.ts';

/** Around the nodes: room for halos, and for calls to oneself above. */
const MARGIN = { x: 16, top: 36, bottom: 20 };

export interface MapGeometry {
  /** Of the picture: its view box. */
  readonly box: Box;
  readonly nodes: ReadonlyMap<string, Point>;
  readonly lines: ReadonlyMap<string, Line>;
  readonly labels: ReadonlyMap<string, LabelPlace>;
  readonly groups: ReadonlyMap<string, Box>;
  /** All nodes and lines. */
  readonly cells: readonly MapCell[];
}

export function mapGeometry(structure: Structure, layout: MapLayout, moved: ReadonlyMap<string, Point>): MapGeometry {
  const nodes = new Map<string, Point>();
  for (const [id, place] of layout.nodes) nodes.set(id, moved.get(id) ?? place);
  const lines = new Map<string, Line>();
  for (const edge of structure.edges) {
    const line = lineOf(edge, nodes, bendsOf(edge, layout, moved));
    if (line !== undefined) lines.set(edge.id, line);
  }
  const labelled = [...lines].map(([id, line]) => ({ id, line }));
  return {
    box: boxAround([...nodes.values()], layout),
    nodes,
    lines,
    labels: labelPlaces(labelled, [...nodes.values()].map(nodeBox)),
    groups: layout.groups,
    cells: cellsOf({ nodes, lines }),
  };
}

/** undefined while an end has no place: it came with a tick, and the next layout has it. */
export function lineOf(
  edge: StructureEdge,
  nodes: ReadonlyMap<string, Point>,
  bends: readonly Point[],
): Line | undefined {
  const [from, to] = [nodes.get(edge.client), nodes.get(edge.server)];
  return from && to && edgeLine(from, to, bends, edge.lane);
}

/** The way past other nodes is that of the layout: whoever moved an end has a straight one. */
function bendsOf(edge: StructureEdge, layout: MapLayout, moved: ReadonlyMap<string, Point>): readonly Point[] {
  return moved.has(edge.client) || moved.has(edge.server) ? [] : (layout.bends.get(edgeEnds(edge)) ?? []);
}

function boxAround(nodes: readonly Point[], layout: MapLayout): Box {
  const left = nodes.reduce((least, { x }) => Math.min(least, x), 0) - MARGIN.x;
  const top = nodes.reduce((least, { y }) => Math.min(least, y), 0) - MARGIN.top;
  const right = nodes.reduce((most, { x }) => Math.max(most, x + NODE_WIDTH), layout.width) + MARGIN.x;
  const bottom = nodes.reduce((most, { y }) => Math.max(most, y + NODE_HEIGHT), layout.height) + MARGIN.bottom;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
