// The spans of one trace that fulfil a plan, read a little ahead: many traces are merged in the order of their spans.
import type { StoredSpan } from '../trace-store.ts';
import type { FilterPlanner, SpanPlan } from './filter-plan.ts';
import type { SpanTables } from './span-tables.ts';
import type { Steps } from './steps.ts';

/** The matching spans of one trace, one by one. */
export class MatchingSpans {
  readonly #trace: number;
  readonly #plan: SpanPlan;
  readonly #tables: SpanTables;
  readonly #planner: FilterPlanner;
  readonly #pages: ReturnType<SpanTables['conditionPages']>;
  #ids: number[] = [];
  #at = 0;
  #conflicting: ReadonlySet<string> | undefined;
  #head: StoredSpan | undefined;

  constructor(trace: number, plan: SpanPlan, tables: SpanTables, planner: FilterPlanner) {
    this.#trace = trace;
    this.#plan = plan;
    this.#tables = tables;
    this.#planner = planner;
    this.#pages = tables.conditionPages(trace, plan.row, tables.limits.spanPage);
  }

  /** The span that `advance` found. */
  get head(): StoredSpan {
    if (this.#head === undefined) throw new Error('there is no span left');
    return this.#head;
  }

  /** Goes to the next matching span; false when there is none. */
  *advance(): Steps<boolean> {
    this.#head = undefined;
    for (;;) {
      const id = this.#ids[this.#at++];
      if (id !== undefined) {
        this.#conflicting ??= yield* this.#tables.conflictingIds(this.#trace);
        this.#head = this.#tables.body(id, this.#conflicting);
        if (this.#head !== undefined) return true;
        continue;
      }
      const page = this.#pages.next();
      if (page === undefined) return false;
      this.#ids = page.filter((row) => this.#planner.matches(this.#plan, row)).map((row) => row.id);
      this.#at = 0;
      yield;
    }
  }
}

/** Orders by the span at hand: (start, span id, content hash). */
export function compareHeads({ head: a }: MatchingSpans, { head: b }: MatchingSpans): number {
  if (a.span.start !== b.span.start) return a.span.start < b.span.start ? -1 : 1;
  if (a.span.spanId !== b.span.spanId) return a.span.spanId < b.span.spanId ? -1 : 1;
  return a.contentHash < b.contentHash ? -1 : a.contentHash > b.contentHash ? 1 : 0;
}
