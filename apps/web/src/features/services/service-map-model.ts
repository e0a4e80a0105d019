// The service graph as the page shows it: nodes with the numbers of what they receive, and the part that the reader narrowed
// it to. Map and table show the same.
import type { SplitBy } from '@spanloom/analysis';
import type { CallNumbers } from '@spanloom/api-schema';
import { architectureMap, type DiagramClass, type LineTone } from '@spanloom/diagrams';
import type { PartGraph } from '../../ui/part-graph.ts';
import type { Narrowing } from './services-url.ts';

export interface MapNode {
  readonly source: PartGraph['nodes'][number];
  /** The name, with its namespace where the name alone is ambiguous. */
  readonly label: string;
  readonly state: DiagramClass;
  /** Of what it received; undefined when that is nothing. */
  readonly numbers: CallNumbers | undefined;
}

export interface MapEdge {
  readonly id: string;
  readonly source: PartGraph['edges'][number];
  readonly client: MapNode;
  readonly server: MapNode;
  /** Errors of 1 % or more. */
  readonly failing: boolean;
  readonly tone: LineTone;
}

export interface ServiceMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  readonly sampled: boolean;
}

const NOTHING_LEFT_OUT = new Set<never>();

/**
 * All of an answer, from the entries of the system on; the same for any order of it. `noValue`: how the part of a split
 * service is called that has no value.
 */
export function serviceMap(answer: PartGraph, noValue?: Readonly<Record<SplitBy, string>>): ServiceMap {
  const drawn = architectureMap<MapNode['source'], MapEdge['source']>(
    answer,
    { without: NOTHING_LEFT_OUT, ...(noValue && { noValue }) },
    Number.POSITIVE_INFINITY,
  );
  const nodes = drawn.nodes.map(({ source, label, state }) => ({ source, label, state, numbers: source.requests }));
  const byId = new Map(nodes.map((node) => [node.source.id, node]));
  const edges = drawn.edges.flatMap(({ id, source, failing, tone }) => {
    const [client, server] = [byId.get(source.client), byId.get(source.server)];
    return client === undefined || server === undefined ? [] : [{ id, source, client, server, failing, tone }];
  });
  return { nodes, edges, sampled: drawn.sampled };
}

/** Ids of the edges that are called often enough, or were in the time that it is compared with. */
export function edgesOfRate(map: ServiceMap, minRate: number): ReadonlySet<string> {
  const mostOf = ({ source }: MapEdge): number =>
    Math.max(source.usual ?? source.rate, source.difference?.was?.rate ?? 0);
  return new Set(map.edges.filter((edge) => mostOf(edge) >= minRate).map((edge) => edge.id));
}

/** The part to show. `often`: edges that are called often enough. Nodes that lose all their edges go with them. */
export function narrowed(map: ServiceMap, often: ReadonlySet<string>, { focus, hops }: Narrowing): ServiceMap {
  const near =
    focus === undefined
      ? undefined
      : nodesNear(
          map.edges.filter((edge) => often.has(edge.id)),
          focus,
          hops,
        );
  const isNear = (node: MapNode): boolean => near?.has(node.source.id) ?? true;
  const edges = map.edges.filter((edge) => often.has(edge.id) && isNear(edge.client) && isNear(edge.server));
  const had = new Set(map.edges.flatMap((edge) => [edge.client, edge.server]));
  const has = new Set(edges.flatMap((edge) => [edge.client, edge.server]));
  const nodes = map.nodes.filter(
    (node) => isNear(node) && (has.has(node) || !had.has(node) || node.source.id === focus),
  );
  return { nodes, edges, sampled: map.sampled };
}

/** Ids at most `hops` calls away, in either direction. */
function nodesNear(edges: readonly MapEdge[], start: string, hops: number): ReadonlySet<string> {
  const near = new Set([start]);
  for (let hop = 0; hop < hops; hop++) {
    const before = new Set(near);
    for (const { source } of edges) {
      if (before.has(source.client)) near.add(source.server);
      if (before.has(source.server)) near.add(source.client);
    }
  }
  return near;
}

/** The entry from which most calls go, among those that nobody calls; undefined: there is none. */
export function mainEntry({ edges }: ServiceMap): string | undefined {
  const called = new Set(edges.filter(({ client, server }) => client !== server).map(({ source }) => source.server));
  const rates = new Map<string, number>();
  for (const { source } of edges) {
    const { client, usual, rate } = source;
    if (!called.has(client)) rates.set(client, (rates.get(client) ?? 0) + (usual ?? rate));
  }
  const [busiest] = [...rates].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return busiest?.[0];
}

/** Nodes and edges without their values: as long as it stays the same, nothing moves. */
export function structureKey(map: ServiceMap): string {
  const known = structureKeys.get(map);
  if (known !== undefined) return known;
  const key = JSON.stringify([map.nodes.map((node) => node.source.id), map.edges.map((edge) => edge.id)]);
  structureKeys.set(map, key);
  return key;
}

/** Asked for at each rendering, of the same map. */
const structureKeys = new WeakMap<ServiceMap, string>();

/** How many of the values that both have differ. */
export function countChanged(before: ServiceMap, after: ServiceMap): number {
  const old = new Map(before.edges.map((edge) => [edge.id, edge.source]));
  let count = 0;
  for (const { id, source } of after.edges) {
    const was = old.get(id);
    if (was === undefined) continue;
    for (const field of ['rate', 'errorShare', 'p95'] as const) if (was[field] !== source[field]) count++;
  }
  return count;
}
