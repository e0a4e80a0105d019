// The spans of one trace, indexed by what decides about calls and requests. Holds the single total order that makes every
// choice independent of the order in which spans came.
import type { ServiceName, SpanId, UnixNano } from '@spanloom/otlp-model';
import type { MessageFacts } from './message-facts.ts';
import { nodeId, serviceNode, type NodeRef } from './node-ref.ts';
import { batchesOf } from './batches.ts';
import { receiptsOf } from './receipts.ts';

/** What of a span decides about calls. */
export interface CallSpan {
  readonly spanId: SpanId;
  /** Tells who starts a workflow; not there: nobody does. */
  readonly name?: string;
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
  /**
   * Of a span that `isKnownByLinks` and links to others than itself: the `senderNode` of each, each node once, sorted by id. Empty:
   * those that it links to are not stored, or send nothing.
   */
  readonly senders?: readonly NodeRef[];
  /** `messageFacts` of the span, of those `decidedByMessages` at least. */
  readonly message?: MessageFacts;
  /** Number of what sent it, as whoever asks counts: handed on to its calls. */
  readonly place?: number;
}

export const SERVER = 2;
export const CLIENT = 3;
export const PRODUCER = 4;
export const CONSUMER = 5;

/** Whether only its links may tell whose message a span takes: it names no queue. */
export function isKnownByLinks(span: Pick<CallSpan, 'kind' | 'peer'>): boolean {
  return span.kind === CONSUMER && span.peer?.kind !== 'queue';
}

/** Where a message comes from that was sent with this span: from the queue it names, else from its service. */
export function senderNode(span: Pick<CallSpan, 'kind' | 'peer' | 'service'>): NodeRef | undefined {
  if (!sends(span)) return undefined;
  return span.peer?.kind === 'queue' ? span.peer : serviceNode(span.service);
}

/** The spans of a trace, by their places, of which `message` decides about calls. */
export function decidedByMessages(spans: readonly CallSpan[]): number[] {
  const nameKey = ({ service }: CallSpan): string => `${service.namespace}\0${service.name}`;
  // Who polls was stored as sending to the queue by versions that did not know it.
  const mayAsk = ({ kind, peer }: CallSpan): boolean =>
    kind === CLIENT && (peer === undefined || peer.kind === 'queue');
  const asking = new Set(spans.filter(mayAsk).map(nameKey));
  const queueKey = (span: CallSpan): string =>
    sends(span) && span.peer?.kind === 'queue' ? `${nameKey(span)}\0${span.peer.name}` : '';
  const sent = Map.groupBy(spans, queueKey);
  return [...spans.entries()].flatMap(([place, span]) => {
    const key = queueKey(span);
    const maySendOthers = key !== '' && (sent.get(key)?.length ?? 0) > 1;
    const takes = span.kind === CONSUMER && (isKnownByLinks(span) || asking.has(nameKey(span)));
    return mayAsk(span) || takes || maySendOthers ? [place] : [];
  });
}

export class IndexedTrace<S extends CallSpan = CallSpan> {
  readonly ordered: readonly S[];
  readonly #byId = new Map<string, S[]>();
  /** SERVER and CONSUMER spans by the id of their parent. */
  readonly #answers = new Map<string, S[]>();
  readonly #proxies = new Map<S, S[]>();
  readonly #toldByChild = new Set<S>();
  /** CLIENT and PRODUCER spans that tell the call of the one above them, by that. */
  readonly #tellers = new Map<S, S[]>();
  /** What failed to send a message, by the span that made it. */
  readonly #failedBatches = new Map<S, S>();
  /** Ids of the parents of spans of other services that are of no kind which calls or answers. */
  #strangersAbove: ReadonlySet<string> | undefined;
  readonly #receipts: ReadonlyMap<S, NodeRef>;
  #services: Map<string, ServiceName[]> | undefined;

