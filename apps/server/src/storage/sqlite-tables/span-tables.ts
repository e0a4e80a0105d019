// Reading the spans of one trace, page by page in their order, each read with the columns it needs.
import type { NodeRef } from '@spanloom/analysis';
import {
  spanKindName,
  statusCodeName,
  type DurationNano,
  type Resource,
  type Scope,
  type ServiceName,
  type SpanId,
  type TraceId,
  type UnixNano,
} from '@spanloom/otlp-model';
import {
  type AttributeKeys,
  decodeResource,
  decodeScope,
  decodeSpan,
  spanDetails,
} from '@spanloom/otlp-model/protobuf';
import type { FoundSpan, SpanOutline, StoredSpan } from '../trace-store.ts';
import type { ReadLimits } from './read-limits.ts';
import { fromStored } from './schema.ts';
import type { BodyRow, PageBounds, RawOutline, RawSpanRow, SpanPosition, SpanStatements } from './span-statements.ts';
import type { Steps } from './steps.ts';

/** Before every span. */
const BEGINNING: SpanPosition = { starts: -(1n << 63n), spanId: Buffer.alloc(0), hash: Buffer.alloc(0) };

export interface OperationEntry {
  readonly service: ServiceName;
  readonly name: string;
  readonly kind: number;
}

/** What a span's row says without its body. */
export interface SpanRow {
  readonly id: number;
  readonly spanId: SpanId;
  readonly parentSpanId: SpanId | undefined;
  readonly start: UnixNano;
  readonly end: UnixNano;
  readonly operation: OperationEntry;
  readonly error: boolean;
  readonly weight: number;
  readonly peer: NodeRef | undefined;
  /** Ids of their rows. */
  readonly place: number;
  readonly scope: number;
}

/** The columns that conditions look at. */
export interface ConditionRow {
  readonly id: number;
  readonly operation: number;
  readonly resource: number;
  readonly error: boolean;
  /** Visible, and status and duration are as asked. */
  readonly fits: boolean;
}

/** Conditions that a page of rows can check by itself. Durations in their stored form. */
export interface RowConditions {
  readonly status: number | null;
  readonly minDuration: bigint;
  readonly maxDuration: bigint;
}

export const NO_ROW_CONDITIONS: RowConditions = {
  status: null,
  minDuration: -(1n << 63n),
  maxDuration: (1n << 63n) - 1n,
};

/** Reads that share a connection and what they have looked up; one for each request. */
export class SpanTables {
  readonly watermark: number;
  readonly limits: ReadLimits;
  readonly #statements: SpanStatements;
  readonly #operations = new Map<number, OperationEntry>();
  readonly #peers = new Map<number, NodeRef>();
  readonly #resources = new Map<number, Resource>();
  readonly #scopes = new Map<number, Scope>();

  constructor(statements: SpanStatements, watermark: number, limits: ReadLimits) {
    this.limits = limits;
    this.#statements = statements;
    this.watermark = watermark;
  }

