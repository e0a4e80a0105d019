// Messages that are made one by one and sent together. What sends them has no line: each message has one, where it was made.
import { batchesOf, type TraceForest } from '@spanloom/analysis';
import type { PlacedSpan } from './sequence-span.ts';
import { type Around, tellsOfItself } from './spans-around.ts';

export interface SentTogether {
  readonly senders: ReadonlySet<PlacedSpan>;
  /** What went wrong with sending them, by the spans that made them. */
  readonly around: readonly (readonly [made: PlacedSpan, sending: Around])[];
}

export function sentTogether(rows: TraceForest<PlacedSpan>['rows']): SentTogether {
  const told = rows.flatMap((row) => {
    if (row.kind === 'missing') return [];
    const { spanId, parentSpanId, kind, peer, message, source } = row.span;
    return [{ row, span: row.span, spanId, parentSpanId, kind, peer, message, service: source.service }];
  });
  const batches = [...batchesOf(told)];
  return {
    senders: new Set(batches.map(([{ span }]) => span)),
    around: batches.flatMap(([{ row, span }, made]) => {
      const sending = { span, flaw: undefined };
      if (hasLineOfItsOwn(span, row.flaw) || !tellsOfItself(sending)) return [];
      return made.map((one) => [one.span, sending] as const);
    }),
  };
}

/** What is odd about the span itself is told of it alone. */
export function hasLineOfItsOwn({ conflicting }: PlacedSpan, flaw: Around['flaw']): boolean {
  return conflicting || flaw !== undefined;
}
