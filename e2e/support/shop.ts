// A small system to draw: two services, a database, a cache and a queue with a consumer.
import { newSpanId, type TraceSpec } from './otlp.ts';

export const SHOP_NODES = [
  'orders-db, database',
  'orders.created, queue',
  'shop-api, service',
  'shop-mail, service',
  'shop-web, service',
] as const;

/** One order through all of it; `failed` makes the database fail. */
export function orderTrace({ agoMs = 3_000, failed = false }: { agoMs?: number; failed?: boolean } = {}): TraceSpec {
  const [root, call, serve, send] = [newSpanId(), newSpanId(), newSpanId(), newSpanId()];
  const error = failed ? { error: 'deadlock detected' } : {};
  return {
    agoMs,
    services: [
      {
        service: 'shop-web',
        spans: [
          { name: 'GET /', spanId: root, kind: 2, durationMs: 80 },
          { name: 'POST /orders', spanId: call, parentSpanId: root, kind: 3, startMs: 2, durationMs: 70 },
        ],
      },
      {
        service: 'shop-api',
        spans: [
          {
            name: 'POST /orders',
            spanId: serve,
            parentSpanId: call,
            kind: 2,
            startMs: 4,
            durationMs: 60,
            attributes: { 'http.request.method': 'POST', 'http.route': '/orders' },
            ...error,
          },
          {
            name: 'INSERT orders',
            parentSpanId: serve,
            kind: 3,
            startMs: 10,
            durationMs: 20,
            attributes: { 'db.system.name': 'postgresql', 'db.namespace': 'orders', 'server.address': 'orders-db' },
            ...error,
          },
          {
            name: 'send orders.created',
            spanId: send,
            parentSpanId: serve,
            kind: 4,
            startMs: 40,
            durationMs: 5,
            attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders.created' },
          },
        ],
      },
      {
        service: 'shop-mail',
        spans: [
          {
            name: 'process orders.created',
            parentSpanId: send,
            kind: 5,
            startMs: 90,
            durationMs: 30,
            attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders.created' },
          },
        ],
      },
    ],
  };
}

/** A request that fails in a service that nobody calls and that calls nobody. */
export function failedEntry(): TraceSpec {
  return {
    agoMs: 3_000,
    services: [{ service: 'shop-admin', spans: [{ name: 'GET /admin', kind: 2, durationMs: 5, error: 'refused' }] }],
  };
}
