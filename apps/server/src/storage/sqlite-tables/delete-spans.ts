// Deletions. With the spans go their postings and every dictionary row that nothing refers to any more, so that
// completion lists only what is there.
import { decodeResource, decodeSpan } from '@spanloom/otlp-model/protobuf';
import type { Attributes, ServiceName, TraceId } from '@spanloom/otlp-model';
import type { StoreScope } from '../trace-store.ts';
import type { Connection } from './open.ts';
import { indexedAttributes, type IndexedAttribute } from './prepare-batch.ts';
import { ATTRIBUTE_SCOPE, bitLength } from './schema.ts';

/** Rows read at a time. */
const PAGE = 1000;
const DICTIONARIES = ['operation', 'resource', 'scope', 'peer'] as const;

interface DoomedSpan {
  readonly id: number;
  readonly trace: number;
  readonly operation: number;
  readonly resource: number;
  readonly scope: number;
  readonly peer: number | null;
  readonly status: number;
  readonly body: Buffer;
}

interface Posting {
  readonly attribute: number;
  readonly folded: string | Buffer;
  readonly value: string | Buffer;
  readonly kv: number;
}

/** Deletes within a transaction of the caller. Each answers how many spans went. */
export class SpanDeleter {
  readonly #db: Connection;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection) {
    this.#db = db;
    this.#statements = prepareStatements(db);
  }

  trace(scope: StoreScope, traceId: TraceId): number {
    const dataset = this.#dataset(scope);
    const trace = this.#statements.findTrace.get(dataset, Buffer.from(traceId, 'hex'));
    return trace === undefined ? 0 : this.#deletePages(dataset, () => this.#statements.spansOfTrace.all(trace, PAGE));
  }

  service(scope: StoreScope, service: ServiceName): number {
    const dataset = this.#dataset(scope);
    const operations = this.#statements.operationsOf.all(dataset, service.name, service.namespace);
    let deleted = 0;
    for (const operation of operations) {
      deleted += this.#deletePages(dataset, () => this.#statements.spansOfOperation.all(operation, PAGE));
    }
    return deleted;
  }

  all(scope: StoreScope): number {
    const dataset = this.#dataset(scope);
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

  #dataset(scope: StoreScope): number {
    return this.#statements.findDataset.get(scope.tenant, scope.signal) ?? -1;
  }

  /** Takes page after page of spans until there are none. */
  #deletePages(dataset: number, nextPage: () => DoomedSpan[]): number {
    const touched = new Set<number>();
    let deleted = 0;
    for (let page = nextPage(); page.length > 0; page = nextPage()) {
      for (const span of page) {
        this.#deleteSpan(dataset, span);
        touched.add(span.trace);
      }
      deleted += page.length;
    }
    let tracesGone = 0;
    for (const trace of touched) if (this.#refreshTrace(trace)) tracesGone++;
    this.#statements.countDataset.run(tracesGone, deleted, dataset);
    return deleted;
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

  /** Makes the row of a trace true again. Answers whether the trace is gone. */
  #refreshTrace(trace: number): boolean {
    const { sumTrace, removeTrace, setTrace } = this.#statements;
    const sum = sumTrace.get(trace);
    if (sum === undefined || sum.starts === null || sum.ends === null) {
      removeTrace.run(trace);
      return true;
    }
    const { starts, ends, spans, errors, weight, firstSpan, lastSpan } = sum;
    setTrace.run(starts, ends, bitLength(ends - starts), spans, errors, weight, firstSpan, lastSpan, trace);
    return false;
  }
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

interface TraceSum {
  readonly starts: bigint | null;
  readonly ends: bigint | null;
  readonly spans: bigint;
  readonly errors: bigint;
  readonly weight: number;
  readonly firstSpan: bigint;
  readonly lastSpan: bigint;
}

function prepareStatements(db: Connection) {
  const one = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck();
  const change = <P extends unknown[]>(sql: string) => db.prepare<P>(sql);
  const columns = 'id, trace, operation, resource, scope, peer, status, body';
  return {
    findDataset: one<[string, string]>('SELECT id FROM dataset WHERE tenant = ? AND signal = ?'),
    spansOf: one<[number]>('SELECT spans FROM dataset WHERE id = ?'),
    othersWithSpans: one<[number]>('SELECT 1 FROM dataset WHERE id <> ? AND spans > 0 LIMIT 1'),
    emptyDataset: change<[number]>('UPDATE dataset SET traces = 0, spans = 0 WHERE id = ?'),
    countDataset: change<[number, number, number]>(
      'UPDATE dataset SET traces = traces - ?, spans = spans - ? WHERE id = ?',
    ),
    findTrace: one<[number, Buffer]>('SELECT id FROM trace WHERE dataset = ? AND trace_id = ?'),
    spansOfTrace: db.prepare<[number, number], DoomedSpan>(`SELECT ${columns} FROM span WHERE trace = ? LIMIT ?`),
    operationsOf: one<[number, string, string]>(
      'SELECT id FROM operation WHERE dataset = ? AND service = ? AND namespace = ?',
    ),
    spansOfOperation: db.prepare<[number, number], DoomedSpan>(
      `SELECT ${columns} FROM span WHERE operation = ? LIMIT ?`,
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
    sumTrace: db
      .prepare<[number], TraceSum>(
        `SELECT min(starts) AS starts, max(max(starts, ends)) AS ends, count(*) AS spans, sum(status = 2) AS errors,
         sum(weight) AS weight, min(id) AS firstSpan, max(id) AS lastSpan FROM span WHERE trace = ?`,
      )
      .safeIntegers(),
    removeTrace: change<[number]>('DELETE FROM trace WHERE id = ?'),
    setTrace: change<[bigint, bigint, number, bigint, bigint, number, bigint, bigint, number]>(
      `UPDATE trace SET starts = ?, ends = ?, length = ?, spans = ?, errors = ?, weight = ?, first_span = ?,
       last_span = ? WHERE id = ?`,
    ),
  };
}
