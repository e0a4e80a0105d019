// What every store offers. The meaning of its answers is pinned by the contract suite (contract/) that each adapter passes.
import type { NodeRef } from '@spanloom/analysis';
import type {
  DurationNano,
  KeyValue,
  Resource,
  Scope,
  ServiceName,
  SpanKindName,
  SpanRecord,
  SpanId,
  StatusCodeName,
  TraceId,
  UnixNano,
} from '@spanloom/otlp-model';
import type { AggregateRequest, AggregateResults } from './trace-aggregates.ts';

/** Signals share the store's key from the first day; traces are the only one stored so far. */
export type Signal = 'traces';

/** What every call carries: whose data, of which signal. */
export interface StoreScope {
  readonly tenant: string;
  readonly signal: Signal;
}

/** Something a long read looks at between its steps. An AbortSignal is one; across threads a shared flag is. */
export interface Cancellation {
  readonly aborted: boolean;
}

/** `matched`: traces found to match so far. A read that stops early, or passes traces over, does not find all of them. */
export type OnProgress = (share: number, matched: number) => void;

export interface ReadOptions extends StoreScope {
  readonly abort: Cancellation;
  /** Called with the share of the window that has been read, 0 .. 1, never decreasing, and with the matches in it. */
  readonly onProgress?: OnProgress;
}

/** Thrown by a read whose `abort` was raised. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

// ---------------------------------------------------------------------------------------------------------- writing

export interface SpanBatch {
  /** All text in them is well-formed Unicode: the codecs see to it. */
  readonly spans: readonly SpanRecord[];
  /** Arrival time by our own clock. */
  readonly receivedAt: UnixNano;
}

export interface AppendResult {
  /** Spans that were new. */
  readonly stored: number;
  /** Spans that were there already, same ids and same content: not stored again, and not an error. */
  readonly duplicates: number;
}

/** A transaction that stores batches. */
export interface Commit {
  readonly batches: number;
  readonly spans: number;
  /** Why it takes no more: nothing else waited, or the most that one may hold. */
  readonly trigger: 'nothing waits' | 'spans' | 'bytes';
  /** Whether this batch is the first of it: who counts commits counts these. */
  readonly first: boolean;
}

export interface DeleteResult {
  readonly spans: number;
}

// ---------------------------------------------------------------------------------------------------------- asking

/**
 * Closed interval. A trace is in it if min(start) <= end and max(end) >= start; then all of its spans count. A span whose
 * end lies before its start (no end set, a clock set back) counts as ending at its start, as its duration does.
 */
export interface TimeWindow {
  readonly start: UnixNano;
  readonly end: UnixNano;
}

export type AttributeScope = 'span' | 'resource';

/**
 * `key = value`, compared by `valueText`. Without a scope either scope may hold it. Negated, as TraceQL's `!=`: the key is
 * there and its value differs; without a scope it is enough that this holds in one of them. What lacks the key never
 * matches.
 */
export interface AttributeCondition {
  readonly scope: AttributeScope | undefined;
  readonly key: string;
  readonly value: string;
  readonly negated?: boolean;
}

/** All conditions must hold on ONE span of the trace. An undefined field is no condition. */
export interface SpanFilter {
  readonly service?: string;
  /** Only looked at together with `service`; undefined means any namespace, '' means none. */
  readonly namespace?: string;
  /** Exact span name. */
  readonly operation?: string;
  readonly kind?: SpanKindName;
  readonly status?: StatusCodeName;
  /** Inclusive bounds on the span's own duration. */
  readonly minDuration?: DurationNano;
  readonly maxDuration?: DurationNano;
  readonly attributes?: readonly AttributeCondition[];
  /** Substring of the span name or of the service name; both sides lowercased with String.prototype.toLowerCase. */
  readonly text?: string;
}

/** Calls through these nodes are seen as one, from whoever called them to whom they called (analysis: foldCalls). */
export interface Fold {
  /** All that a proxy is (analysis: isProxy). */
  readonly proxies: boolean;
  /** Whole nodes, no parts of services. */
  readonly nodes: readonly NodeRef[];
}

/**
 * A call between two nodes of the service graph; either side may be left open: any node. A part of a service is what has
 * that value; both sides are split by one thing, as a graph is.
 */
export interface EdgeFilter {
  readonly client?: NodeRef;
  readonly server?: NodeRef;
  readonly fold?: Fold;
}

export interface TraceFilter {
  readonly window: TimeWindow | undefined;
  readonly span: SpanFilter;
  /**
   * Holds on the trace as a whole: one of its calls goes from client to server (analysis: callsOfTrace). Calls of users
   * are looked at only when the client is the user (analysis: callsOfUsers).
   */
  readonly edge?: EdgeFilter;
}

