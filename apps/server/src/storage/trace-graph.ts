// What one trace adds to the service graph and to RED: follows from its spans alone, so it may be kept.
import {
  causedCalls,
  IndexedTrace,
  nodeId,
  requestsOf,
  serviceNode,
  type Call,
  type CausedCall,
  type NodeRef,
  type RequestSpan,
  type ServiceRequest,
} from '@spanloom/analysis';
import type { ServiceName, UnixNano } from '@spanloom/otlp-model';
import { effectiveEnd } from './evaluate.ts';

/** A call, with the ids of its nodes, as all traces share them. */
export interface GraphCall {
  /** Names the pair of nodes. */
  readonly edge: string;
  readonly server: string;
  readonly call: Call;
  /** Place, in `calls` and `userCalls` one after the other, of the call that caused it. */
  readonly cause: number | undefined;
  /** The folded nodes that it goes through. */
  readonly through?: readonly NodeRef[];
}

/** A node and its id. */
export interface NamedNode {
  readonly id: string;
  readonly node: NodeRef;
}

export interface GraphRequest {
  readonly node: NamedNode;
  readonly request: ServiceRequest;
}

export interface TraceGraph {
  readonly services: readonly NamedNode[];
  readonly calls: readonly GraphCall[];
  readonly userCalls: readonly GraphCall[];
  readonly requests: readonly GraphRequest[];
  readonly senders: readonly Sender[];
}

/** A resource and a scope, and the spans that a trace has of both. */
export interface Sender {
  /** Numbers of the resource and of the scope, as the adapter counts. */
  readonly place: number;
  readonly scope: number;
  readonly spans: number;
  readonly errors: number;
  /** Of those spans, and of those with status error. */
  readonly weight: number;
  readonly errorWeight: number;
  /** When the first of them starts. */
  readonly firstStart: UnixNano;
  /** When the last of them ends. */
  readonly lastEnd: UnixNano;
}

export interface GraphSpan extends RequestSpan {
  readonly place: number;
  readonly scope: number;
}

export function graphOfTrace(spans: readonly GraphSpan[]): TraceGraph {
  const trace = new IndexedTrace(spans);
  const services = new Map<string, NamedNode>();
  const nodeOf = (service: ServiceName): NamedNode => {
    const node = serviceNode(service);
    const id = nodeId(node);
    const known = services.get(id) ?? { id, node };
    services.set(id, known);
    return known;
  };
  for (const { service } of spans) nodeOf(service);
  const calls = causedCalls(trace).map(graphCall);
  // Those of users come last.
  const others = calls.findIndex(({ call }) => call.client.kind === 'user');
  const made = others === -1 ? calls.length : others;
  return {
    services: [...services.values()],
    calls: calls.slice(0, made),
    userCalls: calls.slice(made),
    requests: requestsOf(trace).map((request) => ({ node: nodeOf(request.service), request })),
    senders: sendersOf(spans),
  };
}

function sendersOf(spans: readonly GraphSpan[]): Sender[] {
  return [...Map.groupBy(spans, ({ place, scope }) => `${place} ${scope}`).values()].flatMap((sent) => {
    const [first] = sent;
    if (first === undefined) return [];
    const { place, scope } = first;
    const failed = sent.filter(({ error }) => error);
    const lastEnd = sent.map(effectiveEnd).reduce((last, end) => (end > last ? end : last));
    const sums = { errors: failed.length, weight: weightOf(sent), errorWeight: weightOf(failed) };
    const firstStart = sent.reduce((earliest, { start }) => (start < earliest ? start : earliest), first.start);
    return [{ place, scope, spans: sent.length, ...sums, firstStart, lastEnd }];
  });
}

function weightOf(spans: readonly GraphSpan[]): number {
  return spans.reduce((sum, { weight }) => sum + weight, 0);
}

function graphCall({ call, cause }: CausedCall): GraphCall {
  const server = nodeId(call.server);
  return { edge: edgeName(nodeId(call.client), server), server, call, cause };
}

/** Names the pair of nodes. */
export function edgeName(client: string, server: string): string {
  return JSON.stringify([client, server]);
}
