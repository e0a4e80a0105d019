// A node of the tree, from the spans that tell of it.
import type { CallNode, CallWay, Party } from './call-node.ts';
import { toldLinks } from './links.ts';
import { queuedTime } from './messages.ts';
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
  const parent = runningAt(enclosing, { start, waits, clock: timed?.source.clock ?? '' });
  const ends = spans.filter(hasEnd).map(({ end }) => end);
  const duration = timed?.duration;
  const end = Math.max(timed?.end ?? 0, duration === undefined ? (own?.end ?? 0) : 0, start);
  return {
    kind: given.kind ?? 'call',
    way,
    from: given.from,
    to: given.to,
    spans,
    around: around.map(({ span }) => span),
    start,
    end,
    duration,
    error: spans.some(({ error }) => error) || around.some(({ span }) => span.error),
    flaw: given.flaw ?? around.find(({ flaw }) => flaw !== undefined)?.flaw,
    // A receiver may have waited since before the message was sent.
    queued: queuedTime(sender, received?.receiver) ?? queuedTime(sender, spans.at(-1)),
    links: toldLinks(received?.linking === undefined ? spans : [...spans, received.linking], sender),
    parent,
    within: enclosing,
    allRunUntil: Math.min(
      parent?.allRunUntil ?? Number.POSITIVE_INFINITY,
      duration === undefined ? Infinity : end,
      ...ends,
    ),
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

interface Beginning {
  readonly start: number;
  /** Something waits for it: then only spans of the same clock tell what is over, clocks that disagree are no reason. */
  readonly waits: boolean;
  readonly clock: string;
}

/** What still runs when something begins within `node`, which may be long over by then: outside of the outermost call that is. */
function runningAt(node: CallNode | undefined, beginning: Beginning): CallNode | undefined {
  let running = node;
  for (let at = node; at !== undefined && at.allRunUntil < beginning.start; at = at.parent) {
    if (isOver(at, beginning)) running = at.parent;
  }
  return running;
}

function isOver(node: CallNode, { start, waits, clock }: Beginning): boolean {
  if (!waits && node.duration !== undefined && node.end < start) return true;
  // Work and what is sent to a queue have no answer that something would come after.
  if (node.kind === 'work' || node.to.kind === 'queue') return false;
  // Who does not wait is over with it long before the one that takes it.
  const spans = node.way === 'async' ? node.spans.slice(-1) : node.spans;
  return spans.some((span) => span.source.clock === clock && hasEnd(span) && span.end < start);
}

/** It has an end, and one that can be. */
function hasEnd({ source }: PlacedSpan): boolean {
  return source.end !== 0n && source.end >= source.start;
}
