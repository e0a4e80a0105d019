// Deleting spans, page by page: each page leaves all tables true. With the spans go their postings and every dictionary
// row that nothing refers to any more, so that completion lists only what is there. Which deletions there are, and how
// long one goes on at a time, is in deletions.ts.
import { decodeResource, decodeSpan } from '@spanloom/otlp-model/protobuf';
import type { Attributes, ServiceName } from '@spanloom/otlp-model';
import type { StoreScope } from '../trace-store.ts';
import type { Connection } from './open.ts';
import { indexedAttributes, type IndexedAttribute } from './prepare-batch.ts';
import { ATTRIBUTE_SCOPE, bitLength } from './schema.ts';

/** How much a deletion takes at a time. Tests make it tiny, so that little data crosses every border. */
export interface DeletionLimits {
  /** How long a step goes on, in milliseconds. A page and the flush of the commit come on top. */
  readonly stepMs: number;
  /** Spans in a page, whose traces are brought up to date with it: some milliseconds of work. */
  readonly page: number;
  /** Rows of traces that keep more spans are not summed up with each page, but when the deletion comes to its end. */
  readonly summedAtOnce: number;
  /** Spans read at a time when such a trace is summed up. */
  readonly summedPage: number;
}

export const DELETION_LIMITS: DeletionLimits = { stepMs: 15, page: 20, summedAtOnce: 250, summedPage: 1000 };

/** Goes on when asked for the next; what it yields is how many spans went since, and a place to commit. */
export type DeletionSteps = Generator<number, void, undefined>;

const DICTIONARIES = ['operation', 'resource', 'scope', 'peer'] as const;

interface DoomedSpan {
  readonly id: number;
  readonly trace: number;
  readonly operation: number;
  readonly resource: number;
  readonly scope: number;
  readonly peer: number | null;
  readonly status: number;
  readonly weight: number;
  readonly body: Buffer;
}

/** What a trace loses with a page. */
interface Loss {
  spans: number;
  errors: number;
  weight: number;
}

interface Posting {
  readonly attribute: number;
  readonly folded: string | Buffer;
  readonly value: string | Buffer;
  readonly kv: number;
}

/**
 * Deletes within transactions of the caller. Only spans up to the id `lastSpan` go: it is what keeps the rows that a
 * deletion remembers between its steps right, since an id that was given away again belongs to later spans alone.
 */
