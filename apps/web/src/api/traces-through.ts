// Which traces lie behind a part of the service graph, as a search.
import { SPLIT_KEYS } from '@spanloom/analysis';
import { type GraphEdge, type GraphNode, writeAttributeCondition } from '@spanloom/api-schema';
import type { FilterQuery, GraphQuery } from './queries.ts';

type Ends = Pick<GraphEdge, 'client' | 'server'>;

/** Traces with this call, among those that match already. The ids of its ends say how services are split. */
export function throughCall({ split: _, ...filter }: GraphQuery, { client, server }: Ends): FilterQuery {
  return { ...filter, client, server };
}

/**
 * Traces through a node: by its calls; a service that only calls, by the calls it makes. A part of a service is its spans
 * with that value, where they have one.
 */
export function throughNode(
  { split: _, fold, ...filter }: GraphQuery,
  { id, kind, name, namespace, split }: Pick<GraphNode, 'id' | 'kind' | 'name' | 'namespace' | 'split'>,
  edges: readonly Ends[],
): FilterQuery {
  const isFree = kind === 'service' && (filter.service ?? name) === name && isOfServiceAlone(filter);
  if (isFree && split === undefined) return { ...filter, service: name, namespace };
  if (isFree && split !== undefined && split.value !== '' && !split.value.endsWith('…')) {
    const condition = writeAttributeCondition({ key: SPLIT_KEYS[split.by], value: split.value });
    return { ...filter, service: name, namespace, resourceAttr: [condition] };
  }
  const called = edges.some((edge) => edge.server === id) ? { server: id } : { client: id };
  return { ...filter, ...called, ...(fold === undefined ? {} : { fold }) };
}

/** All that a filter asks holds on one span of a trace, which need not be of the service that the trace goes through. */
function isOfServiceAlone({ service: _, namespace: _namespace, ...rest }: FilterQuery): boolean {
  return Object.values(rest).every((condition) => condition === undefined);
}
