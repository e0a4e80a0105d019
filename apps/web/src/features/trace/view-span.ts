// A span as the page reads it: times as plain offsets from the trace's start, with the service and the peer it names.
// Everything that spans share is one object, made once, and what only a row on screen needs is not made here at all.
import { clockShifts, hostOf, type TreeSpan } from '@spanloom/analysis';
import type {
  ApiAttribute,
  ApiResource,
  ApiScope,
  OutlineBlock,
  OutlineExtra,
  OutlinePeer,
  ServiceRef,
  TraceOutlineResponse,
} from '@spanloom/api-schema';
import type { SpanKindName } from '@spanloom/otlp-model';

/** The one whom a client, producer or consumer span names as the other side. */
export type Peer = OutlinePeer;

export interface ViewSpan extends TreeSpan {
  /** In the address and as the identity of a row: see spanKey. */
  readonly key: string;
  readonly name: string;
  readonly kind: SpanKindName;
  /** Another span has the same id and other content. */
  readonly conflicting: boolean;
  readonly resource: ApiResource;
  readonly scope: ApiScope | undefined;
  readonly service: ServiceRef;
  readonly peer: Peer | undefined;
  /** The same for spans of one name, kind and service towards the same peer. */
  readonly call: number;
  /** Nanoseconds from the trace's start, sorted. */
  readonly eventTimes: readonly number[];
  /** Those of OUTLINE_KEYS that the span has, then those of its events. */
  readonly attributes: readonly ApiAttribute[];
  /** Nanoseconds that were added to all of its times, because its host's clock differs from its caller's. */
  readonly shift: number;
  /** It was sent without an end. Its `end` is as far as the trace is known. */
  readonly running: boolean;
  /** Nanoseconds by which it was sent with an end before its start; 0 for all others. It counts as having no length. */
  readonly backwards: number;
}

/** What of an answer is drawn; what it cost is not. */
export type TraceOutline = Omit<TraceOutlineResponse, 'cost'>;

export interface ViewSpans {
  readonly spans: readonly ViewSpan[];
  /** Unix nanoseconds of offset 0. */
  readonly startNanos: bigint;
  /** The largest correction of a clock, with its sign; 0 when none was needed. Known also when none is made. */
  readonly skew: number;
}

/** Names a span within its trace: by its id, with the content hash where another span has the same id. */
export function spanKey(spanId: string, conflicting: boolean, contentHash: string): string {
  return conflicting ? `${spanId}.${contentHash.slice(0, 12)}` : spanId;
}

/** A span that is still being put together. */
type Draft = { -readonly [K in keyof ViewSpan]: ViewSpan[K] };

/** The spans of an answer. `correctSkew`: server spans are moved into the calls that caused them. */
export function viewSpans(outline: TraceOutline, correctSkew: boolean): ViewSpans {
  const spans = draftSpans(outline);
  const clocks = outline.resources.map(clockOf);
  const shifts = clockShifts(
    spans,
    outline.blocks.flatMap(({ resource }) => resource.map((index) => clocks[index] ?? '')),
  );
  let first = spans.length === 0 ? 0 : Number.POSITIVE_INFINITY;
  let reach = 0;
  let number = 0;
  for (const span of spans) {
    if (correctSkew) span.shift = shifts[number] ?? 0;
    first = Math.min(first, span.start + span.shift);
    reach = Math.max(reach, span.end + span.shift);
    number++;
  }
  for (const span of spans) {
    const move = span.shift - first;
    span.start += move;
    // A span without an end lasts as long as anything that is known of the trace.
    span.end = span.running ? reach - first : span.end + move;
    if (span.eventTimes.length > 0) span.eventTimes = span.eventTimes.map((time) => time + move);
  }
  return {
    spans,
    startNanos: BigInt(outline.start) + BigInt(Math.round(first)),
    skew: shifts.reduce((most, shift) => (Math.abs(shift) > Math.abs(most) ? shift : most), 0),
  };
}

const NONE: readonly never[] = [];

/** Spans at their times as sent, counted from the earliest. An end before the start counts as the start, as it does for the server. */
function draftSpans(outline: TraceOutline): Draft[] {
  const extras = new Map(outline.extras.map((extra) => [extra.span, extra]));
  const hashes = new Map(outline.conflicts.map(({ span, contentHash }) => [span, contentHash]));
  const callOf = callNumbers(outline);
  const drafts: Draft[] = [];
  for (const block of outline.blocks) {
    let index = 0;
    for (const spanId of block.spanId) {
      const number = drafts.length;
      const call = callOf(block, index);
      drafts.push(draftSpan(outline, block, index, spanId, call, extras.get(number), hashes.get(number)));
      index++;
    }
  }
  return drafts;
}

function draftSpan(
  outline: TraceOutline,
  block: OutlineBlock,
  index: number,
  spanId: string,
  call: number,
  extra: OutlineExtra | undefined,
  contentHash: string | undefined,
): Draft {
  const { name, kind } = outline.operations[block.operation[index] ?? -1] ?? NO_OPERATION;
  const resource = outline.resources[block.resource[index] ?? -1] ?? NO_RESOURCE;
  const parent = block.parentSpanId[index] ?? '';
  const start = block.start[index] ?? 0;
  const end = block.end[index] ?? null;
  return {
    key: spanKey(spanId, contentHash !== undefined, contentHash ?? ''),
    spanId,
    parentSpanId: parent === '' ? undefined : parent,
    contentHash: contentHash ?? '',
    conflicting: contentHash !== undefined,
    start,
    end: end === null ? start : Math.max(end, start),
    error: block.status[index] === ERROR,
    name,
    kind,
    resource,
    scope: outline.scopes[block.scope[index] ?? -1],
    service: resource.service,
    peer: outline.peers[block.peer[index] ?? -1],
    call,
    eventTimes: extra === undefined ? NONE : extra.events.toSorted((a, b) => a - b),
    attributes: extra?.attributes ?? NONE,
    shift: 0,
    running: end === null,
    backwards: end === null ? 0 : Math.max(start - end, 0),
  };
}

/** Status code on the wire. */
const ERROR = 2;

const NO_OPERATION = { name: '', kind: 'unspecified' } as const;

/** Only for an answer whose indices do not fit, which the server does not send; the page should still stand. */
const NO_RESOURCE: ApiResource = {
  service: { name: 'unknown_service', namespace: '', color: 0 },
  attributes: [],
  droppedAttributesCount: 0,
  schemaUrl: '',
};

/** Numbers calls. Operations and peers are unique in an answer, and resources are taken by the service they belong to. */
function callNumbers({ resources, peers }: TraceOutline): (block: OutlineBlock, index: number) => number {
  const services = new Map<string, number>();
  const serviceOf = resources.map(({ service }) => {
    const key = serviceKey(service);
    const number = services.get(key) ?? services.size;
    services.set(key, number);
    return number;
  });
  return (block, index) => {
    const operation = block.operation[index] ?? 0;
    const service = serviceOf[block.resource[index] ?? 0] ?? 0;
    const peer = (block.peer[index] ?? -1) + 1;
    return (operation * (services.size + 1) + service) * (peers.length + 1) + peer;
  };
}

/** Without a host, two services may run on two machines or on one: then only the spans themselves can tell. */
function clockOf(resource: ApiResource): string {
  return hostOf(resource) ?? serviceKey(resource.service);
}

/** Tells services apart, also those of one name in two namespaces. */
export function serviceKey({ namespace, name }: ServiceRef): string {
  return `${namespace}\u0000${name}`;
}
