// Which call of a trace made which other one: the request within which a service calls on. What folds a proxy away follows
// from this, call by call.
import { type Call, type ToldCall, toldCalls, toldCallsOfUsers } from './calls.ts';
import { type CallSpan, type IndexedTrace, sameService, sends } from './indexed-trace.ts';
import { nodeId, type NodeRef } from './node-ref.ts';

export interface CausedCall {
  readonly call: Call;
  /** Place in the list of the call that its caller was answering when it made this one; undefined: nobody knows. */
  readonly cause: number | undefined;
}

/**
 * The calls of `callsOfTrace`, and after them those of `callsOfUsers`, each with the call that caused it: that of the nearest
 * span of the caller's service, upwards from where it called, which took a call itself. What a queue hands on is caused by
 * what its sender put there. No call causes itself, by whatever way: a circle of parents is cut.
 */
export function causedCalls(trace: IndexedTrace): CausedCall[] {
  const told = [...toldCalls(trace), ...toldCallsOfUsers(trace)];
  const causes = new Causes(trace, told);
  const found = told.map((one) => causes.of(one));
  cutCircles(found);
  return told.map(({ call }, place) => ({ call, cause: found[place] }));
}

class Causes {
  readonly #trace: IndexedTrace;
  /** Places of calls, by the span that took them and by the one that put them into a queue; of several the first. */
  readonly #taken = new Map<CallSpan, number>();
  readonly #queued = new Map<CallSpan, number>();
  readonly #above = new Map<CallSpan, number | undefined>();

  constructor(trace: IndexedTrace, told: readonly ToldCall[]) {
    this.#trace = trace;
    for (const [place, { call, from, by }] of told.entries()) {
      if (by !== undefined && !this.#taken.has(by)) this.#taken.set(by, place);
      if (by !== undefined && from !== undefined && sends(by)) this.#addOtherTries(from, by, place);
      if (call.server.kind === 'queue' && from !== undefined) this.#queued.set(from, place);
    }
  }

  of({ call, from }: ToldCall): number | undefined {
    if (from === undefined) return undefined;
    return call.client.kind === 'queue' && sends(from) ? this.#queued.get(from) : this.#requestAbove(from);
  }

  #addOtherTries(from: CallSpan, by: CallSpan, place: number): void {
    for (const other of this.#trace.passedOnBy(from)) {
      if (sameService(other.service, by.service) && !this.#taken.has(other)) this.#taken.set(other, place);
    }
  }

  /** Each span is walked over once, however many calls are made below it. */
  #requestAbove(from: CallSpan): number | undefined {
    const walked: CallSpan[] = [];
    let found: number | undefined;
    for (let span: CallSpan | undefined = from; span !== undefined; span = this.#ownParent(span)) {
      if (this.#above.has(span)) {
        found = this.#above.get(span);
        break;
      }
      walked.push(span);
      // Known at once, so that a circle of parents ends here.
      this.#above.set(span, undefined);
      found = this.#taken.get(span);
      if (found !== undefined) break;
    }
    for (const span of walked) this.#above.set(span, found);
    return found;
  }

  #ownParent(span: CallSpan): CallSpan | undefined {
    const parent = this.#trace.parentOf(span);
    return parent !== undefined && sameService(parent.service, span.service) ? parent : undefined;
  }
}

function cutCircles(causes: (number | undefined)[]): void {
  const IN_WALK = 1;
  const DONE = 2;
  const states = new Uint8Array(causes.length);
  for (const start of causes.keys()) {
    const walk: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined && states[at] === 0) {
      states[at] = IN_WALK;
      walk.push(at);
      const next: number | undefined = causes[at];
      if (next !== undefined && states[next] === IN_WALK) causes[at] = undefined;
      at = causes[at];
    }
    for (const place of walk) states[place] = DONE;
  }
}

export interface FoldedCall {
  readonly call: Call;
  /** Whose calls it stands for, from the caller on, each once and at most MAX_THROUGH; empty: it is a call as it was made. */
  readonly through: readonly NodeRef[];
}

/** Which nodes are folded, by what is known of either side of a call. */
export interface FoldedSides {
  readonly client: (call: Call) => boolean;
  readonly server: (call: Call) => boolean;
}

export const MAX_THROUGH = 8;

/**
 * Calls through folded nodes as one: what a folded node called, while it answered a call, is called by whoever called it.
 * It is timed by that caller, failed when any of it did, and counts as often as the last of the calls. A call that a folded
 * node made by itself, or answered by itself, stays: each call that is not the cause of a folded one is in the answer once.
 */
export function foldCalls(calls: readonly CausedCall[], folded: FoldedSides): FoldedCall[] {
  const before = new Map<CausedCall, CausedCall>();
  for (const one of calls) {
    const cause = one.cause === undefined ? undefined : calls[one.cause];
    if (cause !== undefined && folded.client(one.call) && folded.server(cause.call)) before.set(one, cause);
  }
  if (before.size === 0) return calls.map(({ call }) => ({ call, through: [] }));
  const passedOn = new Set(before.values());
  const wholes = new Map<CausedCall, FoldedCall>();
  return calls.filter((one) => !passedOn.has(one)).map((one) => wholeCall(one, before, wholes));
}

/** Each call is looked at once, however many go through it. */
function wholeCall(
  last: CausedCall,
  before: ReadonlyMap<CausedCall, CausedCall>,
  wholes: Map<CausedCall, FoldedCall>,
): FoldedCall {
  const open: CausedCall[] = [];
  let whole: FoldedCall | undefined;
  for (let one: CausedCall | undefined = last; one !== undefined && whole === undefined; one = before.get(one)) {
    whole = wholes.get(one);
    if (whole === undefined) open.push(one);
  }
  for (const one of open.reverse()) {
    whole = whole === undefined ? { call: one.call, through: [] } : continued(whole, one.call);
    wholes.set(one, whole);
  }
  return whole ?? { call: last.call, through: [] };
}

function continued({ call: first, through }: FoldedCall, next: Call): FoldedCall {
  const known = through.length >= MAX_THROUGH || through.some((node) => nodeId(node) === nodeId(next.client));
  return {
    call: {
      client: first.client,
      server: next.server,
      async: first.async || next.async,
      inferred: first.inferred || next.inferred,
      start: first.start,
      duration: first.duration,
      error: first.error || next.error,
      weight: next.weight,
      places: { client: first.places.client, server: next.places.server },
    },
    through: known ? through : [...through, next.client],
  };
}
