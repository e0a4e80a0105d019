// Which traces lie behind a part of the service graph, as a search.
import type { GraphEdge, GraphNode } from '@spanloom/api-schema';
import type { FilterQuery } from './queries.ts';

type Ends = Pick<GraphEdge, 'client' | 'server'>;

/** Traces with this call, among those that match already. */
export function throughCall(filter: FilterQuery, { client, server }: Ends): FilterQuery {
  return { ...filter, client, server };
}

/** Traces through a node: by its calls; a service that only calls, by the calls it makes. */
export function throughNode(
  filter: FilterQuery,
  { id, kind, name, namespace }: Pick<GraphNode, 'id' | 'kind' | 'name' | 'namespace'>,
  edges: readonly Ends[],
): FilterQuery {
  if (kind === 'service' && (filter.service ?? name) === name) return { ...filter, service: name, namespace };
  const isCalled = edges.some((edge) => edge.server === id);
  return isCalled ? { ...filter, server: id } : { ...filter, client: id };
}
