// A trace as the page reads it: its spans in the order of the rows, with what they are drawn as and where they worked
// themselves. Built once for each answer of the server and each way of looking at it.
import { buildTraceForest, preferredSlot, type SpanRow, type TraceRow } from '@spanloom/analysis';
import type { DrawnAs, ModelRow } from './model-row.ts';
import { mayBeRepeated, retryNumbers } from './retries.ts';
import { groupSimilar } from './similar-rows.ts';
import { serviceKey, type TraceOutline, type ViewSpan, viewSpans } from './view-span.ts';

export interface TraceModel {
  readonly traceId: string;
  /** Unix nanoseconds of offset 0. */
  readonly startNanos: bigint;
  /** End of the last span, nanoseconds from the start. */
  readonly extent: number;
  readonly rows: readonly ModelRow[];
  readonly indexOfKey: ReadonlyMap<string, number>;
  readonly root: ViewSpan | undefined;
  readonly spans: number;
  readonly services: number;
  readonly errors: number;
  /** Levels of the deepest chain. */
  readonly depth: number;
  readonly missingParents: number;
  readonly orphans: number;
  readonly cycles: number;
  readonly roots: number;
  /** Spans that share their id with another one of other content. */
  readonly conflicts: number;
  /** Spans that were sent without an end. */
  readonly running: number;
  /** The largest correction of a clock that is needed, nanoseconds with its sign; made only when `skewCorrected`. */
  readonly skew: number;
  readonly skewCorrected: boolean;
  /** One root, and no parent is missing. */
  readonly complete: boolean;
}

/** How a trace is looked at. */
export interface ModelOptions {
  readonly foldSimilar: boolean;
  readonly correctSkew: boolean;
}

/** Reads an answer of the server. Times before the earliest start cannot occur; an end before its start counts as it. */
export function buildTraceModel(outline: TraceOutline, { foldSimilar, correctSkew }: ModelOptions): TraceModel {
  const { spans, startNanos, skew } = viewSpans(outline, correctSkew);
  const forest = buildTraceForest(spans);
  const ghost = forest.roots === 0 ? forest.rows.findIndex((row) => row.kind === 'missing') : -1;
  const single = modelRows(forest.rows, ghost);
  const rows = foldSimilar ? groupSimilar(single) : single;
  const root = single.find((row) => row.kind === 'span' && row.row.parent === undefined);
  const counts = { extent: 0, errors: 0, conflicts: 0, running: 0 };
  for (const span of spans) {
    counts.extent = Math.max(counts.extent, span.end);
    if (span.error) counts.errors++;
    if (span.conflicting) counts.conflicts++;
    if (span.running) counts.running++;
  }
  return {
    ...counts,
    traceId: outline.traceId,
    startNanos,
    rows,
    indexOfKey: indexOfKey(rows),
    root: root?.kind === 'span' ? root.row.span : spans[0],
    spans: spans.length,
    services: new Set(outline.resources.map(({ service }) => serviceKey(service))).size,
    depth: depthOf(forest.rows),
    missingParents: forest.missingParents,
    orphans: forest.orphans,
    cycles: forest.cycles,
    roots: forest.roots,
    skew,
    skewCorrected: correctSkew,
    complete: forest.roots === 1 && forest.missingParents === 0 && forest.cycles === 0,
  };
}

function indexOfKey(rows: readonly ModelRow[]): ReadonlyMap<string, number> {
  const indices = new Map<string, number>();
  let index = 0;
  for (const { key } of rows) indices.set(key, index++);
  return indices;
}

function modelRows(rows: readonly TraceRow<ViewSpan>[], ghost: number): readonly ModelRow[] {
  const attempts = attemptsOf(rows);
  const drawn = new DrawnParties();
  return rows.map((row, index): ModelRow => {
    const { depth, descendants: spansBelow } = row;
    if (row.kind === 'missing') {
      const { missingSpanId, start, end } = row;
      const absent = { depth, spansBelow, missingSpanId, start, end, row };
      return index === ghost
        ? { kind: 'ghost', key: `ghost-${missingSpanId}`, ...absent }
        : { kind: 'missing', key: `missing-${missingSpanId}`, ...absent };
    }
    const { span } = row;
    const parent = row.parent === undefined ? undefined : rows[row.parent];
    const asyncFrom = parent?.kind === 'span' ? asyncStart(parent.span, span) : undefined;
    const retry = attempts.get(index) ?? 0;
    return { kind: 'span', key: span.key, depth, spansBelow, row, drawn: drawn.of(row), retry, asyncFrom };
  });
}

/** By index of the row, for those that are no first attempts. */
function attemptsOf(rows: readonly TraceRow<ViewSpan>[]): ReadonlyMap<number, number> {
  const attempts = new Map<number, number>();
  const repeats = (index: number): boolean => {
    const row = rows[index];
    return row?.kind === 'span' && mayBeRepeated(row.span);
  };
  for (const { children } of rows) {
    if (children.length === 0 || !children.some(repeats)) continue;
    const siblings = children.flatMap((index) => {
      const row = rows[index];
      return row?.kind === 'span' ? [{ index, span: row.span }] : [];
    });
    const numbers = retryNumbers(siblings.map(({ span }) => span));
    for (const [position, attempt] of numbers.entries()) {
      const index = siblings[position]?.index;
      if (attempt > 0 && index !== undefined) attempts.set(index, attempt);
    }
  }
  return attempts;
}

/** A message that was taken from a queue, or work that began when its parent had ended. */
function asyncStart(parent: ViewSpan, child: ViewSpan): number | undefined {
  const queued = parent.kind === 'producer' && child.kind === 'consumer';
  const after = child.start >= parent.end && child.start > parent.start;
  return queued || after ? Math.min(parent.end, child.start) : undefined;
}

/** Levels of the deepest chain of spans that are here: a missing parent above it is none. */
function depthOf(rows: readonly TraceRow<ViewSpan>[]): number {
  let depth = 0;
  let absent = 0;
  for (const row of rows) {
    if (row.parent === undefined) absent = row.kind === 'missing' ? 1 : 0;
    if (row.kind === 'span') depth = Math.max(depth, row.depth + 1 - absent);
  }
  return depth;
}

/** What rows are drawn as; rows of one service share one object. */
class DrawnParties {
  readonly #known = new Map<object, DrawnAs>();

  of({ span, children }: SpanRow<ViewSpan>): DrawnAs {
    const { service, peer, kind } = span;
    const calls = kind === 'client' || kind === 'producer';
    const asPeer = calls && children.length === 0 && (peer?.kind === 'database' || peer?.kind === 'queue');
    const party = asPeer ? peer : service;
    const known = this.#known.get(party);
    if (known !== undefined) return known;
    const drawn = asPeer
      ? { name: peer.name, color: preferredSlot(peer.name), secondLap: false, asPeer }
      : { name: service.name, color: service.color, secondLap: service.secondLap === true, asPeer };
    this.#known.set(party, drawn);
    return drawn;
  }
}
