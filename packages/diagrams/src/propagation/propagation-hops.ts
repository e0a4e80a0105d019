// Every hop of a trace: where its context went from one service to another, or should have, and what the spans prove of it.
import { buildTraceForest, type NodeRef, nodeId, type SpanRow, type TraceForest } from '@spanloom/analysis';
import {
  CLIENT,
  CONSUMER,
  isSender,
  linkedIds,
  type PlacedSpan,
  PRODUCER,
  sameService,
  SERVER,
} from '../sequence/sequence-span.ts';
import { isHttpHop } from '../traceparent.ts';
import { traceSpanOf } from '../window/traces-facts.ts';

/** A SERVER span that begins a trace of its own: where a context that was lost may have gone on. */
export interface LoneServer {
  readonly traceId: string;
  readonly service: string;
  /** Unix nanoseconds. */
  readonly start: bigint;
}

export interface Hop {
  /** undefined: a parent that is not here. */
  readonly from: HopEnd | undefined;
  readonly to: HopEnd;
  readonly async: boolean;
  readonly check: HopCheck;
  /** Of the receiving side; of the sending one where there is none. */
  readonly span: PlacedSpan;
  /** The other one, where it arrived by a call over HTTP. */
  readonly sent?: PlacedSpan;
}

export interface HopEnd {
  readonly id: string;
  /** '' for a host that nothing names. */
  readonly name: string;
  readonly namespace: string;
  /** A service sends spans, a host does not. */
  readonly kind: 'service' | 'host';
  readonly language: string;
  readonly spanId: string;
}

export type HopCheck =
  /** The receiver's parent is the sender's span. `sampled`: whether both say the same; undefined when one says nothing. */
  | { readonly kind: 'arrived'; readonly by: 'parent' | 'link'; readonly sampled: boolean | undefined }
  /** A receiver whose parent is not here. */
  | { readonly kind: 'parent missing' }
  /** A call that no span answers. `reason`: why the context seems lost; undefined when nothing says that it is. */
  | { readonly kind: 'unanswered'; readonly reason: 'service reports' | 'trace begins' | undefined };

/** In the order of the waterfall. */
export function hopsOf(
  spans: readonly PlacedSpan[],
  loneServers: readonly LoneServer[],
): { readonly hops: readonly Hop[]; readonly forest: TraceForest<PlacedSpan>; readonly unchecked: number } {
  const forest = buildTraceForest(spans);
  const services = new Map<string, HopEnd>();
  for (const span of spans)
    if (!services.has(span.source.service.name)) services.set(span.source.service.name, service(span));
  const bySpanId = new Map(spans.map((span) => [span.spanId, span]));
  const hops: Hop[] = [];
  let unchecked = 0;
  for (const row of forest.rows) {
    if (row.kind === 'missing') continue;
    const { span } = row;
    hops.push(...received(row, forest, bySpanId));
    if (span.kind !== CLIENT || span.asks || isAnswered(row, forest)) continue;
    if (span.peer !== undefined && span.peer.kind !== 'external') {
      unchecked += 1;
      continue;
    }
    // Of two spans of one call, such as a driver's below an ORM's, the inner one is the call.
    if (row.children.some((child) => isInnerCall(span, forest.rows[child]))) continue;
    const called = span.peer === undefined ? undefined : calledService(span.peer, services);
    hops.push({
      from: service(span),
      to: called ?? host(span),
      async: false,
      check: { kind: 'unanswered', reason: reasonOf(span, called, loneServers) },
      span,
    });
  }
  return { hops, forest, unchecked };
}

/** The hop by which a span was reached, if it came from elsewhere. */
function received(
  { span, parent, flaw }: SpanRow<PlacedSpan>,
  { rows }: TraceForest<PlacedSpan>,
  bySpanId: ReadonlyMap<string, PlacedSpan>,
): Hop[] {
  const receives = span.kind === SERVER || span.kind === CONSUMER;
  const async = span.kind === CONSUMER;
  if (flaw === 'orphan') {
    return [{ from: undefined, to: service(span), async, check: { kind: 'parent missing' }, span }];
  }
  const above = parent === undefined ? undefined : rows[parent];
  const sender = above?.kind === 'span' ? above.span : undefined;
  if (sender !== undefined && (!sameService(sender, span) || (receives && isSender(sender)))) {
    const check = { kind: 'arrived', by: 'parent', sampled: sameSampled(sender, span) } as const;
    const sent = isHttpHop(sender, span) ? { sent: sender } : {};
    return [
      { from: service(sender), to: service(span), async: async || sender.kind === PRODUCER, check, span, ...sent },
    ];
  }
  if (!async) return [];
  const linked = linkedIds(span.source)
    .map((id) => bySpanId.get(id))
    .find((other) => other !== undefined && other !== span && other.spanId !== sender?.spanId);
  if (linked === undefined) return [];
  const check = { kind: 'arrived', by: 'link', sampled: sameSampled(linked, span) } as const;
  return [{ from: service(linked), to: service(span), async, check, span }];
}

function isAnswered({ span, children }: SpanRow<PlacedSpan>, { rows }: TraceForest<PlacedSpan>): boolean {
  return children.some((index) => {
    const child = rows[index];
    if (child?.kind !== 'span') return false;
    return child.span.kind === SERVER || child.span.kind === CONSUMER || !sameService(child.span, span);
  });
}

function isInnerCall(outer: PlacedSpan, row: TraceForest<PlacedSpan>['rows'][number] | undefined): boolean {
  return row?.kind === 'span' && isSender(row.span) && sameService(outer, row.span);
}

/** A host is the service of its name, or of the first part of it: `search` of `search.shop.svc`. */
function calledService(peer: NodeRef, services: ReadonlyMap<string, HopEnd>): HopEnd | undefined {
  return services.get(peer.name) ?? services.get(firstPart(peer.name));
}

function firstPart(name: string): string {
  return name.split('.')[0] ?? '';
}

function reasonOf(
  { peer, source }: PlacedSpan,
  called: HopEnd | undefined,
  loneServers: readonly LoneServer[],
): 'service reports' | 'trace begins' | undefined {
  const begins = loneServers.some(
    ({ service: name, start }) =>
      peer !== undefined &&
      (name === peer.name || name === firstPart(peer.name)) &&
      start >= source.start &&
      start <= source.end,
  );
  return begins ? 'trace begins' : called === undefined ? undefined : 'service reports';
}

/** W3C: the lowest bit. Flags of 0 are those of a sender that tells none. */
export function sameSampled(a: PlacedSpan, b: PlacedSpan): boolean | undefined {
  const [one, other] = [traceSpanOf(a).flags, traceSpanOf(b).flags];
  return one === 0 || other === 0 ? undefined : (one & 1) === (other & 1);
}

function service(span: PlacedSpan): HopEnd {
  const { name, namespace } = span.source.service;
  const id = nodeId({ kind: 'service', name, namespace });
  return { id, name, namespace, kind: 'service', language: traceSpanOf(span).language, spanId: span.spanId };
}

function host({ peer, spanId }: PlacedSpan): HopEnd {
  const name = peer?.name ?? '';
  const id = nodeId({ kind: 'external', name, namespace: '' });
  return { id, name, namespace: '', kind: 'host', language: '', spanId };
}
