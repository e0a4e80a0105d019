// A node of the tree, from the spans that tell of it.
import type { CallNode, CallWay, Party } from './call-node.ts';
import { toldLinks } from './links.ts';
import { queuedTime } from './messages.ts';
import { allRunUntil, runningAt, soonerBy } from './running.ts';
import type { PlacedSpan } from './sequence-span.ts';
import { type Around, timedAround } from './spans-around.ts';

export interface NewNode {
  readonly kind?: 'work';
  readonly way?: CallWay;
  readonly from: Party;
  readonly to: Party;
  readonly spans: readonly PlacedSpan[];
  /** The span whose times are the call's; the first one unless said. */
  readonly timed?: PlacedSpan;
  /** Whether any of the spans failed, unless said. */
  readonly error?: boolean;
  readonly flaw?: 'orphan' | 'cycle' | undefined;
  readonly sender?: PlacedSpan | undefined;
  readonly received?: Received | undefined;
}

/** What is known of a message by the span that received it, of which another one tells. */
export interface Received {
  readonly receiver: PlacedSpan;
  readonly sender: PlacedSpan | undefined;
  /** Whose links are told with its own. */
  readonly linking: PlacedSpan | undefined;
}

/** `enclosing`: what it happens in. */
export function makeNode(given: NewNode, around: readonly Around[], enclosing: CallNode | undefined): CallNode {
  const { spans, sender, received } = given;
  const [first] = spans;
  const own = given.timed ?? first;
  const timed = own === first ? (timedAround(around, spans) ?? own) : own;
  const way = given.way ?? 'sync';
  const start = timed?.start ?? 0;
  const waits = way === 'sync' || given.to.kind !== 'service';
  const { parent, sooner } = runningAt(enclosing, { start, waits, clock: timed?.source.clock ?? '' });
  const inner = spans.at(-1);
  const isOther = timed !== undefined && inner !== undefined && timed.source.clock !== inner.source.clock;
  const innerSooner = isOther ? soonerBy(timed, inner.start) : 0;
  const duration = timed?.duration;
  const end = Math.max(timed?.end ?? 0, duration === undefined ? (own?.end ?? 0) : 0, start);
  const told = { kind: given.kind ?? 'call', way, to: given.to, spans, end, duration } as const;
  return {
    ...told,
    from: given.from,
    around: around.map(({ span }) => span),
    start,
    error: (given.error ?? spans.some(({ error }) => error)) || around.some(({ span }) => span.error),
    flaw: given.flaw ?? around.find(({ flaw }) => flaw !== undefined)?.flaw,
    // A receiver may have waited since before the message was sent.
    queued: queuedTime(sender, received?.receiver) ?? queuedTime(sender, spans.at(-1)),
    links: toldLinks(received?.linking === undefined ? spans : [...spans, received.linking], sender),
    parent,
    within: enclosing,
    sooner: sooner + innerSooner,
    allRun: allRunUntil(told, parent),
    children: [],
    attempt: 0,
    retries: undefined,
    retriedBy: undefined,
    waited: 0,
    undoes: undefined,
    branch: undefined,
    loop: undefined,
    critical: false,
  };
}
