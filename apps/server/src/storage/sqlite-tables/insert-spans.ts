// What a commit does with its batches: spans that are new get a row and postings, and the rows of their traces follow.
import type { AppendResult, StoreScope } from '../trace-store.ts';
import { Dictionaries } from './dictionaries.ts';
import type { Connection } from './open.ts';
import type { PreparedBatch, PreparedSpan } from './prepare-batch.ts';
import { bitLength } from './schema.ts';

/** A trace's row, and what the commit adds to it. Times in their stored form. */
interface TraceState {
  readonly id: number;
  readonly isNew: boolean;
  starts: bigint;
  ends: bigint;
  spans: number;
  errors: number;
  weight: number;
  lastSpan: number;
}

export class SpanInserter {
  readonly #dictionaries: Dictionaries;
  readonly #statements: ReturnType<typeof prepareStatements>;
  /** Traces that the commit touched, by dataset and trace id. */
  readonly #traces = new Map<number, Map<string, TraceState>>();
  #lastSpan = 0;

  constructor(db: Connection) {
    this.#dictionaries = new Dictionaries(db);
    this.#statements = prepareStatements(db);
    this.forget();
  }

  /** Drops what is remembered, after a rollback or a deletion. */
  forget(): void {
    this.#dictionaries.forget();
    this.#traces.clear();
    this.#lastSpan = this.#statements.lastSpan.get() ?? 0;
  }

  /** Stores what is new of a batch. `finish` belongs to the same commit. */
  insert(scope: StoreScope, batch: PreparedBatch): AppendResult {
    const dataset = this.#dataset(scope);
    let stored = 0;
    for (const span of batch.spans) if (this.#insertSpan(dataset, span, batch.received)) stored++;
    return { stored, duplicates: batch.spans.length - stored };
  }

  /** Writes the rows of datasets, traces and dictionaries that the inserted spans changed. */
  finish(): void {
    const { growTrace, countDataset, setLastSpan } = this.#statements;
    for (const [dataset, traces] of this.#traces) {
      let added = 0;
      let spans = 0;
      for (const trace of traces.values()) {
        if (trace.isNew) added++;
        spans += trace.spans;
        const { starts, ends, errors, weight, lastSpan, id } = trace;
        growTrace.run(starts, ends, bitLength(ends - starts), trace.spans, errors, weight, lastSpan, id);
      }
      countDataset.run(added, spans, dataset);
    }
    this.#traces.clear();
    this.#dictionaries.flush();
    setLastSpan.run(this.#lastSpan);
  }

  #dataset(scope: StoreScope): number {
    const { findDataset, addDataset } = this.#statements;
    const known = findDataset.get(scope.tenant, scope.signal);
    return known ?? Number(addDataset.run(scope.tenant, scope.signal).lastInsertRowid);
  }

  #insertSpan(dataset: number, span: PreparedSpan, received: bigint): boolean {
    const dictionaries = this.#dictionaries;
    const operation = dictionaries.operation(dataset, span);
    const resource = dictionaries.resource(dataset, span.resource);
    const scope = dictionaries.scope(dataset, span.scope);
    const peer = span.peer === undefined ? null : dictionaries.peer(dataset, span.peer);
    const id = this.#lastSpan + 1;
    const trace = this.#traceOf(dataset, span, id);
    const { spanId, parentId, hash, status, starts, ends, duration, weight, body } = span;
    const { addSpan, addSpanAttribute } = this.#statements;
    const row = [id, trace.id, spanId, parentId, hash, operation, resource, scope, peer, status] as const;
    if (addSpan.run(...row, starts, ends, duration, weight, received, body).changes === 0) return false;
    this.#lastSpan = id;
    for (const attribute of span.attributes) addSpanAttribute.run(dictionaries.kv(dataset, 'span', attribute), id);
    dictionaries.count('operation', operation);
    dictionaries.count('resource', resource);
    dictionaries.count('scope', scope);
    if (peer !== null) dictionaries.count('peer', peer);
    if (span.error) dictionaries.countError(operation);
    addToTrace(trace, span, id);
    return true;
  }

