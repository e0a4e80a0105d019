// From spans to calls (steps 4 to 7): who called whom, what was sent through a queue, which work of its own a service
// did that is worth a line. Follows the rules of callsOfTrace in @spanloom/analysis, and tests hold one against the other.
import { buildTraceForest, nodeId, type NodeRef, type TraceForest } from '@spanloom/analysis';
import {
  CLIENT,
  compare,
  CONSUMER,
  isSender,
  type PlacedSpan,
  PRODUCER,
  sameService,
  SERVER,
} from './sequence-span.ts';
import { isActivity, isTaken } from './workflow-tasks.ts';
import { CALLER, type CallNode, nodeParty, type Party, serviceParty } from './call-node.ts';
import { areToldBy } from './links.ts';
import { isDelivery, linkedParty } from './messages.ts';
import { makeNode, type NewNode, type Received } from './new-node.ts';
import { hasLineOfItsOwn, sentTogether } from './sent-together.ts';
import { type Around, tellerOf, tellsOfItself } from './spans-around.ts';

export interface CallTree {
  /** Parents before their children. */
  readonly nodes: readonly CallNode[];
  readonly tops: readonly CallNode[];
  /** Spans that stand for no line of their own. */
  readonly elided: number;
  readonly roots: number;
  readonly missingParents: number;
  readonly cycles: number;
  /** Length of the trace, nanoseconds. */
  readonly extent: number;
}

/** Work of a service's own that takes this part of the trace is worth a line. */
const SLOW_SHARE = 0.05;

export function buildCallTree(spans: readonly PlacedSpan[]): CallTree {
  const forest = buildTraceForest(spans);
  const builder = new TreeBuilder(spans, forest);
  builder.run();
  const { nodes, tops } = builder;
  for (const { children } of nodes) children.sort(byTime);
  return {
    nodes,
    tops: tops.sort(byTime),
    elided: builder.elided,
    roots: forest.roots,
    missingParents: forest.missingParents,
    cycles: forest.cycles,
    extent: builder.extent,
  };
}

/** Step 3. */
function byTime(a: CallNode, b: CallNode): number {
  const [one] = a.spans;
  const [other] = b.spans;
  return (
    a.start - b.start ||
    a.end - b.end ||
    compare(one?.spanId ?? '', other?.spanId ?? '') ||
    compare(one?.contentHash ?? '', other?.contentHash ?? '') ||
    // Calls that share their client span.
    compare(a.spans[1]?.spanId ?? '', b.spans[1]?.spanId ?? '') ||
    compare(a.spans[1]?.contentHash ?? '', b.spans[1]?.contentHash ?? '')
  );
}

class TreeBuilder {
  readonly nodes: CallNode[] = [];
  readonly tops: CallNode[] = [];
  readonly extent: number;
  elided = 0;
  readonly #rows: TraceForest<PlacedSpan>['rows'];
  /** By row: the node in which what is below the row happens. */
  readonly #owners: (CallNode | undefined)[] = [];
  /** By row of an answering span: the node that its caller made for both. */
  readonly #answered = new Map<number, CallNode>();
  /** By row of a span that passes on the call above it: the node of that call. */
  readonly #taken = new Map<number, CallNode>();
  /** By row of a span that tells of a message which another one received. */
  readonly #received = new Map<number, Received>();
  /** By a span that is to have a line: what the spans around it tell with it. */
  readonly #around = new Map<PlacedSpan, readonly Around[]>();
  /** Spans that sent messages which others made. */
  readonly #batches: ReadonlySet<PlacedSpan>;
  readonly #bySpanId = new Map<string, PlacedSpan>();
  readonly #services = new Map<string, Party[]>();

