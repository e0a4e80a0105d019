// The calls of one trace: who called whom, how long it took and whether it failed. Edges of the service graph are sums of
// these. Follows the Collector's servicegraph connector (CLIENT with SERVER child = one call), with queues as nodes.
import { durationBetween, type DurationNano, type ServiceName, type SpanId, type UnixNano } from '@spanloom/otlp-model';
import { nodeId, type NodeRef } from './node-ref.ts';

/** What of a span decides about calls. */
export interface CallSpan {
  readonly spanId: SpanId;
  readonly parentSpanId: SpanId | undefined;
  /** Number on the wire, see SPAN_KINDS. */
  readonly kind: number;
  readonly start: UnixNano;
  readonly end: UnixNano;
  readonly service: ServiceName;
  readonly error: boolean;
  /** How many calls of the real system it stands for. */
  readonly weight: number;
  /** `peerOf` the span. */
  readonly peer: NodeRef | undefined;
}

export interface Call {
  readonly client: NodeRef;
  readonly server: NodeRef;
  /** Through a queue. */
  readonly async: boolean;
  /** One side is an external host that sends no spans: it is known from the other side's attributes. */
  readonly inferred: boolean;
  readonly duration: DurationNano;
  /** Either side failed. */
  readonly error: boolean;
  readonly weight: number;
}

const SERVER = 2;
const CLIENT = 3;
const PRODUCER = 4;
const CONSUMER = 5;

/**
 * The calls of one trace. The same for any order of the spans; duplicates, missing parents and cycles are allowed.
 * - CLIENT with SERVER children: one call to each child's service. Without: a call to its peer, which becomes the service
 *   of that name when the trace has one.
 * - PRODUCER (or CLIENT) sending to a queue: service -> queue; what takes from it: queue -> service. When neither side
 *   names the queue: service -> service, asynchronous.
 * - A SERVER or CONSUMER whose parent is any other span of another service: still a call.
 * - Of a span and its child of the same service that name the same peer (ORM and driver, receive and process) only the
 *   child counts: it is nearer to the wire.
 */
export function callsOfTrace(spans: readonly CallSpan[]): Call[] {
  const trace = new TraceCalls(spans);
  const calls: Call[] = [];
  for (const span of trace.ordered) {
    if (span.kind === CLIENT || span.kind === PRODUCER) addOutgoing(calls, trace, span);
    else if (span.kind === SERVER || span.kind === CONSUMER) addIncoming(calls, trace, span);
  }
  return calls;
}

/** The calls that a span shows from the caller's side alone. */
function addOutgoing(calls: Call[], trace: TraceCalls, span: CallSpan): void {
  if (trace.isToldByChild(span)) return;
  const queue = trace.queueOf(span);
  if (queue !== undefined) calls.push(call(serviceNode(span.service), queue, span, undefined));
  else if (span.kind === CLIENT && span.peer !== undefined && !trace.isAnswered(span)) {
    calls.push(call(serviceNode(span.service), trace.resolve(span.peer, span.service), span, undefined));
  }
}

/** The call that a SERVER or CONSUMER span answers. */
function addIncoming(calls: Call[], trace: TraceCalls, span: CallSpan): void {
  const parent = trace.parentOf(span);
  const own = span.kind === CONSUMER && span.peer?.kind === 'queue' ? span.peer : undefined;
  if (own !== undefined && trace.isToldByChild(span)) return;
  const sender = parent !== undefined && (parent.kind === CLIENT || parent.kind === PRODUCER) ? parent : undefined;
  const queue = own ?? (sender === undefined ? undefined : trace.queueOf(sender));
  const server = serviceNode(span.service);
  if (queue !== undefined) calls.push(call(queue, server, span, undefined));
  else if (parent !== undefined && (sender !== undefined || !sameService(parent.service, span.service))) {
    calls.push(call(serviceNode(parent.service), server, sender ?? span, span, parent.weight));
  }
}

/** One trace, indexed. Holds the single total order that makes every choice independent of the input's order. */
class TraceCalls {
  readonly ordered: readonly CallSpan[];
  readonly #byId = new Map<string, CallSpan[]>();
  /** SERVER and CONSUMER spans by the id of their parent. */
  readonly #answers = new Map<string, CallSpan[]>();
  readonly #toldByChild = new Set<CallSpan>();
  #services: Map<string, ServiceName[]> | undefined;

