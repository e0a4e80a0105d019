// Sums over matching traces, taken in one trace at a time: the histogram over time and the service graph.
import { addDuration, callsOfTrace, nodeId, type Call, type CallSpan } from '@spanloom/analysis';
import type { ServiceName } from '@spanloom/otlp-model';
import { compareText } from './text-order.ts';
import type { EdgeStats, ServiceGraph, TimeHistogram, TimeWindow } from './trace-store.ts';

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
    const { start, end } = this.#window;
    if (trace.start < start) {
      this.#startedBefore++;
      return;
    }
    const index = ((trace.start - start) * BigInt(this.#buckets.length)) / (end - start + 1n);
    const bucket = this.#buckets[Number(index)];
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

type EdgeSum = { -readonly [K in keyof EdgeStats]: EdgeStats[K] } & { readonly durations: Map<number, number> };

/** What one trace adds to a service graph: follows from its spans alone, so it may be kept. */
export interface TraceGraph {
  readonly services: readonly { readonly key: string; readonly service: ServiceName }[];
  /** `edge` names the pair of nodes. */
  readonly calls: readonly { readonly edge: string; readonly call: Call }[];
}

export function graphOfTrace(spans: readonly CallSpan[]): TraceGraph {
  const services = new Map<string, ServiceName>();
  for (const { service } of spans) services.set(JSON.stringify([service.name, service.namespace]), service);
  return {
    services: [...services].map(([key, service]) => ({ key, service })),
    calls: callsOfTrace(spans).map((call) => ({
      edge: JSON.stringify([nodeId(call.client), nodeId(call.server)]),
      call,
    })),
  };
}

export class ServiceGraphBuilder {
  readonly #edges = new Map<string, EdgeSum>();
  readonly #services = new Map<string, ServiceName>();

  /** Takes in one trace. */
  add({ services, calls }: TraceGraph): void {
    for (const { key, service } of services) this.#services.set(key, service);
    for (const { edge, call } of calls) this.#addCall(edge, call);
  }

  finish(): ServiceGraph {
    const edges = [...this.#edges.values()]
      .map((edge) => ({ edge, client: nodeId(edge.client), server: nodeId(edge.server) }))
      .sort((a, b) => compareText(a.client, b.client) || compareText(a.server, b.server))
      .map(({ edge }) => edge);
    const services = [...this.#services.values()].sort(
      (a, b) => compareText(a.name, b.name) || compareText(a.namespace, b.namespace),
    );
    return { edges, services };
  }

  #addCall(key: string, call: Call): void {
    const edge = this.#edgeOf(key, call);
    edge.async &&= call.async;
    edge.inferred &&= call.inferred;
    edge.calls++;
    edge.weight += call.weight;
    if (call.error) edge.errorWeight += call.weight;
    addDuration(edge.durations, call.duration, call.weight);
  }

  #edgeOf(key: string, call: Call): EdgeSum {
    const known = this.#edges.get(key);
    if (known !== undefined) return known;
    const edge: EdgeSum = {
      client: call.client,
      server: call.server,
      async: true,
      inferred: true,
      calls: 0,
      weight: 0,
      errorWeight: 0,
      durations: new Map(),
    };
    this.#edges.set(key, edge);
    return edge;
  }
}