  /** Visits the visible spans of a trace in their order. */
  *rows(trace: number, visit: (span: SpanRow) => void): Steps<void> {
    const { rows } = this.#statements;
    for (const page of this.#pages(rows, trace, this.limits.page, ([id]) => this.#positionOf(id))) {
      for (const row of page) if (row[0] <= this.watermark) visit(this.#spanRow(row));
      yield;
    }
  }

  /** Pages of what conditions look at, in the order of spans. `visit` answers true to stop. Answers whether it stopped. */
  *conditionRows(trace: number, conditions: RowConditions, visit: (row: ConditionRow) => boolean): Steps<boolean> {
    const pages = this.conditionPages(trace, conditions, this.limits.page);
    for (let page = pages.next(); page !== undefined; page = pages.next()) {
      if (page.some(visit)) return true;
      yield;
    }
    return false;
  }

  /** The same as pages to be asked for one by one; undefined after the last. */
  conditionPages(trace: number, conditions: RowConditions, size: number): { next(): ConditionRow[] | undefined } {
    const { conditionRows, position } = this.#statements;
    const { status, minDuration, maxDuration } = conditions;
    let after: SpanPosition | undefined = BEGINNING;
    return {
      next: () => {
        if (after === undefined) return undefined;
        const { starts, spanId, hash } = after;
        const tests = [this.watermark, status, status, minDuration, maxDuration] as const;
        const page = conditionRows.all(...tests, trace, starts, spanId, hash, size);
        const last = page.at(-1);
        after = last === undefined || page.length < size ? undefined : position.get(last[0]);
        return page.map(([id, operation, resource, error, fits]) => ({
          id,
          operation,
          resource,
          error: error === 1,
          fits: fits === 1,
        }));
      },
    };
  }

  /** Pages of whole visible spans, in their order. */
  *bodies(trace: number): Generator<StoredSpan[] | undefined, void, undefined> {
    const conflicting = yield* this.conflictingIds(trace);
    for (const page of this.#pages(this.#statements.bodies, trace, this.limits.spanPage, itself)) {
      yield page.filter((row) => row.id <= this.watermark).map((row) => this.#storedSpan(row, conflicting));
    }
  }

  /** Pages of what a waterfall draws of visible spans, in their order. */
  *outlines(trace: number, keys: AttributeKeys): Generator<SpanOutline[], void, undefined> {
    const { outlines } = this.#statements;
    for (const page of this.#pages(outlines, trace, this.limits.page, ([id]) => this.#positionOf(id))) {
      yield page.filter(([id]) => id <= this.watermark).map((row) => this.#outline(row, keys));
    }
  }

  /** The visible spans of a trace that have an id, whole, in their order. */
  *withSpanId(trace: number, spanId: SpanId): Steps<readonly StoredSpan[]> {
    const ids: number[] = [];
    for (const page of this.#pages(this.#statements.identities, trace, this.limits.page, itself)) {
      for (const row of page) {
        if (row.id <= this.watermark && row.spanId.toString('hex') === spanId) ids.push(Number(row.id));
      }
      yield;
    }
    const conflicting = new Set(ids.length > 1 ? [spanId] : []);
    return ids.flatMap((id) => this.body(id, conflicting) ?? []);
  }

  /** What a list shows of a span, by its row id; undefined when it has been deleted. */
  found(id: number, traceId: TraceId): FoundSpan | undefined {
    const row = this.#statements.found.get(id);
    if (row === undefined) return undefined;
    const { service, name, kind } = this.operation(Number(row.operation));
    return {
      traceId,
      spanId: row.spanId.toString('hex') as SpanId,
      contentHash: row.hash.toString('hex'),
      service,
      operation: name,
      kind: spanKindName(kind),
      status: statusCodeName(Number(row.status)),
      start: fromStored(row.starts) as UnixNano,
      duration: fromStored(row.duration) as DurationNano,
    };
  }

  /** A whole span by its row id; undefined when it has been deleted. */
  body(id: number, conflicting: ReadonlySet<string>): StoredSpan | undefined {
    const row = this.#statements.body.get(id);
    return row === undefined ? undefined : this.#storedSpan(row, conflicting);
  }

  /** Span ids (hex) that several visible spans of the trace share. */
  *conflictingIds(trace: number): Steps<ReadonlySet<string>> {
    const seen = new Set<string>();
    const conflicting = new Set<string>();
    for (const page of this.#pages(this.#statements.identities, trace, this.limits.page, itself)) {
      for (const row of page) {
        if (row.id > this.watermark) continue;
        const spanId = row.spanId.toString('hex');
        if (seen.has(spanId)) conflicting.add(spanId);
        seen.add(spanId);
      }
      yield;
    }
    return conflicting;
  }

  /** Pages of the rows of a trace, in the order of spans. */
  *#pages<Row>(
    statement: { all(...bounds: PageBounds): Row[] },
    trace: number,
    size: number,
    positionOf: (row: Row) => SpanPosition | undefined,
  ): Generator<Row[], void, undefined> {
    let after: SpanPosition | undefined = BEGINNING;
    while (after !== undefined) {
      const page: Row[] = statement.all(trace, after.starts, after.spanId, after.hash, size);
      const last = page.at(-1);
      // Before the page is given away: until the next one is asked for, its last row may be deleted.
      after = last === undefined || page.length < size ? undefined : positionOf(last);
      yield page;
    }
  }

  #positionOf(id: bigint): SpanPosition | undefined {
    return this.#statements.position.get(Number(id));
  }

  /** By the id of its row; undefined when it has been deleted. */
  resource(id: number): Resource | undefined {
    return this.#resources.has(id) || this.#statements.resource.get(id) !== undefined ? this.#resource(id) : undefined;
  }

  /** The name of a scope, likewise. */
  scopeName(id: number): string | undefined {
    return this.#scopes.has(id) || this.#statements.scope.get(id) !== undefined ? this.#scope(id).name : undefined;
  }

  operation(id: number): OperationEntry {
    return lookUp(this.#operations, id, () => {
      const row = this.#statements.operation.get(id);
      if (row === undefined) throw new Error(`operation ${id} is missing`);
      const { service, namespace, name, kind } = row;
      return { service: { name: service, namespace }, name, kind };
    });
  }