export const TRACE_ORDERS = ['newest', 'longest'] as const;
/** newest: start descending. longest: duration descending. Ties: trace id ascending. */
export type TraceOrder = (typeof TRACE_ORDERS)[number];

/** Where a page ended: the sort value (start or duration) and trace id of its last trace. */
export interface PagePosition {
  readonly value: bigint;
  readonly traceId: TraceId;
}

export interface TracePageRequest {
  readonly filter: TraceFilter;
  readonly order: TraceOrder;
  /** 1 .. 1000 */
  readonly limit: number;
  readonly after: PagePosition | undefined;
}

export interface ServiceShare extends ServiceName {
  readonly spans: number;
  readonly errors: number;
}

export interface RootSpan {
  readonly spanId: SpanId;
  readonly service: ServiceName;
  readonly operation: string;
  readonly kind: SpanKindName;
  readonly error: boolean;
}

export interface TraceSummary {
  readonly traceId: TraceId;
  /** min(start) of its spans. */
  readonly start: UnixNano;
  /** max(end) - min(start), with ends as in TimeWindow. */
  readonly duration: DurationNano;
  /** Spans stored. */
  readonly spans: number;
  /** Spans with status error. */
  readonly errors: number;
  /** Sum of the spans' weights; equals `spans` when nothing was sampled. */
  readonly weight: number;
  /** The span without parent: of several the earliest start, then the smallest span id. undefined when none is here. */
  readonly root: RootSpan | undefined;
  /** Exactly one root and no missing parent. */
  readonly complete: boolean;
  /** Most spans first, then by name and namespace. */
  readonly services: readonly ServiceShare[];
}

export interface TracePage {
  readonly traces: readonly TraceSummary[];
  /** Set when more traces follow. */
  readonly next: PagePosition | undefined;
}

/** Where a page of spans ended: what its last span has, in the order of comparison. */
export interface SpanPosition {
  /** Start, or duration. */
  readonly value: bigint;
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly contentHash: string;
}

/** newest: start of the span descending. longest: its duration descending. Ties: trace id, span id, content hash ascending. */
export interface SpanPageRequest {
  readonly filter: TraceFilter;
  readonly order: TraceOrder;
  /** 1 .. 1000 */
  readonly limit: number;
  readonly after: SpanPosition | undefined;
}

/** What a list shows of a span. */
export interface FoundSpan {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** Tells spans of one id apart. */
  readonly contentHash: string;
  readonly service: ServiceName;
  readonly operation: string;
  readonly kind: SpanKindName;
  readonly status: StatusCodeName;
  readonly start: UnixNano;
  /** 0 when it ends before it starts. */
  readonly duration: DurationNano;
}

export interface SpanPage {
  readonly spans: readonly FoundSpan[];
  /** Set when more spans follow. */
  readonly next: SpanPosition | undefined;
}

/** A stored span as it is returned. */
export interface StoredSpan extends SpanRecord {
  /** Hex of the hash over the canonical content, resource and scope included (span-identity.ts). */
  readonly contentHash: string;
  readonly receivedAt: UnixNano;
  /** Another stored span has the same trace and span id but other content. */
  readonly conflicting: boolean;
}

export interface OperationRow {
  readonly name: string;
  readonly kind: SpanKindName;
  readonly spans: number;
}

export interface AttributeKey {
  readonly scope: AttributeScope;
  readonly key: string;
}

/** Values whose text is longer than this are stored and searchable, but not suggested. In UTF-16 code units. */
export const MAX_SUGGESTED_VALUE_LENGTH = 256;

/** What a row of a waterfall shows of a span: a large trace is mostly attributes that nobody looks at until a span is opened. */
export interface SpanOutline {
  readonly spanId: SpanId;
  readonly parentSpanId: SpanId | undefined;
  /** Tells spans of one id apart. */
  readonly contentHash: string;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly status: StatusCodeName;
  readonly start: UnixNano;
  /** As it was sent: 0 or before the start when the sender said so. */
  readonly end: UnixNano;
  readonly resource: Resource;
  readonly scope: Scope;
  /** The one whom it names as the other side. */
  readonly peer: NodeRef | undefined;
  /** In the order they were sent. */
  readonly eventTimes: readonly UnixNano[];
  /** Those with one of the keys asked for: of the span, then of its events. */
  readonly attributes: readonly KeyValue[];
}

