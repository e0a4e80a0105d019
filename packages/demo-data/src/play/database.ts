// Calls of databases and caches: a CLIENT span only, the systems themselves send none.
// https://opentelemetry.io/docs/specs/semconv/db/database-spans/
import type { PlainAttributes } from '../attributes.ts';
import type { DatabaseSpec, DatabaseSystem, QueryStep } from '../topology/topology.ts';
import type { ScopeKind } from '../world/languages.ts';
import type { Change, Played } from './course.ts';
import { drawnAll } from './draws.ts';
import { OK } from './outcome.ts';
import type { Scene } from './scene.ts';

const SCOPES: Readonly<Record<DatabaseSystem, ScopeKind>> = {
  postgresql: 'sql',
  mysql: 'sql',
  redis: 'cache',
  opensearch: 'http-client',
};

/** Runs a query from the service that is running. */
export function databaseCall(scene: Scene, step: QueryStep, change: Change = {}): Played {
  const database = scene.index.database(step.database);
  const old = scene.service.conventions === 'old';
  const name = step.collection === undefined ? step.operation : `${step.operation} ${step.collection}`;
  const attributes = {
    ...(old ? oldAttributes(step, database) : stableAttributes(step, database)),
    ...drawnAll(step.attributes, scene.random, scene.values),
    ...change.attributes,
  };
  const outcome = change.answer ?? OK;
  return scene.span({ name, kind: 'client', scope: SCOPES[database.system], attributes }, (span) => {
    scene.work(change.ms ?? step.ms, 0.35);
    if (change.event !== undefined) span.event(change.event.name, change.event.attributes);
    if (outcome.kind === 'failed') {
      const { errorType, message } = outcome;
      span.set({ 'error.type': errorType, [old ? 'db.error' : 'db.response.status_code']: errorType });
      span.event('exception', { 'exception.type': errorType, 'exception.message': message });
      span.fail(message);
    }
    scene.called({
      client: { kind: 'service', name: scene.service.name },
      server: { kind: 'database', name: database.name },
      async: false,
      error: outcome.kind === 'failed',
      clientSpan: span.spanId,
      serverSpan: undefined,
      cut: false,
      address: database.name,
    });
    return { outcome, spanId: span.spanId, servedIn: span.traceId };
  });
}

function stableAttributes(step: QueryStep, database: DatabaseSpec): PlainAttributes {
  return {
    'db.system.name': database.system,
    'db.namespace': database.namespace,
    'db.operation.name': step.operation,
    'db.collection.name': step.collection,
    'db.query.text': step.text,
    'server.address': database.name,
    'server.port': database.port,
  };
}

function oldAttributes(step: QueryStep, database: DatabaseSpec): PlainAttributes {
  return {
    'db.system': database.system,
    'db.name': database.namespace,
    'db.operation': step.operation,
    'db.sql.table': step.collection,
    'db.statement': step.text,
    'net.peer.name': database.name,
    'net.peer.port': database.port,
  };
}
