// Calls of databases and the cache: a CLIENT span only, the systems themselves send none.
// https://opentelemetry.io/docs/specs/semconv/db/database-spans/
import type { PlainAttributes } from '../attributes.ts';
import type { OpenSpan, Scene } from '../world/scene.ts';
import { DATABASES, type DatabaseKey, type DatabaseSpec } from '../world/topology.ts';

export interface DatabaseQuery {
  /** SELECT, INSERT, GET, ... */
  readonly operation: string;
  /** Table or index; none for a cache. */
  readonly collection?: string;
  /** The statement, parameters left out. */
  readonly text: string;
  readonly medianMs: number;
  readonly spread?: number;
  readonly attributes?: PlainAttributes;
}

/** Runs a query from the service that is running. `during` can add events and a failure once the time has passed. */
export function databaseCall(
  scene: Scene,
  to: DatabaseKey,
  query: DatabaseQuery,
  during?: (span: OpenSpan) => void,
): void {
  const database: DatabaseSpec = DATABASES[to];
  const name = query.collection === undefined ? query.operation : `${query.operation} ${query.collection}`;
  const attributes = {
    'db.system.name': database.system,
    'db.namespace': database.namespace,
    'db.operation.name': query.operation,
    'db.collection.name': query.collection,
    'db.query.text': query.text,
    'server.address': database.address,
    'server.port': database.port,
    ...query.attributes,
  };
  const scope = database.system === 'postgresql' ? 'sql' : database.system === 'redis' ? 'cache' : 'http-client';
  scene.span({ name, kind: 'client', scope, attributes }, (span) => {
    scene.work(query.medianMs, query.spread ?? 0.35);
    during?.(span);
  });
}