  #traceOf(dataset: number, span: PreparedSpan, firstSpan: number): TraceState {
    const traces = this.#traces.get(dataset) ?? new Map<string, TraceState>();
    this.#traces.set(dataset, traces);
    const known = traces.get(span.traceKey);
    if (known !== undefined) return known;
    const { findTrace, addTrace } = this.#statements;
    const row = findTrace.get(dataset, span.traceId);
    const sums = { spans: 0, errors: 0, weight: 0 };
    let trace: TraceState;
    if (row === undefined) {
      const { starts, reaches: ends, traceId } = span;
      const added = addTrace.run(dataset, traceId, starts, ends, bitLength(ends - starts), firstSpan, firstSpan);
      trace = { id: Number(added.lastInsertRowid), isNew: true, starts, ends, lastSpan: firstSpan, ...sums };
    } else {
      const { id, starts, ends, lastSpan } = row;
      trace = { id: Number(id), isNew: false, starts, ends, lastSpan: Number(lastSpan), ...sums };
    }
    traces.set(span.traceKey, trace);
    return trace;
  }
}

function addToTrace(trace: TraceState, span: PreparedSpan, id: number): void {
  if (span.starts < trace.starts) trace.starts = span.starts;
  if (span.reaches > trace.ends) trace.ends = span.reaches;
  trace.spans++;
  if (span.error) trace.errors++;
  trace.weight += span.weight;
  trace.lastSpan = id;
}

type SpanRow = [
  ...ids: [id: number, trace: number, spanId: Buffer, parentId: Buffer | null, hash: Buffer],
  ...references: [operation: number, resource: number, scope: number, peer: number | null, status: number],
  ...times: [starts: bigint, ends: bigint, duration: bigint],
  ...rest: [weight: number, received: bigint, body: Uint8Array],
];

function prepareStatements(db: Connection) {
  return {
    lastSpan: db.prepare<[], number>('SELECT last_span FROM state').pluck(),
    setLastSpan: db.prepare<[number]>('UPDATE state SET last_span = ?'),
    findDataset: db.prepare<[string, string], number>('SELECT id FROM dataset WHERE tenant = ? AND signal = ?').pluck(),
    addDataset: db.prepare<[string, string]>('INSERT INTO dataset (tenant, signal, traces, spans) VALUES (?, ?, 0, 0)'),
    countDataset: db.prepare<[number, number, number]>(
      'UPDATE dataset SET traces = traces + ?, spans = spans + ? WHERE id = ?',
    ),
    findTrace: db
      .prepare<[number, Buffer], { id: bigint; starts: bigint; ends: bigint; lastSpan: bigint }>(
        'SELECT id, starts, ends, last_span AS lastSpan FROM trace WHERE dataset = ? AND trace_id = ?',
      )
      .safeIntegers(),
    addTrace: db.prepare<[number, Buffer, bigint, bigint, number, number, number]>(
      `INSERT INTO trace (dataset, trace_id, starts, ends, length, spans, errors, weight, first_span, last_span)
       VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, ?)`,
    ),
    growTrace: db.prepare<[bigint, bigint, number, number, number, number, number, number]>(
      `UPDATE trace SET starts = ?, ends = ?, length = ?, spans = spans + ?, errors = errors + ?, weight = weight + ?,
       last_span = ? WHERE id = ?`,
    ),
    addSpan: db.prepare<SpanRow>(
      `INSERT INTO span (id, trace, span_id, parent_id, hash, operation, resource, scope, peer, status, starts, ends,
       duration, weight, received, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    addSpanAttribute: db.prepare<[number, number]>('INSERT INTO span_attribute (kv, span) VALUES (?, ?)'),
  };
}
