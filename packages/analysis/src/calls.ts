// The calls of one trace: who called whom, how long it took and whether it failed. Edges of the service graph are sums of
// these. Follows the Collector's servicegraph connector (CLIENT with SERVER child = one call), with queues as nodes.
import { durationBetween, type DurationNano, type UnixNano } from '@spanloom/otlp-model';
import {
  type CallSpan,
  CLIENT,
  CONSUMER,
  IndexedTrace,
  PRODUCER,
  sameService,
  sends,
  SERVER,
} from './indexed-trace.ts';
import { serviceNode, USER, type NodeRef } from './node-ref.ts';

export interface Call {
  readonly client: NodeRef;
  readonly server: NodeRef;
  /** Through a queue, or the task queue of a workflow. */
  readonly async: boolean;
  /** One side sends no spans (an external host, a user): it is known from the other side alone. */
  readonly inferred: boolean;
  /** Of the span that is timed: the caller's, else the one called. */
  readonly start: UnixNano;
  readonly duration: DurationNano;
  /** Either side failed. */
  readonly error: boolean;
  readonly weight: number;
  /** The places of the spans of either side, where it sent one. */
  readonly places: CallPlaces;
}

export interface CallPlaces {
  readonly client?: number | undefined;
  readonly server?: number | undefined;
}

/**
 * The calls of one trace. The same for any order of the spans; duplicates, missing parents and cycles are allowed.
 * - CLIENT with SERVER children: one call to each child's service. Without, but with CLIENT children of other services: one
 *   call to each of those, which heard of the trace by it and pass it on (a proxy). Without either: a call to its peer,
 *   which becomes the service of that name when the trace has one.
 * - PRODUCER (or CLIENT) sending to a queue: service -> queue; what takes from it: queue -> service. When neither side
 *   names the queue: service -> service, asynchronous.
 * - What sends messages that other spans made, and links to those, is told by them: service -> queue for each.
 * - A CLIENT that asks a queue for messages sends nothing; the CONSUMER below it takes from the queue, or from whom it is linked to.
 *   Where no CONSUMER tells of what it got, it takes that itself: queue -> service, once, however many messages.
 * - A CONSUMER that names no queue and is no child of a sender: one call from each node that it is linked to, be the
 *   spans in this trace or in another one.
 * - Who starts a workflow is over with it at once, and a worker takes it from a task queue: service -> service, asynchronous.
 * - A SERVER or CONSUMER whose parent is any other span of another service: still a call.
 * - Of a span and its child of the same service that name the same peer (ORM and driver, receive and process) only the
 *   child counts: it is nearer to the wire. So it is where a CLIENT names the service that answers its CLIENT child. A failure
 *   that such an outer CLIENT or PRODUCER alone tells is the call's, with its times (a query that ran out of time).
 */
export function callsOfTrace(spans: readonly CallSpan[]): Call[] {
  return toldCalls(new IndexedTrace(spans)).map(({ call }) => call);
}

/** A call, and the spans that it was told by. */
export interface ToldCall<S extends CallSpan = CallSpan> {
  readonly call: Call;
  /** Within which the caller made it: its own span, else the one above the span called. */
  readonly from: S | undefined;
  /** That took it. */
  readonly by: S | undefined;
}

/** The same calls of a trace that is indexed already, with their spans. */
export function toldCalls<S extends CallSpan>(trace: IndexedTrace<S>): ToldCall<S>[] {
  const calls: ToldCall<S>[] = [];
  for (const span of trace.ordered) {
    if (sends(span)) addOutgoing(calls, trace, span);
    else if (span.kind === SERVER || span.kind === CONSUMER) addIncoming(calls, trace, span);
  }
  return calls;
}

/**
 * The calls of users: of each SERVER span that begins its trace, with an empty parent id, somebody asked for it who sends
 * no spans. All users are one node, as in the Collector's servicegraph.
 */
export function callsOfUsers(trace: IndexedTrace): Call[] {
  return toldCallsOfUsers(trace).map(({ call }) => call);
}

export function toldCallsOfUsers<S extends CallSpan>(trace: IndexedTrace<S>): ToldCall<S>[] {
  return trace.ordered
    .filter((span) => span.kind === SERVER && span.parentSpanId === undefined)
    .map((span) => ({
      call: makeCall(USER, serviceNode(span.service), span, undefined, { server: span.place }),
      from: undefined,
      by: span,
    }));
}

