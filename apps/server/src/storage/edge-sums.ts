// Calls summed up by where they go: one sum for each key that the caller gives.
import { type Call, MAX_THROUGH, type NodeRef, nodeId } from '@spanloom/analysis';
import { CallSummer } from './call-sums.ts';
import { compareText } from './text-order.ts';
import type { EdgeStats } from './trace-aggregates.ts';

interface EdgeSum {
  readonly client: NodeRef;
  readonly server: NodeRef;
  async: boolean;
  inferred: boolean;
  readonly sums: CallSummer;
  folded: number;
  readonly through: Map<string, NodeRef>;
}

export class EdgeSums {
  readonly #edges = new Map<string, EdgeSum>();

  /** Calls of one key have the same ends. `through`: the folded nodes that it goes through. */
  add(key: string, call: Call, through: readonly NodeRef[] = []): void {
    const edge = this.#edgeOf(key, call);
    edge.async &&= call.async;
    edge.inferred &&= call.inferred;
    edge.sums.add(call);
    if (through.length > 0) edge.folded++;
    for (const node of through) edge.through.set(nodeId(node), node);
  }

  /** By client, then by server. */
  finish(): { readonly key: string; readonly stats: EdgeStats }[] {
    return [...this.#edges]
      .map(([key, edge]) => ({ key, edge, client: nodeId(edge.client), server: nodeId(edge.server) }))
      .sort((a, b) => compareText(a.client, b.client) || compareText(a.server, b.server))
      .map(({ key, edge }) => ({ key, stats: statsOf(edge) }));
  }

  #edgeOf(key: string, { client, server }: Call): EdgeSum {
    const known = this.#edges.get(key);
    if (known !== undefined) return known;
    const edge: EdgeSum = {
      client,
      server,
      async: true,
      inferred: true,
      sums: new CallSummer(),
      folded: 0,
      through: new Map(),
    };
    this.#edges.set(key, edge);
    return edge;
  }
}

function statsOf({ client, server, async, inferred, sums, folded, through }: EdgeSum): EdgeStats {
  const stats = { client, server, async, inferred, ...sums.finish() };
  if (folded === 0) return stats;
  const byId = [...through].sort(([a], [b]) => compareText(a, b)).map(([, node]) => node);
  return { ...stats, folded: { calls: folded, through: byId.slice(0, MAX_THROUGH) } };
}
