// A span as the page reads it: times as plain offsets from the trace's start, with the service and the peer it names.
import { clockShifts, peerOf, type NodeKind, type TreeSpan } from '@spanloom/analysis';
import type { ApiAttribute, ApiResource, ApiScope, ApiSpan, ServiceRef, TraceResponse } from '@spanloom/api-schema';
import { SPAN_KINDS, type AnyValue } from '@spanloom/otlp-model';

/** The one whom a client, producer or consumer span names as the other side. */
export interface Peer {
  readonly kind: NodeKind;
  readonly name: string;
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
  /** Nanoseconds that were added to all of its times, because its host's clock differs from its caller's. */
  readonly shift: number;
  /** It was sent without an end. Its `end` is as far as the trace is known. */
  readonly running: boolean;
}

/** What of an answer is drawn; what it cost is not. */
export type TraceContent = Omit<TraceResponse, 'cost'>;

export interface ViewSpans {
  readonly spans: readonly ViewSpan[];
  /** Unix nanoseconds of offset 0. */
  readonly startNanos: bigint;
  /** The largest correction of a clock, with its sign; 0 when none was needed. Known also when none is made. */
  readonly skew: number;
}

/** The spans of an answer. `correctSkew`: server spans are moved into the calls that caused them. */
export function viewSpans(trace: TraceContent, correctSkew: boolean): ViewSpans {
  const starts = trace.spans.map((span) => BigInt(span.start));
  const earliest = starts.reduce((least, start) => (start < least ? start : least), starts[0] ?? 0n);
  const timed = trace.spans.map((api, index) => timesOf(api, (starts[index] ?? 0n) - earliest, earliest));
  const shifts = clockShifts(trace.spans.map((api, index) => clockSpan(trace, api, timed[index] ?? NO_TIMES)));
  const applied = correctSkew ? shifts : shifts.map(() => 0);
  const first = timed.reduce(
    (least, { start }, index) => Math.min(least, start + (applied[index] ?? 0)),
    timed.length === 0 ? 0 : Number.POSITIVE_INFINITY,
  );
  const reach = timed.reduce((most, { end }, index) => Math.max(most, end + (applied[index] ?? 0)), 0);
  const spans = trace.spans.map((api, index) => {
    const times = timed[index] ?? NO_TIMES;
    const shift = applied[index] ?? 0;
    // A span without an end lasts as long as anything that is known of the trace.
    const end = times.running ? reach : times.end + shift;
    return viewSpan(trace, api, {
      shift,
      running: times.running,
      start: times.start + shift - first,
      end: end - first,
      events: times.events.map((event) => event + shift - first),
    });
  });
  return {
    spans,
    startNanos: earliest + BigInt(Math.round(first)),
    skew: shifts.reduce((most, shift) => (Math.abs(shift) > Math.abs(most) ? shift : most), 0),
  };
}

interface Times {
  readonly start: number;
  readonly end: number;
  readonly running: boolean;
  readonly events: readonly number[];
}

const NO_TIMES: Times = { start: 0, end: 0, running: false, events: [] };

/** An end before the start counts as the start, as it does for the server. */
function timesOf(api: ApiSpan, offset: bigint, earliest: bigint): Times {
  const start = Number(offset);
  return {
    start,
    end: Math.max(Number(BigInt(api.end) - earliest), start),
    running: api.end === '0',
    events: api.events.map((event) => Number(BigInt(event.time) - earliest)).toSorted((a, b) => a - b),
  };
}

function viewSpan(trace: TraceContent, api: ApiSpan, times: Times & { readonly shift: number }): ViewSpan {
  const resource = trace.resources[api.resource] ?? NO_RESOURCE;
  return {
    key: api.conflicting ? `${api.spanId}.${api.contentHash.slice(0, 12)}` : api.spanId,
    spanId: api.spanId,
    parentSpanId: api.parentSpanId,
    contentHash: api.contentHash,
    start: times.start,
    end: times.end,
    error: api.status.code === 'error',
    api,
    resource,
    scope: trace.scopes[api.scope],
    service: resource.service,
    peer: peerOfSpan(api),
    eventTimes: times.events,
    shift: times.shift,
    running: times.running,
  };
}

/** Only for an answer whose indices do not fit, which the server does not send; the page should still stand. */
const NO_RESOURCE: ApiResource = {
  service: { name: 'unknown_service', namespace: '', color: 0 },
  attributes: [],
  droppedAttributesCount: 0,
  schemaUrl: '',
};

/** Attributes that name the machine, and with it the clock. */
const HOST_KEYS: readonly string[] = ['host.id', 'host.name', 'k8s.node.name'];

function clockSpan(trace: TraceContent, api: ApiSpan, { start, end }: Times) {
  const { attributes, service } = trace.resources[api.resource] ?? NO_RESOURCE;
  const host = HOST_KEYS.map((key) => attributes.find((attribute) => attribute.key === key)?.text).find(Boolean);
  const side = api.kind === 'client' || api.kind === 'server' ? api.kind : undefined;
  return {
    spanId: api.spanId,
    parentSpanId: api.parentSpanId,
    start,
    end,
    side,
    error: api.status.code === 'error',
    // Without a host, two services may run on two machines or on one: then only the spans themselves can tell.
    clock: host ?? serviceKey(service),
  } as const;
}

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

/** Tells services apart, also those of one name in two namespaces. */
export function serviceKey({ namespace, name }: ServiceRef): string {
  return `${namespace}\u0000${name}`;
}
