// Seeded spans for measurements: calls through a dozen services with the attributes that instrumentations set, some of
// few values (method, status), some of many (user, order, full URL). The same seed gives the same spans.
import type {
  AnyValue,
  Attributes,
  Resource,
  ResourceSpans,
  Scope,
  Span,
  SpanId,
  TraceId,
  UnixNano,
} from '@spanloom/otlp-model';
import { seededRandom } from '../test/support/load.ts';

/** Spans start within an hour from here. */
export const WORLD_START = 1_780_000_000_000_000_000n;
export const WORLD_LENGTH = 3_600_000_000_000n;

const SERVICES = ['web', 'gateway', 'orders', 'payments', 'inventory', 'users', 'search', 'mail'] as const;
const ROUTES = ['/', '/cart', '/checkout', '/products/{id}', '/orders/{id}', '/login', '/search', '/account'];
const TABLES = ['orders', 'order_items', 'users', 'products', 'stock', 'sessions'];
const INTERNAL = 1;
const SERVER = 2;
const CLIENT = 3;

const text = (value: string): AnyValue => ({ kind: 'string', value });
const whole = (value: number): AnyValue => ({ kind: 'int', value: BigInt(value) });
const attributes = (values: Readonly<Record<string, AnyValue>>): Attributes =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

const RESOURCES = SERVICES.flatMap((name) =>
  [1, 2, 3].map(
    (instance): Resource => ({
      attributes: attributes({
        'service.name': text(name),
        'service.namespace': text('shop'),
        'service.version': text('1.14.2'),
        'service.instance.id': text(`${name}-${instance}`),
        'deployment.environment.name': text('production'),
        'host.name': text(`node-${instance}`),
        'telemetry.sdk.language': text('nodejs'),
        'telemetry.sdk.name': text('opentelemetry'),
        'telemetry.sdk.version': text('2.1.0'),
      }),
      droppedAttributesCount: 0,
      entityRefs: [],
      schemaUrl: 'https://opentelemetry.io/schemas/1.37.0',
    }),
  ),
);
const SCOPE: Scope = {
  name: '@opentelemetry/instrumentation-http',
  version: '0.205.0',
  attributes: [],
  droppedAttributesCount: 0,
  schemaUrl: '',
};

export interface SpanSource {
  /** The next `count` spans as a request, whole traces mostly: a trace may go on in the next one. */
  next(count: number): ResourceSpans[];
  /** Ids of the traces so far, one of every 50. */
  readonly sampledTraces: readonly TraceId[];
}

export function createSpanSource(seed: number): SpanSource {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const hex = (length: number): string =>
    Array.from({ length: length / 8 }, () => below(0xffffffff).toString(16).padStart(8, '0')).join('');
  const sampledTraces: TraceId[] = [];
  let traces = 0;
  let waiting: { readonly resource: Resource; readonly span: Span }[] = [];

  function trace(): void {
    const traceId = hex(32) as TraceId;
    if (traces++ % 50 === 0) sampledTraces.push(traceId);
    const start = WORLD_START + BigInt(Math.floor(random() * 3_600_000)) * 1_000_000n;
    const route = pick(ROUTES);
    const user = `u-${below(20_000)}`;
    const add = (
      parent: SpanId | undefined,
      service: number,
      kind: number,
      name: string,
      at: number,
      micros: number,
      values: Readonly<Record<string, AnyValue>>,
    ): SpanId => {
      const spanId = hex(16) as SpanId;
      const failed = below(100) === 0;
      const begins = (start + BigInt(at) * 1000n) as UnixNano;
      waiting.push({
        resource: RESOURCES[service * 3 + below(3)] as Resource,
        span: {
          traceId,
          spanId,
          parentSpanId: parent,
          traceState: '',
          flags: 257,
          name,
          kind,
          start: begins,
          end: (begins + BigInt(micros) * 1000n) as UnixNano,
          attributes: attributes({
            ...values,
            'thread.id': whole(1 + below(16)),
            'enduser.id': text(user),
            'app.tier': text(pick(['free', 'pro', 'team'])),
            'code.function.name': text(`handle${name.length}`),
          }),
          droppedAttributesCount: 0,
          events: failed
            ? [
                {
                  time: begins,
                  name: 'exception',
                  attributes: attributes({
                    'exception.type': text('TimeoutError'),
                    'exception.message': text(`no answer within ${micros} us`),
                  }),
                  droppedAttributesCount: 0,
                },
              ]
            : [],
          droppedEventsCount: 0,
          links: [],
          droppedLinksCount: 0,
          status: { code: failed ? 2 : 0, message: failed ? 'no answer' : '' },
        },
      });
      return spanId;
    };
    const http = (method: string, service: string, status: number): Readonly<Record<string, AnyValue>> => ({
      'http.request.method': text(method),
      'http.route': text(route),
      'http.response.status_code': whole(status),
      'url.full': text(`http://${service}:8080${route.replace('{id}', String(below(100_000)))}?page=${below(20)}`),
      'url.scheme': text('http'),
      'server.address': text(service),
      'server.port': whole(8080),
      'network.protocol.version': text('1.1'),
      'user_agent.original': text('Mozilla/5.0 (X11; Linux x64) bench/1'),
    });
    const total = 2000 + below(200_000);
    const root = add(undefined, 0, SERVER, `GET ${route}`, 0, total, http('GET', 'web', 200));
    const hops = 1 + below(4);
    for (let hop = 0; hop < hops; hop++) {
      const service = 1 + below(SERVICES.length - 1);
      const name = SERVICES[service] ?? 'web';
      const at = Math.floor((total * hop) / hops);
      const takes = Math.floor(total / hops / 2);
      const status = below(50) === 0 ? 500 : 200;
      const call = add(root, 0, CLIENT, `POST ${name}`, at, takes, http('POST', name, status));
      const served = add(call, service, SERVER, `POST ${route}`, at + 50, takes - 100, http('POST', name, status));
      for (let query = below(4); query > 0; query--) {
        const table = pick(TABLES);
        add(served, service, CLIENT, `SELECT ${table}`, at + 100, Math.floor(takes / 4), {
          'db.system.name': text('postgresql'),
          'db.namespace': text('shop'),
          'db.collection.name': text(table),
          'db.operation.name': text('SELECT'),
          'db.query.text': text(`SELECT * FROM ${table} WHERE id = $1 AND tenant = $2 ORDER BY created_at LIMIT 50`),
          'db.response.returned_rows': whole(below(200)),
          'server.address': text('postgres'),
          'server.port': whole(5432),
        });
      }
      if (below(2) === 0) {
        add(served, service, INTERNAL, 'validate', at + 60, 30, {
          'order.id': text(`o-${below(500_000)}`),
          'order.items': whole(below(12)),
          'feature.flag': text(pick(['a', 'b'])),
        });
      }
    }
  }

  return {
    sampledTraces,
    next(count) {
      while (waiting.length < count) trace();
      const taken = waiting.slice(0, count);
      waiting = waiting.slice(count);
      const groups = new Map<Resource, Span[]>();
      for (const { resource, span } of taken) {
        const spans = groups.get(resource) ?? [];
        spans.push(span);
        groups.set(resource, spans);
      }
      return Array.from(groups, ([resource, spans]) => ({ resource, scopeSpans: [{ scope: SCOPE, spans }] }));
    },
  };
}
