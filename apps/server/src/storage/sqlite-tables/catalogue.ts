// What there is to search for, from the dictionaries. Their counts are as of now; what came after the commit mark is
// taken off, which is little because a snapshot is seldom old.
import { spanKindName } from '@spanloom/otlp-model';
import { compareCodePoints, compareText, folded } from '../text-order.ts';
import { ServiceShares } from '../trace-summary.ts';
import type { AttributeKey, AttributeScope, OperationRow, ServiceShare } from '../trace-store.ts';
import type { Connection } from './open.ts';
import type { ReadLimits } from './read-limits.ts';
import { ATTRIBUTE_SCOPE } from './schema.ts';
import type { Steps } from './steps.ts';

const SCOPES: readonly AttributeScope[] = ['span', 'resource'];

interface Operation {
  readonly id: number;
  readonly service: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: number;
  readonly spans: number;
  readonly errors: number;
}

/** How many spans of an operation, and of a resource, came after the mark. */
class NewerSpans {
  readonly #statements: CatalogueStatements;
  readonly #operations = new Map<number, { spans: number; errors: number }>();
  readonly #resources = new Map<number, number>();
  readonly #limits: ReadLimits;
  #seen: number;

  constructor(statements: CatalogueStatements, watermark: number, limits: ReadLimits) {
    this.#limits = limits;
    this.#statements = statements;
    this.#seen = watermark;
  }

  /** Takes in what was committed since. What is read right after it, without a pause, is of the same moment. */
  *catchUp(): Steps<void> {
    for (;;) {
      const page = this.#statements.newerSpans.all(this.#seen, this.#limits.page);
      for (const { operation, resource, status } of page) {
        const sum = this.#operations.get(operation) ?? { spans: 0, errors: 0 };
        sum.spans++;
        if (status === 2) sum.errors++;
        this.#operations.set(operation, sum);
        this.#resources.set(resource, (this.#resources.get(resource) ?? 0) + 1);
      }
      this.#seen = page.at(-1)?.id ?? this.#seen;
      if (page.length < this.#limits.page) return;
      yield;
    }
  }

  ofOperation(id: number): { readonly spans: number; readonly errors: number } {
    return this.#operations.get(id) ?? { spans: 0, errors: 0 };
  }

  ofResource(id: number): number {
    return this.#resources.get(id) ?? 0;
  }
}

export class Catalogue {
  readonly #statements: CatalogueStatements;
  readonly #dataset: number;
  readonly #watermark: number;
  readonly #limits: ReadLimits;

  constructor(statements: CatalogueStatements, dataset: number, watermark: number, limits: ReadLimits) {
    this.#statements = statements;
    this.#dataset = dataset;
    this.#watermark = watermark;
    this.#limits = limits;
  }

