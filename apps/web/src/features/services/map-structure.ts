// What the layout of a map follows from, and the way from node to node by arrow keys. Values are no part of it.
import { type MapStructure, NODE_HEIGHT, NODE_WIDTH, type Point } from '../../viz/service-map-shape.ts';
import type { ServiceMap } from './service-map-model.ts';

export interface StructureEdge {
  readonly id: string;
  readonly client: string;
  readonly server: string;
  /** -1 and 1 where a call and a message have the same ends, else 0. */
  readonly lane: number;
}

export interface Structure extends MapStructure {
  readonly edges: readonly StructureEdge[];
}

export function structureOf(map: ServiceMap, byNamespace: boolean): Structure {
  const groups = byNamespace ? namespaces(map) : new Map<string, string>();
  const seen = new Map<string, number>();
  const pairs = Map.groupBy(map.edges, ({ source }) => `${source.client}\n${source.server}`);
  return {
    nodes: map.nodes.map(({ source: { id } }) => ({ id, group: groups.get(id) })),
    edges: map.edges.map(({ id, source: { client, server } }) => {
      const pair = `${client}\n${server}`;
      const index = seen.get(pair) ?? 0;
      seen.set(pair, index + 1);
      const isAlone = (pairs.get(pair)?.length ?? 0) < 2;
      return { id, client, server, lane: isAlone ? 0 : index % 2 === 0 ? -1 : 1 };
    }),
  };
}

/** By the ids of nodes: that of a service, and that of the services around a database, queue or host if they have one alone. */
function namespaces(map: ServiceMap): ReadonlyMap<string, string> {
  const around = new Map<string, Set<string>>();
  const add = (id: string, namespace: string): void => {
    around.set(id, (around.get(id) ?? new Set()).add(namespace));
  };
  for (const { client, server } of map.edges) {
    if (client.source.kind === 'service') add(server.source.id, client.source.namespace);
    if (server.source.kind === 'service') add(client.source.id, server.source.namespace);
  }
  const groups = new Map<string, string>();
  for (const { source } of map.nodes) {
    const [first, ...others] = source.kind === 'service' ? [source.namespace] : (around.get(source.id) ?? []);
    if (first !== undefined && first !== '' && others.length === 0) groups.set(source.id, first);
  }
  return groups;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Right: to the nearest of those it calls; left: to the nearest caller; up and down: to the next one in its column. */
export function neighbour(
  id: string,
  direction: Direction,
  structure: Structure,
  places: ReadonlyMap<string, Point>,
): string | undefined {
  const here = places.get(id);
  if (here === undefined) return undefined;
  const candidates =
    direction === 'right'
      ? structure.edges.filter((edge) => edge.client === id).map((edge) => edge.server)
      : direction === 'left'
        ? structure.edges.filter((edge) => edge.server === id).map((edge) => edge.client)
        : inColumn(here, direction, places);
  let nearest: { readonly id: string; readonly far: number } | undefined;
  for (const candidate of candidates) {
    const place = places.get(candidate);
    if (candidate === id || place === undefined) continue;
    // A row away counts as much as a column: what lies straight ahead comes first.
    const far = Math.abs(place.y - here.y) / NODE_HEIGHT + Math.abs(place.x - here.x) / NODE_WIDTH;
    if (nearest === undefined || far < nearest.far || (far === nearest.far && candidate < nearest.id)) {
      nearest = { id: candidate, far };
    }
  }
  return nearest?.id;
}

function inColumn(here: Point, direction: 'up' | 'down', places: ReadonlyMap<string, Point>): string[] {
  return [...places]
    .filter(([, { x, y }]) => Math.abs(x - here.x) < NODE_WIDTH && (direction === 'up' ? y < here.y : y > here.y))
    .map(([id]) => id);
}
