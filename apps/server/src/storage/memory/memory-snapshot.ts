// What a snapshot of the memory store answers.
import {
  isKnownByLinks,
  linksToOthers,
  messageFacts,
  nodeId,
  peerOf,
  senderNode,
  type NodeRef,
} from '@spanloom/analysis';
import {
  attributeOf,
  isError,
  serviceOf,
  spanKindName,
  valueText,
  weightOf,
  type Attributes,
  type Resource,
  type Scope,
  type SpanId,
  type TraceId,
} from '@spanloom/otlp-model';
import { HistogramBuilder, ServiceGraphBuilder } from '../aggregates.ts';
import { effectiveEnd, inWindow, matchesSpan } from '../evaluate.ts';
import { EdgeMatcher, GraphLens, type ResourceOf } from '../graph-lens.ts';
import { RedBuilder } from '../red.ts';
import { ResourceGraphBuilder } from '../resource-graph.ts';
import { compareSpanPositions, spanPosition } from '../span-order.ts';
import { compareCodePoints, compareText, folded } from '../text-order.ts';
import { graphOfTrace, type GraphSpan, type TraceGraph } from '../trace-graph.ts';
import { ServiceShares, TraceSummaryBuilder } from '../trace-summary.ts';
import type {
  AggregateRequest,
  AggregateResults,
  EdgesRequest,
  RedRequest,
  ResourcesRequest,
} from '../trace-aggregates.ts';
import {
  CancelledError,
  MAX_SUGGESTED_VALUE_LENGTH,
  type AttributeKey,
  type AttributeScope,
  type FoundSpan,
  type OperationRow,
  type PagePosition,
  type ReadOptions,
  type ServiceShare,
  type SpanOutline,
  type SpanPage,
  type SpanPageRequest,
  type SpanPosition,
  type StoredSpan,
  type StoreSnapshot,
  type TimeWindow,
  type TraceFilter,
  type TraceOrder,
  type TracePage,
  type TracePageRequest,
  type TraceSummary,
} from '../trace-store.ts';
import { Numbers } from './numbers.ts';
import { foundSpan, outlineOf } from './span-views.ts';

const BATCH = 1000;

/** A span with the number of the commit that brought it. */
export interface Entry extends Omit<StoredSpan, 'conflicting'> {
  readonly commit: number;
}

interface VisibleTrace {
  readonly summary: TraceSummary;
  readonly end: bigint;
  readonly spans: readonly StoredSpan[];
}

export class MemorySnapshot implements StoreSnapshot {
  readonly watermark: number;
  readonly #entries: () => readonly Entry[];
  readonly #resources = new Numbers<Resource>();
  readonly #scopes = new Numbers<Scope>();
  readonly #resourceOf: ResourceOf = (place) => this.#resources.thing(place);

  constructor(watermark: number, entries: () => readonly Entry[]) {
    this.watermark = watermark;
    this.#entries = entries;
  }