export class SpanDeleter {
  readonly #limits: DeletionLimits;
  readonly #db: Connection;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection, limits: DeletionLimits) {
    this.#db = db;
    this.#limits = limits;
    this.#statements = prepareStatements(db);
  }

  *trace(dataset: number, traceId: Buffer, lastSpan: number): DeletionSteps {
    const { findTrace, spansOfTrace } = this.#statements;
    const trace = findTrace.get(dataset, traceId);
    if (trace !== undefined) {
      yield* this.#deletePages(dataset, () => spansOfTrace.all(trace, lastSpan, this.#limits.page));
    }
    yield* this.#sumStaleTraces();
  }

  *service(dataset: number, service: ServiceName, lastSpan: number): DeletionSteps {
    const { operationsOf, spansOfOperation } = this.#statements;
    for (const operation of operationsOf.all(dataset, service.name, service.namespace)) {
      yield* this.#deletePages(dataset, () => spansOfOperation.all(operation, lastSpan, this.#limits.page));
    }
    yield* this.#sumStaleTraces();
  }

  all(scope: StoreScope): number {
    const dataset = this.dataset(scope);
    const spans = this.#statements.spansOf.get(dataset) ?? 0;
    // When nobody else has spans, SQLite can drop whole tables at once instead of going through their rows.
    const alone = this.#statements.othersWithSpans.get(dataset) === undefined;
    for (const [table, condition] of ROWS_OF_DATASET) {
      if (alone) this.#db.exec(`DELETE FROM ${table}`);
      else this.#db.prepare<[number]>(`DELETE FROM ${table} WHERE ${condition}`).run(dataset);
    }
    this.#statements.emptyDataset.run(dataset);
    return spans;
  }

  /** -1 when nothing of the scope was ever stored. */
  dataset(scope: StoreScope): number {
    return this.#statements.findDataset.get(scope.tenant, scope.signal) ?? -1;
  }

  /** Takes page after page of spans until there are none. */
  *#deletePages(dataset: number, nextPage: () => DoomedSpan[]): DeletionSteps {
    for (let page = nextPage(); page.length > 0; page = nextPage()) {
      const losses = new Map<number, Loss>();
      for (const span of page) {
        this.#deleteSpan(dataset, span);
        addLoss(losses, span);
      }
      let tracesGone = 0;
      for (const [trace, loss] of losses) if (this.#refreshTrace(trace, loss)) tracesGone++;
      this.#statements.countDataset.run(tracesGone, page.length, dataset);
      yield page.length;
    }
  }

  #deleteSpan(dataset: number, span: DoomedSpan): void {
    const { removeSpan, removeSpanAttribute, hasSpanAttribute, uncount, uncountError } = this.#statements;
    removeSpan.run(span.id);
    for (const posting of this.#postings(dataset, 'span', decodeSpan(span.body).attributes)) {
      removeSpanAttribute.run(posting.kv, span.id);
      if (hasSpanAttribute.get(posting.kv) === undefined) this.#deleteKv(posting);
    }
    if (span.status === 2) uncountError.run(span.operation);
    for (const kind of DICTIONARIES) {
      const id = span[kind];
      if (id !== null && uncount[kind].get(id) === 0) this.#deleteUnused(dataset, kind, id);
    }
  }

  #deleteUnused(dataset: number, kind: (typeof DICTIONARIES)[number], id: number): void {
    const { resourceBody, removeResourceAttribute, hasResourceAttribute, remove } = this.#statements;
    if (kind === 'resource') {
      const body = resourceBody.get(id);
      const attributes = body === undefined ? [] : decodeResource(body).attributes;
      for (const posting of this.#postings(dataset, 'resource', attributes)) {
        removeResourceAttribute.run(posting.kv, id);
        if (hasResourceAttribute.get(posting.kv) === undefined) this.#deleteKv(posting);
      }
    }
    remove[kind].run(id);
  }

  #deleteKv(posting: Posting): void {
    const { removeKv, hasKv, removeAttribute } = this.#statements;
    removeKv.run(posting.attribute, posting.folded, posting.value);
    if (hasKv.get(posting.attribute) === undefined) removeAttribute.run(posting.attribute);
  }

  /** The postings that attributes were given when they were stored. */
  #postings(dataset: number, scope: keyof typeof ATTRIBUTE_SCOPE, attributes: Attributes): Posting[] {
    return indexedAttributes(attributes).map((indexed: IndexedAttribute) => {
      const attribute = this.#statements.findAttribute.get(dataset, ATTRIBUTE_SCOPE[scope], indexed.key);
      const kv =
        attribute === undefined ? undefined : this.#statements.findKv.get(attribute, indexed.folded, indexed.value);
      if (attribute === undefined || kv === undefined) throw new Error('a stored attribute has no posting');
      return { attribute, folded: indexed.folded, value: indexed.value, kv };
    });
  }

  /**
   * Makes the row of a trace true again. Answers whether the trace is gone. Of one that keeps many spans the counts are
   * right, while its times and the ids of its first and last span go on enclosing what is there: every step would read
   * all of the trace otherwise.
   */
  #refreshTrace(trace: number, { spans, errors, weight }: Loss): boolean {
    const { shrinkTrace, removeTrace, noteStale, sumTrace } = this.#statements;
    const left = shrinkTrace.get(spans, errors, weight, trace);
    if (left === undefined) throw new Error('a stored span has no trace');
    if (left > this.#limits.summedAtOnce) {
      noteStale.run(trace);
      return false;
    }
    const sum = left === 0 ? undefined : sumTrace.get(trace);
    if (sum === undefined) removeTrace.run(trace);
    else this.#setTrace(trace, sum);
    return sum === undefined;
  }

  /**
   * Sums up the traces that were put off, also those of a run that broke off. One may be gone, and its id may be another's
   * by now, which is none the worse for it.
   */
  *#sumStaleTraces(): DeletionSteps {
    const { anyStale, forgetStale, lastSpanOf, sumNewer } = this.#statements;
    for (let trace = anyStale.get(); trace !== undefined; trace = anyStale.get()) {
      const until = lastSpanOf.get(trace);
      if (until !== undefined) {
        const old = yield* this.#sumUntil(trace, until);
        // What came between two of the pages.
        const newer = lastSpanOf.get(trace) === until ? undefined : sumNewer.get(trace, until);
        const sum = newer === undefined ? old : merged(old, newer);
        if (sum !== undefined) this.#setTrace(trace, sum);
      }
      forgetStale.run(trace);
    }
  }

  /** The spans of a trace up to an id, read page by page. */
  *#sumUntil(trace: number, until: number): Generator<number, TraceSum | undefined, undefined> {
    let sum: TraceSum | undefined;
    let after = BEGINNING;
    for (;;) {
      const { starts, spanId, hash } = after;
      const page = this.#statements.sumPage.all(trace, starts, spanId, hash, this.#limits.summedPage);
      for (const row of page) if (row.lastSpan <= until) sum = merged(sum, row);
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.summedPage) return sum;
      after = last;
      yield 0;
    }
  }

  #setTrace(trace: number, { starts, ends, spans, errors, weight, firstSpan, lastSpan }: TraceSum): void {
    const length = bitLength(ends - starts);
    this.#statements.setTrace.run(starts, ends, length, spans, errors, weight, firstSpan, lastSpan, trace);
  }
}