/** The calls that a span shows from the caller's side alone. */
function addOutgoing<S extends CallSpan>(calls: ToldCall<S>[], trace: IndexedTrace<S>, span: S): void {
  if (trace.isToldByChild(span)) return;
  const client = serviceNode(span.service);
  const taken = trace.receiptOf(span);
  if (taken !== undefined) {
    calls.push({ call: makeCall(taken, client, span, undefined, { server: span.place }), from: undefined, by: span });
    return;
  }
  const queue = trace.queueOf(span);
  const alone = (server: NodeRef): ToldCall<S> => ({
    call: withFailureAround(trace, makeCall(client, server, span, undefined, { client: span.place }), [span]),
    from: span,
    by: undefined,
  });
  if (queue !== undefined) calls.push(alone(queue));
  else if (span.kind === CLIENT && !trace.isAnswered(span)) {
    const proxies = trace.proxiesOf(span);
    for (const proxy of proxies) {
      const places = { client: span.place, server: proxy.place };
      const last = trace.passedOnBy(span).findLast(({ service }) => sameService(service, proxy.service));
      // What was passed on again failed for the proxy, not for who called.
      const error = span.error || last?.error === true;
      const made = { ...makeCall(client, serviceNode(proxy.service), span, proxy, places), error };
      calls.push({ call: withFailureAround(trace, made, [span, proxy]), from: span, by: proxy });
    }
    if (proxies.length > 0 || span.peer === undefined) return;
    calls.push(alone(trace.resolve(span.peer, span.service)));
  }
}

/** The call that a SERVER or CONSUMER span answers. */
function addIncoming<S extends CallSpan>(calls: ToldCall<S>[], trace: IndexedTrace<S>, span: S): void {
  if (span.kind === CONSUMER && trace.isToldByChild(span)) return;
  const parent = trace.parentOf(span);
  const own = span.kind === CONSUMER && span.peer?.kind === 'queue' ? span.peer : undefined;
  const sender = parent !== undefined && trace.isSender(parent) ? parent : undefined;
  const queue = own ?? (sender === undefined ? undefined : trace.queueOf(sender));
  const server = serviceNode(span.service);
  const linked = sender === undefined ? (span.senders ?? []) : [];
  const taken = (client: NodeRef, other: S | undefined, from: S | undefined): ToldCall<S> => ({
    call: makeCall(client, server, span, other, { server: span.place }),
    from,
    by: span,
  });
  if (queue !== undefined) calls.push(taken(queue, undefined, sender));
  else if (linked.length > 0) calls.push(...linked.map((client) => taken(client, span, undefined)));
  else if (parent !== undefined && (sender !== undefined || !sameService(parent.service, span.service))) {
    const places = { client: parent.place, server: span.place };
    const made = makeCall(serviceNode(parent.service), server, sender ?? span, span, places, parent.weight);
    const call = sender === undefined ? made : withFailureAround(trace, made, [sender, span]);
    calls.push({ call, from: parent, by: span });
  }
}

/** `sides`: the span that sent the call, and the one that took it. */
function withFailureAround<S extends CallSpan>(
  trace: IndexedTrace<S>,
  call: Call,
  sides: readonly [S] | readonly [S, S],
): Call {
  const around = trace.failureAround(sides[0]);
  if (around === undefined) return call;
  const { start, end } = around;
  const timedByOwn = [around, ...sides].some((span) => span.end === 0n) || sides.some(({ error }) => error);
  return timedByOwn ? { ...call, error: true } : { ...call, error: true, start, duration: durationBetween(start, end) };
}

function makeCall(
  client: NodeRef,
  server: NodeRef,
  timed: CallSpan,
  other: CallSpan | undefined,
  places: CallPlaces,
  weight: number = timed.weight,
): Call {
  return {
    client,
    server,
    async:
      client.kind === 'queue' ||
      server.kind === 'queue' ||
      timed.kind === PRODUCER ||
      other?.kind === CONSUMER ||
      startsWorkflow(timed, other),
    inferred: client.kind === 'external' || server.kind === 'external' || client.kind === 'user',
    start: timed.start,
    duration: durationBetween(timed.start, timed.end),
    error: timed.error || (other?.error ?? false),
    weight,
    places,
  };
}

const STARTS_WORKFLOW = /^Start(?:Child)?Workflow:/;
const RUNS_WORKFLOW = /^RunWorkflow:/;

/** By the names that Temporal's SDKs give their spans. A workflow waits for its activities: these are calls. */
function startsWorkflow(starter: CallSpan, taker: CallSpan | undefined): boolean {
  return STARTS_WORKFLOW.test(starter.name ?? '') && RUNS_WORKFLOW.test(taker?.name ?? '');
}