  constructor(spans: readonly S[]) {
    this.ordered = spans.toSorted(compareSpans);
    this.#receipts = receiptsOf(this.ordered);
    for (const span of this.ordered) {
      pushTo(this.#byId, span.spanId, span);
      const { parentSpanId } = span;
      if (parentSpanId === undefined || parentSpanId === span.spanId) continue;
      if (span.kind === SERVER || span.kind === CONSUMER) pushTo(this.#answers, parentSpanId, span);
    }
    const within: (readonly [S, S])[] = [];
    for (const span of this.ordered) {
      if (span.peer === undefined && span.senders === undefined && !sends(span)) continue;
      const parent = this.parentOf(span);
      if (parent === undefined) continue;
      if (isSameCall(parent, span)) {
        this.#toldByChild.add(parent);
        if (sends(span)) pushTo(this.#tellers, parent, span);
      } else if (parent.kind === CLIENT && sends(span) && sameService(parent.service, span.service)) {
        within.push([parent, span]);
      }
      if (isPassedOn(parent, span)) pushTo(this.#proxies, parent, span);
    }
    for (const [sender, made] of batchesOf(this.ordered)) {
      this.#toldByChild.add(sender);
      if (sender.error) for (const one of made) this.#failedBatches.set(one, sender);
    }
    for (const [outer, inner] of within) {
      if (!this.#isToldWithin(outer, inner)) continue;
      if (outer.peer !== undefined) this.#toldByChild.add(outer);
      pushTo(this.#tellers, outer, inner);
    }
  }

  /** The span's parent; of several spans with that id a CLIENT or PRODUCER first, then the earliest. */
  parentOf(span: S): S | undefined {
    if (span.parentSpanId === undefined || span.parentSpanId === span.spanId) return undefined;
    const candidates = this.#byId.get(span.parentSpanId);
    return candidates?.find(sends) ?? candidates?.[0];
  }

  /**
   * True when a child of the same service and direction names the same peer, or when a CLIENT names the service that answers a
   * CLIENT child of its own: one call, told twice. So is what sends messages that other spans made (see `batchesOf`).
   */
  isToldByChild(span: S): boolean {
    return this.#toldByChild.has(span);
  }

  /**
   * The outermost of the CLIENT and PRODUCER spans around this one that tell the same call and failed. Those that others tell too
   * are not among them: nobody knows whose failure it is. Else what failed to send the message that this one made.
   */
  failureAround(span: S): S | undefined {
    const walked = new Set<S>([span]);
    let failure = this.#failedBatches.get(span);
    for (let inner = span; ; ) {
      const outer = this.parentOf(inner);
      if (outer === undefined || walked.has(outer) || this.#tookCall(outer)) return failure;
      const tellers = this.#tellers.get(outer) ?? [];
      if (tellers.length !== 1 || tellers[0] !== inner) return failure;
      if (outer.error) failure = outer;
      walked.add(outer);
      inner = outer;
    }
  }

  /** Whether a proxy passes on with this span the call of the one above: its failure is that call's. */
  #tookCall(span: S): boolean {
    const caller = this.parentOf(span);
    if (caller === undefined || !isPassedOn(caller, span) || this.isToldByChild(caller)) return false;
    return !this.isAnswered(caller) && caller.peer?.kind !== 'queue' && this.proxiesOf(caller).includes(span);
  }

  /** A CLIENT that nobody answers, and a call within it: it names nobody, or the service that answers the other one. */
  #isToldWithin(outer: S, inner: S): boolean {
    if (this.isAnswered(outer) || this.#proxies.has(outer) || !this.isSender(outer) || !this.isSender(inner))
      return false;
    if (outer.peer === undefined) return !this.#hasStrangersBelow(outer);
    if (outer.peer.kind !== 'external' || inner.kind !== CLIENT) return false;
    const named = this.resolve(outer.peer, outer.service);
    const answers = this.#answers.get(inner.spanId) ?? [];
    return answers.some(({ kind, service }) => kind === SERVER && nodeId(serviceNode(service)) === nodeId(named));
  }

  #hasStrangersBelow(span: S): boolean {
    this.#strangersAbove ??= new Set(
      this.ordered.flatMap((child) => {
        if (child.kind === SERVER || child.kind === CONSUMER || sends(child)) return [];
        const parent = this.parentOf(child);
        return parent === undefined || sameService(parent.service, child.service) ? [] : [parent.spanId];
      }),
    );
    return this.#strangersAbove.has(span.spanId);
  }

  /** True when some SERVER or CONSUMER span names this span as its parent. */
  isAnswered(span: S): boolean {
    return this.#answers.has(span.spanId);
  }

  /**
   * Who took the call of a CLIENT span that nobody answers, and passed it on as the proxy beside a service does: its CLIENT
   * children of other services, the first of each.
   */
  proxiesOf(span: S): readonly S[] {
    const first = new Map<string, S>();
    for (const child of this.#proxies.get(span) ?? []) {
      const key = `${child.service.namespace}\0${child.service.name}`;
      if (!first.has(key)) first.set(key, child);
    }
    return [...first.values()];
  }

  /** All of those children, also where several are of one service: each time that it tried. */
  passedOnBy(span: S): readonly S[] {
    return this.#proxies.get(span) ?? [];
  }

  /**
   * Whether the span may have sent what its SERVER and CONSUMER children took: a PRODUCER or CLIENT, but not a CLIENT that asked a
   * queue for messages and names nobody (see `peerOf`): it says so and neither a SERVER nor a CLIENT of another service is below
   * it, or its own service's CONSUMER spans below it tell.
   */
  isSender(span: S): boolean {
    if (!sends(span)) return false;
    if (span.kind !== CLIENT || span.peer !== undefined) return true;
    if (this.#saysThatItTakes(span)) return false;
    const answers = this.#answers.get(span.spanId) ?? [];
    return !answers.some(
      (answer) =>
        answer.kind === CONSUMER &&
        sameService(answer.service, span.service) &&
        (answer.peer?.kind === 'queue' || answer.senders !== undefined),
    );
  }

  /** The queue that a CLIENT got messages from, where no other span tells of them (see `receiptsOf`). */
  receiptOf(span: S): NodeRef | undefined {
    return this.#receipts.get(span);
  }

  #saysThatItTakes(span: S): boolean {
    if (span.kind !== CLIENT || span.peer !== undefined || span.message?.takes !== true) return false;
    const answers = this.#answers.get(span.spanId) ?? [];
    return !answers.some(({ kind }) => kind === SERVER) && !this.#proxies.has(span);
  }

  /** The queue that a CLIENT or PRODUCER sends to: the one it names, else the one that its consumer names. */
  queueOf(sender: S): NodeRef | undefined {
    if (sender.peer?.kind === 'queue') return sender.peer;
    if (!this.isSender(sender)) return undefined;
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

export function sends(span: Pick<CallSpan, 'kind'>): boolean {
  return span.kind === CLIENT || span.kind === PRODUCER;
}

export function sameService(a: ServiceName, b: ServiceName): boolean {
  return a.name === b.name && a.namespace === b.namespace;
}

function isSameCall(outer: CallSpan, inner: CallSpan): boolean {
  if (!sameService(outer.service, inner.service) || (outer.kind === CONSUMER) !== (inner.kind === CONSUMER)) {
    return false;
  }
  const a = outer.peer;
  const b = inner.peer;
  if (a === undefined && b === undefined) return outer.senders !== undefined && inner.senders !== undefined;
  return a !== undefined && b !== undefined && a.kind === b.kind && a.name === b.name;
}

function isPassedOn(outer: CallSpan, inner: CallSpan): boolean {
  return outer.kind === CLIENT && inner.kind === CLIENT && !sameService(outer.service, inner.service);
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
    compare(peerText(a), peerText(b)) ||
    compare(a.name ?? '', b.name ?? '') ||
    compare(messageText(a), messageText(b))
  );
}

function peerText(span: CallSpan): string {
  return span.peer === undefined ? '' : nodeId(span.peer);
}

function messageText({ message }: CallSpan): string {
  return message === undefined
    ? ''
    : JSON.stringify([message.takes, message.got?.name, message.creates, message.sends, message.links]);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