function addLoss(losses: Map<number, Loss>, { trace, status, weight }: DoomedSpan): void {
  const loss = losses.get(trace) ?? { spans: 0, errors: 0, weight: 0 };
  losses.set(trace, loss);
  loss.spans++;
  if (status === 2) loss.errors++;
  loss.weight += weight;
}

function merged(sum: TraceSum | undefined, other: TraceSum): TraceSum {
  if (sum === undefined) return other;
  return {
    starts: sum.starts < other.starts ? sum.starts : other.starts,
    ends: sum.ends > other.ends ? sum.ends : other.ends,
    spans: sum.spans + other.spans,
    errors: sum.errors + other.errors,
    weight: sum.weight + other.weight,
    firstSpan: sum.firstSpan < other.firstSpan ? sum.firstSpan : other.firstSpan,
    lastSpan: sum.lastSpan > other.lastSpan ? sum.lastSpan : other.lastSpan,
  };
}

/** Every table with what makes a row belong to a dataset, in the order in which they can be emptied. */
const ROWS_OF_DATASET = [
  [
    'span_attribute',
    `kv IN (SELECT kv.id FROM kv JOIN attribute ON attribute.id = kv.attribute
            WHERE dataset = ? AND scope = ${ATTRIBUTE_SCOPE.span})`,
  ],
  ['resource_attribute', 'resource IN (SELECT id FROM resource WHERE dataset = ?)'],
  ['kv', 'attribute IN (SELECT id FROM attribute WHERE dataset = ?)'],
  ['attribute', 'dataset = ?'],
  ['span', 'trace IN (SELECT id FROM trace WHERE dataset = ?)'],
  ['trace', 'dataset = ?'],
  ...DICTIONARIES.map((table) => [table, 'dataset = ?'] as const),
] as const;

/** Of the spans of a trace, or of one of them. */
interface TraceSum {
  readonly starts: bigint;
  readonly ends: bigint;
  readonly spans: bigint;
  readonly errors: bigint;
  readonly weight: number;
  readonly firstSpan: bigint;
  readonly lastSpan: bigint;
}

/** Where a span stands in its trace. */
interface SpanPosition {
  readonly starts: bigint;
  readonly spanId: Buffer;
  readonly hash: Buffer;
}

/** Before every span. */
const BEGINNING: SpanPosition = { starts: -(1n << 63n), spanId: Buffer.alloc(0), hash: Buffer.alloc(0) };

