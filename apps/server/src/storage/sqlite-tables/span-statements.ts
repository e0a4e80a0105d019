// The statements that read the spans of a trace, and what their rows hold.
import type { NodeRef } from '@spanloom/analysis';
import type { Connection } from './open.ts';

/** Where a span stands in its trace. */
export interface SpanPosition {
  readonly starts: bigint;
  readonly spanId: Buffer;
  readonly hash: Buffer;
}

export type PageBounds = [trace: number, starts: bigint, spanId: Buffer, hash: Buffer, limit: number];

export type RawSpanRow = readonly [
  id: bigint,
  spanId: string,
  /** Empty without a parent: so SQLite writes NULL in hex. */
  parentId: string,
  starts: bigint,
  ends: bigint,
  operation: bigint,
  status: bigint,
  weight: number,
  peer: bigint | null,
  resource: bigint,
  scope: bigint,
];

export type RawOutline = readonly [
  id: bigint,
  spanId: string,
  hash: string,
  /** Empty without a parent. */
  parentId: string,
  starts: bigint,
  ends: bigint,
  operation: bigint,
  resource: bigint,
  scope: bigint,
  peer: bigint | null,
  status: bigint,
  body: Buffer,
];

export interface FoundRow extends SpanPosition {
  readonly operation: bigint;
  readonly status: bigint;
  readonly duration: bigint;
}

export interface BodyRow extends SpanPosition {
  readonly id: bigint;
  readonly received: bigint;
  readonly resource: bigint;
  readonly scope: bigint;
  readonly body: Buffer;
}

/** [id, operation, resource, error, fits] */
export type RawConditionRow = [number, number, number, number, number];

export type SpanStatements = ReturnType<typeof prepareSpanStatements>;

export function prepareSpanStatements(db: Connection) {
  const page = 'WHERE trace = ? AND (starts, span_id, hash) > (?, ?, ?) ORDER BY starts, span_id, hash LIMIT ?';
  const position = 'id, starts, span_id AS spanId, hash';
  const body = `${position}, received, resource, scope, body`;
  return {
    // Ids as text, rows as lists: read for every span of a graph or a waterfall, they take a third less time than objects
    // of buffers.
    rows: db
      .prepare<PageBounds, RawSpanRow>(
        `SELECT id, lower(hex(span_id)), lower(hex(parent_id)), starts, ends, operation, status, weight, peer, resource, scope
         FROM span ${page}`,
      )
      .safeIntegers()
      .raw(),
    outlines: db
      .prepare<PageBounds, RawOutline>(
        `SELECT id, lower(hex(span_id)), lower(hex(hash)), lower(hex(parent_id)), starts, ends, operation, resource, scope,
         peer, status, body FROM span ${page}`,
      )
      .safeIntegers()
      .raw(),
    conditionRows: db
      .prepare<
        [watermark: number, status: number | null, status: number | null, min: bigint, max: bigint, ...PageBounds],
        RawConditionRow
      >(
        `SELECT id, operation, resource, status = 2,
         id <= ? AND (? IS NULL OR status = ?) AND duration >= ? AND duration <= ? FROM span ${page}`,
      )
      .raw(),
    found: db
      .prepare<[number], FoundRow>(`SELECT ${position}, operation, status, duration FROM span WHERE id = ?`)
      .safeIntegers(),
    position: db.prepare<[number], SpanPosition>(`SELECT ${position} FROM span WHERE id = ?`).safeIntegers(),
    identities: db
      .prepare<PageBounds, SpanPosition & { readonly id: bigint }>(`SELECT ${position} FROM span ${page}`)
      .safeIntegers(),
    bodies: db.prepare<PageBounds, BodyRow>(`SELECT ${body} FROM span ${page}`).safeIntegers(),
    body: db.prepare<[number], BodyRow>(`SELECT ${body} FROM span WHERE id = ?`).safeIntegers(),
    operation: db.prepare<[number], { service: string; namespace: string; name: string; kind: number }>(
      'SELECT service, namespace, name, kind FROM operation WHERE id = ?',
    ),
    peer: db.prepare<[number], NodeRef>('SELECT kind, name, namespace FROM peer WHERE id = ?'),
    resource: db.prepare<[number], Buffer>('SELECT body FROM resource WHERE id = ?').pluck(),
    scope: db.prepare<[number], Buffer>('SELECT body FROM scope WHERE id = ?').pluck(),
  };
}
