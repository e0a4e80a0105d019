// The tables of spanloom.db. Times and durations are unsigned 64-bit numbers shifted by -2^63, so that every one fits
// SQLite's signed integers and sorts right. Ids of spans grow with every commit and are never used twice: the last one
// is the commit mark, and a span is visible to a snapshot when its id is not above the snapshot's mark.

/** Goes into PRAGMA user_version. A file with a higher one was written by a newer Spanloom. */
export const SCHEMA_VERSION = 1;
/** 'Spln', in PRAGMA application_id: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x53706c6e;

export const SCHEMA = `
-- The last id given to a span and to a kv.
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), last_span INTEGER NOT NULL, last_kv INTEGER NOT NULL);
INSERT INTO state VALUES (1, 0, 0);

-- One for each tenant and signal.
CREATE TABLE dataset (
  id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, signal TEXT NOT NULL, traces INTEGER NOT NULL, spans INTEGER NOT NULL,
  UNIQUE (tenant, signal)
);

-- Dictionaries. spans = stored spans that refer to the row; a row without any is deleted.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL, service TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
  kind INTEGER NOT NULL, spans INTEGER NOT NULL, errors INTEGER NOT NULL,
  UNIQUE (dataset, service, namespace, name, kind)
);
CREATE INDEX operation_in_dataset ON operation (dataset);
CREATE TABLE resource (
  id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL, hash BLOB NOT NULL, spans INTEGER NOT NULL, body BLOB NOT NULL,
  UNIQUE (dataset, hash)
);
CREATE TABLE scope (
  id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL, hash BLOB NOT NULL, spans INTEGER NOT NULL, body BLOB NOT NULL,
  UNIQUE (dataset, hash)
);
CREATE TABLE peer (
  id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, namespace TEXT NOT NULL,
  spans INTEGER NOT NULL,
  UNIQUE (dataset, kind, name, namespace)
);
-- scope: 0 = span, 1 = resource.
CREATE TABLE attribute (
  id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL, scope INTEGER NOT NULL, key TEXT NOT NULL,
  UNIQUE (dataset, scope, key)
);
-- value: the text of a value, or the hash of a long one as a BLOB. folded: the text in lowercase, or an empty BLOB, which
-- stands after every text.
CREATE TABLE kv (
  attribute INTEGER NOT NULL, folded BLOB NOT NULL, value BLOB NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY (attribute, folded, value)
) WITHOUT ROWID;

-- Exact as of now. length: bits of (ends - starts), so that a trace reaching into a window is found near its edge.
CREATE TABLE trace (
  id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL, trace_id BLOB NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
  length INTEGER NOT NULL, spans INTEGER NOT NULL, errors INTEGER NOT NULL, weight REAL NOT NULL,
  first_span INTEGER NOT NULL, last_span INTEGER NOT NULL,
  UNIQUE (dataset, trace_id)
);
CREATE INDEX trace_by_start ON trace (dataset, starts DESC, trace_id ASC);
CREATE INDEX trace_by_length ON trace (dataset, length, starts);
CREATE INDEX trace_by_change ON trace (dataset, last_span);

-- kind and status as SPAN_KINDS and STATUS_CODES name them; the numbers that came are in the body, a protobuf Span.
CREATE TABLE span (
  id INTEGER PRIMARY KEY, trace INTEGER NOT NULL, span_id BLOB NOT NULL, parent_id BLOB, hash BLOB NOT NULL,
  operation INTEGER NOT NULL, resource INTEGER NOT NULL, scope INTEGER NOT NULL, peer INTEGER, status INTEGER NOT NULL,
  starts INTEGER NOT NULL, ends INTEGER NOT NULL, duration INTEGER NOT NULL, weight REAL NOT NULL,
  received INTEGER NOT NULL, body BLOB NOT NULL
);
-- The order of spans in a trace, and what makes a span the same span.
CREATE UNIQUE INDEX span_in_trace ON span (trace, starts, span_id, hash);
CREATE INDEX span_by_operation ON span (operation);

-- Postings: which spans, and which resources, have an attribute with a value.
CREATE TABLE span_attribute (kv INTEGER NOT NULL, span INTEGER NOT NULL, PRIMARY KEY (kv, span)) WITHOUT ROWID;
CREATE TABLE resource_attribute (
  kv INTEGER NOT NULL, resource INTEGER NOT NULL, PRIMARY KEY (kv, resource)
) WITHOUT ROWID;
`;

/**
 * Tables that files of this version may lack, because they were made before these were thought of. An older Spanloom
 * neither reads nor writes them, and what it does to the others is no harm to them.
 */
export const LATER_TABLES = `
-- Deletions that are not done: of the spans up to last_span go those of a trace, or else of a service.
CREATE TABLE IF NOT EXISTS deletion (
  id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL, last_span INTEGER NOT NULL, trace_id BLOB, service TEXT NOT NULL,
  namespace TEXT NOT NULL
);
-- Traces whose rows a deletion has yet to sum up.
CREATE TABLE IF NOT EXISTS stale_trace (trace INTEGER PRIMARY KEY);
`;

/** Number of an attribute scope in the tables. */
export const ATTRIBUTE_SCOPE = { span: 0, resource: 1 } as const;

const SHIFT = 1n << 63n;

/** An unsigned 64-bit number as it is stored. */
export function toStored(value: bigint): bigint {
  return value - SHIFT;
}

/** The inverse of `toStored`. */
export function fromStored(value: bigint): bigint {
  return value + SHIFT;
}

/** Bits of a length of time: 0 for 0, else d is in [2^(bits - 1), 2^bits). At most 64. */
export function bitLength(duration: bigint): number {
  return duration === 0n ? 0 : duration.toString(2).length;
}
