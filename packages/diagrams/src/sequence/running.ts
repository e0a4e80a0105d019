// What still runs when something begins: what it was made in may have been over by then.
import type { CallNode, RunTimes } from './call-node.ts';
import { isSender, type PlacedSpan } from './sequence-span.ts';
import { isTaken } from './workflow-tasks.ts';

type Told = Pick<CallNode, 'kind' | 'way' | 'to' | 'spans' | 'end' | 'duration'>;

interface Beginning {
  readonly start: number;
  /** Something waits for it: then its clock alone tells what is over, and others only where they cannot be wrong. */
  readonly waits: boolean;
  readonly clock: string;
}

export interface Running {
  readonly parent: CallNode | undefined;
  /** As `CallNode.sooner`, of the clock that the beginning was timed by. */
  readonly sooner: number;
}

/** What still runs when something begins within `node`, which may be long over by then: outside of the outermost call that is. */
export function runningAt(node: CallNode | undefined, beginning: Beginning): Running {
  const { start, waits, clock } = beginning;
  const inner = node?.spans.at(-1);
  // What happens in a span begins after it, whatever their clocks say.
  let sooner = inner === undefined || inner.source.clock === clock ? 0 : soonerBy(inner, start);
  let running: Running = { parent: node, sooner };
  for (let at = node; at !== undefined; at = at.parent) {
    if ((waits ? at.allRun.unanswered : at.allRun.unended) >= start) break;
    const isOverThen = isOver(at, beginning, start + sooner);
    sooner += at.sooner;
    if (isOverThen) running = { parent: at.parent, sooner };
  }
  return running;
}

/** How long nothing is over of a call and of all that it is drawn in, so that nobody needs to look there for what is. */
export function allRunUntil(told: Told, parent: CallNode | undefined): RunTimes {
  const { unanswered, unended } = parent?.allRun ?? {
    unanswered: Number.POSITIVE_INFINITY,
    unended: Number.POSITIVE_INFINITY,
  };
  const ends = answering(told).map(({ end }) => end);
  return {
    unanswered: Math.min(unanswered, ...ends),
    unended: Math.min(unended, ...ends, ...(told.duration === undefined ? [] : [told.end])),
  };
}

/**
 * `soonest`: when it can have begun at the earliest, by the clock of who works in the call. By that of who called, who works in it
 * began with the call at the earliest.
 */
function isOver(node: CallNode, { start, waits, clock }: Beginning, soonest: number): boolean {
  if (!waits && node.duration !== undefined && node.end < start) return true;
  const inner = node.spans.at(-1);
  return answering(node).some((span) => {
    if (span.source.clock === clock) return span.end < start;
    if (inner === undefined || span.source.clock === inner.source.clock) return span.end < soonest;
    return span.end < soonest + soonerBy(span, inner.start);
  });
}

/** Of a time by another clock, before which `span` had begun: nanoseconds to add for the earliest by the clock of the span. */
export function soonerBy(span: PlacedSpan, start: number): number {
  return Math.min(span.start - start, 0);
}

/** The spans of which each tells by its end that a call is over. */
function answering({ kind, way, to, spans }: Told): readonly PlacedSpan[] {
  // Work and what is sent to a queue have no answer that something would come after.
  if (kind === 'work' || to.kind === 'queue') return [];
  // Who does not wait, and who starts what a worker takes, is over with it long before the one that takes it.
  const [first, last] = [spans[0], spans.at(-1)];
  const isOverAtOnce = way === 'async' || (first !== undefined && last !== undefined && isTaken(first, last));
  const sides = isOverAtOnce ? spans.slice(-1) : spans;
  return sides.filter(
    // Who passes a call on may do so more than once.
    (span) => span.source.end !== 0n && span.source.end >= span.source.start && (span === spans[0] || !isSender(span)),
  );
}
