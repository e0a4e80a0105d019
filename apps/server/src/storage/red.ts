// Rate, errors and durations over time, taken in one trace at a time.
import { nodeId } from '@spanloom/analysis';
import { spanKindName } from '@spanloom/otlp-model';
import { bucketAt } from './aggregates.ts';
import { CallSummer, type Summand } from './call-sums.ts';
import type { GraphLens, SeenGraph } from './graph-lens.ts';
import { compareText } from './text-order.ts';
import type { TraceGraph } from './trace-graph.ts';
import type { RedBucket, RedRequest, RedRow, RedSeries, RedSubject } from './trace-aggregates.ts';

interface Row {
  readonly subject: RedSubject;
  /** What rows are sorted by, part by part. */
  readonly order: readonly string[];
  readonly total: CallSummer;
  readonly buckets: Map<number, CallSummer>;
}

type Placed = Summand & { readonly start: bigint };

export class RedBuilder {
  readonly #request: RedRequest;
  readonly #lens: GraphLens;
  /** Id of the node whose rows are asked for. */
  readonly #node: string | undefined;
  readonly #rows = new Map<string, Row>();
  /** Edges that have no row here. */
  readonly #others = new Set<string>();

  /** `lens`: of the same view. */
  constructor(request: RedRequest, lens: GraphLens) {
    this.#request = request;
    this.#lens = lens;
    this.#node = request.node === undefined ? undefined : nodeId(request.node);
  }

  /** Takes in one trace. */
  add(trace: TraceGraph): void {
    const { by } = this.#request;
    const graph = this.#lens.see(trace);
    if (by === 'edge') {
      this.#addEdges(graph);
      return;
    }
    if (by === 'operation') this.#addOperations(graph);
    else this.#addServices(graph);
    if (by === 'node') this.#addCalled(graph);
  }

  finish(): RedSeries {
    const rows = [...this.#rows.values()].sort((a, b) => compareParts(a.order, b.order));
    return { rows: rows.map(finishRow) };
  }

  #addServices({ requests }: SeenGraph): void {
    for (const { node, request } of requests) {
      if (!this.#wants(node.id)) continue;
      this.#add(
        this.#row(node.id, () => [{ kind: 'node', node: node.node }, node.id]),
        request,
      );
    }
  }

  #addOperations({ requests }: SeenGraph): void {
    for (const {
      node: { id: node, node: ref },
      request,
    } of requests) {
      if (!this.#wants(node)) continue;
      const { service, operation } = request;
      const { split } = ref;
      const spanKind = spanKindName(request.kind);
      const key = JSON.stringify([node, operation, spanKind]);
      const row = this.#row(key, () => [
        { kind: 'operation', service, ...(split === undefined ? {} : { split }), operation, spanKind },
        node,
        operation,
        spanKind,
      ]);
      this.#add(row, request);
    }
  }

  /** Calls to nodes that tell nothing themselves. */
  #addCalled({ calls }: SeenGraph): void {
    for (const { server, call } of calls) {
      if (call.server.kind === 'service' || !this.#wants(server)) continue;
      this.#add(
        this.#row(server, () => [{ kind: 'node', node: call.server }, server]),
        call,
      );
    }
  }

  #addEdges({ calls }: SeenGraph): void {
    for (const { edge, server, call } of calls) {
      if (this.#others.has(edge)) continue;
      let row = this.#rows.get(edge);
      if (row === undefined) {
        const client = nodeId(call.client);
        if (!this.#wants(client) && !this.#wants(server)) {
          this.#others.add(edge);
          continue;
        }
        row = this.#row(edge, () => [{ kind: 'edge', client: call.client, server: call.server }, client, server]);
      }
      this.#add(row, call);
    }
  }

  #wants(node: string): boolean {
    return this.#node === undefined || this.#node === node;
  }

  #row(key: string, describe: () => readonly [RedSubject, ...string[]]): Row {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const [subject, ...order] = describe();
    const row: Row = { subject, order, total: new CallSummer(), buckets: new Map() };
    this.#rows.set(key, row);
    return row;
  }

  #add({ total, buckets }: Row, placed: Placed): void {
    total.add(placed);
    const { filter, buckets: count } = this.#request;
    const at = bucketAt(filter.window, count, placed.start);
    if (at === undefined) return;
    const known = buckets.get(at);
    const bucket = known ?? new CallSummer();
    if (known === undefined) buckets.set(at, bucket);
    bucket.add(placed);
  }
}

function finishRow({ subject, total, buckets }: Row): RedRow {
  const filled = [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([bucket, sums]): RedBucket => ({ bucket, ...sums.finish() }));
  return { subject, total: total.finish(), buckets: filled };
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const order = compareText(part, b[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
