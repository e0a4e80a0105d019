// Spans as a sequence diagram needs them: each once, with times as offsets whose clocks agree, and with whom it talked to.
import { clockShifts, type MessageFacts, messageFacts, type NodeRef, peerOf, type TreeSpan } from '@spanloom/analysis';
import { type Attributes, attributeOf, type ServiceName, spanKindName, valueText } from '@spanloom/otlp-model';
import { type PlacedLink, placeLinks } from './links.ts';
import { askingSpans } from './polling.ts';

/** A span of the trace, as it was sent. */
export interface SequenceSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Tells spans with the same id but other content apart. */
  readonly contentHash: string;
  /** As on the wire: the low 8 bits are those of W3C Trace Context, 0x100 says that 0x200 tells whether the parent is remote. */
  readonly flags: number;
  readonly name: string;
  /** Number on the wire, see SPAN_KINDS. */
  readonly kind: number;
  /** Unix nanoseconds; an end of 0 was never sent. */
  readonly start: bigint;
  readonly end: bigint;
  readonly error: boolean;
  readonly service: ServiceName;
  /** Spans with the same text were timed by the same clock: the name of the host. */
  readonly clock: string;
  /** The cluster that it ran in; '' when nothing says so. */
  readonly cluster: string;
  /** What names the eBPF probe that made it; '' when it was made in the process itself. */
  readonly probe: string;
  readonly attributes: Attributes;
  /** Type of its exception event; '' without one. */
  readonly exception: string;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

/** A span in its place in time: `start` and `end` are nanoseconds from the trace's start, corrected for skew. */
export interface PlacedSpan extends TreeSpan {
  readonly source: SequenceSpan;
  readonly kind: number;
  readonly peer: NodeRef | undefined;
  /** It asks a queue for messages. */
  readonly asks: boolean;
  /** The queue from which it got some, where no other span tells of them. */
  readonly takenFrom: NodeRef | undefined;
  /** What it tells of messages. */
  readonly message: MessageFacts;
  /** As it was sent; undefined when it has no end. 0 when it ends before it starts. */
  readonly duration: bigint | undefined;
  /** What was added to its times, nanoseconds. */
  readonly shift: number;
  readonly links: readonly PlacedLink[];
  /** Another span has its id. */
  readonly conflicting: boolean;
}

export const SERVER = 2;
export const CLIENT = 3;
export const PRODUCER = 4;
export const CONSUMER = 5;

/** Steps 1 and 2: duplicates go, clocks are corrected for the order. The same for any order of the input. */
export function placeSpans(given: readonly SequenceSpan[]): PlacedSpan[] {
  const spans = distinct(given);
  const first = spans.reduce((least, { start }) => (start < least ? start : least), spans[0]?.start ?? 0n);
  const counts = new Map<string, number>();
  for (const { spanId } of spans) counts.set(spanId, (counts.get(spanId) ?? 0) + 1);
  const raw = spans.map((source) => {
    const start = Number(source.start - first);
    return { source, start, end: source.end > source.start ? Number(source.end - first) : start };
  });
  const shifts = clockShifts(
    raw.map(({ source: { spanId, parentSpanId, kind, error }, start, end }) => {
      return { spanId, parentSpanId, kind: spanKindName(kind), start, end, error };
    }),
    spans.map(({ clock }) => clock),
  );
  const peers = spans.map((source) => ({ source, peer: peerOf(source) }));
  const asking = askingSpans(peers);
  return raw.map(({ source, start, end }, index) => {
    const shift = shifts[index] ?? 0;
    return {
      source,
      spanId: source.spanId,
      parentSpanId: source.parentSpanId,
      contentHash: source.contentHash,
      kind: source.kind,
      start: start + shift,
      end: end + shift,
      error: source.error,
      peer: peers[index]?.peer,
      asks: asking.has(source),
      takenFrom: asking.get(source)?.queue,
      message: messageFacts(source),
      duration: source.end === 0n ? undefined : source.end > source.start ? source.end - source.start : 0n,
      shift,
      links: placeLinks(source, (id) => counts.has(id)),
      conflicting: (counts.get(source.spanId) ?? 0) > 1,
    };
  });
}

/** Ids in its own trace that a span links to: a link to another trace may well have an id that this one knows. */
export function linkedIds({ traceId, links }: Pick<SequenceSpan, 'traceId' | 'links'>): string[] {
  return links.flatMap((link) => (link.traceId === traceId ? [link.spanId] : []));
}

/** Each content of an id once, in an order of their own. */
function distinct(spans: readonly SequenceSpan[]): SequenceSpan[] {
  const byContent = new Map(spans.map((span) => [`${span.spanId} ${span.contentHash}`, span]));
  return [...byContent.values()].sort(
    (a, b) => compare(a.start, b.start) || compare(a.spanId, b.spanId) || compare(a.contentHash, b.contentHash),
  );
}

export function isSender(span: PlacedSpan | undefined): boolean {
  return (span?.kind === CLIENT && !span.asks) || span?.kind === PRODUCER;
}

export function sameService(a: PlacedSpan, b: PlacedSpan): boolean {
  return a.source.service.name === b.source.service.name && a.source.service.namespace === b.source.service.namespace;
}

/** Text of the first of `keys` that the span has and that says something; '' when none does. */
export function attributeText(span: SequenceSpan, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = attributeOf(span.attributes, key);
    const text = value === undefined ? '' : valueText(value);
    if (text !== '') return text;
  }
  return '';
}

export function compare<T extends bigint | number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
