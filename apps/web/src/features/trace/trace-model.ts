// A trace as the page reads it: the API's spans with times as plain offsets from the trace's start, in the order of the
// rows, with what they are drawn as and where they worked themselves. Built once for each answer of the server.
import {
  buildTraceForest,
  peerOf,
  preferredSlot,
  type NodeKind,
  type SpanRow,
  type TraceRow,
  type TreeSpan,
} from '@spanloom/analysis';
import type { ApiAttribute, ApiResource, ApiScope, ApiSpan, ServiceRef, TraceResponse } from '@spanloom/api-schema';
import { SPAN_KINDS, type AnyValue } from '@spanloom/otlp-model';
import { ownStretches, type Stretch } from '../../viz/waterfall-layout.ts';

/** The one whom a client, producer or consumer span names as the other side. */
export interface Peer {
  readonly kind: NodeKind;
  readonly name: string;
}

/** Name and colour that a row wears: its service's, or its peer's for a leaf that only called a database or a queue. */
export interface DrawnAs {
  readonly name: string;
  readonly color: number;
  readonly secondLap: boolean;
  readonly asPeer: boolean;
}

export interface ViewSpan extends TreeSpan {
  /** In the address and as the identity of a row: the span id, with the content hash where another span has the same id. */
  readonly key: string;
  readonly api: ApiSpan;
  readonly resource: ApiResource;
  readonly scope: ApiScope | undefined;
  readonly service: ServiceRef;
  readonly peer: Peer | undefined;
  /** Nanoseconds from the trace's start. */
  readonly eventTimes: readonly number[];
}

export interface SpanModelRow {
  readonly kind: 'span';
  readonly key: string;
  readonly depth: number;
  readonly row: SpanRow<ViewSpan>;
  readonly drawn: DrawnAs;
  readonly own: readonly Stretch[];
}

/** Stands for a span that is not here: the root that has not come (`ghost`), or a parent that never did (`missing`). */
export interface AbsentModelRow<K extends 'ghost' | 'missing'> {
  readonly kind: K;
  readonly key: string;
  readonly depth: number;
  readonly missingSpanId: string;
  /** Nanoseconds from the trace's start that its children cover. */
  readonly start: number;
  readonly end: number;
  readonly row: TraceRow<ViewSpan>;
}

/** A row of the waterfall before folding. `key` is stable across refetches. */
export type ModelRow = SpanModelRow | AbsentModelRow<'ghost'> | AbsentModelRow<'missing'>;

export interface TraceModel {
  readonly traceId: string;
  /** Unix nanoseconds of offset 0. */
  readonly startNanos: bigint;
  /** End of the last span, nanoseconds from the start. */
  readonly extent: number;
  readonly rows: readonly ModelRow[];
  readonly indexOfKey: ReadonlyMap<string, number>;
  readonly root: ViewSpan | undefined;
  readonly spans: number;
  readonly services: number;
  readonly errors: number;
  /** Levels of the deepest chain. */
  readonly depth: number;
  readonly missingParents: number;
  readonly orphans: number;
  readonly cycles: number;
  readonly roots: number;
  /** Spans that share their id with another one of other content. */
  readonly conflicts: number;
  /** One root, and no parent is missing. */
  readonly complete: boolean;
}

/** What of an answer is drawn; what it cost is not. */
export type TraceContent = Omit<TraceResponse, 'cost'>;

/** Reads an answer of the server. Times before the earliest start cannot occur; an end before its start counts as it. */
export function buildTraceModel(trace: TraceContent): TraceModel {
  const starts = trace.spans.map((span) => BigInt(span.start));
  const startNanos = starts.reduce((least, start) => (start < least ? start : least), starts[0] ?? 0n);
  const spans = trace.spans.map((api, index) => viewSpan(trace, api, (starts[index] ?? 0n) - startNanos, startNanos));
  const forest = buildTraceForest(spans);
  const ghost = forest.roots === 0 ? forest.rows.findIndex((row) => row.kind === 'missing') : -1;
  const rows = modelRows(forest.rows, ghost);
  const roots = rows.flatMap((row) => (row.kind === 'span' && row.row.parent === undefined ? [row.row.span] : []));
  return {
    traceId: trace.traceId,
    startNanos,
    extent: spans.reduce((most, span) => Math.max(most, span.end), 0),
    rows,
    indexOfKey: new Map(rows.map((row, index) => [row.key, index])),
    root: roots[0] ?? spans[0],
    spans: spans.length,
    services: new Set(spans.map((span) => `${span.service.namespace}\u0000${span.service.name}`)).size,
    errors: spans.filter((span) => span.error).length,
    depth: depthOf(forest.rows),
    missingParents: forest.missingParents,
    orphans: forest.orphans,
    cycles: forest.cycles,
    roots: forest.roots,
    conflicts: spans.filter((span) => span.api.conflicting).length,
    complete: forest.roots === 1 && forest.missingParents === 0 && forest.cycles === 0,
  };
}

