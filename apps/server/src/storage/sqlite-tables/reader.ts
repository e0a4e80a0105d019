// The reading half: a read-only connection, of which each reader thread has its own, and snapshots over it.
import type { SpanId, TraceId } from '@spanloom/otlp-model';
import { AttributeKeys } from '@spanloom/otlp-model/protobuf';
import type {
  AggregateRequest,
  AggregateResults,
  EdgesRequest,
  RedRequest,
  ResourcesRequest,
} from '../trace-aggregates.ts';
import type {
  AttributeKey,
  AttributeScope,
  OperationRow,
  ReadOptions,
  ServiceShare,
  SpanOutline,
  SpanPage,
  SpanPageRequest,
  StoredSpan,
  StoreScope,
  StoreSnapshot,
  StoreStats,
  TimeWindow,
  TraceFilter,
  TracePage,
  TracePageRequest,
  TraceReader,
} from '../trace-store.ts';
import { Catalogue, prepareCatalogueStatements } from './catalogue.ts';
import { bytesOnDisk, TRACES_FILE } from './files.ts';
import { FilterPlanner, prepareFilterStatements } from './filter-plan.ts';
import { GraphCache } from './graph-cache.ts';
import { openForReading, type Connection } from './open.ts';
import { READ_LIMITS, type ReadLimits } from './read-limits.ts';
import { prepareSpanStatements } from './span-statements.ts';
import { SpanTables } from './span-tables.ts';
import { runSteps, streamSteps, type Pace, type PartSteps, type Progress, type Steps } from './steps.ts';
import { TraceGraphs } from './trace-graphs.ts';
import { prepareTraceStatements, TraceTables } from './trace-tables.ts';
import { TraceSearch } from './trace-search.ts';

