// GET /api/v1/edges: the service graph of a window or of any search.
import { type NodeRef, nodeId, serviceNode } from '@spanloom/analysis';
import type { EdgesParameters, EdgesResponse, GraphEdge, GraphNode } from '@spanloom/api-schema';
import { ok, type Result } from '@spanloom/otlp-model';
import { CallSummer } from '../storage/call-sums.ts';
import type { ServiceSlots } from '../storage/service-colors.ts';
import type { EdgeStats, ServiceGraph } from '../storage/trace-aggregates.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, jsonAnswer } from './answers.ts';
import { callNumbers, isSampled, windowSeconds } from './call-numbers.ts';
import { foldOf, windowedTraceFilter } from './filter.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { coloredNode } from './service-colors.ts';

export async function answerEdges(
  parameters: EdgesParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const graph = await readEdges(parameters, context);
  if (!graph.ok) return graph;
  const { watermark, ...read } = graph.value;
  const response: EdgesResponse = { ...read, cost: { elapsedMs: elapsedMs(context.clock, started), watermark } };
  return jsonAnswer(response);
}

type Graph = Omit<EdgesResponse, 'cost'> & { readonly watermark: number };

export async function readEdges(
  parameters: EdgesParameters,
  context: QueryContext,
): Promise<Result<Graph, QueryFailure>> {
  const filter = windowedTraceFilter(parameters);
  if (!filter.ok) return filter;
  const fold = foldOf(parameters);
  if (!fold.ok) return fold;
  const snapshot = context.reader.snapshot(context.scope);
  const view = { users: parameters.users === 'true', split: parameters.split, fold: fold.value };
  const graph = await snapshot.aggregate({ kind: 'edges', filter: filter.value, ...view }, context.read);
  const seconds = windowSeconds(filter.value.window);
  return ok({
    nodes: graphNodes(graph, seconds, context.colors()),
    edges: graph.edges.map((edge) => graphEdge(edge, seconds)),
    sampled: isSampled([...graph.edges, ...graph.services]),
    watermark: snapshot.watermark,
  });
}

/** Each node once, sorted by id: the ends of calls, and services that took part in none. */
function graphNodes({ edges, services }: ServiceGraph, seconds: number, colors: ServiceSlots): GraphNode[] {
  const nodes = new Map<string, { readonly node: NodeRef; readonly requests: CallSummer }>();
  const numbersOf = (node: NodeRef): CallSummer => {
    const id = nodeId(node);
    const known = nodes.get(id);
    if (known !== undefined) return known.requests;
    const requests = new CallSummer();
    nodes.set(id, { node, requests });
    return requests;
  };
  for (const { service, split, ...sums } of services) {
    const whole = serviceNode(service);
    numbersOf(split === undefined ? whole : { ...whole, split }).addSums(sums);
  }
  for (const edge of edges) {
    numbersOf(edge.client);
    const called = numbersOf(edge.server);
    // A service tells of its requests itself.
    if (edge.server.kind !== 'service') called.addSums(edge);
  }
  return [...nodes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { node, requests }]) => {
      const sums = requests.finish();
      const drawn = coloredNode(node, colors);
      return sums.calls === 0 ? drawn : { ...drawn, requests: callNumbers(sums, seconds) };
    });
}

function graphEdge(edge: EdgeStats, seconds: number): GraphEdge {
  return {
    client: nodeId(edge.client),
    server: nodeId(edge.server),
    async: edge.async,
    inferred: edge.inferred,
    ...(edge.folded && { folded: { calls: edge.folded.calls, through: edge.folded.through.map(nodeId) } }),
    ...callNumbers(edge, seconds),
  };
}
