// Sums over matching traces, taken in one trace at a time: the histogram over time and the service graph.
import type { ServiceName } from '@spanloom/otlp-model';
import { CallSummer } from './call-sums.ts';
import { EdgeSums } from './edge-sums.ts';
import { compareText } from './text-order.ts';
import type { TraceGraph } from './trace-graph.ts';
import type { ServiceGraph, TimeHistogram } from './trace-aggregates.ts';
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
  readonly #users: boolean;
  readonly #edges = new EdgeSums();
  /** By the id of their node. */
  readonly #services = new Map<string, { readonly service: ServiceName; readonly sums: CallSummer }>();

  /** `users`: with the calls of users. */
  constructor(users: boolean) {
    this.#users = users;
  }

  /** Takes in one trace. */
  add({ services, calls, userCalls, requests }: TraceGraph): void {
    for (const { node, service } of services) {
      if (!this.#services.has(node)) this.#services.set(node, { service, sums: new CallSummer() });
    }
    for (const { node, request } of requests) this.#services.get(node)?.sums.add(request);
    for (const { edge, call } of calls) this.#edges.add(edge, call);
    if (this.#users) for (const { edge, call } of userCalls) this.#edges.add(edge, call);
  }

  finish(): ServiceGraph {
    const services = [...this.#services.values()]
      .sort(({ service: a }, { service: b }) => compareText(a.name, b.name) || compareText(a.namespace, b.namespace))
      .map(({ service, sums }) => ({ service, ...sums.finish() }));
    return { edges: this.#edges.finish().map(({ stats }) => stats), services };
  }
}
