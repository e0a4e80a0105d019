// Spans as bars over time: the same beside each other are one, and what failed or was waited for has the first claim to room.
import type { SpanRow, TraceForest } from '@spanloom/analysis';
import { compare, type PlacedSpan } from './sequence/sequence-span.ts';

/** So many of the same beside each other become one bar. */
const FEWEST_ALIKE = 3;

/** `failed` goes before `critical`: the trace waited for it. */
export type BarState = 'failed' | 'critical' | 'usual';

type Row = SpanRow<PlacedSpan>;

export interface Bar {
  /** Never empty, the first of them first. */
  readonly rows: readonly Row[];
  readonly state: BarState;
}

/** Siblings without children that are the same become one bar; what failed never does. */
export function foldAlike({ rows }: TraceForest<PlacedSpan>, critical: ReadonlySet<number>): Bar[] {
  const alike = new Map<string, Bar & { readonly rows: Row[] }>();
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'span') continue;
    const { span, parent, children } = row;
    const { name, namespace } = span.source.service;
    const single = span.error || children.length > 0 || span.duration === undefined;
    const state = span.error ? 'failed' : critical.has(index) ? 'critical' : 'usual';
    const key = single
      ? `${index}`
      : JSON.stringify([parent ?? -1, state, namespace, name, span.kind, span.source.name]);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { rows: [row], state });
    else known.rows.push(row);
  }
  return [...alike.values()]
    .flatMap((bar): Bar[] =>
      bar.rows.length >= FEWEST_ALIKE ? [bar] : bar.rows.map((row) => ({ rows: [row], state: bar.state })),
    )
    .sort(byTime);
}

function byTime(a: Bar, b: Bar): number {
  const [one] = a.rows;
  const [other] = b.rows;
  if (one === undefined || other === undefined) return 0;
  return (
    one.span.start - other.span.start ||
    other.span.end - one.span.end ||
    one.depth - other.depth ||
    compare(one.span.spanId, other.span.spanId) ||
    compare(one.span.contentHash, other.span.contentHash)
  );
}

const RANKS: Readonly<Record<BarState, number>> = { failed: 2, critical: 1, usual: 0 };

export function byClaim(a: Bar, b: Bar): number {
  return RANKS[b.state] - RANKS[a.state] || sumOf(b) - sumOf(a) || byTime(a, b);
}

function sumOf({ rows }: Bar): number {
  return rows.reduce((sum, { span }) => sum + span.end - span.start, 0);
}

export interface BarTimes {
  /** Nanoseconds from the trace's start, corrected for skew. */
  readonly from: number;
  readonly to: number;
  /** Sum of its spans, as sent; undefined while one of them has no end. */
  readonly duration: bigint | undefined;
}

/** `offset`: of the trace's start. */
export function barTimes(rows: Bar['rows'], offset: number): BarTimes {
  const start = rows[0]?.span.start ?? 0;
  const durations = rows.map(({ span }) => span.duration);
  return {
    from: start - offset,
    to: rows.reduce((most, { span }) => Math.max(most, span.end), start) - offset,
    duration: durations.includes(undefined) ? undefined : durations.reduce((sum: bigint, one) => sum + (one ?? 0n), 0n),
  };
}
