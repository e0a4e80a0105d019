// What a trace adds to the service graph and to RED, as of the mark: kept from an earlier asking, or made from its spans.
import {
  decidedByMessages,
  isKnownByLinks,
  linksToOthers,
  messageFacts,
  nodeId,
  peerOf,
  senderNode,
  type NodeRef,
} from '@spanloom/analysis';
import type { SpanLink } from '@spanloom/otlp-model';
import { compareText } from '../text-order.ts';
import { graphOfTrace, type GraphSpan, type TraceGraph } from '../trace-graph.ts';
import type { GraphCache } from './graph-cache.ts';
import type { SpanTables } from './span-tables.ts';
import type { Steps } from './steps.ts';
import type { TraceRow, TraceTables } from './trace-tables.ts';

const TRACE_ID_DIGITS = 32;
const NO_CONFLICTS: ReadonlySet<string> = new Set();

export class TraceGraphs {
  readonly #traces: TraceTables;
  readonly #spans: SpanTables;
  readonly #kept: GraphCache;

  constructor(traces: TraceTables, spans: SpanTables, kept: GraphCache) {
    this.#traces = traces;
    this.#spans = spans;
    this.#kept = kept;
  }

  *of(row: TraceRow): Steps<TraceGraph> {
    const kept = this.#kept.get(row);
    if (kept !== undefined) return kept;
    const spans: GraphSpan[] = [];
    const ids: number[] = [];
    yield* this.#spans.rows(row.id, (span) => {
      const { service, kind, name } = span.operation;
      spans.push({ ...span, service, kind, name });
      ids.push(span.id);
    });
    // What links tell depends on other traces, of which this one's row says nothing.
    let alone = true;
    for (const at of decidedByMessages(spans)) {
      const span = spans[at];
      const sent = this.#spans.body(ids[at] ?? 0, NO_CONFLICTS)?.span;
      if (span === undefined || sent === undefined) continue;
      const told = { ...span, peer: peerOf(sent), message: messageFacts(sent) };
      spans[at] = told;
      const links = isKnownByLinks(told) ? linksToOthers(sent) : [];
      if (links.length > 0) {
        alone = false;
        spans[at] = { ...told, senders: yield* this.#senders(links) };
      }
      yield;
    }
    const graph = graphOfTrace(spans);
    if (alone) this.#kept.keep(row, graph);
    return graph;
  }

  /** The nodes that links lead to, each once, by id. The spans of a linked trace are read once, however many are linked. */
  *#senders(links: readonly SpanLink[]): Steps<NodeRef[]> {
    const senders = new Map<string, NodeRef>();
    const byTrace = Map.groupBy(links, (link) => link.traceId);
    for (const [traceId, linked] of byTrace) {
      const row = traceId.length === TRACE_ID_DIGITS ? this.#traces.byTraceId(traceId) : undefined;
      if (row === undefined) continue;
      const spanIds = new Set(linked.map((link) => link.spanId));
      yield* this.#spans.rows(row.id, (span) => {
        if (!spanIds.has(span.spanId)) return;
        const { service, kind } = span.operation;
        const node = senderNode({ kind, service, peer: span.peer });
        if (node !== undefined) senders.set(nodeId(node), node);
      });
      yield;
    }
    return [...senders].sort(([a], [b]) => compareText(a, b)).map(([, node]) => node);
  }
}
