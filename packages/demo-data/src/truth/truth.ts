// What really happened while traces were played: told by the player and the phenomena themselves, never read from spans,
// so that whoever analyses the spans can be judged by it.
import type { SpanId, TraceId, UnixNano } from '@spanloom/otlp-model';

/** One place where a phenomenon showed. */
export interface Occurrence {
  readonly phenomenon: string;
  /** The service in which it shows. */
  readonly service: string;
  readonly traceId: TraceId;
  /** The spans that show it: each try of a retry, each query of an N+1, the spans of a skewed host. */
  readonly spanIds: readonly SpanId[];
  readonly time: UnixNano;
  /** The other trace, when a trace was cut in two. */
  readonly otherTraceId?: TraceId;
}

/** A node of the true service graph, named as a careful reader of the attributes would name it. */
export interface TruthNode {
  readonly kind: 'service' | 'database' | 'queue' | 'external';
  readonly name: string;
}

/** One call as it was made, whether or not its spans arrived. */
export interface TruthCall {
  readonly client: TruthNode;
  readonly server: TruthNode;
  /** Through a queue. */
  readonly async: boolean;
  /** Either side failed. */
  readonly error: boolean;
  /** The caller's span; undefined for what a consumer takes from a queue. */
  readonly clientSpan: SpanId | undefined;
  /** The span of the one called; undefined when it sends none. */
  readonly serverSpan: SpanId | undefined;
  /** The other side did not hear of the trace: its spans are in another one. */
  readonly cut: boolean;
  /** What the caller's attributes call the other side. */
  readonly address: string;
  /** The other side is a proxy that passes the request on: its span is a call and answers nothing by itself. */
  readonly passedOn?: boolean;
}

/** A request from outside, by somebody who sends no spans: an app, a page whose scripts are blocked. */
export interface TruthArrival {
  readonly service: string;
  readonly serverSpan: SpanId;
}

/** Calls between two nodes. */
export interface TruthEdge {
  readonly client: TruthNode;
  readonly server: TruthNode;
  readonly async: boolean;
  readonly calls: number;
  readonly errors: number;
}

export interface TruthGraph {
  readonly nodes: readonly TruthNode[];
  readonly edges: readonly TruthEdge[];
}

/** What is needed of a played trace. */
interface TracePart {
  readonly calls: readonly TruthCall[];
  /** Spans that never leave. */
  readonly lost: ReadonlySet<SpanId>;
}

/**
 * How many requests each service answered, as its own spans that arrive can show them: who asked plays no part in it, nor
 * whether the trace was cut on the way.
 */
export function visibleRequests(
  traces: Iterable<TracePart & { readonly arrivals: readonly TruthArrival[] }>,
): ReadonlyMap<string, number> {
  const requests = new Map<string, number>();
  const answered = (service: string, span: SpanId | undefined, lost: ReadonlySet<SpanId>): void => {
    if (span !== undefined && !lost.has(span)) requests.set(service, (requests.get(service) ?? 0) + 1);
  };
  for (const { calls, arrivals, lost } of traces) {
    for (const { server, serverSpan, passedOn } of calls) {
      if (server.kind === 'service' && passedOn !== true) answered(server.name, serverSpan, lost);
    }
    for (const { service, serverSpan } of arrivals) answered(service, serverSpan, lost);
  }
  return requests;
}

/** The calls as they were. */
export function trueGraph(traces: Iterable<TracePart>): TruthGraph {
  return graphOf(traces, (call) => call);
}

/**
 * The calls as the spans that arrive can show them: without the caller's span a call is not known at all; when the other
 * side is in another trace it looks like a host that sends nothing.
 */
export function visibleGraph(traces: Iterable<TracePart>): TruthGraph {
  return graphOf(traces, (call, lost) => {
    if (call.clientSpan !== undefined && lost.has(call.clientSpan)) return undefined;
    const answered = call.serverSpan !== undefined && !lost.has(call.serverSpan) && !call.cut;
    if (answered || call.server.kind !== 'service') return call;
    return { ...call, server: { kind: 'external', name: call.address } };
  });
}

function graphOf(
  traces: Iterable<TracePart>,
  seen: (call: TruthCall, lost: ReadonlySet<SpanId>) => TruthCall | undefined,
): TruthGraph {
  const edges = new Map<string, TruthEdge>();
  const nodes = new Map<string, TruthNode>();
  for (const { calls, lost } of traces) {
    for (const made of calls) {
      const call = seen(made, lost);
      if (call === undefined) continue;
      const { client, server, async } = call;
      const key = JSON.stringify([client, server, async]);
      const known = edges.get(key);
      edges.set(key, {
        client,
        server,
        async,
        calls: (known?.calls ?? 0) + 1,
        errors: (known?.errors ?? 0) + (call.error ? 1 : 0),
      });
      for (const node of [client, server]) nodes.set(JSON.stringify(node), node);
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
