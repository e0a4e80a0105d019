// The writer's side of the dictionary tables: rows are found or made once and remembered, how many spans use a row is
// summed up in a commit and written at its end.
import type { NodeRef } from '@spanloom/analysis';
import type { Connection } from './open.ts';
import type { IndexedAttribute, PreparedResource, PreparedScope, PreparedSpan } from './prepare-batch.ts';
import { ATTRIBUTE_SCOPE } from './schema.ts';

/** Remembered rows of one kind; forgotten all together when they grow past this. */
const MAX_REMEMBERED = 100_000;

type Counted = 'operation' | 'resource' | 'scope' | 'peer';

/** A key with its values: the hot path finds them without building a text for each look. */
interface RememberedAttribute {
  readonly id: number;
  readonly texts: Map<string, number>;
  readonly hashes: Map<string, number>;
}

export class Dictionaries {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #ids = new Map<string, number>();
  /** By dataset and scope, then by key. */
  readonly #attributes = new Map<number, Map<string, RememberedAttribute>>();
  /** Entries in all the maps of ids. */
  #remembered = 0;
  readonly #spans: Record<Counted, Map<number, number>> = {
    operation: new Map(),
    resource: new Map(),
    scope: new Map(),
    peer: new Map(),
  };
  readonly #errors = new Map<number, number>();
  #lastKv = 0;

  constructor(db: Connection) {
    this.#statements = prepareStatements(db);
    this.forget();
  }

  /** Drops what is remembered, after a rollback or a deletion: the tables are right, the memory may not be. */
  forget(): void {
    this.#forgetIds();
    this.#errors.clear();
    for (const counts of Object.values(this.#spans)) counts.clear();
    this.#lastKv = this.#statements.lastKv.get() ?? 0;
  }

  operation(dataset: number, span: PreparedSpan): number {
    const { name, namespace } = span.resource.service;
    const { findOperation, addOperation } = this.#statements;
    const values = [dataset, name, namespace, span.name, span.kind] as const;
    return this.#idOf(
      this.#ids,
      `operation ${dataset} ${span.kind} ${name.length} ${name} ${namespace.length} ${namespace} ${span.name}`,
      () => findOperation.get(...values),
      () => addOperation.run(...values).lastInsertRowid,
    );
  }

  resource(dataset: number, resource: PreparedResource): number {
    const { findResource, addResource } = this.#statements;
    return this.#idOf(
      this.#ids,
      `resource ${dataset} ${resource.hashKey}`,
      () => findResource.get(dataset, resource.hash),
      () => {
        const id = Number(addResource.run(dataset, resource.hash, resource.body).lastInsertRowid);
        for (const attribute of resource.attributes) {
          this.#statements.addResourceAttribute.run(this.kv(dataset, 'resource', attribute), id);
        }
        return id;
      },
    );
  }

  scope(dataset: number, scope: PreparedScope): number {
    const { findScope, addScope } = this.#statements;
    return this.#idOf(
      this.#ids,
      `scope ${dataset} ${scope.hashKey}`,
      () => findScope.get(dataset, scope.hash),
      () => addScope.run(dataset, scope.hash, scope.body).lastInsertRowid,
    );
  }

  peer(dataset: number, peer: NodeRef): number {
    const { findPeer, addPeer } = this.#statements;
    const values = [dataset, peer.kind, peer.name, peer.namespace] as const;
    return this.#idOf(
      this.#ids,
      JSON.stringify(['peer', ...values]),
      () => findPeer.get(...values),
      () => addPeer.run(...values).lastInsertRowid,
    );
  }

  kv(dataset: number, scope: keyof typeof ATTRIBUTE_SCOPE, attribute: IndexedAttribute): number {
    const { findKv, addKv } = this.#statements;
    const { id, texts, hashes } = this.#attribute(dataset, ATTRIBUTE_SCOPE[scope], attribute.key);
    const { value } = attribute;
    return this.#idOf(
      typeof value === 'string' ? texts : hashes,
      typeof value === 'string' ? value : value.toString('latin1'),
      () => findKv.get(id, attribute.folded, value),
      () => {
        addKv.run(id, attribute.folded, value, ++this.#lastKv);
        return this.#lastKv;
      },
    );
  }

  /** Counts a stored span at the rows it refers to. */
  count(kind: Counted, id: number): void {
    const counts = this.#spans[kind];
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }

  countError(operation: number): void {
    this.#errors.set(operation, (this.#errors.get(operation) ?? 0) + 1);
  }

  /** Writes the counts; the last act of a commit. */
  flush(): void {
    const { count, countErrors, setLastKv } = this.#statements;
    for (const kind of ['operation', 'resource', 'scope', 'peer'] as const) {
      for (const [id, spans] of this.#spans[kind]) count[kind].run(spans, id);
      this.#spans[kind].clear();
    }
    for (const [id, errors] of this.#errors) countErrors.run(errors, id);
    this.#errors.clear();
    setLastKv.run(this.#lastKv);
  }

  #attribute(dataset: number, scope: number, key: string): RememberedAttribute {
    const { findAttribute, addAttribute } = this.#statements;
    const place = dataset * 2 + scope;
    const known = this.#attributes.get(place)?.get(key);
    if (known !== undefined) return known;
    const id = findAttribute.get(dataset, scope, key) ?? Number(addAttribute.run(dataset, scope, key).lastInsertRowid);
    const attribute: RememberedAttribute = { id, texts: new Map(), hashes: new Map() };
    this.#makeRoom();
    const attributes = this.#attributes.get(place) ?? new Map<string, RememberedAttribute>();
    attributes.set(key, attribute);
    this.#attributes.set(place, attributes);
    return attribute;
  }

  #idOf(ids: Map<string, number>, key: string, find: () => number | undefined, add: () => number | bigint): number {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = find() ?? Number(add());
    this.#makeRoom();
    ids.set(key, id);
    return id;
  }

  #makeRoom(): void {
    if (this.#remembered >= MAX_REMEMBERED) this.#forgetIds();
    this.#remembered++;
  }

  #forgetIds(): void {
    this.#ids.clear();
    this.#attributes.clear();
    this.#remembered = 0;
  }
}

