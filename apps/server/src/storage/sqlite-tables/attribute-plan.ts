// An attribute condition compiled for these tables: the values that fulfil it become postings of spans and sets of
// resources. One that allows many values (a negated one, on a key with many) reads the span itself instead.
import { decodeSpan } from '@spanloom/otlp-model/protobuf';
import { holdsIn } from '../evaluate.ts';
import type { AttributeCondition, AttributeScope } from '../trace-store.ts';
import type { Connection } from './open.ts';
import { indexedValue } from './prepare-batch.ts';
import type { ReadLimits } from './read-limits.ts';
import { ATTRIBUTE_SCOPE } from './schema.ts';
import type { ConditionRow } from './span-tables.ts';
import type { PartSteps, Steps } from './steps.ts';

export interface AttributePlan {
  readonly condition: AttributeCondition;
  /** Spans with one of these postings fulfil it; undefined when they are too many to list. */
  readonly kvs: readonly number[] | undefined;
  /** All spans of these resources fulfil it too. */
  readonly resources: ReadonlySet<number>;
}

export class AttributePlanner {
  readonly #statements: AttributeStatements;
  readonly #dataset: number;
  readonly #limits: ReadLimits;

  constructor(statements: AttributeStatements, dataset: number, limits: ReadLimits) {
    this.#statements = statements;
    this.#dataset = dataset;
    this.#limits = limits;
  }

  /** undefined when nothing can match. */
  *plan(condition: AttributeCondition): Steps<AttributePlan | undefined> {
    const most = Math.max(this.#limits.rare, this.#limits.alternatives);
    let kvs: number[] | undefined = [];
    for (const page of this.#kvs('span', condition)) {
      if (page !== undefined) kvs.push(...page);
      if (kvs.length > most) {
        kvs = undefined;
        break;
      }
      yield;
    }
    const resources = new Set<number>();
    for (const page of this.#kvs('resource', condition)) {
      for (const kv of page ?? []) yield* this.#addResources(kv, resources);
      yield;
    }
    return kvs?.length === 0 && resources.size === 0 ? undefined : { condition, kvs, resources };
  }

  matches({ condition, kvs, resources }: AttributePlan, row: ConditionRow): boolean {
    if (resources.has(row.resource)) return true;
    if (kvs !== undefined && kvs.length <= this.#limits.alternatives) {
      return kvs.some((kv) => this.#statements.hasPosting.get(kv, row.id) !== undefined);
    }
    const body = this.#statements.body.get(row.id);
    return body !== undefined && holdsIn(decodeSpan(body).attributes, condition);
  }

  /** How many postings these values have; more than `most` are not counted to the end. */
  *countSpans(kvs: readonly number[], most: number): Steps<number> {
    let spans = 0;
    for (const kv of kvs) {
      spans += this.#statements.countPostings.get(kv, most + 1 - spans) ?? 0;
      if (spans > most) break;
      yield;
    }
    return spans;
  }

  /** Values that fulfil the condition in a scope, in pages; none when it asks for the other scope. */
  *#kvs(scope: AttributeScope, condition: AttributeCondition): PartSteps<readonly number[]> {
    if (condition.scope !== undefined && condition.scope !== scope) return;
    const { findAttribute, findKv, valuesFrom, valuesAfter } = this.#statements;
    const attribute = findAttribute.get(this.#dataset, ATTRIBUTE_SCOPE[scope], condition.key);
    if (attribute === undefined) return;
    const { folded, value } = indexedValue(condition.value);
    const equal = findKv.get(attribute, folded, value);
    if (condition.negated !== true) {
      if (equal !== undefined) yield [equal];
      return;
    }
    let page = valuesFrom.all(attribute, this.#limits.page);
    for (;;) {
      yield page.map(({ id }) => id).filter((id) => id !== equal);
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.page) return;
      page = valuesAfter.all(attribute, last.folded, last.value, this.#limits.page);
    }
  }

  *#addResources(kv: number, resources: Set<number>): Steps<void> {
    for (let after = 0; ; ) {
      const page = this.#statements.resourcesWith.all(kv, after, this.#limits.page);
      for (const id of page) resources.add(id);
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.page) return;
      after = last;
      yield;
    }
  }
}

type AttributeStatements = ReturnType<typeof prepareAttributeStatements>;

export function prepareAttributeStatements(db: Connection) {
  interface Value {
    readonly folded: string | Buffer;
    readonly value: string | Buffer;
    readonly id: number;
  }
  const numbers = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck();
  return {
    findAttribute: numbers<[dataset: number, scope: number, key: string]>(
      'SELECT id FROM attribute WHERE dataset = ? AND scope = ? AND key = ?',
    ),
    findKv: numbers<[attribute: number, folded: string | Buffer, value: string | Buffer]>(
      'SELECT id FROM kv WHERE attribute = ? AND folded = ? AND value = ?',
    ),
    valuesFrom: db.prepare<[attribute: number, limit: number], Value>(
      'SELECT folded, value, id FROM kv WHERE attribute = ? ORDER BY folded, value LIMIT ?',
    ),
    valuesAfter: db.prepare<[attribute: number, folded: string | Buffer, value: string | Buffer, limit: number], Value>(
      'SELECT folded, value, id FROM kv WHERE attribute = ? AND (folded, value) > (?, ?) ORDER BY folded, value LIMIT ?',
    ),
    resourcesWith: numbers<[kv: number, after: number, limit: number]>(
      'SELECT resource FROM resource_attribute WHERE kv = ? AND resource > ? ORDER BY resource LIMIT ?',
    ),
    hasPosting: numbers<[kv: number, span: number]>('SELECT 1 FROM span_attribute WHERE kv = ? AND span = ?'),
    countPostings: numbers<[kv: number, limit: number]>(
      'SELECT count(*) FROM (SELECT 1 FROM span_attribute WHERE kv = ? LIMIT ?)',
    ),
    body: db.prepare<[span: number], Buffer>('SELECT body FROM span WHERE id = ?').pluck(),
  };
}
