// A filter compiled for these tables: conditions on names become sets of dictionary rows, attributes become postings.
// What is rare enough names its traces outright; else the traces of the window are walked.
import { spanKindName, STATUS_CODES } from '@spanloom/otlp-model';
import { matchesText } from '../evaluate.ts';
import type { AttributeEquals, AttributeScope, SpanFilter } from '../trace-store.ts';
import type { Connection } from './open.ts';
import { indexedValue } from './prepare-batch.ts';
import type { ReadLimits } from './read-limits.ts';
import { ATTRIBUTE_SCOPE, toStored } from './schema.ts';
import { NO_ROW_CONDITIONS, type ConditionRow, type RowConditions } from './span-tables.ts';
import type { Steps } from './steps.ts';

/** An attribute condition: spans with the posting, and all spans of the resources. */
interface AttributePlan {
  readonly kv: number | undefined;
  readonly resources: ReadonlySet<number>;
}

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

  constructor(statements: FilterStatements, dataset: number, watermark: number, limits: ReadLimits) {
    this.#statements = statements;
    this.#dataset = dataset;
    this.#watermark = watermark;
    this.#limits = limits;
  }

  /** undefined when nothing can match. */
  *plan(filter: SpanFilter): Steps<SpanPlan | undefined> {
    const row = rowConditions(filter);
    if (row === undefined) return undefined;
    const attributes: AttributePlan[] = [];
    for (const condition of filter.attributes ?? []) {
      const attribute = yield* this.#attribute(condition);
      if (attribute.kv === undefined && attribute.resources.size === 0) return undefined;
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
    return plan.attributes.every(
      ({ kv, resources }) =>
        resources.has(row.resource) || (kv !== undefined && this.#statements.hasPosting.get(kv, row.id) !== undefined),
    );
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

  *#attribute(condition: AttributeEquals): Steps<AttributePlan> {
    const spanKv = condition.scope === 'resource' ? undefined : this.#kv('span', condition);
    const resourceKv = condition.scope === 'span' ? undefined : this.#kv('resource', condition);
    const resources = new Set<number>();
    for (let after = 0; resourceKv !== undefined; ) {
      const page = this.#statements.resourcesWith.all(resourceKv, after, this.#limits.page);
      for (const id of page) resources.add(id);
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.page) break;
      after = last;
      yield;
    }
    return { kv: spanKv, resources };
  }

  #kv(scope: AttributeScope, condition: AttributeEquals): number | undefined {
    const { folded, value } = indexedValue(condition.value);
    return this.#statements.findKv.get(this.#dataset, ATTRIBUTE_SCOPE[scope], condition.key, folded, value);
  }

  /** The traces of the rarest condition, when it is rare. */
  *#rareTraces(
    attributes: readonly AttributePlan[],
    operations: { readonly ids: ReadonlySet<number>; readonly spans: number } | undefined,
  ): Steps<readonly number[] | undefined> {
    const { countPostings, tracesWith, tracesOfOperation } = this.#statements;
    let rarest: { readonly spans: number; readonly kv: number | undefined } | undefined;
    if (operations !== undefined && operations.spans <= this.#limits.rare)
      rarest = { spans: operations.spans, kv: undefined };
    for (const { kv, resources } of attributes) {
      if (kv === undefined || resources.size > 0) continue;
      const spans = countPostings.get(kv, this.#limits.rare + 1) ?? 0;
      if (spans <= this.#limits.rare && spans < (rarest?.spans ?? this.#limits.rare + 1)) rarest = { spans, kv };
      yield;
    }
    if (rarest === undefined) return undefined;
    const traces = new Set<number>();
    const { kv } = rarest;
    if (kv !== undefined) {
      for (const trace of tracesWith.all(kv, this.#watermark)) traces.add(trace);
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
    operations: db.prepare<
      [dataset: number, after: number, limit: number],
      { id: number; service: string; namespace: string; name: string; kind: number; spans: number }
    >(
      'SELECT id, service, namespace, name, kind, spans FROM operation WHERE dataset = ? AND id > ? ORDER BY id LIMIT ?',
    ),
    findKv: numbers<[dataset: number, scope: number, key: string, folded: string | Buffer, value: string | Buffer]>(
      `SELECT kv.id FROM attribute JOIN kv ON kv.attribute = attribute.id
       WHERE dataset = ? AND scope = ? AND key = ? AND folded = ? AND value = ?`,
    ),
    resourcesWith: numbers<[kv: number, after: number, limit: number]>(
      'SELECT resource FROM resource_attribute WHERE kv = ? AND resource > ? ORDER BY resource LIMIT ?',
    ),
    hasPosting: numbers<[kv: number, span: number]>('SELECT 1 FROM span_attribute WHERE kv = ? AND span = ?'),
    countPostings: numbers<[kv: number, limit: number]>(
      'SELECT count(*) FROM (SELECT 1 FROM span_attribute WHERE kv = ? LIMIT ?)',
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
