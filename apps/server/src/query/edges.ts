// GET /api/v1/edges: the service graph of a window or of any search.
import { type NodeRef, nodeId, quantile } from '@spanloom/analysis';
import type { EdgesParameters, EdgesResponse, GraphEdge, GraphNode } from '@spanloom/api-schema';
import type { Result, ServiceName } from '@spanloom/otlp-model';
import type { ServiceSlots } from '../storage/service-colors.ts';
import type { EdgeStats, TimeWindow } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, jsonAnswer } from './answers.ts';
import { windowedTraceFilter } from './filter.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { nodeColor } from './service-colors.ts';

export async function answerEdges(
  parameters: EdgesParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const filter = windowedTraceFilter(parameters);
  if (!filter.ok) return filter;
  const snapshot = context.reader.snapshot(context.scope);
  const { edges, services } = await snapshot.aggregate({ kind: 'edges', filter: filter.value }, context.read);
  const seconds = windowSeconds(filter.value.window);
  const response: EdgesResponse = {
    nodes: graphNodes(edges, services, context.colors()),
    edges: edges.map((edge) => graphEdge(edge, seconds)),
    sampled: edges.some((edge) => edge.weight !== edge.calls),
    cost: { elapsedMs: elapsedMs(context.clock, started), watermark: snapshot.watermark },
  };
  return jsonAnswer(response);
}

/** Length of the closed window; at least one nanosecond, so that a rate is always a number. */
function windowSeconds(window: TimeWindow): number {
  return Number(window.end - window.start + 1n) / 1e9;
}

/** Each node once, sorted by id: the ends of calls, and services that took part in none. */
function graphNodes(edges: readonly EdgeStats[], services: readonly ServiceName[], colors: ServiceSlots): GraphNode[] {
  const nodes = new Map<string, NodeRef>();
  for (const service of services) {
    const node: NodeRef = { kind: 'service', ...service };
    nodes.set(nodeId(node), node);
  }
  for (const edge of edges) {
    nodes.set(nodeId(edge.client), edge.client);
    nodes.set(nodeId(edge.server), edge.server);
  }
  return [...nodes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, node]) => ({
      id,
      kind: node.kind,
      name: node.name,
      namespace: node.namespace,
      ...nodeColor(node, colors),
    }));
}

function graphEdge(edge: EdgeStats, seconds: number): GraphEdge {
  const percentile = (q: number): string => (quantile(edge.durations, q) ?? 0n).toString();
  return {
    client: nodeId(edge.client),
    server: nodeId(edge.server),
    async: edge.async,
    inferred: edge.inferred,
    calls: edge.calls,
    rate: edge.weight / seconds,
    errorShare: edge.weight === 0 ? 0 : edge.errorWeight / edge.weight,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
  };
}