  async findTraces(request: TracePageRequest, options: ReadOptions): Promise<TracePage> {
    const { order, limit, after } = request;
    const traces: TraceSummary[] = [];
    for await (const trace of this.#matching(request.filter, options)) traces.push(trace.summary);
    const position = (trace: TraceSummary): PagePosition => ({
      value: sortValue(trace, order),
      traceId: trace.traceId,
    });
    traces.sort((a, b) => comparePositions(position(a), position(b)));
    const following = traces.filter((trace) => after === undefined || comparePositions(position(trace), after) > 0);
    const page = following.slice(0, limit);
    const last = page.at(-1);
    return { traces: page, next: following.length > limit && last !== undefined ? position(last) : undefined };
  }

  async findSpanPage(request: SpanPageRequest, options: ReadOptions): Promise<SpanPage> {
    const { filter, order, limit, after } = request;
    const spans: FoundSpan[] = [];
    for await (const trace of this.#matching(filter, options)) {
      for (const span of trace.spans) if (matchesSpan(span, filter.span)) spans.push(foundSpan(span));
    }
    const position = (span: FoundSpan): SpanPosition => spanPosition(span, order);
    spans.sort((a, b) => compareSpanPositions(position(a), position(b)));
    const following = spans.filter((span) => after === undefined || compareSpanPositions(position(span), after) > 0);
    const page = following.slice(0, limit);
    const last = page.at(-1);
    return { spans: page, next: following.length > limit && last !== undefined ? position(last) : undefined };
  }

  async *findSpans(filter: TraceFilter, options: ReadOptions): AsyncIterable<readonly StoredSpan[]> {
    const spans: StoredSpan[] = [];
    for await (const trace of this.#matching(filter, options)) {
      for (const span of trace.spans) if (matchesSpan(span, filter.span)) spans.push(span);
    }
    yield* batches(spans.sort(compareSpans), options);
  }

  async *getTrace(traceId: TraceId, options: ReadOptions): AsyncIterable<readonly StoredSpan[]> {
    checkCancelled(options);
    yield* batches(this.#traces().get(traceId) ?? [], options);
  }

  async *getTraceOutline(
    traceId: TraceId,
    keys: readonly string[],
    options: ReadOptions,
  ): AsyncIterable<readonly SpanOutline[]> {
    for await (const batch of this.getTrace(traceId, options)) yield batch.map((stored) => outlineOf(stored, keys));
  }

  async getSpans(traceId: TraceId, spanId: SpanId, options: ReadOptions): Promise<readonly StoredSpan[]> {
    checkCancelled(options);
    return (this.#traces().get(traceId) ?? []).filter(({ span }) => span.spanId === spanId);
  }

  async aggregate<K extends AggregateRequest['kind']>(
    request: Extract<AggregateRequest, { kind: K }>,
    options: ReadOptions,
  ): Promise<AggregateResults[K]> {
    const results: { [Kind in AggregateRequest['kind']]: () => Promise<AggregateResults[Kind]> } = {
      histogram: () => this.#histogram(request as Extract<AggregateRequest, { kind: 'histogram' }>, options),
      edges: () => this.#edges(request as EdgesRequest, options),
      resources: () => this.#resourceGraph(request as ResourcesRequest, options),
      red: () => this.#red(request as RedRequest, options),
    };
    const kind: K = request.kind;
    return results[kind]();
  }

  async services(window: TimeWindow | undefined, options: ReadOptions): Promise<readonly ServiceShare[]> {
    const shares = new ServiceShares();
    for await (const trace of this.#matching({ window, span: {} }, options)) {
      for (const span of trace.spans) shares.add(serviceOf(span.resource), 1, isError(span.span) ? 1 : 0);
    }
    return shares.byName();
  }

  async operations(
    request: { readonly service: string | undefined; readonly prefix: string; readonly limit: number },
    options: ReadOptions,
  ): Promise<readonly OperationRow[]> {
    checkCancelled(options);
    const rows = new Map<string, { name: string; kind: OperationRow['kind']; spans: number }>();
    for (const { span, resource } of this.#entries()) {
      if (request.service !== undefined && serviceOf(resource).name !== request.service) continue;
      if (!folded(span.name).startsWith(folded(request.prefix))) continue;
      const kind = spanKindName(span.kind);
      const key = JSON.stringify([span.name, kind]);
      const row = rows.get(key) ?? { name: span.name, kind, spans: 0 };
      row.spans++;
      rows.set(key, row);
    }
    return [...rows.values()]
      .sort((a, b) => b.spans - a.spans || compareText(a.name, b.name) || compareText(a.kind, b.kind))
      .slice(0, request.limit);
  }

  async attributeKeys(
    request: { readonly prefix: string; readonly limit: number },
    options: ReadOptions,
  ): Promise<readonly AttributeKey[]> {
    checkCancelled(options);
    const keys = new Map<string, AttributeKey>();
    for (const { scope, attributes } of this.#attributeSets()) {
      for (const { key } of attributes) keys.set(JSON.stringify([scope, key]), { scope, key });
    }
    return [...keys.values()]
      .filter(({ key }) => folded(key).startsWith(folded(request.prefix)))
      .sort((a, b) => compareText(a.key, b.key) || compareText(a.scope, b.scope))
      .slice(0, request.limit);
  }

  async attributeValues(
    request: {
      readonly scope: AttributeScope | undefined;
      readonly key: string;
      readonly prefix: string;
      readonly limit: number;
    },
    options: ReadOptions,
  ): Promise<readonly string[]> {
    checkCancelled(options);
    const texts = new Set<string>();
    for (const { scope, attributes } of this.#attributeSets()) {
      if (request.scope !== undefined && scope !== request.scope) continue;
      const value = attributeOf(attributes, request.key);
      if (value !== undefined) texts.add(valueText(value));
    }
    return [...texts]
      .filter((text) => text.length <= MAX_SUGGESTED_VALUE_LENGTH && folded(text).startsWith(folded(request.prefix)))
      .sort((a, b) => compareCodePoints(folded(a), folded(b)) || compareCodePoints(a, b))
      .slice(0, request.limit);
  }

  async #histogram(
    request: Extract<AggregateRequest, { kind: 'histogram' }>,
    options: ReadOptions,
  ): Promise<AggregateResults['histogram']> {
    const histogram = new HistogramBuilder(request.filter.window, request.buckets);
    for await (const trace of this.#matching(request.filter, options)) histogram.add(trace.summary);
    return histogram.finish();
  }

  #edges(request: EdgesRequest, options: ReadOptions): Promise<AggregateResults['edges']> {
    const graph = new ServiceGraphBuilder(new GraphLens(request, this.#resourceOf));
    return this.#graphs(request.filter, graph, options);
  }

  #resourceGraph({ filter, keys }: ResourcesRequest, options: ReadOptions): Promise<AggregateResults['resources']> {
    const scopeName = (scope: number): string | undefined => this.#scopes.thing(scope)?.name;
    const graph = new ResourceGraphBuilder(keys, { resource: this.#resourceOf, scopeName });
    return this.#graphs(filter, graph, options);
  }

  #red(request: RedRequest, options: ReadOptions): Promise<AggregateResults['red']> {
    const series = new RedBuilder(request, new GraphLens(request, this.#resourceOf));
    return this.#graphs(request.filter, series, options);
  }

  /** What a builder makes of the matching traces. */
  async #graphs<R>(
    filter: TraceFilter,
    builder: { add: (graph: TraceGraph) => void; finish: () => R },
    options: ReadOptions,
  ): Promise<R> {
    for await (const trace of this.#matching(filter, options)) builder.add(this.#graph(trace.spans));
    return builder.finish();
  }

  #graph(spans: readonly StoredSpan[]): TraceGraph {
    return graphOfTrace(spans.map((span) => this.#graphSpan(span)));
  }

  #graphSpan({ span, resource, scope: sentBy }: StoredSpan): GraphSpan {
    const { spanId, parentSpanId, kind, name, start, end, traceState } = span;
    const service = serviceOf(resource);
    const peer = peerOf(span);
    const error = isError(span);
    const [weight, place, scope] = [weightOf(traceState), this.#resources.of(resource), this.#scopes.of(sentBy)];
    const message = messageFacts(span);
    const row = { spanId, parentSpanId, kind, name, start, end, service, error, weight, peer, place, scope, message };
    const links = linksToOthers(span);
    if (!isKnownByLinks(row) || links.length === 0) return row;
    const senders = new Map<string, NodeRef>();
    for (const { span: other, resource: from } of this.#entries()) {
      const linked = links.some((link) => link.traceId === other.traceId && link.spanId === other.spanId);
      if (!linked) continue;
      const node = senderNode({ kind: other.kind, service: serviceOf(from), peer: peerOf(other) });
      if (node !== undefined) senders.set(nodeId(node), node);
    }
    return { ...row, senders: [...senders].sort(([a], [b]) => compareText(a, b)).map(([, node]) => node) };
  }

  async *#matching(filter: TraceFilter, options: ReadOptions): AsyncGenerator<VisibleTrace> {
    checkCancelled(options);
    const edge = filter.edge && new EdgeMatcher(filter.edge, this.#resourceOf);
    const traces = this.#traces();
    let seen = 0;
    let matched = 0;
    for (const [traceId, spans] of traces) {
      checkCancelled(options);
      const trace = visibleTrace(traceId, spans);
      if (
        inWindow(filter.window, trace.summary.start, trace.end) &&
        spans.some((span) => matchesSpan(span, filter.span)) &&
        (edge === undefined || edge.matches(this.#graph(spans)))
      ) {
        matched++;
        yield trace;
      }
      options.onProgress?.(++seen / traces.size, matched);
    }
    if (traces.size === 0) options.onProgress?.(1, 0);
  }

  /** Visible spans by trace, each trace in the order of spans. */
  #traces(): Map<TraceId, StoredSpan[]> {
    const traces = Map.groupBy(this.#entries(), (entry) => entry.span.traceId);
    return new Map([...traces].map(([traceId, entries]) => [traceId, storedSpans(entries)]));
  }

  *#attributeSets(): Generator<{ readonly scope: AttributeScope; readonly attributes: Attributes }> {
    for (const { span, resource } of this.#entries()) {
      yield { scope: 'span', attributes: span.attributes };
      yield { scope: 'resource', attributes: resource.attributes };
    }
  }
}

/** The spans of one trace, ordered, those with the ids of another marked. */
function storedSpans(entries: readonly Entry[]): StoredSpan[] {
  const sameIds = Map.groupBy(entries, (entry) => entry.span.spanId);
  return entries
    .map(({ resource, scope, span, contentHash, receivedAt }) => {
      const conflicting = (sameIds.get(span.spanId)?.length ?? 0) > 1;
      return { resource, scope, span, contentHash, receivedAt, conflicting };
    })
    .sort(compareSpans);
}

function visibleTrace(traceId: TraceId, spans: readonly StoredSpan[]): VisibleTrace {
  const builder = new TraceSummaryBuilder();
  let latest = 0n;
  for (const { span, resource } of spans) {
    const { spanId, parentSpanId, start, name, kind, traceState } = span;
    const end = effectiveEnd(span);
    if (end > latest) latest = end;
    const weight = weightOf(traceState);
    const error = isError(span);
    builder.add({
      spanId,
      parentSpanId,
      start,
      end,
      service: serviceOf(resource),
      operation: name,
      kind,
      error,
      weight,
    });
  }
  const summary = builder.finish(traceId);
  if (summary === undefined) throw new Error('a trace has at least one span');
  return { summary, end: latest, spans };
}

function sortValue(trace: TraceSummary, order: TraceOrder): bigint {
  return order === 'newest' ? trace.start : trace.duration;
}

/** Value descending, then trace id ascending. */
function comparePositions(a: PagePosition, b: PagePosition): number {
  if (a.value !== b.value) return a.value > b.value ? -1 : 1;
  return compareText(a.traceId, b.traceId);
}

function compareSpans(a: StoredSpan, b: StoredSpan): number {
  if (a.span.start !== b.span.start) return a.span.start < b.span.start ? -1 : 1;
  return compareText(a.span.spanId, b.span.spanId) || compareText(a.contentHash, b.contentHash);
}

async function* batches(spans: readonly StoredSpan[], options: ReadOptions): AsyncIterable<readonly StoredSpan[]> {
  for (let at = 0; at < spans.length; at += BATCH) {
    checkCancelled(options);
    yield spans.slice(at, at + BATCH);
  }
}

function checkCancelled(options: ReadOptions): void {
  if (options.abort.aborted) throw new CancelledError('the read was cancelled');
}
