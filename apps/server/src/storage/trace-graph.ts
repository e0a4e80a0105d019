// What one trace adds to the service graph and to RED: follows from its spans alone, so it may be kept.
import {
  callsOf,
  callsOfUsers,
  IndexedTrace,
  nodeId,
  requestsOf,
  serviceNode,
  type Call,
  type RequestSpan,
  type ServiceRequest,
} from '@spanloom/analysis';
import type { ServiceName, UnixNano } from '@spanloom/otlp-model';
import { effectiveEnd } from './evaluate.ts';
import type { EdgeFilter } from './trace-store.ts';

/** A call, with the ids of its nodes, as all traces share them. */
export interface GraphCall {
  /** Names the pair of nodes. */
  readonly edge: string;
  readonly server: string;
  readonly call: Call;
}

export interface TraceGraph {
  /** `node` is the id of its node. */
  readonly services: readonly { readonly node: string; readonly service: ServiceName }[];
  readonly calls: readonly GraphCall[];
  readonly userCalls: readonly GraphCall[];
  readonly requests: readonly { readonly node: string; readonly request: ServiceRequest }[];
  readonly senders: readonly Sender[];
}

/** A resource and a scope, and the spans that a trace has of both. */
export interface Sender {
  /** Numbers of the resource and of the scope, as the adapter counts. */
  readonly place: number;
  readonly scope: number;
  readonly spans: number;
  readonly errors: number;
  /** When the last of them ends. */
  readonly lastEnd: UnixNano;
}

export interface GraphSpan extends RequestSpan {
  readonly place: number;
  readonly scope: number;
}

export function graphOfTrace(spans: readonly GraphSpan[]): TraceGraph {
  const trace = new IndexedTrace(spans);
  const services = new Map<string, ServiceName>();
  for (const { service } of spans) services.set(nodeId(serviceNode(service)), service);
  return {
    services: [...services].map(([node, service]) => ({ node, service })),
    calls: callsOf(trace).map(graphCall),
    userCalls: callsOfUsers(trace).map(graphCall),
    requests: requestsOf(trace).map((request) => ({ node: nodeId(serviceNode(request.service)), request })),
    senders: sendersOf(spans),
  };
}

function sendersOf(spans: readonly GraphSpan[]): Sender[] {
  return [...Map.groupBy(spans, ({ place, scope }) => `${place} ${scope}`).values()].flatMap((sent) => {
    const [first] = sent;
    if (first === undefined) return [];
    const { place, scope } = first;
    const errors = sent.filter(({ error }) => error).length;
    const lastEnd = sent.map(effectiveEnd).reduce((last, end) => (end > last ? end : last));
    return [{ place, scope, spans: sent.length, errors, lastEnd }];
  });
}

/** The calls that an edge filter looks at. */
export function callsFor(filter: EdgeFilter, graph: TraceGraph): Call[] {
  return (filter.client?.kind === 'user' ? graph.userCalls : graph.calls).map(({ call }) => call);
}

function graphCall(call: Call): GraphCall {
  const server = nodeId(call.server);
  return { edge: JSON.stringify([nodeId(call.client), server]), server, call };
}
