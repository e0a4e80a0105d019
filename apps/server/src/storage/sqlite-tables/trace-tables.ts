// Reading the rows of traces as of a commit mark. A row is exact as of now; when its trace has changed since the mark,
// it is summed up again from the spans that were there.
import type { Connection } from './open.ts';
import type { ReadLimits } from './read-limits.ts';
import { fromStored, toStored } from './schema.ts';
import type { SpanTables } from './span-tables.ts';
import type { Steps } from './steps.ts';

/** A trace as of the mark. */
export interface TraceRow {
  readonly id: number;
  /** Hex. */
  readonly traceId: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly spans: number;
  readonly errors: number;
  readonly weight: number;
  /** The row of its last span, where the trace has not changed since the mark; it was summed up anew otherwise. */
  readonly lastSpan?: number;
}

/** A trace's row as of now. */
export interface LatestRow extends TraceRow {
  readonly firstSpan: number;
  readonly lastSpan: number;
}

/** A place in the order of traces. */
export interface StartPosition {
  readonly start: bigint;
  readonly traceId: string;
}

export type Direction = 'newest' | 'oldest';

/** newest: start descending, then trace id ascending. oldest: exactly the reverse. */
export function compareStarts(direction: Direction, a: StartPosition, b: StartPosition): number {
  const order =
    a.start !== b.start ? (a.start > b.start ? -1 : 1) : a.traceId < b.traceId ? -1 : a.traceId > b.traceId ? 1 : 0;
  return direction === 'newest' ? order : -order;
}

export class TraceTables {
  readonly dataset: number;
  readonly watermark: number;
  readonly limits: ReadLimits;
  readonly #statements: TraceStatements;
  readonly #spans: SpanTables;

  constructor(statements: TraceStatements, spans: SpanTables, dataset: number) {
    this.dataset = dataset;
    this.watermark = spans.watermark;
    this.limits = spans.limits;
    this.#statements = statements;
    this.#spans = spans;
  }

  /** Rows that follow `after`, in the order of `direction`, none beyond the start `limit`; at most `count`. */
  following(direction: Direction, after: StartPosition, limit: bigint, count: number): LatestRow[] {
    const { ties, rest } = this.#statements[direction];
    const starts = toStored(after.start);
    const same = ties.all(this.dataset, starts, Buffer.from(after.traceId, 'hex'), count);
    const others = same.length < count ? rest.all(this.dataset, starts, toStored(limit), count - same.length) : [];
    return [...same, ...others].map(latestRow);
  }

  /** The next length class that a trace is of. */
  lengthAfter(length: number): number | undefined {
    return this.#statements.lengthAfter.get(this.dataset, length) ?? undefined;
  }

  /** No trace is as long as this, nor was at the mark: spans only make one longer, and what was deleted is gone. */
  reach(): bigint {
    return 1n << BigInt(this.#statements.greatestLength.get(this.dataset) ?? 0);
  }

  /** Rows of one length class that start in [from, before), by start and id; after the row `after`. */
  ofLength(length: number, from: bigint, before: bigint, after: LatestRow | undefined, count: number): LatestRow[] {
    const { ofLength } = this.#statements;
    const low = toStored(after?.start ?? from);
    return ofLength.all(this.dataset, length, low, toStored(before), low, after?.id ?? -1, count).map(latestRow);
  }

  /** Traces that were changed by the span `after` or a later one, by their last span. */
  changed(after: number, count: number): LatestRow[] {
    return this.#statements.changed.all(this.dataset, after, count).map(latestRow);
  }

  /** Earliest and latest start of all traces. */
  bounds(): { readonly first: bigint; readonly last: bigint } | undefined {
    const first = this.#statements.firstStart.get(this.dataset);
    const last = this.#statements.lastStart.get(this.dataset);
    return first === undefined || last === undefined ? undefined : { first: fromStored(first), last: fromStored(last) };
  }

  byTraceId(traceId: string): LatestRow | undefined {
    const row = this.#statements.byTraceId.get(this.dataset, Buffer.from(traceId, 'hex'));
    return row === undefined ? undefined : latestRow(row);
  }

  /** The trace as of the mark; undefined when it was not there yet, or is gone. */
  *asOf(id: number): Steps<TraceRow | undefined> {
    const raw = this.#statements.byId.get(id);
    if (raw === undefined) return undefined;
    const latest = latestRow(raw);
    if (latest.firstSpan > this.watermark) return undefined;
    if (latest.lastSpan <= this.watermark) return latest;
    let start: bigint | undefined;
    let end = 0n;
    let spans = 0;
    let errors = 0;
    let weight = 0;
    yield* this.#spans.rows(id, (span) => {
      if (start === undefined || span.start < start) start = span.start;
      if (span.start > end) end = span.start;
      if (span.end > end) end = span.end;
      spans++;
      if (span.error) errors++;
      weight += span.weight;
    });
    return start === undefined ? undefined : { id, traceId: latest.traceId, start, end, spans, errors, weight };
  }
}