  constructor(spans: readonly PlacedSpan[], forest: TraceForest<PlacedSpan>) {
    this.#rows = forest.rows;
    const { senders, around } = sentTogether(forest.rows);
    this.#batches = senders;
    for (const [made, sending] of around) this.#around.set(made, [...(this.#around.get(made) ?? []), sending]);
    this.extent =
      spans.reduce((most, { end }) => Math.max(most, end), 0) -
      spans.reduce((least, { start }) => Math.min(least, start), 0);
    for (const span of spans) {
      if (!this.#bySpanId.has(span.spanId)) this.#bySpanId.set(span.spanId, span);
      const party = serviceParty(span);
      const known = this.#services.get(party.name) ?? [];
      if (!known.some((other) => other.id === party.id)) this.#services.set(party.name, [...known, party]);
    }
  }

  run(): void {
    for (const index of this.#rows.keys()) this.#owners.push(this.#place(index));
  }

  #place(index: number): CallNode | undefined {
    const row = this.#rows[index];
    if (row === undefined || row.kind === 'missing') return undefined;
    const { span } = row;
    const above = row.parent === undefined ? undefined : this.#owners[row.parent];
    const enclosing = this.#taken.get(index) ?? above;
    const known = this.#answered.get(index);
    if (known !== undefined) return known;
    if (isSender(span)) return this.#placeSender(index, span, enclosing);
    if (span.takenFrom !== undefined) return this.#placeReceipt(index, span, span.takenFrom, enclosing);
    if (this.#taken.get(index)?.spans.includes(span) === true) return enclosing;
    if (span.kind === CONSUMER && this.#tellersOf(index).length > 0) return this.#placeReceived(index, span, enclosing);
    const parent = this.#spanAt(row.parent);
    const call = span.asks ? undefined : this.#placeReceiver(index, span, parent, enclosing);
    if (call !== undefined) return call;
    const callsOthers = this.#childrenOf(index).some(([, child]) => child.kind === SERVER && !sameService(child, span));
    const slow = this.extent > 0 && row.selfTime >= this.extent * SLOW_SHARE;
    const self = serviceParty(span);
    // A nested receiver (receive and process) is the call that it is told in, as long as all went well.
    const receives = span.kind === SERVER || span.kind === CONSUMER;
    const flawed = span.error || ((receives || span.asks) && span.duration === undefined) || this.#around.has(span);
    if (flawed || (!receives && (parent === undefined || slow || callsOthers))) {
      return this.#add({ kind: 'work', from: self, to: self, spans: [span], flaw: row.flaw }, enclosing);
    }
    this.elided += 1;
    return enclosing;
  }

  #placeSender(index: number, span: PlacedSpan, enclosing: CallNode | undefined): CallNode | undefined {
    const tellers = this.#tellersOf(index);
    if (tellers.length > 0) return this.#placeTold(index, span, tellers, enclosing);
    const from = serviceParty(span);
    const flaw = this.#flawOf(index);
    if (this.#batches.has(span)) {
      const own = { kind: 'work', from, to: from, spans: [span], flaw } as const;
      if (hasLineOfItsOwn(span, flaw)) return this.#add(own, enclosing);
      if (!tellsOfItself({ span, flaw })) this.elided += 1;
      return enclosing;
    }
    const queue = this.#queueOf(index);
    if (queue !== undefined) {
      return this.#add({ way: 'async', from, to: nodeParty(queue), spans: [span], flaw }, enclosing);
    }
    const answers = this.#answersOf(index);
    const made = answers.map(([row, answer], place) => {
      const taken = isTaken(span, answer);
      const message = answer.kind === CONSUMER && !isDelivery(span, answer);
      const async = span.kind === PRODUCER || message || (taken && !isActivity(answer));
      // Further attempts waited for the ones before them.
      const queued = message || (taken && place === 0);
      const node = this.#add(
        {
          way: async ? 'async' : 'sync',
          from,
          to: serviceParty(answer),
          spans: [span, answer],
          timed: answers.length === 1 && !taken ? span : answer,
          flaw,
          sender: queued ? span : undefined,
        },
        enclosing,
      );
      this.#answered.set(row, node);
      return node;
    });
    if (made[0] !== undefined) return made[0];
    const taken = this.#placeTaken(index, span, enclosing);
    if (taken !== undefined) return taken;
    const to = span.peer === undefined ? UNNAMED : this.#resolve(span.peer, span);
    return this.#add({ way: span.kind === PRODUCER ? 'async' : 'sync', from, to, spans: [span], flaw }, enclosing);
  }

  /** A call that its children tell; by a line of its own only where none of them can tell what went wrong with it. */
  #placeTold(
    index: number,
    span: PlacedSpan,
    tellers: readonly (readonly [number, PlacedSpan])[],
    enclosing: CallNode | undefined,
  ): CallNode | undefined {
    // What took a call has its line there.
    if (this.#taken.get(index)?.spans.includes(span) === true) return enclosing;
    if (this.#isHandedOn(index, span, tellers)) return enclosing;
    const self = serviceParty(span);
    return this.#add({ kind: 'work', from: self, to: self, spans: [span], flaw: this.#flawOf(index) }, enclosing);
  }

  /** Whether what a span and those around it tell of themselves is told with one of its children, or is nothing. */
  #isHandedOn(index: number, span: PlacedSpan, tellers: readonly (readonly [number, PlacedSpan])[]): boolean {
    const own = { span, flaw: this.#flawOf(index) };
    const outer = this.#around.get(span) ?? [];
    const around = tellsOfItself(own) ? [...outer, own] : outer;
    const teller = tellerOf(
      around,
      tellers.map(([, one]) => one),
    );
    if (around.length > 0 && teller === undefined) return false;
    this.#around.delete(span);
    if (teller !== undefined && around.length > 0) this.#around.set(teller, around);
    if (around.length === outer.length) this.elided += 1;
    return true;
  }

  /** A call that others pass on, as the proxy beside a service does: to each of them once, however often it passes it on. */
  #placeTaken(index: number, span: PlacedSpan, enclosing: CallNode | undefined): CallNode | undefined {
    const byService = Map.groupBy(this.#proxiesOf(index), ([, proxy]) => serviceParty(proxy).id);
    const made = [...byService.values()].flatMap((passes) => {
      const [proxy, last] = [passes[0]?.[1], passes.at(-1)?.[1]];
      if (proxy === undefined) return [];
      const given = {
        from: serviceParty(span),
        to: serviceParty(proxy),
        spans: [span, proxy],
        flaw: this.#flawOf(index),
        // What was passed on again failed for whoever passed it on, not for who called.
        error: span.error || last?.error === true,
      };
      const node = this.#add(given, enclosing);
      for (const [row] of passes) this.#taken.set(row, node);
      return [node];
    });
    return made[0];
  }

  /** The call that a span answers whose caller did not make it; undefined when it answers none. */
  #placeReceiver(
    index: number,
    span: PlacedSpan,
    parent: PlacedSpan | undefined,
    enclosing: CallNode | undefined,
  ): CallNode | undefined {
    const row = this.#rows[index];
    const receives = span.kind === SERVER || span.kind === CONSUMER;
    const to = serviceParty(span);
    const flaw = this.#flawOf(index);
    const way = span.kind === CONSUMER ? 'async' : 'sync';
    if (receives) {
      const own = span.kind === CONSUMER && span.peer?.kind === 'queue' ? span.peer : undefined;
      const parentQueue = row?.parent === undefined || !isSender(parent) ? undefined : this.#queueOf(row.parent);
      const queue = own ?? parentQueue;
      const received = this.#received.get(index);
      const sender = isSender(parent) ? parent : (this.#linkedSender(span) ?? received?.sender);
      const message = { way, to, spans: [span], flaw, sender, received } as const;
      if (queue !== undefined) return this.#add({ ...message, way: 'async', from: nodeParty(queue) }, enclosing);
      const linked = isSender(parent) ? undefined : linkedParty(span, sender);
      if (linked !== undefined) return this.#add({ ...message, from: linked }, enclosing);
      if (parent === undefined) return this.#add({ way, from: CALLER, to, spans: [span], flaw }, enclosing);
    }
    const ownCall = sameService(parent ?? span, span) && !(receives && isSender(parent));
    if (parent === undefined || ownCall) return undefined;
    return this.#add({ way, from: serviceParty(parent), to, spans: [span], flaw }, enclosing);
  }

  /** Messages that a client got, of which no other span tells. */
  #placeReceipt(index: number, span: PlacedSpan, queue: NodeRef, enclosing: CallNode | undefined): CallNode {
    const sender = this.#linkedSender(span);
    const given = { way: 'async', from: nodeParty(queue), to: serviceParty(span), spans: [span], sender } as const;
    return this.#add({ ...given, flaw: this.#flawOf(index) }, enclosing);
  }

  /**
   * What received messages of which children tell. The only one tells all that is known of it; of several, none knows which
   * of the messages it tells of: then links that they have not themselves are told by a line of their own.
   */
  #placeReceived(index: number, span: PlacedSpan, enclosing: CallNode | undefined): CallNode | undefined {
    const above = this.#received.get(index);
    const parent = this.#spanAt(this.#rows[index]?.parent);
    const tellers = this.#tellersOf(index);
    const receiver = above?.receiver ?? span;
    const linking = above?.linking ?? span;
    const linked = this.#linkedSender(linking);
    const alone = tellers.length === 1;
    const handsOn = alone && tellers.every(([, { links }]) => links.length === 0);
    const sender = (isSender(parent) ? parent : above?.sender) ?? (alone ? linked : undefined);
    for (const [row] of tellers) this.#received.set(row, { receiver, sender, linking: handsOn ? linking : undefined });
    const told = tellers.map(([, teller]) => teller);
    // What fails to receive is over before the process begins: its failure is none of the process.
    const fails = span.error || span.duration === undefined;
    if (!fails && (handsOn || areToldBy(linking, told)) && this.#isHandedOn(index, span, tellers)) return enclosing;
    const self = serviceParty(span);
    const flaw = this.#flawOf(index);
    const given = { kind: 'work', way: 'async', from: self, to: self, spans: [span], flaw } as const;
    const known = { receiver, sender: sender ?? linked, linking };
    return this.#add({ ...given, sender: known.sender, received: known }, enclosing);
  }

  #add(given: NewNode, enclosing: CallNode | undefined): CallNode {
    const around = (given.spans[0] === undefined ? undefined : this.#around.get(given.spans[0])) ?? [];
    const node = makeNode(given, around, enclosing);
    this.nodes.push(node);
    (node.parent?.children ?? this.tops).push(node);
    return node;
  }

  #spanAt(index: number | undefined): PlacedSpan | undefined {
    const row = index === undefined ? undefined : this.#rows[index];
    return row?.kind === 'span' ? row.span : undefined;
  }

