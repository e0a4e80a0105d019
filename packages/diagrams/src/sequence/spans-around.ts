// Two spans that tell one call are one line, that of the inner one. What only the outer one tells goes with it: that the call
// failed all the same, that its parent is missing, that it has no end yet.
import type { CallNode } from './call-node.ts';
import { compare, type PlacedSpan } from './sequence-span.ts';

/** A span around another one that tells the same call. */
export interface Around {
  readonly span: PlacedSpan;
  readonly flaw: CallNode['flaw'];
}

/** Whether there is something of it that the spans below it cannot tell. */
export function tellsOfItself({ span, flaw }: Around): boolean {
  return span.error || span.duration === undefined || flaw !== undefined || span.conflicting;
}

/** Which of the spans that tell a call tells of those around it too: the only one, or the last, where it is their failure. */
export function tellerOf(around: readonly Around[], tellers: readonly PlacedSpan[]): PlacedSpan | undefined {
  if (tellers.length < 2) return tellers[0];
  const last = tellers.toSorted(
    (a, b) => b.end - a.end || compare(b.spanId, a.spanId) || compare(b.source.contentHash, a.source.contentHash),
  )[0];
  const failures = around.every(
    ({ span, flaw }) => span.error && span.duration !== undefined && flaw === undefined && !span.conflicting,
  );
  return failures && last?.error === true ? last : undefined;
}

/** The span whose times are those of the call, where it is one around it: it goes on, or it failed without the inner one. */
export function timedAround(around: readonly Around[], spans: readonly PlacedSpan[]): PlacedSpan | undefined {
  const unfinished = around.find(({ span }) => span.duration === undefined);
  if (unfinished !== undefined) return unfinished.span;
  if (spans.some(({ error, duration }) => error || duration === undefined)) return undefined;
  return around.find(({ span }) => span.error)?.span;
}
