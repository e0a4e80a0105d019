// A service graph without its names: services, databases, queues and hosts are numbered, all numbers stay.
import { nodeId, type NodeKind } from '@spanloom/analysis';
import type { EdgesResponse, GraphNode } from '@spanloom/api-schema';
import { standInColor, standIns } from './stand-ins.ts';

const WORDS: Readonly<Record<Exclude<NodeKind, 'user'>, string>> = {
  service: 'service',
  database: 'database',
  queue: 'queue',
  external: 'host',
};

export function redactGraph<G extends Pick<EdgesResponse, 'nodes' | 'edges'>>(graph: G): G {
  const renamed = new Map<string, GraphNode>();
  for (const [kind, word] of Object.entries(WORDS)) {
    const nodes = graph.nodes.filter((node) => node.kind === kind);
    const names = standIns(
      nodes.map(({ id }) => id),
      word,
    );
    for (const [place, node] of nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)).entries()) {
      // The value that splits a service may name what nobody is to know.
      const { secondLap: _lap, split: _split, ...known } = node;
      const ref = { kind: node.kind, name: names.get(node.id) ?? '', namespace: '' };
      renamed.set(node.id, { ...known, ...ref, id: nodeId(ref), color: standInColor(place) });
    }
  }
  const idOf = (id: string): string => renamed.get(id)?.id ?? id;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => renamed.get(node.id) ?? node),
    edges: graph.edges.map(({ folded, ...edge }) => ({
      ...edge,
      client: idOf(edge.client),
      server: idOf(edge.server),
      ...(folded && { folded: { calls: folded.calls, through: [] } }),
    })),
  };
}
