// All traces of a window as of a commit mark, in the order of their starts, in chunks. The walk takes many steps, and
// between two of them traces may change. Such a trace is summed up again as of the mark and put in its old place; the
// chunks are read in the same step in which changes were looked for, so no trace is met twice or missed.
import type { TimeWindow } from '../trace-store.ts';
import type { PartSteps, Progress, Steps } from './steps.ts';
import {
  compareStarts,
  type Direction,
  type LatestRow,
  type StartPosition,
  type TraceRow,
  type TraceTables,
} from './trace-tables.ts';

export interface WalkRequest {
  readonly window: TimeWindow | undefined;
  readonly direction: Direction;
  /** Only traces that follow it. */
  readonly after: StartPosition | undefined;
}

const LAST_TIME = (1n << 64n) - 1n;
/** Before and after every trace id. */
const FIRST_ID = '';
const BEYOND_IDS = 'ff'.repeat(17);

export function* walkTraces(
  tables: TraceTables,
  request: WalkRequest,
  progress: Progress,
): PartSteps<readonly TraceRow[]> {
  const walk = new TraceWalk(tables, request, progress);
  if (request.direction === 'newest') {
    yield* walk.startingInside();
    yield* walk.startingBefore();
  } else {
    yield* walk.startingBefore();
    yield* walk.startingInside();
  }
}

class TraceWalk {
  readonly #tables: TraceTables;
  readonly #direction: Direction;
  readonly #window: TimeWindow;
  readonly #after: StartPosition | undefined;
  readonly #progress: Progress;
  readonly #chunk: number;
  /** Traces that changed after the mark, as of the mark, which the walk has not come to yet. */
  readonly #changed = new Map<number, TraceRow>();
  /** Changes up to this span are known. */
  #seen: number;

  constructor(tables: TraceTables, request: WalkRequest, progress: Progress) {
    this.#tables = tables;
    this.#direction = request.direction;
    this.#window = (request.window ?? { start: 0n, end: LAST_TIME }) as TimeWindow;
    this.#after = request.after;
    this.#progress = progress;
    this.#chunk = tables.limits.chunk;
    this.#seen = tables.watermark;
  }

  /** Traces that start in the window. */
  *startingInside(): PartSteps<readonly TraceRow[]> {
    const { start, end } = this.#window;
    if (start > end) return;
    const newest = this.#direction === 'newest';
    const limit = newest ? start : end;
    const measure = this.#measure();
    let position: StartPosition = newest ? { start: end, traceId: FIRST_ID } : { start, traceId: BEYOND_IDS };
    if (this.#after !== undefined && this.#compare(this.#after, position) > 0) position = this.#after;
    if (newest ? position.start < start : position.start > end) return;
    for (;;) {
      const changes = yield* this.#readChanges();
      const rows = this.#tables.following(this.#direction, position, limit, this.#chunk);
      yield* this.#takeChanges(changes, position);
      const last = rows.at(-1);
      const done = last === undefined || rows.length < this.#chunk;
      const chunk = this.#unchanged(rows);
      for (const row of this.#changed.values()) {
        if (row.start < start || row.start > end || !(done || this.#compare(row, last) <= 0)) continue;
        this.#changed.delete(row.id);
        chunk.push(row);
      }
      if (chunk.length > 0) yield chunk.sort((a, b) => this.#compare(a, b));
      if (done) return;
      position = last;
      this.#progress.share = measure(position.start);
      yield;
    }
  }

  /** Traces that start before the window and reach into it: by classes of length, each a little way before its start. */
  *startingBefore(): PartSteps<readonly TraceRow[]> {
    const { start, end } = this.#window;
    const found = new Map<number, TraceRow>();
    // A trace of length 0 cannot reach anywhere.
    let length = start > 0n ? this.#tables.lengthAfter(0) : undefined;
    for (; length !== undefined; length = this.#tables.lengthAfter(length)) {
      const reach = 1n << BigInt(length);
      const from = start > reach ? start - reach : 0n;
      let after: LatestRow | undefined;
      do {
        const changes = yield* this.#readChanges();
        const rows = this.#tables.ofLength(length, from, start, after, this.#chunk);
        for (const row of this.#unchanged(rows)) {
          if (row.end >= start && row.start <= end) found.set(row.id, row);
        }
        yield* this.#takeChanges(changes, undefined);
        after = rows.length < this.#chunk ? undefined : rows.at(-1);
        yield;
      } while (after !== undefined);
    }
    for (const row of this.#changed.values()) {
      if (row.start < start && row.end >= start && row.start <= end) found.set(row.id, row);
    }
    const sorted = [...found.values()]
      .filter((row) => this.#after === undefined || this.#compare(row, this.#after) > 0)
      .sort((a, b) => this.#compare(a, b));
    for (let at = 0; at < sorted.length; at += this.#chunk) {
      yield sorted.slice(at, at + this.#chunk);
      yield;
    }
  }

  /** Rows whose trace is as it was at the mark. */
  #unchanged(rows: readonly LatestRow[]): TraceRow[] {
    const unchanged = rows.filter((row) => row.lastSpan <= this.#tables.watermark);
    // A deletion may have taken what made it a changed one.
    for (const row of unchanged) this.#changed.delete(row.id);
    return unchanged;
  }

  /** Traces that changed since the last look. The last page of them is read without a pause after it. */
  *#readChanges(): Steps<number[]> {
    const ids: number[] = [];
    for (;;) {
      const page = this.#tables.changed(this.#seen, this.#chunk);
      for (const row of page) if (row.firstSpan <= this.#tables.watermark) ids.push(row.id);
      this.#seen = page.at(-1)?.lastSpan ?? this.#seen;
      if (page.length < this.#chunk) return ids;
      yield;
    }
  }

  /** Sums up changed traces, leaving out those that the walk has passed. */
  *#takeChanges(ids: readonly number[], position: StartPosition | undefined): Steps<void> {
    for (const id of ids) {
      const row = yield* this.#tables.asOf(id);
      if (row === undefined) continue;
      if (position === undefined || this.#compare(row, position) > 0) this.#changed.set(id, row);
      yield;
    }
  }

  #compare(a: StartPosition, b: StartPosition): number {
    return compareStarts(this.#direction, a, b);
  }

  /** Share of the window that lies behind a start, measured over where traces are. */
  #measure(): (start: bigint) => number {
    const bounds = this.#tables.bounds();
    if (bounds === undefined) return () => 1;
    const first = bounds.first > this.#window.start ? bounds.first : this.#window.start;
    const last = bounds.last < this.#window.end ? bounds.last : this.#window.end;
    const length = Number(last - first);
    return (start) => {
      const passed = Number(this.#direction === 'newest' ? last - start : start - first);
      return length <= 0 ? 0 : Math.min(Math.max(passed / length, 0), 1);
    };
  }
}