function viewSpan(trace: TraceContent, api: ApiSpan, offset: bigint, startNanos: bigint): ViewSpan {
  const start = Number(offset);
  const resource = trace.resources[api.resource] ?? NO_RESOURCE;
  return {
    key: api.conflicting ? `${api.spanId}.${api.contentHash.slice(0, 12)}` : api.spanId,
    spanId: api.spanId,
    parentSpanId: api.parentSpanId,
    contentHash: api.contentHash,
    start,
    end: Math.max(Number(BigInt(api.end) - startNanos), start),
    error: api.status.code === 'error',
    api,
    resource,
    scope: trace.scopes[api.scope],
    service: resource.service,
    peer: peerOfSpan(api),
    eventTimes: api.events.map((event) => Number(BigInt(event.time) - startNanos)).toSorted((a, b) => a - b),
  };
}

/** Only for an answer whose indices do not fit, which the server does not send; the page should still stand. */
const NO_RESOURCE: ApiResource = {
  service: { name: 'unknown_service', namespace: '', color: 0 },
  attributes: [],
  droppedAttributesCount: 0,
  schemaUrl: '',
};

function peerOfSpan(api: ApiSpan): Peer | undefined {
  // The others name no peer, and most spans of a large trace are of those.
  if (api.kind === 'internal' || api.kind === 'server' || api.kind === 'unspecified') return undefined;
  return peerOf({ kind: SPAN_KINDS.indexOf(api.kind), attributes: api.attributes.map(keyValue) });
}

/** What the semantic conventions of peers look at are strings, numbers and booleans; the rest stays text. */
function keyValue({ key, type, text }: ApiAttribute): { readonly key: string; readonly value: AnyValue } {
  switch (type) {
    case 'int':
      return { key, value: { kind: 'int', value: BigInt(text) } };
    case 'bool':
      return { key, value: { kind: 'bool', value: text === 'true' } };
    case 'double':
      return { key, value: { kind: 'double', value: Number(text) } };
    default:
      return { key, value: { kind: 'string', value: text } };
  }
}

/** Orphans stand at the margin, below the line that tells of their parent; below the ghost of the root they are indented. */
function modelRows(rows: readonly TraceRow<ViewSpan>[], ghost: number): readonly ModelRow[] {
  const result: ModelRow[] = [];
  let shift = 0;
  for (const [index, row] of rows.entries()) {
    if (row.parent === undefined) shift = row.kind === 'missing' && index !== ghost ? 1 : 0;
    if (row.kind === 'missing') {
      const { missingSpanId, start, end } = row;
      const absent = { depth: 0, missingSpanId, start, end, row };
      result.push(
        index === ghost
          ? { kind: 'ghost', key: `ghost-${missingSpanId}`, ...absent }
          : { kind: 'missing', key: `missing-${missingSpanId}`, ...absent },
      );
      continue;
    }
    const children = row.children.map((child) => rows[child]).filter((child) => child?.kind === 'span');
    const own = ownStretches(
      { from: row.span.start, to: row.span.end },
      children.map((child) => ({ from: child.span.start, to: child.span.end })),
    );
    result.push({ kind: 'span', key: row.span.key, depth: row.depth - shift, row, drawn: drawnAs(row), own });
  }
  return result;
}

/** Levels of the deepest chain of spans that are here: a missing parent above it is none. */
function depthOf(rows: readonly TraceRow<ViewSpan>[]): number {
  let depth = 0;
  let absent = 0;
  for (const row of rows) {
    if (row.parent === undefined) absent = row.kind === 'missing' ? 1 : 0;
    if (row.kind === 'span') depth = Math.max(depth, row.depth + 1 - absent);
  }
  return depth;
}

function drawnAs({ span, children }: SpanRow<ViewSpan>): DrawnAs {
  const { service, peer } = span;
  const calls = span.api.kind === 'client' || span.api.kind === 'producer';
  if (calls && children.length === 0 && (peer?.kind === 'database' || peer?.kind === 'queue')) {
    return { name: peer.name, color: preferredSlot(peer.name), secondLap: false, asPeer: true };
  }
  return { name: service.name, color: service.color, secondLap: service.secondLap === true, asPeer: false };
}
