// Sums over matching traces, taken in one trace at a time: the histogram over time and the service graph.
import { nodeId, wholeNode, type NodeRef } from '@spanloom/analysis';
import { CallSummer } from './call-sums.ts';
import { EdgeSums } from './edge-sums.ts';
import type { GraphLens } from './graph-lens.ts';
import { compareText } from './text-order.ts';
import type { TraceGraph } from './trace-graph.ts';
import type { ServiceGraph, ServiceStats, TimeHistogram } from './trace-aggregates.ts';
import type { TimeWindow } from './trace-store.ts';

/** Which of the equal buckets of a window a time falls into; undefined outside of it. In exact integers. */
export function bucketAt(window: TimeWindow, buckets: number, time: bigint): number | undefined {
  const { start, end } = window;
  if (time < start || time > end) return undefined;
  return Number(((time - start) * BigInt(buckets)) / (end - start + 1n));
}

/** What of a trace goes into the histogram. */
export interface HistogramTrace {
  readonly start: bigint;
  readonly spans: number;
  readonly errors: number;
  readonly weight: number;
}

export class HistogramBuilder {
  readonly #window: TimeWindow;
  readonly #buckets: { traces: number; errorTraces: number }[];
  #startedBefore = 0;
  #traces = 0;
  #errorTraces = 0;
  #spans = 0;
  #weight = 0;

  constructor(window: TimeWindow, buckets: number) {
    this.#window = window;
    this.#buckets = Array.from({ length: buckets }, () => ({ traces: 0, errorTraces: 0 }));
  }

  add(trace: HistogramTrace): void {
    const failed = trace.errors > 0 ? 1 : 0;
    this.#traces++;
    this.#errorTraces += failed;
    this.#spans += trace.spans;
    this.#weight += trace.weight;
    if (trace.start < this.#window.start) {
      this.#startedBefore++;
      return;
    }
    const bucket = this.#buckets[bucketAt(this.#window, this.#buckets.length, trace.start) ?? -1];
    if (bucket === undefined) throw new Error('a trace that starts after the window is not in it');
    bucket.traces++;
    bucket.errorTraces += failed;
  }

  finish(): TimeHistogram {
    return {
      buckets: this.#buckets,
      startedBefore: this.#startedBefore,
      traces: this.#traces,
      errorTraces: this.#errorTraces,
      spans: this.#spans,
      weight: this.#weight,
    };
  }
}

export class ServiceGraphBuilder {
  readonly #lens: GraphLens;
  readonly #edges = new EdgeSums();
  /** By the id of their node. */
  readonly #services = new Map<string, { readonly node: NodeRef; readonly sums: CallSummer }>();
  /** Ids of whole nodes that some call was folded through. */
  readonly #folded = new Set<string>();

  constructor(lens: GraphLens) {
    this.#lens = lens;
  }

  /** Takes in one trace. */
  add(graph: TraceGraph): void {
    const { services, calls, requests } = this.#lens.see(graph);
    for (const { id, node } of services) {
      if (!this.#services.has(id)) this.#services.set(id, { node, sums: new CallSummer() });
    }
    for (const { node, request } of requests) this.#services.get(node.id)?.sums.add(request);
    for (const { edge, call, through } of calls) {
      this.#edges.add(edge, call, through);
      for (const node of through ?? []) this.#folded.add(nodeId(node));
    }
  }

  finish(): ServiceGraph {
    const edges = this.#edges.finish().map(({ stats }) => stats);
    const ends = new Set(edges.flatMap(({ client, server }) => [nodeId(client), nodeId(server)]));
    const services = [...this.#services]
      .filter(([id, { node }]) => ends.has(id) || !this.#folded.has(nodeId(wholeNode(node))))
      .map(([, { node, sums }]) => serviceStats(node, sums))
      .sort(compareServices);
    return { edges, services };
  }
}

function serviceStats({ name, namespace, split }: NodeRef, sums: CallSummer): ServiceStats {
  const service = { name, namespace };
  return { service, ...(split === undefined ? {} : { split }), ...sums.finish() };
}

function compareServices(a: ServiceStats, b: ServiceStats): number {
  return (
    compareText(a.service.name, b.service.name) ||
    compareText(a.service.namespace, b.service.namespace) ||
    compareText(a.split?.value ?? '', b.split?.value ?? '')
  );
}
