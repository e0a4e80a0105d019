// Reads over the traces that match a filter: pages of summaries, spans in their order, and sums.
import type { TraceId } from '@spanloom/otlp-model';
import { HistogramBuilder, ServiceGraphBuilder } from '../aggregates.ts';
import { effectiveEnd, inWindow } from '../evaluate.ts';
import { EdgeMatcher, GraphLens, type ResourceOf } from '../graph-lens.ts';
import { RedBuilder } from '../red.ts';
import { ResourceGraphBuilder } from '../resource-graph.ts';
import { ServiceShares, TraceSummaryBuilder } from '../trace-summary.ts';
import type {
  EdgesRequest,
  RedRequest,
  RedSeries,
  ResourceGraph,
  ResourcesRequest,
  ServiceGraph,
  TimeHistogram,
} from '../trace-aggregates.ts';
import type {
  EdgeFilter,
  PagePosition,
  ServiceShare,
  SpanPage,
  SpanPageRequest,
  StoredSpan,
  TimeWindow,
  TraceFilter,
  TraceOrder,
  TracePage,
  TracePageRequest,
  TraceSummary,
} from '../trace-store.ts';
import { BestSpans } from './best-spans.ts';
import type { FilterPlanner, SpanPlan } from './filter-plan.ts';
import type { TraceGraphs } from './trace-graphs.ts';
import { compareHeads, MatchingSpans } from './matching-spans.ts';
import { MinHeap } from './min-heap.ts';
import { NO_ROW_CONDITIONS, type SpanTables } from './span-tables.ts';
import type { PartSteps, Progress, Steps } from './steps.ts';
import { compareStarts, type Direction, type StartPosition, type TraceRow, type TraceTables } from './trace-tables.ts';
import { walkTraces, type WalkRequest } from './trace-walk.ts';

/** Spans handed over at a time. */
const BATCH = 1000;

/** One request's view: tables as of a mark, and where it reports how far it is. */
export interface SearchTables {
  readonly traces: TraceTables;
  readonly spans: SpanTables;
  readonly planner: FilterPlanner;
  readonly progress: Progress;
  readonly graphs: TraceGraphs;
}

export class TraceSearch {
  readonly #traces: TraceTables;
  readonly #spans: SpanTables;
  readonly #planner: FilterPlanner;
  readonly #progress: Progress;
  readonly #graphs: TraceGraphs;
  readonly #matchers = new WeakMap<EdgeFilter, EdgeMatcher>();
  readonly #resourceOf: ResourceOf = (place) => this.#spans.resource(place);

  constructor(tables: SearchTables) {
    this.#traces = tables.traces;
    this.#spans = tables.spans;
    this.#planner = tables.planner;
    this.#progress = tables.progress;
    this.#graphs = tables.graphs;
  }

  *page(request: TracePageRequest): Steps<TracePage> {
    const { order, limit, filter, after } = request;
    const found =
      order === 'newest' ? yield* this.#firstByStart(filter, after, limit + 1) : yield* this.#longest(request);
    const rows = found.slice(0, limit);
    const traces: TraceSummary[] = [];
    for (const row of rows) {
      const summary = yield* this.#summary(row);
      if (summary !== undefined) traces.push(summary);
      yield;
    }
    const last = rows.at(-1);
    return { traces, next: found.length > limit && last !== undefined ? positionOf(last, order) : undefined };
  }

  *histogram(filter: TraceFilter & { readonly window: TimeWindow }, buckets: number): Steps<TimeHistogram> {
    const histogram = new HistogramBuilder(filter.window, buckets);
    for (const row of this.#matching(filter, 'newest', undefined)) {
      if (row === undefined) yield;
      else histogram.add(row);
    }
    return histogram.finish();
  }