function prepareStatements(db: Connection) {
  const one = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck();
  const change = <P extends unknown[]>(sql: string) => db.prepare<P>(sql);
  const columns = 'id, trace, operation, resource, scope, peer, status, weight, body';
  const sumOf = (where: string) =>
    `SELECT min(starts) AS starts, max(max(starts, ends)) AS ends, count(*) AS spans, sum(status = 2) AS errors,
     sum(weight) AS weight, min(id) AS firstSpan, max(id) AS lastSpan FROM span WHERE ${where} HAVING count(*) > 0`;
  return {
    findDataset: one<[string, string]>('SELECT id FROM dataset WHERE tenant = ? AND signal = ?'),
    spansOf: one<[number]>('SELECT spans FROM dataset WHERE id = ?'),
    othersWithSpans: one<[number]>('SELECT 1 FROM dataset WHERE id <> ? AND spans > 0 LIMIT 1'),
    emptyDataset: change<[number]>('UPDATE dataset SET traces = 0, spans = 0 WHERE id = ?'),
    countDataset: change<[number, number, number]>(
      'UPDATE dataset SET traces = traces - ?, spans = spans - ? WHERE id = ?',
    ),
    findTrace: one<[number, Buffer]>('SELECT id FROM trace WHERE dataset = ? AND trace_id = ?'),
    // With +id the index by trace is taken, never the rows themselves.
    spansOfTrace: db.prepare<[trace: number, lastSpan: number, limit: number], DoomedSpan>(
      `SELECT ${columns} FROM span WHERE trace = ? AND +id <= ? LIMIT ?`,
    ),
    operationsOf: one<[number, string, string]>(
      'SELECT id FROM operation WHERE dataset = ? AND service = ? AND namespace = ?',
    ),
    spansOfOperation: db.prepare<[operation: number, lastSpan: number, limit: number], DoomedSpan>(
      `SELECT ${columns} FROM span INDEXED BY span_by_operation WHERE operation = ? AND id <= ? LIMIT ?`,
    ),
    removeSpan: change<[number]>('DELETE FROM span WHERE id = ?'),
    removeSpanAttribute: change<[number, number]>('DELETE FROM span_attribute WHERE kv = ? AND span = ?'),
    hasSpanAttribute: one<[number]>('SELECT 1 FROM span_attribute WHERE kv = ? LIMIT 1'),
    resourceBody: db.prepare<[number], Buffer>('SELECT body FROM resource WHERE id = ?').pluck(),
    removeResourceAttribute: change<[number, number]>('DELETE FROM resource_attribute WHERE kv = ? AND resource = ?'),
    hasResourceAttribute: one<[number]>('SELECT 1 FROM resource_attribute WHERE kv = ? LIMIT 1'),
    findAttribute: one<[number, number, string]>(
      'SELECT id FROM attribute WHERE dataset = ? AND scope = ? AND key = ?',
    ),
    removeAttribute: change<[number]>('DELETE FROM attribute WHERE id = ?'),
    findKv: one<[number, string | Buffer, string | Buffer]>(
      'SELECT id FROM kv WHERE attribute = ? AND folded = ? AND value = ?',
    ),
    hasKv: one<[number]>('SELECT 1 FROM kv WHERE attribute = ? LIMIT 1'),
    removeKv: change<[number, string | Buffer, string | Buffer]>(
      'DELETE FROM kv WHERE attribute = ? AND folded = ? AND value = ?',
    ),
    uncount: {
      operation: one<[number]>('UPDATE operation SET spans = spans - 1 WHERE id = ? RETURNING spans'),
      resource: one<[number]>('UPDATE resource SET spans = spans - 1 WHERE id = ? RETURNING spans'),
      scope: one<[number]>('UPDATE scope SET spans = spans - 1 WHERE id = ? RETURNING spans'),
      peer: one<[number]>('UPDATE peer SET spans = spans - 1 WHERE id = ? RETURNING spans'),
    },
    uncountError: change<[number]>('UPDATE operation SET errors = errors - 1 WHERE id = ?'),
    remove: {
      operation: change<[number]>('DELETE FROM operation WHERE id = ?'),
      resource: change<[number]>('DELETE FROM resource WHERE id = ?'),
      scope: change<[number]>('DELETE FROM scope WHERE id = ?'),
      peer: change<[number]>('DELETE FROM peer WHERE id = ?'),
    },
    sumTrace: db.prepare<[number], TraceSum>(sumOf('trace = ?')).safeIntegers(),
    sumNewer: db.prepare<[trace: number, after: number], TraceSum>(sumOf('trace = ? AND +id > ?')).safeIntegers(),
    sumPage: db
      .prepare<[trace: number, ...after: [bigint, Buffer, Buffer], limit: number], TraceSum & SpanPosition>(
        `SELECT starts, span_id AS spanId, hash, max(starts, ends) AS ends, 1 AS spans, status = 2 AS errors, weight,
         id AS firstSpan, id AS lastSpan FROM span WHERE trace = ? AND (starts, span_id, hash) > (?, ?, ?)
         ORDER BY starts, span_id, hash LIMIT ?`,
      )
      .safeIntegers(),
    lastSpanOf: one<[number]>('SELECT last_span FROM trace WHERE id = ?'),
    shrinkTrace: one<[spans: number, errors: number, weight: number, trace: number]>(
      'UPDATE trace SET spans = spans - ?, errors = errors - ?, weight = weight - ? WHERE id = ? RETURNING spans',
    ),
    anyStale: one<[]>('SELECT trace FROM stale_trace LIMIT 1'),
    noteStale: change<[number]>('INSERT OR IGNORE INTO stale_trace VALUES (?)'),
    forgetStale: change<[number]>('DELETE FROM stale_trace WHERE trace = ?'),
    removeTrace: change<[number]>('DELETE FROM trace WHERE id = ?'),
    setTrace: change<[bigint, bigint, number, bigint, bigint, number, bigint, bigint, number]>(
      `UPDATE trace SET starts = ?, ends = ?, length = ?, spans = ?, errors = ?, weight = ?, first_span = ?,
       last_span = ? WHERE id = ?`,
    ),
  };
}
