// What the links of spans tell: to how many spans they lead, each counted once, and how many of those are not here.
import { linksToOthers } from '@spanloom/analysis';
import type { PlacedSpan, SequenceSpan } from './sequence-span.ts';

/** A link of a span to another one. */
export interface PlacedLink {
  readonly traceId: string;
  readonly spanId: string;
  /** It leads to a span of this trace that was sent. */
  readonly here: boolean;
}

export interface ToldLinks {
  readonly all: number;
  readonly elsewhere: number;
}

/** A link to its own span leads nowhere. `known`: whether the trace has a span of that id. */
export function placeLinks(
  { traceId, spanId, links }: Pick<SequenceSpan, 'traceId' | 'spanId' | 'links'>,
  known: (spanId: string) => boolean,
): PlacedLink[] {
  return linksToOthers({ traceId, spanId, links }).map((link) => ({
    traceId: link.traceId,
    spanId: link.spanId,
    here: link.traceId === traceId && known(link.spanId),
  }));
}

/** Those of all the spans, each once; the only one says nothing new where it leads to the sender, from whom the message is drawn. */
export function toldLinks(spans: readonly PlacedSpan[], sender: PlacedSpan | undefined): ToldLinks {
  const links = [...new Map(spans.flatMap((span) => span.links.map((link) => [keyOf(link), link]))).values()];
  const [only] = links;
  if (links.length === 1 && only?.here === true && only.spanId === sender?.spanId) return { all: 0, elsewhere: 0 };
  return { all: links.length, elsewhere: links.filter(({ here }) => !here).length };
}

/** Whether each link of `span` is one of `others` too. */
export function areToldBy(span: PlacedSpan, others: readonly PlacedSpan[]): boolean {
  const told = new Set(others.flatMap(({ links }) => links.map(keyOf)));
  return span.links.every((link) => told.has(keyOf(link)));
}

export function leadsTo(span: PlacedSpan, other: PlacedSpan): boolean {
  return span.links.some(({ here, spanId }) => here && spanId === other.spanId);
}

function keyOf({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string {
  return `${traceId} ${spanId}`;
}