  *edges(request: EdgesRequest): Steps<ServiceGraph> {
    const graph = new ServiceGraphBuilder(new GraphLens(request, this.#resourceOf));
    for (const row of this.#matching(request.filter, 'newest', undefined)) {
      if (row !== undefined) graph.add(yield* this.#graphs.of(row));
      yield;
    }
    return graph.finish();
  }

  *resources({ filter, keys }: ResourcesRequest): Steps<ResourceGraph> {
    const graph = new ResourceGraphBuilder(keys, {
      resource: this.#resourceOf,
      scopeName: (scope) => this.#spans.scopeName(scope),
    });
    for (const row of this.#matching(filter, 'newest', undefined)) {
      if (row !== undefined) graph.add(yield* this.#graphs.of(row));
      yield;
    }
    return graph.finish();
  }

  *red(request: RedRequest): Steps<RedSeries> {
    const series = new RedBuilder(request, new GraphLens(request, this.#resourceOf));
    for (const row of this.#matching(request.filter, 'newest', undefined)) {
      if (row !== undefined) series.add(yield* this.#graphs.of(row));
      yield;
    }
    return series.finish();
  }

  *services(window: TimeWindow): Steps<ServiceShare[]> {
    const shares = new ServiceShares();
    for (const row of this.#matching({ window, span: {} }, 'newest', undefined)) {
      if (row !== undefined) {
        yield* this.#spans.conditionRows(row.id, NO_ROW_CONDITIONS, (span) => {
          if (span.fits) shares.add(this.#spans.operation(span.operation).service, 1, span.error ? 1 : 0);
          return false;
        });
      }
      yield;
    }
    return shares.byName();
  }

  /**
   * Spans that match, in their order over all traces. Traces come by their start, so what lies before the start of the
   * next one can be handed over: a merge of as many traces as overlap, each read a little ahead.
   */
  *matchingSpans(filter: TraceFilter): PartSteps<readonly StoredSpan[]> {
    const plan = yield* this.#planner.plan(filter.span);
    if (plan === undefined) return;
    const open = new MinHeap<MatchingSpans>(compareHeads);
    let batch: StoredSpan[] = [];
    const take = function* (before: bigint | undefined): PartSteps<readonly StoredSpan[]> {
      for (let next = open.peek(); next !== undefined; next = open.peek()) {
        if (before !== undefined && next.head.span.start >= before) return;
        open.pop();
        batch.push(next.head);
        if (yield* next.advance()) open.push(next);
        if (batch.length >= BATCH) {
          yield batch;
          batch = [];
        } else yield;
      }
    };
    for (const row of this.#candidates(plan, { window: filter.window, direction: 'oldest', after: undefined })) {
      if (row !== undefined) {
        yield* take(row.start);
        if (filter.edge === undefined || this.#matcherOf(filter.edge).matches(yield* this.#graphs.of(row))) {
          const spans = new MatchingSpans(row.id, plan, this.#spans, this.#planner);
          if (yield* spans.advance()) open.push(spans);
        }
      }
      yield;
    }
    yield* take(undefined);
    if (batch.length > 0) yield batch;
  }

  /**
   * The first spans of an order. Traces come newest first; those that cannot hold a span that has a place are not looked
   * into, and once even the longest of all could not reach so far, the rest is left.
   */
  *spanPage(request: SpanPageRequest): Steps<SpanPage> {
    const { filter, order } = request;
    const best = new BestSpans(request);
    const plan = yield* this.#planner.plan(filter.span);
    if (plan === undefined) return best.page();
    const reach = this.#traces.reach();
    for (const row of this.#candidates(plan, { window: filter.window, direction: 'newest', after: undefined })) {
      if (row === undefined) {
        yield;
        continue;
      }
      const { least } = best;
      if (order === 'newest' && least !== undefined && row.start + reach < least) break;
      // No span starts after its trace ends, or takes longer than it.
      const most = order === 'newest' ? row.end : row.end - row.start;
      const worthALook = least === undefined || most >= least;
      if (
        worthALook &&
        (filter.edge === undefined || this.#matcherOf(filter.edge).matches(yield* this.#graphs.of(row)))
      ) {
        yield* this.#foundSpans(row, plan, best);
      }
      yield;
    }
    return best.page();
  }

  *#foundSpans(row: TraceRow, plan: SpanPlan, best: BestSpans): Steps<void> {
    let matched = false;
    yield* this.#spans.conditionRows(row.id, plan.row, (span) => {
      if (!this.#planner.matches(plan, span)) return false;
      matched = true;
      const found = this.#spans.found(span.id, row.traceId as TraceId);
      if (found !== undefined) best.add(found);
      return false;
    });
    if (matched) this.#progress.matched++;
  }

  *#firstByStart(filter: TraceFilter, after: PagePosition | undefined, count: number): Steps<TraceRow[]> {
    const found: TraceRow[] = [];
    const position = after === undefined ? undefined : { start: after.value, traceId: after.traceId };
    for (const row of this.#matching(filter, 'newest', position)) {
      if (row === undefined) yield;
      else if (found.push(row) >= count) break;
    }
    return found;
  }

  /** The first `limit + 1` by duration. Traces that would come after them are not looked into. */
  *#longest(request: TracePageRequest): Steps<TraceRow[]> {
    const { filter, limit, after } = request;
    const best: TraceRow[] = [];
    const worthALook = (row: TraceRow): boolean => {
      const position = positionOf(row, 'longest');
      if (after !== undefined && comparePositions(position, after) <= 0) return false;
      const worst = best.length > limit ? best.at(-1) : undefined;
      return worst === undefined || comparePositions(position, positionOf(worst, 'longest')) < 0;
    };
    for (const row of this.#matching(filter, 'newest', undefined, worthALook)) {
      if (row === undefined) {
        yield;
        continue;
      }
      const position = positionOf(row, 'longest');
      const at = best.findIndex((other) => comparePositions(position, positionOf(other, 'longest')) < 0);
      best.splice(at === -1 ? best.length : at, 0, row);
      if (best.length > limit + 1) best.pop();
    }
    return best;
  }

  /** Rows of the traces that match, by start; undefined to pause. */
  *#matching(
    filter: TraceFilter,
    direction: Direction,
    after: StartPosition | undefined,
    worthALook: (row: TraceRow) => boolean = () => true,
  ): PartSteps<TraceRow> {
    const plan = yield* this.#planner.plan(filter.span);
    if (plan === undefined) return;
    for (const row of this.#candidates(plan, { window: filter.window, direction, after })) {
      if (row === undefined) yield;
      else if (worthALook(row) && (yield* this.#matches(row, plan, filter))) {
        this.#progress.matched++;
        yield row;
      } else yield;
    }
  }

  *#matches(row: TraceRow, plan: SpanPlan, filter: TraceFilter): Steps<boolean> {
    if (!plan.open) {
      const matches = yield* this.#spans.conditionRows(row.id, plan.row, (span) => this.#planner.matches(plan, span));
      if (!matches) return false;
    }
    return filter.edge === undefined || this.#matcherOf(filter.edge).matches(yield* this.#graphs.of(row));
  }

  /** Rows of traces that may match, by start: those of the plan, or all of the window. */
  *#candidates(plan: SpanPlan, request: WalkRequest): PartSteps<TraceRow> {
    const chunks =
      plan.traces === undefined
        ? walkTraces(this.#traces, request, this.#progress)
        : this.#rareTraces(plan.traces, request);
    for (const chunk of chunks) {
      if (chunk === undefined) yield;
      else yield* chunk;
    }
  }

  *#rareTraces(ids: readonly number[], request: WalkRequest): PartSteps<readonly TraceRow[]> {
    const { window, direction, after } = request;
    const rows: TraceRow[] = [];
    for (const id of ids) {
      const row = yield* this.#traces.asOf(id);
      const follows = row !== undefined && (after === undefined || compareStarts(direction, row, after) > 0);
      if (follows && inWindow(window, row.start, row.end)) rows.push(row);
      yield;
    }
    rows.sort((a, b) => compareStarts(direction, a, b));
    for (let at = 0; at < rows.length; at += this.#traces.limits.chunk) {
      this.#progress.share = at / rows.length;
      yield rows.slice(at, at + this.#traces.limits.chunk);
    }
  }

  *#summary(row: TraceRow): Steps<TraceSummary | undefined> {
    const builder = new TraceSummaryBuilder();
    yield* this.#spans.rows(row.id, (span) => {
      const { service, name, kind } = span.operation;
      builder.add({ ...span, end: effectiveEnd(span), service, operation: name, kind });
    });
    return builder.finish(row.traceId as TraceId);
  }

  /** One for all rows of a request: it knows the resources that it has seen. */
  #matcherOf(edge: EdgeFilter): EdgeMatcher {
    const known = this.#matchers.get(edge);
    if (known !== undefined) return known;
    const matcher = new EdgeMatcher(edge, this.#resourceOf);
    this.#matchers.set(edge, matcher);
    return matcher;
  }
}

function positionOf(row: TraceRow, order: TraceOrder): PagePosition {
  return { value: order === 'newest' ? row.start : row.end - row.start, traceId: row.traceId as TraceId };
}

/** Value descending, then trace id ascending. */
function comparePositions(a: PagePosition, b: PagePosition): number {
  if (a.value !== b.value) return a.value > b.value ? -1 : 1;
  return a.traceId < b.traceId ? -1 : a.traceId > b.traceId ? 1 : 0;
}