  #flawOf(index: number): 'orphan' | 'cycle' | undefined {
    const row = this.#rows[index];
    return row?.kind === 'span' ? row.flaw : undefined;
  }

  #childrenOf(index: number): (readonly [number, PlacedSpan])[] {
    return (this.#rows[index]?.children ?? []).flatMap((child) => {
      const span = this.#spanAt(child);
      return span === undefined ? [] : [[child, span] as const];
    });
  }

  /**
   * What answers a sender: its receiving children. When it has none and names nobody, children of another service, which
   * do not say what they are.
   */
  #answersOf(index: number): (readonly [number, PlacedSpan])[] {
    const sender = this.#spanAt(index);
    const children = this.#childrenOf(index);
    const receiving = children.filter(([, child]) => child.kind === SERVER || child.kind === CONSUMER);
    if (receiving.length > 0 || sender === undefined || sender.peer !== undefined) return receiving;
    if (this.#proxiesOf(index).length > 0) return [];
    return children.filter(([, child]) => !isSender(child) && !child.asks && !sameService(sender, child));
  }

  /** Who took the call of a client that nobody answers: its client children of other services. */
  #proxiesOf(index: number): (readonly [number, PlacedSpan])[] {
    const client = this.#spanAt(index);
    const children = this.#childrenOf(index);
    if (client?.kind !== CLIENT || children.some(([, { kind }]) => kind === SERVER || kind === CONSUMER)) return [];
    return children.filter(([, child]) => child.kind === CLIENT && !sameService(client, child));
  }

  /** The queue that a sender names, else the one that its consumer names. */
  #queueOf(index: number): NodeRef | undefined {
    const own = this.#spanAt(index)?.peer;
    if (own?.kind === 'queue') return own;
    const consumer = this.#childrenOf(index).find(
      ([, child]) => child.kind === CONSUMER && child.peer?.kind === 'queue',
    );
    return consumer?.[1].peer;
  }

  /** Of a span and its child that name the same peer or of which only the child names one, as `namesAnswerOf`, the child is the call. */
  #tellersOf(index: number): (readonly [number, PlacedSpan])[] {
    const outer = this.#spanAt(index);
    if (outer === undefined) return [];
    return this.#childrenOf(index).filter(([child, inner]) => {
      if (!sameService(outer, inner) || (outer.kind === CONSUMER) !== (inner.kind === CONSUMER)) return false;
      if (outer.kind === CONSUMER && outer.peer === undefined) {
        return inner.peer === undefined && outer.links.length > 0 && inner.links.length > 0;
      }
      if (outer.peer === undefined) return outer.kind === CLIENT && isSender(inner) && this.#isUnanswered(index);
      if (inner.peer?.kind === outer.peer.kind && inner.peer.name === outer.peer.name) return true;
      return this.#namesAnswerOf(index, child);
    });
  }

  /** A client that nobody answers, and one below it that is answered by the service that the first one names. */
  #namesAnswerOf(index: number, child: number): boolean {
    const [outer, inner] = [this.#spanAt(index), this.#spanAt(child)];
    if (outer?.kind !== CLIENT || inner?.kind !== CLIENT || outer.peer?.kind !== 'external') return false;
    const { id } = this.#resolve(outer.peer, outer);
    const answered = this.#childrenOf(child).some(([, { kind, source }]) => {
      return kind === SERVER && nodeId({ kind: 'service', ...source.service }) === id;
    });
    return answered && isSender(inner) && this.#isUnanswered(index);
  }

  #isUnanswered(index: number): boolean {
    return this.#answersOf(index).length === 0 && this.#proxiesOf(index).length === 0;
  }

  #linkedSender(span: PlacedSpan): PlacedSpan | undefined {
    if (span.kind !== CONSUMER && span.takenFrom === undefined) return undefined;
    return span.links
      .map(({ here, spanId }) => (here ? this.#bySpanId.get(spanId) : undefined))
      .filter((linked) => linked !== undefined)
      .toSorted((a, b) => compare(a?.start ?? 0, b?.start ?? 0) || compare(a?.spanId ?? '', b?.spanId ?? ''))[0];
  }

  /** A host becomes the service of that name in this trace, in the caller's namespace if it is there. */
  #resolve(peer: NodeRef, caller: PlacedSpan): Party {
    const services = peer.kind === 'external' ? this.#services.get(peer.name) : undefined;
    const { namespace } = caller.source.service;
    return services?.find((service) => service.namespace === namespace) ?? services?.[0] ?? nodeParty(peer);
  }
}

const UNNAMED: Party = { id: 'external:', kind: 'external', name: '', namespace: '', cluster: '' };
