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
import type { ServiceName } from '@spanloom/otlp-model';
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
}

export function graphOfTrace(spans: readonly RequestSpan[]): TraceGraph {
  const trace = new IndexedTrace(spans);
  const services = new Map<string, ServiceName>();
  for (const { service } of spans) services.set(nodeId(serviceNode(service)), service);
  return {
    services: [...services].map(([node, service]) => ({ node, service })),
    calls: callsOf(trace).map(graphCall),
    userCalls: callsOfUsers(trace).map(graphCall),
    requests: requestsOf(trace).map((request) => ({ node: nodeId(serviceNode(request.service)), request })),
  };
}

/** The calls that an edge filter looks at. */
export function callsFor(filter: EdgeFilter, graph: TraceGraph): Call[] {
  return (filter.client?.kind === 'user' ? graph.userCalls : graph.calls).map(({ call }) => call);
}

function graphCall(call: Call): GraphCall {
  const server = nodeId(call.server);
  return { edge: JSON.stringify([nodeId(call.client), server]), server, call };
}
