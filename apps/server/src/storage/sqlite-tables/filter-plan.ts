// A filter compiled for these tables: conditions on names become sets of dictionary rows, attributes become postings.
// What is rare enough names its traces outright; else the traces of the window are walked.
import { spanKindName, STATUS_CODES } from '@spanloom/otlp-model';
import { matchesText } from '../evaluate.ts';
import type { SpanFilter } from '../trace-store.ts';
import { AttributePlanner, prepareAttributeStatements, type AttributePlan } from './attribute-plan.ts';
import type { Connection } from './open.ts';
import type { ReadLimits } from './read-limits.ts';
import { toStored } from './schema.ts';
import { NO_ROW_CONDITIONS, type ConditionRow, type RowConditions } from './span-tables.ts';
import type { Steps } from './steps.ts';

/** What one span must fulfil, all of it. */
export interface SpanPlan {
  readonly row: RowConditions;
  /** undefined = any. */
  readonly operations: ReadonlySet<number> | undefined;
  readonly attributes: readonly AttributePlan[];
  /** Nothing is asked: every span matches. */
  readonly open: boolean;
  /** Row ids of all traces that can match, when they are few; else undefined. */
  readonly traces: readonly number[] | undefined;
}

export class FilterPlanner {
  readonly #statements: FilterStatements;
  readonly #dataset: number;
  readonly #watermark: number;
  readonly #limits: ReadLimits;
  readonly #attributes: AttributePlanner;

  constructor(statements: FilterStatements, dataset: number, watermark: number, limits: ReadLimits) {
    this.#statements = statements;
    this.#dataset = dataset;
    this.#watermark = watermark;
    this.#limits = limits;
    this.#attributes = new AttributePlanner(statements.attributes, dataset, limits);
  }

  /** undefined when nothing can match. */
  *plan(filter: SpanFilter): Steps<SpanPlan | undefined> {
    const row = rowConditions(filter);
    if (row === undefined) return undefined;
    const attributes: AttributePlan[] = [];
    for (const condition of filter.attributes ?? []) {
      const attribute = yield* this.#attributes.plan(condition);
      if (attribute === undefined) return undefined;
      attributes.push(attribute);
    }
    const operations = yield* this.#operations(filter);
    if (operations?.ids.size === 0) return undefined;
    const traces = yield* this.#rareTraces(attributes, operations);
    const open = row === NO_ROW_CONDITIONS && operations === undefined && attributes.length === 0;
    return { row, operations: operations?.ids, attributes, open, traces };
  }

  /** Whether a row that came from a page read with `plan.row` fulfils the plan. */
  matches(plan: SpanPlan, row: ConditionRow): boolean {
    if (!row.fits || !(plan.operations?.has(row.operation) ?? true)) return false;
    return plan.attributes.every((attribute) => this.#attributes.matches(attribute, row));
  }

  *#operations(filter: SpanFilter): Steps<{ readonly ids: ReadonlySet<number>; readonly spans: number } | undefined> {
    const { service, namespace, operation, kind, text } = filter;
    if (service === undefined && operation === undefined && kind === undefined && text === undefined) return undefined;
    const ids = new Set<number>();
    let spans = 0;
    for (let after = 0; ; ) {
      const page = this.#statements.operations.all(this.#dataset, after, this.#limits.page);
      for (const entry of page) {
        if (service !== undefined && entry.service !== service) continue;
        if (service !== undefined && namespace !== undefined && entry.namespace !== namespace) continue;
        if (operation !== undefined && entry.name !== operation) continue;
        if (kind !== undefined && spanKindName(entry.kind) !== kind) continue;
        if (text !== undefined && !matchesText(text, entry.name, entry.service)) continue;
        ids.add(entry.id);
        spans += entry.spans;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.page) return { ids, spans };
      after = last.id;
      yield;
    }
  }

  /** The traces of the rarest condition, when it is rare. */
  *#rareTraces(
    attributes: readonly AttributePlan[],
    operations: { readonly ids: ReadonlySet<number>; readonly spans: number } | undefined,
  ): Steps<readonly number[] | undefined> {
    const { tracesWith, tracesOfOperation } = this.#statements;
    let rarest: { readonly spans: number; readonly kvs: readonly number[] | undefined } | undefined;
    if (operations !== undefined && operations.spans <= this.#limits.rare)
      rarest = { spans: operations.spans, kvs: undefined };
    for (const { kvs, resources } of attributes) {
      if (kvs === undefined || resources.size > 0) continue;
      const spans = yield* this.#attributes.countSpans(kvs, this.#limits.rare);
      if (spans <= this.#limits.rare && spans < (rarest?.spans ?? this.#limits.rare + 1)) rarest = { spans, kvs };
    }
    if (rarest === undefined) return undefined;
    const traces = new Set<number>();
    if (rarest.kvs !== undefined) {
      for (const kv of rarest.kvs) {
        for (const trace of tracesWith.all(kv, this.#watermark)) traces.add(trace);
        yield;
      }
    } else {
      for (const operation of operations?.ids ?? []) {
        for (const trace of tracesOfOperation.all(operation, this.#watermark)) traces.add(trace);
        yield;
      }
    }
    return [...traces];
  }
}

/** undefined when no span can have them. */
function rowConditions(filter: SpanFilter): RowConditions | undefined {
  const { status, minDuration, maxDuration } = filter;
  if (status === undefined && minDuration === undefined && maxDuration === undefined) return NO_ROW_CONDITIONS;
  if (minDuration !== undefined && maxDuration !== undefined && minDuration > maxDuration) return undefined;
  return {
    status: status === undefined ? NO_ROW_CONDITIONS.status : STATUS_CODES.indexOf(status),
    minDuration: minDuration === undefined ? NO_ROW_CONDITIONS.minDuration : toStored(minDuration),
    maxDuration: maxDuration === undefined ? NO_ROW_CONDITIONS.maxDuration : toStored(maxDuration),
  };
}

export type FilterStatements = ReturnType<typeof prepareFilterStatements>;

export function prepareFilterStatements(db: Connection) {
  const numbers = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck();
  return {
    attributes: prepareAttributeStatements(db),
    operations: db.prepare<
      [dataset: number, after: number, limit: number],
      { id: number; service: string; namespace: string; name: string; kind: number; spans: number }
    >(
      'SELECT id, service, namespace, name, kind, spans FROM operation WHERE dataset = ? AND id > ? ORDER BY id LIMIT ?',
    ),
    tracesWith: numbers<[kv: number, watermark: number]>(
      `SELECT DISTINCT span.trace FROM span_attribute AS posting JOIN span ON span.id = posting.span
       WHERE posting.kv = ? AND posting.span <= ?`,
    ),
    tracesOfOperation: numbers<[operation: number, watermark: number]>(
      'SELECT DISTINCT trace FROM span WHERE operation = ? AND id <= ?',
    ),
  };
}