function prepareStatements(db: Connection) {
  const find = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck();
  return {
    lastKv: find<[]>('SELECT last_kv FROM state'),
    setLastKv: db.prepare<[number]>('UPDATE state SET last_kv = ?'),
    findOperation: find<[number, string, string, string, number]>(
      'SELECT id FROM operation WHERE dataset = ? AND service = ? AND namespace = ? AND name = ? AND kind = ?',
    ),
    addOperation: db.prepare<[number, string, string, string, number]>(
      'INSERT INTO operation (dataset, service, namespace, name, kind, spans, errors) VALUES (?, ?, ?, ?, ?, 0, 0)',
    ),
    findResource: find<[number, Buffer]>('SELECT id FROM resource WHERE dataset = ? AND hash = ?'),
    addResource: db.prepare<[number, Buffer, Uint8Array]>(
      'INSERT INTO resource (dataset, hash, spans, body) VALUES (?, ?, 0, ?)',
    ),
    findScope: find<[number, Buffer]>('SELECT id FROM scope WHERE dataset = ? AND hash = ?'),
    addScope: db.prepare<[number, Buffer, Uint8Array]>(
      'INSERT INTO scope (dataset, hash, spans, body) VALUES (?, ?, 0, ?)',
    ),
    findPeer: find<[number, string, string, string]>(
      'SELECT id FROM peer WHERE dataset = ? AND kind = ? AND name = ? AND namespace = ?',
    ),
    addPeer: db.prepare<[number, string, string, string]>(
      'INSERT INTO peer (dataset, kind, name, namespace, spans) VALUES (?, ?, ?, ?, 0)',
    ),
    findAttribute: find<[number, number, string]>(
      'SELECT id FROM attribute WHERE dataset = ? AND scope = ? AND key = ?',
    ),
    addAttribute: db.prepare<[number, number, string]>('INSERT INTO attribute (dataset, scope, key) VALUES (?, ?, ?)'),
    findKv: find<[number, string | Buffer, string | Buffer]>(
      'SELECT id FROM kv WHERE attribute = ? AND folded = ? AND value = ?',
    ),
    addKv: db.prepare<[number, string | Buffer, string | Buffer, number]>(
      'INSERT INTO kv (attribute, folded, value, id) VALUES (?, ?, ?, ?)',
    ),
    addResourceAttribute: db.prepare<[number, number]>('INSERT INTO resource_attribute (kv, resource) VALUES (?, ?)'),
    count: {
      operation: db.prepare<[number, number]>('UPDATE operation SET spans = spans + ? WHERE id = ?'),
      resource: db.prepare<[number, number]>('UPDATE resource SET spans = spans + ? WHERE id = ?'),
      scope: db.prepare<[number, number]>('UPDATE scope SET spans = spans + ? WHERE id = ?'),
      peer: db.prepare<[number, number]>('UPDATE peer SET spans = spans + ? WHERE id = ?'),
    },
    countErrors: db.prepare<[number, number]>('UPDATE operation SET errors = errors + ? WHERE id = ?'),
  };
}