interface RawRow {
  readonly id: bigint;
  readonly traceId: Buffer;
  readonly starts: bigint;
  readonly ends: bigint;
  readonly spans: bigint;
  readonly errors: bigint;
  readonly weight: number;
  readonly firstSpan: bigint;
  readonly lastSpan: bigint;
}

function latestRow(row: RawRow): LatestRow {
  return {
    id: Number(row.id),
    traceId: row.traceId.toString('hex'),
    start: fromStored(row.starts),
    end: fromStored(row.ends),
    spans: Number(row.spans),
    errors: Number(row.errors),
    weight: row.weight,
    firstSpan: Number(row.firstSpan),
    lastSpan: Number(row.lastSpan),
  };
}

export type TraceStatements = ReturnType<typeof prepareTraceStatements>;

export function prepareTraceStatements(db: Connection) {
  const rows = <P extends unknown[]>(where: string) =>
    db
      .prepare<P, RawRow>(
        `SELECT id, trace_id AS traceId, starts, ends, spans, errors, weight, first_span AS firstSpan,
         last_span AS lastSpan FROM trace WHERE ${where}`,
      )
      .safeIntegers();
  type Ties = [dataset: number, starts: bigint, traceId: Buffer, count: number];
  type Rest = [dataset: number, starts: bigint, limit: bigint, count: number];
  const start = (order: 'ASC' | 'DESC') =>
    db
      .prepare<[number], bigint>(`SELECT starts FROM trace WHERE dataset = ? ORDER BY starts ${order} LIMIT 1`)
      .pluck()
      .safeIntegers();
  return {
    newest: {
      ties: rows<Ties>('dataset = ? AND starts = ? AND trace_id > ? ORDER BY trace_id ASC LIMIT ?'),
      rest: rows<Rest>('dataset = ? AND starts < ? AND starts >= ? ORDER BY starts DESC, trace_id ASC LIMIT ?'),
    },
    oldest: {
      ties: rows<Ties>('dataset = ? AND starts = ? AND trace_id < ? ORDER BY trace_id DESC LIMIT ?'),
      rest: rows<Rest>('dataset = ? AND starts > ? AND starts <= ? ORDER BY starts ASC, trace_id DESC LIMIT ?'),
    },
    lengthAfter: db
      .prepare<[dataset: number, length: number], number | null>(
        'SELECT min(length) FROM trace WHERE dataset = ? AND length > ?',
      )
      .pluck(),
    greatestLength: db
      .prepare<[dataset: number], number | null>('SELECT max(length) FROM trace WHERE dataset = ?')
      .pluck(),
    ofLength: rows<[number, number, bigint, bigint, bigint, number, number]>(
      'dataset = ? AND length = ? AND starts >= ? AND starts < ? AND (starts > ? OR id > ?) ORDER BY starts, id LIMIT ?',
    ),
    changed: rows<[number, number, number]>('dataset = ? AND last_span > ? ORDER BY last_span LIMIT ?'),
    byTraceId: rows<[number, Buffer]>('dataset = ? AND trace_id = ?'),
    byId: rows<[number]>('id = ?'),
    firstStart: start('ASC'),
    lastStart: start('DESC'),
  };
}