  #spanRow([id, spanId, parentId, starts, ends, operation, status, weight, peer, ...of]: RawSpanRow): SpanRow {
    return {
      id: Number(id),
      spanId: spanId as SpanId,
      parentSpanId: parentId === '' ? undefined : (parentId as SpanId),
      start: fromStored(starts) as UnixNano,
      end: fromStored(ends) as UnixNano,
      operation: this.operation(Number(operation)),
      error: status === 2n,
      weight,
      peer: peer === null ? undefined : this.#peer(Number(peer)),
      place: Number(of[0]),
      scope: Number(of[1]),
    };
  }

  #outline(row: RawOutline, keys: AttributeKeys): SpanOutline {
    const [, spanId, hash, parentId, starts, ends, operation, resource, scope, peer, status, body] = row;
    const { name, kind } = this.operation(Number(operation));
    const { eventTimes, attributes } = spanDetails(body, keys);
    return {
      spanId: spanId as SpanId,
      parentSpanId: parentId === '' ? undefined : (parentId as SpanId),
      contentHash: hash,
      name,
      kind: spanKindName(kind),
      status: statusCodeName(Number(status)),
      start: fromStored(starts) as UnixNano,
      end: fromStored(ends) as UnixNano,
      resource: this.#resource(Number(resource)),
      scope: this.#scope(Number(scope)),
      peer: peer === null ? undefined : this.#peer(Number(peer)),
      eventTimes,
      attributes,
    };
  }

  #storedSpan(row: BodyRow, conflicting: ReadonlySet<string>): StoredSpan {
    const span = decodeSpan(row.body);
    return {
      resource: this.#resource(Number(row.resource)),
      scope: this.#scope(Number(row.scope)),
      span,
      contentHash: row.hash.toString('hex'),
      receivedAt: fromStored(row.received) as UnixNano,
      conflicting: conflicting.has(span.spanId),
    };
  }

  #peer(id: number): NodeRef {
    return lookUp(this.#peers, id, () => required(this.#statements.peer.get(id), `peer ${id}`));
  }

  #resource(id: number): Resource {
    return lookUp(this.#resources, id, () =>
      decodeResource(required(this.#statements.resource.get(id), `resource ${id}`)),
    );
  }

  #scope(id: number): Scope {
    return lookUp(this.#scopes, id, () => decodeScope(required(this.#statements.scope.get(id), `scope ${id}`)));
  }
}

/** Of rows that hold their own position. */
function itself<Row extends SpanPosition>(row: Row): SpanPosition {
  return row;
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is missing`);
  return value;
}

function lookUp<T>(known: Map<number, T>, id: number, read: () => T): T {
  const seen = known.get(id);
  if (seen !== undefined) return seen;
  const value = read();
  known.set(id, value);
  return value;
}
