// The rows of a waterfall before folding: spans, groups of similar ones, and what stands for spans that are not here.
import type { MissingRow, SpanRow } from '@spanloom/analysis';
import { ownStretches, type Stretch } from '../../viz/waterfall-layout.ts';
import type { ViewSpan } from './view-span.ts';

/** Name and colour that a row wears: its service's, or its peer's for a leaf that only called a database or a queue. */
export interface DrawnAs {
  readonly name: string;
  readonly color: number;
  readonly secondLap: boolean;
  readonly asPeer: boolean;
}

interface RowBase {
  /** Stable across refetches. */
  readonly key: string;
  readonly depth: number;
  /** Spans in the rows below this one; rows of groups are no spans. */
  readonly spansBelow: number;
}

export interface SpanModelRow extends RowBase {
  readonly kind: 'span';
  readonly row: SpanRow<ViewSpan>;
  readonly drawn: DrawnAs;
  /** Number of the attempt; 0 = the first. */
  readonly retry: number;
  /** For work that its parent did not wait for: when the parent ended, or the start if it had not. */
  readonly asyncFrom: number | undefined;
}

/** Stands for a span that is not here: the root that has not come (`ghost`), or a parent that never did (`missing`). */
export interface AbsentModelRow<K extends 'ghost' | 'missing'> extends RowBase {
  readonly kind: K;
  readonly missingSpanId: string;
  /** Nanoseconds from the trace's start that its children cover. */
  readonly start: number;
  readonly end: number;
  readonly row: MissingRow;
}

/** Similar siblings that stand behind one row; they are its children. Durations in nanoseconds. */
export interface GroupModelRow extends RowBase {
  readonly kind: 'group';
  readonly row: Pick<MissingRow, 'depth' | 'parent' | 'children' | 'descendants' | 'errors'>;
  readonly drawn: DrawnAs;
  /** By start. */
  readonly spans: readonly ViewSpan[];
  readonly total: number;
  readonly median: number;
  readonly start: number;
  readonly end: number;
}

/** A row of the waterfall before folding. */
export type ModelRow = SpanModelRow | GroupModelRow | AbsentModelRow<'ghost'> | AbsentModelRow<'missing'>;

/** The spans that a span has for children, those behind a group too. */
export function childSpans(rows: readonly ModelRow[], { children }: SpanRow<ViewSpan>): readonly ViewSpan[] {
  return children.flatMap((index): readonly ViewSpan[] => {
    const row = rows[index];
    if (row?.kind === 'span') return [row.row.span];
    return row?.kind === 'group' ? row.spans : [];
  });
}

/** Where a span waited for none of its children. Made for rows that are looked at, not for all of a large trace. */
export function ownWork(rows: readonly ModelRow[], row: SpanRow<ViewSpan>): readonly Stretch[] {
  return ownStretches(
    { from: row.span.start, to: row.span.end },
    childSpans(rows, row).map(({ start, end }) => ({ from: start, to: end })),
  );
}