  *services(): Steps<ServiceShare[]> {
    const shares = new ServiceShares();
    yield* this.#forEachOperation(({ service, namespace, spans, errors }) => {
      shares.add({ name: service, namespace }, spans, errors);
    });
    return shares.byName();
  }

  *operations(request: {
    readonly service: string | undefined;
    readonly prefix: string;
    readonly limit: number;
  }): Steps<OperationRow[]> {
    const prefix = folded(request.prefix);
    const rows = new Map<string, { readonly name: string; readonly kind: OperationRow['kind']; spans: number }>();
    yield* this.#forEachOperation((operation) => {
      if (request.service !== undefined && operation.service !== request.service) return;
      if (operation.spans === 0 || !folded(operation.name).startsWith(prefix)) return;
      const kind = spanKindName(operation.kind);
      const key = `${kind} ${operation.name}`;
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { name: operation.name, kind, spans: operation.spans });
      else row.spans += operation.spans;
    });
    return [...rows.values()]
      .sort((a, b) => b.spans - a.spans || compareText(a.name, b.name) || compareText(a.kind, b.kind))
      .slice(0, request.limit);
  }

  *attributeKeys(request: { readonly prefix: string; readonly limit: number }): Steps<AttributeKey[]> {
    const prefix = folded(request.prefix);
    const candidates: (AttributeKey & { readonly id: number })[] = [];
    for (const scope of SCOPES) {
      for (let from: string | undefined; ; ) {
        const page = this.#statements.attributes.all(
          this.#dataset,
          ATTRIBUTE_SCOPE[scope],
          from ?? '',
          this.#limits.page,
        );
        for (const { id, key } of page) {
          // Every page but the first begins with the last row of the one before.
          if (key !== from && folded(key).startsWith(prefix)) candidates.push({ id, scope, key });
        }
        const last = page.at(-1);
        if (last === undefined || page.length < this.#limits.page) break;
        from = last.key;
        yield;
      }
    }
    candidates.sort((a, b) => compareText(a.key, b.key) || compareText(a.scope, b.scope));
    const newer = new NewerSpans(this.#statements, this.#watermark, this.#limits);
    const keys: AttributeKey[] = [];
    for (const { id, scope, key } of candidates) {
      if (keys.length >= request.limit) break;
      const [first] = yield* this.#values(id, scope, undefined, 1, newer);
      if (first !== undefined) keys.push({ scope, key });
    }
    return keys;
  }

  *attributeValues(request: {
    readonly scope: AttributeScope | undefined;
    readonly key: string;
    readonly prefix: string;
    readonly limit: number;
  }): Steps<string[]> {
    const prefix = folded(request.prefix);
    const newer = new NewerSpans(this.#statements, this.#watermark, this.#limits);
    const texts = new Set<string>();
    for (const scope of SCOPES) {
      if (request.scope !== undefined && request.scope !== scope) continue;
      const id = this.#statements.attribute.get(this.#dataset, ATTRIBUTE_SCOPE[scope], request.key);
      if (id === undefined) continue;
      for (const text of yield* this.#values(id, scope, prefix, request.limit, newer)) texts.add(text);
    }
    return [...texts]
      .sort((a, b) => compareCodePoints(folded(a), folded(b)) || compareCodePoints(a, b))
      .slice(0, request.limit);
  }

  /** The first values that visible spans have: texts that begin with the prefix, or without one any, a long one as ''. */
  *#values(
    attribute: number,
    scope: AttributeScope,
    prefix: string | undefined,
    limit: number,
    newer: NewerSpans,
  ): Steps<string[]> {
    const { valuesFrom, valuesAfter } = this.#statements;
    const values: string[] = [];
    let page = valuesFrom.all(attribute, prefix ?? '', this.#limits.page);
    for (;;) {
      for (const row of page) {
        const isText = typeof row.value === 'string' && typeof row.folded === 'string';
        if (prefix !== undefined && !(isText && row.folded.startsWith(prefix))) return values;
        if (!(yield* this.#isVisible(row.id, scope, newer))) continue;
        values.push(typeof row.value === 'string' ? row.value : '');
        if (values.length >= limit) return values;
        yield;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.page) return values;
      page = valuesAfter.all(attribute, last.folded, last.value, this.#limits.page);
    }
  }

  *#isVisible(kv: number, scope: AttributeScope, newer: NewerSpans): Steps<boolean> {
    const { hasSpan, resourcesWith } = this.#statements;
    if (scope === 'span') return hasSpan.get(kv, this.#watermark) !== undefined;
    for (let after = 0; ; ) {
      yield* newer.catchUp();
      const page = resourcesWith.all(kv, after, this.#limits.page);
      if (page.some(({ id, spans }) => spans > newer.ofResource(id))) return true;
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.page) return false;
      after = last.id;
      yield;
    }
  }

  /** Operations with what was there at the mark. */
  *#forEachOperation(visit: (operation: Operation) => void): Steps<void> {
    const newer = new NewerSpans(this.#statements, this.#watermark, this.#limits);
    for (let after = 0; ; ) {
      yield* newer.catchUp();
      const page = this.#statements.operations.all(this.#dataset, after, this.#limits.page);
      for (const operation of page) {
        const { spans, errors } = newer.ofOperation(operation.id);
        visit({ ...operation, spans: operation.spans - spans, errors: operation.errors - errors });
      }
      const last = page.at(-1);
      if (last === undefined || page.length < this.#limits.page) return;
      after = last.id;
      yield;
    }
  }
}

export type CatalogueStatements = ReturnType<typeof prepareCatalogueStatements>;

export function prepareCatalogueStatements(db: Connection) {
  interface Value {
    readonly folded: string | Buffer;
    readonly value: string | Buffer;
    readonly id: number;
  }
  return {
    operations: db.prepare<[dataset: number, after: number, limit: number], Operation>(
      `SELECT id, service, namespace, name, kind, spans, errors FROM operation WHERE dataset = ? AND id > ?
       ORDER BY id LIMIT ?`,
    ),
    attributes: db.prepare<
      [dataset: number, scope: number, from: string, limit: number],
      { readonly id: number; readonly key: string }
    >('SELECT id, key FROM attribute WHERE dataset = ? AND scope = ? AND key >= ? ORDER BY key LIMIT ?'),
    attribute: db
      .prepare<[dataset: number, scope: number, key: string], number>(
        'SELECT id FROM attribute WHERE dataset = ? AND scope = ? AND key = ?',
      )
      .pluck(),
    valuesFrom: db.prepare<[attribute: number, prefix: string, limit: number], Value>(
      'SELECT folded, value, id FROM kv WHERE attribute = ? AND folded >= ? ORDER BY folded, value LIMIT ?',
    ),
    valuesAfter: db.prepare<[attribute: number, folded: string | Buffer, value: string | Buffer, limit: number], Value>(
      'SELECT folded, value, id FROM kv WHERE attribute = ? AND (folded, value) > (?, ?) ORDER BY folded, value LIMIT ?',
    ),
    hasSpan: db
      .prepare<[kv: number, watermark: number], number>(
        'SELECT 1 FROM span_attribute WHERE kv = ? AND span <= ? LIMIT 1',
      )
      .pluck(),
    resourcesWith: db.prepare<
      [kv: number, after: number, limit: number],
      { readonly id: number; readonly spans: number }
    >(
      `SELECT resource.id, resource.spans FROM resource_attribute AS posting JOIN resource ON resource.id = posting.resource
       WHERE posting.kv = ? AND posting.resource > ? ORDER BY posting.resource LIMIT ?`,
    ),
    newerSpans: db.prepare<
      [after: number, limit: number],
      { readonly id: number; readonly operation: number; readonly resource: number; readonly status: number }
    >('SELECT id, operation, resource, status FROM span WHERE id > ? ORDER BY id LIMIT ?'),
  };
}
