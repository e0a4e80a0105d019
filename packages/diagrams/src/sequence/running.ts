// What still runs when something begins: what it was made in may have been over by then.
import type { CallNode, RunTimes } from './call-node.ts';
import type { PlacedSpan } from './sequence-span.ts';

type Told = Pick<CallNode, 'kind' | 'way' | 'to' | 'spans' | 'end' | 'duration'>;

interface Beginning {
  readonly start: number;
  /** Something waits for it: then only spans of the same clock tell what is over, clocks that disagree are no reason. */
  readonly waits: boolean;
  readonly clock: string;
}

/** What still runs when something begins within `node`, which may be long over by then: outside of the outermost call that is. */
export function runningAt(node: CallNode | undefined, beginning: Beginning): CallNode | undefined {
  const { start, waits } = beginning;
  let running = node;
  for (let at = node; at !== undefined; at = at.parent) {
    if ((waits ? at.allRun.unanswered : at.allRun.unended) >= start) break;
    if (isOver(at, beginning)) running = at.parent;
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

function isOver(node: CallNode, { start, waits, clock }: Beginning): boolean {
  if (!waits && node.duration !== undefined && node.end < start) return true;
  return answering(node).some(({ source, end }) => source.clock === clock && end < start);
}

/** The spans of which each tells by its end that a call is over. */
function answering({ kind, way, to, spans }: Told): readonly PlacedSpan[] {
  // Work and what is sent to a queue have no answer that something would come after.
  if (kind === 'work' || to.kind === 'queue') return [];
  // Who does not wait is over with it long before the one that takes it.
  const sides = way === 'async' ? spans.slice(-1) : spans;
  return sides.filter(({ source }) => source.end !== 0n && source.end >= source.start);
}
