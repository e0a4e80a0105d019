// What a store adds up over many traces, and how its answers look. Part of the interface in trace-store.ts.
import type { DurationBounds, DurationHistogram, NodeRef, NodeSplit, SplitBy } from '@spanloom/analysis';
import type { ServiceName, SpanKindName, UnixNano } from '@spanloom/otlp-model';
import type { Fold, TimeWindow, TraceFilter } from './trace-store.ts';

export type AggregateRequest =
  | {
      readonly kind: 'histogram';
      readonly filter: TraceFilter & { readonly window: TimeWindow };
      readonly buckets: number;
    }
  | EdgesRequest
  | ResourcesRequest
  | RedRequest;

/** How the service graph is looked at. */
export interface GraphView {
  /** With the calls of users, who send no spans. */
  readonly users?: boolean;
  /** Services as one node for each value of this; what has none, and of what nobody knows it, is a node too. */
  readonly split?: SplitBy;
  /** Folded before they are split. */
  readonly fold?: Fold;
}

export interface EdgesRequest extends GraphView {
  readonly kind: 'edges';
  readonly filter: TraceFilter;
}

export interface ResourcesRequest {
  readonly kind: 'resources';
  readonly filter: TraceFilter;
  /** Keys of the resource attributes that tell one sender from another, beside its service. */
  readonly keys: readonly string[];
}

/**
 * What a row of RED is about.
 * - service: the requests that a service answered (analysis: requestsOf).
 * - operation: the same, of each name and kind of their spans.
 * - node: of a service its requests, of every other node the calls to it.
 * - edge: the calls from one node to another (analysis: callsOfTrace), timed by the caller where it told.
 */
export const RED_GROUPS = ['service', 'operation', 'node', 'edge'] as const;
export type RedGroup = (typeof RED_GROUPS)[number];

export interface RedRequest extends GraphView {
  readonly kind: 'red';
  readonly filter: TraceFilter & { readonly window: TimeWindow };
  readonly by: RedGroup;
  /** Equal buckets over the window, as of a TimeHistogram. */
  readonly buckets: number;
  /** Only rows of this node: itself, its operations, the calls from it and to it. */
  readonly node?: NodeRef;
}

/**
 * Matching traces by the time of their start, in equal buckets over the window: the bucket of t is
 * floor((t - start) * buckets / (end - start + 1)), in exact integers.
 */
export interface TimeHistogram {
  readonly buckets: readonly { readonly traces: number; readonly errorTraces: number }[];
  /** Traces that match and reach into the window but started before it. */
  readonly startedBefore: number;
  /** All matching traces, those before the window included. */
  readonly traces: number;
  /** Matching traces with at least one error span. */
  readonly errorTraces: number;
  /** Spans of the matching traces. */
  readonly spans: number;
  /** Sum of the weights of those spans. */
  readonly weight: number;
}

/** Calls or requests, summed up. */
export interface CallSums {
  /** As many as were seen, unweighted. */
  readonly calls: number;
  /** Weighted by sampling. */
  readonly weight: number;
  /** Sum of the squares of their weights: how much their weight deviates by chance. */
  readonly weightSquares: number;
  /** Weight of those that failed. */
  readonly errorWeight: number;
  /** Their durations, weighted. */
  readonly durations: DurationHistogram;
  /** The shortest and the longest of them; undefined without any. */
  readonly bounds: DurationBounds | undefined;
}

/** Calls from one node to another, over all matching traces. One row for each (client, server). */
export interface EdgeStats extends CallSums {
  readonly client: NodeRef;
  readonly server: NodeRef;
  /** All of them went through a queue. */
  readonly async: boolean;
  /** In all of them one side sent no span of its own; it is known from the other side's attributes. */
  readonly inferred: boolean;
  /** Not there when none of them was folded. */
  readonly folded?: FoldedCalls;
}

/** Calls that go through folded nodes. */
export interface FoldedCalls {
  readonly calls: number;
  /** The first of those nodes, by nodeId. */
  readonly through: readonly NodeRef[];
}

/** A service and the requests that it answered: none, when it only asks. */
export interface ServiceStats extends CallSums {
  readonly service: ServiceName;
  /** Which part of it, where services are split. */
  readonly split?: NodeSplit;
}

export interface ServiceGraph {
  /** Sorted by nodeId(client), then nodeId(server). */
  readonly edges: readonly EdgeStats[];
  /**
   * Services that sent a span of a matching trace, those without any call too; by name, then namespace, then value. One
   * whose calls are all folded is not among them.
   */
  readonly services: readonly ServiceStats[];
}

/** What sent spans of matching traces: a service with the same values of the keys asked for. */
export interface ResourceStats {
  readonly service: ServiceName;
  /** Those of the keys that it has, in the order in which they were asked for; values as `valueText`. */
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  /** The instrumentation scopes of its spans, by name. */
  readonly scopes: readonly { readonly name: string; readonly spans: number }[];
  readonly spans: number;
  /** Spans with status error. */
  readonly errors: number;
  /** Both weighted by sampling. */
  readonly weight: number;
  readonly errorWeight: number;
  /** Of the requests that it answered, and of those of them that failed: weighted too. */
  readonly requestWeight: number;
  readonly requestErrorWeight: number;
  /** When the first of its spans starts. */
  readonly firstStart: UnixNano;
  /** When the last of its spans ends; ends as in TimeWindow. */
  readonly lastEnd: UnixNano;
}

/** Calls between two of them: a row for each (client, server, resource of either). */
export interface ResourceEdge extends EdgeStats {
  /** Places in `resources`; undefined for a side that sent no span of its own, or is known by a link alone. */
  readonly clientResource: number | undefined;
  readonly serverResource: number | undefined;
}

export interface ResourceGraph {
  /** In an order that follows from service and attributes. */
  readonly resources: readonly ResourceStats[];
  /** By nodeId(client), then nodeId(server), then by the places of client and server, those without one first. */
  readonly edges: readonly ResourceEdge[];
}

export type RedSubject =
  | { readonly kind: 'node'; readonly node: NodeRef }
  | {
      readonly kind: 'operation';
      readonly service: ServiceName;
      readonly split?: NodeSplit;
      readonly operation: string;
      readonly spanKind: SpanKindName;
    }
  | { readonly kind: 'edge'; readonly client: NodeRef; readonly server: NodeRef };

export interface RedBucket extends CallSums {
  readonly bucket: number;
}

export interface RedRow {
  readonly subject: RedSubject;
  /** All of the matching traces: those too that began before the window, or after its end. */
  readonly total: CallSums;
  /** By the start of the request or call, where it lies in the window; buckets without any are left out. */
  readonly buckets: readonly RedBucket[];
}

export interface RedSeries {
  /** Those with at least one request or call; by nodeId(s), then by name and kind of the operation. */
  readonly rows: readonly RedRow[];
}

export interface AggregateResults {
  readonly histogram: TimeHistogram;
  readonly edges: ServiceGraph;
  readonly resources: ResourceGraph;
  readonly red: RedSeries;
}
