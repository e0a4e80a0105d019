// The map of a part of a time, in the places of the map of all of it.
import { architectureMap } from '@spanloom/diagrams';
import type { PartGraph } from '../../../ui/part-graph.ts';
import type { LeavableKind } from '../diagrams-url.ts';
import type { DrawnEdge, DrawnMap, DrawnNode } from './paint-map.ts';

/** Nodes and edges of `layout`, in its order, with the values and states that they have in the part. */
export function partOfMap(layout: DrawnMap, part: PartGraph, without: ReadonlySet<LeavableKind>): DrawnMap {
  const all = architectureMap<DrawnNode['source'], DrawnEdge['source']>(part, { without }, Number.POSITIVE_INFINITY);
  const places = new Map(layout.nodes.map(({ key, label, source }) => [source.id, { key, label }]));
  const nodes = new Map(
    all.nodes.flatMap((node) => {
      const place = places.get(node.source.id);
      // Keys and labels are those of the picture.
      return place === undefined ? [] : [[node.source.id, { ...node, ...place }] as const];
    }),
  );
  const edges = new Map(all.edges.map((edge) => [edge.id, edge]));
  return {
    ...layout,
    nodes: layout.nodes.flatMap(({ source }) => nodes.get(source.id) ?? []),
    edges: layout.edges.flatMap(({ id }) => {
      const edge = edges.get(id);
      const [client, server] = [nodes.get(edge?.source.client ?? ''), nodes.get(edge?.source.server ?? '')];
      return edge === undefined || client === undefined || server === undefined ? [] : [{ ...edge, client, server }];
    }),
  };
}
