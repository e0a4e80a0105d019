// Calls summed up by where they go: one sum for each key that the caller gives.
import { type Call, type NodeRef, nodeId } from '@spanloom/analysis';
import { CallSummer } from './call-sums.ts';
import { compareText } from './text-order.ts';
import type { EdgeStats } from './trace-aggregates.ts';

interface EdgeSum {
  readonly client: NodeRef;
  readonly server: NodeRef;
  async: boolean;
  inferred: boolean;
  readonly sums: CallSummer;
}

export class EdgeSums {
  readonly #edges = new Map<string, EdgeSum>();

  /** Calls of one key have the same ends. */
  add(key: string, call: Call): void {
    const edge = this.#edgeOf(key, call);
    edge.async &&= call.async;
    edge.inferred &&= call.inferred;
    edge.sums.add(call);
  }

  /** By client, then by server. */
  finish(): { readonly key: string; readonly stats: EdgeStats }[] {
    return [...this.#edges]
      .map(([key, edge]) => ({ key, edge, client: nodeId(edge.client), server: nodeId(edge.server) }))
      .sort((a, b) => compareText(a.client, b.client) || compareText(a.server, b.server))
      .map(({ key, edge: { sums, ...edge } }) => ({ key, stats: { ...edge, ...sums.finish() } }));
  }

  #edgeOf(key: string, { client, server }: Call): EdgeSum {
    const known = this.#edges.get(key);
    if (known !== undefined) return known;
    const edge: EdgeSum = { client, server, async: true, inferred: true, sums: new CallSummer() };
    this.#edges.set(key, edge);
    return edge;
  }
}