  constructor(spans: readonly CallSpan[]) {
    this.ordered = spans.toSorted(compareSpans);
    for (const span of this.ordered) {
      pushTo(this.#byId, span.spanId, span);
      const { parentSpanId } = span;
      if (parentSpanId === undefined || parentSpanId === span.spanId) continue;
      if (span.kind === SERVER || span.kind === CONSUMER) pushTo(this.#answers, parentSpanId, span);
    }
    for (const span of this.ordered) {
      const parent = span.peer === undefined ? undefined : this.parentOf(span);
      if (parent !== undefined && isSameCall(parent, span)) this.#toldByChild.add(parent);
    }
  }

  /** The span's parent; of several spans with that id a CLIENT or PRODUCER first, then the earliest. */
  parentOf(span: CallSpan): CallSpan | undefined {
    if (span.parentSpanId === undefined || span.parentSpanId === span.spanId) return undefined;
    const candidates = this.#byId.get(span.parentSpanId);
    return candidates?.find((candidate) => candidate.kind === CLIENT || candidate.kind === PRODUCER) ?? candidates?.[0];
  }

  /** True when a child of the same service and direction names the same peer: one call, told twice. */
  isToldByChild(span: CallSpan): boolean {
    return this.#toldByChild.has(span);
  }

  /** True when some SERVER or CONSUMER span names this span as its parent. */
  isAnswered(span: CallSpan): boolean {
    return this.#answers.has(span.spanId);
  }

  /** The queue that a CLIENT or PRODUCER sends to: the one it names, else the one that its consumer names. */
  queueOf(sender: CallSpan): NodeRef | undefined {
    if (sender.peer?.kind === 'queue') return sender.peer;
    const answers = this.#answers.get(sender.spanId);
    return answers?.find((answer) => answer.kind === CONSUMER && answer.peer?.kind === 'queue')?.peer;
  }

  /** An external host becomes the service of that name in this trace, in the caller's namespace if it is there. */
  resolve(peer: NodeRef, caller: ServiceName): NodeRef {
    if (peer.kind !== 'external') return peer;
    const services = this.#servicesByName().get(peer.name);
    const service = services?.find((candidate) => candidate.namespace === caller.namespace) ?? services?.[0];
    return service === undefined ? peer : serviceNode(service);
  }

  #servicesByName(): Map<string, ServiceName[]> {
    if (this.#services === undefined) {
      this.#services = new Map();
      for (const { service } of this.ordered) {
        const known = this.#services.get(service.name);
        if (!known?.some((other) => other.namespace === service.namespace))
          pushTo(this.#services, service.name, service);
      }
    }
    return this.#services;
  }
}

function call(
  client: NodeRef,
  server: NodeRef,
  timed: CallSpan,
  other: CallSpan | undefined,
  weight: number = timed.weight,
): Call {
  return {
    client,
    server,
    async: client.kind === 'queue' || server.kind === 'queue' || timed.kind === PRODUCER || other?.kind === CONSUMER,
    inferred: client.kind === 'external' || server.kind === 'external',
    duration: durationBetween(timed.start, timed.end),
    error: timed.error || (other?.error ?? false),
    weight,
  };
}

function serviceNode(service: ServiceName): NodeRef {
  return { kind: 'service', name: service.name, namespace: service.namespace };
}

function isSameCall(outer: CallSpan, inner: CallSpan): boolean {
  const a = outer.peer;
  const b = inner.peer;
  if (a === undefined || b === undefined || a.kind !== b.kind || a.name !== b.name) return false;
  return sameService(outer.service, inner.service) && (outer.kind === CONSUMER) === (inner.kind === CONSUMER);
}

function sameService(a: ServiceName, b: ServiceName): boolean {
  return a.name === b.name && a.namespace === b.namespace;
}

function compareSpans(a: CallSpan, b: CallSpan): number {
  return (
    compare(a.start, b.start) ||
    compare(a.spanId, b.spanId) ||
    a.kind - b.kind ||
    compare(a.service.name, b.service.name) ||
    compare(a.service.namespace, b.service.namespace) ||
    compare(a.end, b.end) ||
    compare(a.parentSpanId ?? '', b.parentSpanId ?? '') ||
    Number(a.error) - Number(b.error) ||
    a.weight - b.weight ||
    compare(peerText(a), peerText(b))
  );
}

function peerText(span: CallSpan): string {
  return span.peer === undefined ? '' : nodeId(span.peer);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pushTo<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