/** What was committed when the snapshot was taken. Deletions made later are still seen: deleted means gone. */
export interface StoreSnapshot {
  /** Commit mark: what was committed later is not visible. Grows with every commit that stores a span. Goes into cursors. */
  readonly watermark: number;
  findTraces(request: TracePageRequest, options: ReadOptions): Promise<TracePage>;
  /** The spans of matching traces that match themselves, page by page. */
  findSpanPage(request: SpanPageRequest, options: ReadOptions): Promise<SpanPage>;
  /** Spans that match, ordered by (start, span id, content hash), in batches of at most 1,000. */
  findSpans(filter: TraceFilter, options: ReadOptions): AsyncIterable<readonly StoredSpan[]>;
  /** Spans of one trace ordered by (start, span id, content hash), in batches of at most 1,000; nothing when unknown. */
  getTrace(traceId: TraceId, options: ReadOptions): AsyncIterable<readonly StoredSpan[]>;
  /** The same spans in the same order, with what a waterfall draws of them and the attributes of these keys. */
  getTraceOutline(
    traceId: TraceId,
    keys: readonly string[],
    options: ReadOptions,
  ): AsyncIterable<readonly SpanOutline[]>;
  /** The spans of a trace that have this id, in their order: one, or those that are in conflict; none when unknown. */
  getSpans(traceId: TraceId, spanId: SpanId, options: ReadOptions): Promise<readonly StoredSpan[]>;
  aggregate<K extends AggregateRequest['kind']>(
    request: Extract<AggregateRequest, { kind: K }>,
    options: ReadOptions,
  ): Promise<AggregateResults[K]>;
  /** Services with the spans they sent in the traces of the window (all traces without one), by name, then namespace. */
  services(window: TimeWindow | undefined, options: ReadOptions): Promise<readonly ServiceShare[]>;
  /** Operations of a service (of all without one): most spans first, then name, then kind. `prefix` ignores case. */
  operations(
    request: { readonly service: string | undefined; readonly prefix: string; readonly limit: number },
    options: ReadOptions,
  ): Promise<readonly OperationRow[]>;
  /** Keys that some stored span has, sorted by key (code units), then scope. `prefix` ignores case. */
  attributeKeys(
    request: { readonly prefix: string; readonly limit: number },
    options: ReadOptions,
  ): Promise<readonly AttributeKey[]>;
  /**
   * Texts of values that the key has, no longer than MAX_SUGGESTED_VALUE_LENGTH, sorted by their lowercase form and then
   * by themselves, both by code points. `prefix` ignores case.
   */
  attributeValues(
    request: {
      readonly scope: AttributeScope | undefined;
      readonly key: string;
      readonly prefix: string;
      readonly limit: number;
    },
    options: ReadOptions,
  ): Promise<readonly string[]>;
}

export interface StoreStats {
  readonly traces: number;
  readonly spans: number;
  /** Bytes on disk, side files included; 0 for a store in memory. */
  readonly bytes: number;
}

/** The reading half: what a reader thread holds. */
export interface TraceReader {
  /** The present state, or the state as of `watermark` (a later page of an earlier answer; one from the future means now). */
  snapshot(scope: StoreScope, watermark?: number): StoreSnapshot;
  stats(scope: StoreScope): StoreStats;
  close(): void;
}

/** disk full, read-only: it may go on by itself. broken: not before the store is opened again. */
export type WriteTrouble = 'disk full' | 'read-only' | 'broken';

/** Nothing of what was to be written is stored. The message is for the user: what happened, what stays, what to do. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError';
  readonly trouble: WriteTrouble;

  constructor(trouble: WriteTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}

/** The writing half: what the ingest thread holds. Only one exists per folder. */
export interface TraceWriter {
  /**
   * Resolves when the batch is durable and searchable; rejects, with nothing of the batch stored, when it could not be:
   * with a NotStoredError when the disk is the reason. `onBegin` hears when its transaction begins.
   */
  append(scope: StoreScope, batch: SpanBatch, onBegin?: (commit: Commit) => void): Promise<AppendResult>;
  /**
   * All spans that a trace has when it is asked for. Batches may be stored while it goes on: what arrives meanwhile stays.
   * Resolves when all are gone, for every snapshot; readers may see it go on. Once it has begun, a crash, a full disk or
   * `close`, for which it rejects, only puts it off: it goes on when the store can be written to, or is opened, again.
   */
  deleteTrace(scope: StoreScope, traceId: TraceId): Promise<DeleteResult>;
  /** In the same way all spans that a service sent; their traces stay, incomplete. */
  deleteService(scope: StoreScope, service: ServiceName): Promise<DeleteResult>;
  /** Visible at once. */
  deleteAll(scope: StoreScope): Promise<DeleteResult>;
  /** Finishes what was accepted, but for a deletion that takes long, then closes. */
  close(): Promise<void>;
}

/** Both halves, as the contract suite and tests use an adapter. */
export interface TraceStore extends Omit<TraceReader, 'close'>, Omit<TraceWriter, 'close'> {
  close(): Promise<void>;
}