/** Opens the folder for reading. A writer must have set it up before. Throws DataFolderError. */
export function openSqliteReader(options: { readonly folder: string; readonly limits?: ReadLimits }): TraceReader {
  const { folder, limits = READ_LIMITS } = options;
  return new SqliteReader(openForReading(folder, TRACES_FILE), folder, limits);
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(db: Connection) {
  return {
    spans: prepareSpanStatements(db),
    traces: prepareTraceStatements(db),
    filters: prepareFilterStatements(db),
    catalogue: prepareCatalogueStatements(db),
    lastSpan: db.prepare<[], number>('SELECT last_span FROM state').pluck(),
    dataset: db.prepare<[string, string], { readonly id: number; readonly traces: number; readonly spans: number }>(
      'SELECT id, traces, spans FROM dataset WHERE tenant = ? AND signal = ?',
    ),
  };
}

/** Stands for a dataset that does not exist yet: no row has it. */
const NO_DATASET = -1;

class SqliteReader implements TraceReader {
  readonly #db: Connection;
  readonly #folder: string;
  readonly #limits: ReadLimits;
  readonly #statements: Statements;
  readonly #graphs: GraphCache;

  constructor(db: Connection, folder: string, limits: ReadLimits) {
    this.#db = db;
    this.#folder = folder;
    this.#limits = limits;
    this.#statements = prepareStatements(db);
    this.#graphs = new GraphCache(limits.graphCalls);
  }

  snapshot(scope: StoreScope, watermark = Number.MAX_SAFE_INTEGER): StoreSnapshot {
    const latest = this.#statements.lastSpan.get() ?? 0;
    const dataset = this.#statements.dataset.get(scope.tenant, scope.signal)?.id ?? NO_DATASET;
    return new SqliteSnapshot({
      db: this.#db,
      statements: this.#statements,
      graphs: this.#graphs,
      limits: this.#limits,
      dataset,
      watermark: Math.min(watermark, latest),
    });
  }

  stats(scope: StoreScope): StoreStats {
    const dataset = this.#statements.dataset.get(scope.tenant, scope.signal);
    return { traces: dataset?.traces ?? 0, spans: dataset?.spans ?? 0, bytes: bytesOnDisk(this.#folder) };
  }

  close(): void {
    this.#db.close();
  }
}

interface SnapshotParts {
  readonly db: Connection;
  readonly statements: Statements;
  readonly graphs: GraphCache;
  readonly limits: ReadLimits;
  readonly dataset: number;
  readonly watermark: number;
}

class SqliteSnapshot implements StoreSnapshot {
  readonly watermark: number;
  readonly #db: Connection;
  readonly #statements: Statements;
  readonly #graphs: GraphCache;
  readonly #dataset: number;
  readonly #limits: ReadLimits;

  constructor({ db, statements, graphs, limits, dataset, watermark }: SnapshotParts) {
    this.#graphs = graphs;
    this.#limits = limits;
    this.watermark = watermark;
    this.#db = db;
    this.#statements = statements;
    this.#dataset = dataset;
  }

  findTraces(request: TracePageRequest, options: ReadOptions): Promise<TracePage> {
    return this.#run(options, ({ search }) => search.page(request));
  }

  findSpanPage(request: SpanPageRequest, options: ReadOptions): Promise<SpanPage> {
    return this.#run(options, ({ search }) => search.spanPage(request));
  }

  findSpans(filter: TraceFilter, options: ReadOptions): AsyncIterable<readonly StoredSpan[]> {
    return this.#stream(options, ({ search }) => search.matchingSpans(filter));
  }

  getTrace(traceId: TraceId, options: ReadOptions): AsyncIterable<readonly StoredSpan[]> {
    return this.#stream(options, function* ({ traces, spans }) {
      const row = traces.byTraceId(traceId);
      if (row === undefined) return;
      for (const page of spans.bodies(row.id)) yield page === undefined || page.length > 0 ? page : undefined;
    });
  }

  getTraceOutline(
    traceId: TraceId,
    keys: readonly string[],
    options: ReadOptions,
  ): AsyncIterable<readonly SpanOutline[]> {
    const wanted = new AttributeKeys(keys);
    return this.#stream(options, function* ({ traces, spans }) {
      const row = traces.byTraceId(traceId);
      if (row === undefined) return;
      for (const page of spans.outlines(row.id, wanted)) yield page.length > 0 ? page : undefined;
    });
  }

  getSpans(traceId: TraceId, spanId: SpanId, options: ReadOptions): Promise<readonly StoredSpan[]> {
    return this.#run(options, function* ({ traces, spans }) {
      const row = traces.byTraceId(traceId);
      return row === undefined ? [] : yield* spans.withSpanId(row.id, spanId);
    });
  }

  async aggregate<K extends AggregateRequest['kind']>(
    request: Extract<AggregateRequest, { kind: K }>,
    options: ReadOptions,
  ): Promise<AggregateResults[K]> {
    const results: { [Kind in AggregateRequest['kind']]: () => Promise<AggregateResults[Kind]> } = {
      histogram: () => {
        const { filter, buckets } = request as Extract<AggregateRequest, { kind: 'histogram' }>;
        return this.#run(options, ({ search }) => search.histogram(filter, buckets));
      },
      edges: () => this.#run(options, ({ search }) => search.edges(request as EdgesRequest)),
      resources: () => this.#run(options, ({ search }) => search.resources(request as ResourcesRequest)),
      red: () => this.#run(options, ({ search }) => search.red(request as RedRequest)),
    };
    const kind: K = request.kind;
    return results[kind]();
  }

  services(window: TimeWindow | undefined, options: ReadOptions): Promise<readonly ServiceShare[]> {
    return this.#run(options, ({ search, catalogue }) =>
      window === undefined ? catalogue.services() : search.services(window),
    );
  }

  operations(
    request: { readonly service: string | undefined; readonly prefix: string; readonly limit: number },
    options: ReadOptions,
  ): Promise<readonly OperationRow[]> {
    return this.#run(options, ({ catalogue }) => catalogue.operations(request));
  }

  attributeKeys(
    request: { readonly prefix: string; readonly limit: number },
    options: ReadOptions,
  ): Promise<readonly AttributeKey[]> {
    return this.#run(options, ({ catalogue }) => catalogue.attributeKeys(request));
  }

  attributeValues(
    request: {
      readonly scope: AttributeScope | undefined;
      readonly key: string;
      readonly prefix: string;
      readonly limit: number;
    },
    options: ReadOptions,
  ): Promise<readonly string[]> {
    return this.#run(options, ({ catalogue }) => catalogue.attributeValues(request));
  }

  #run<T>(options: ReadOptions, read: (request: RequestTables) => Steps<T>): Promise<T> {
    const request = this.#request();
    return runSteps(this.#pace(), read(request), request.progress, options);
  }

  #stream<T>(options: ReadOptions, read: (request: RequestTables) => PartSteps<T>): AsyncIterable<T> {
    const request = this.#request();
    return streamSteps(this.#pace(), read(request), request.progress, options);
  }

  #pace(): Pace {
    return { db: this.#db, stepMs: this.#limits.stepMs };
  }

  /** What one request looks up is its own: a deletion in between may give dictionary ids away again. */
  #request(): RequestTables {
    const { spans: spanStatements, traces: traceStatements, filters, catalogue } = this.#statements;
    const spans = new SpanTables(spanStatements, this.watermark, this.#limits);
    const traces = new TraceTables(traceStatements, spans, this.#dataset);
    const planner = new FilterPlanner(filters, this.#dataset, this.watermark, this.#limits);
    const progress: Progress = { share: 0, matched: 0 };
    const graphs = new TraceGraphs(traces, spans, this.#graphs);
    const search = new TraceSearch({ traces, spans, planner, progress, graphs });
    return {
      spans,
      traces,
      search,
      progress,
      catalogue: new Catalogue(catalogue, this.#dataset, this.watermark, this.#limits),
    };
  }
}

interface RequestTables {
  readonly spans: SpanTables;
  readonly traces: TraceTables;
  readonly search: TraceSearch;
  readonly catalogue: Catalogue;
  readonly progress: Progress;
}
