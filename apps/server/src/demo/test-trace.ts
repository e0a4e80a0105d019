// One small trace on demand, so that one sees the way from a sender to the page work before any SDK is set up.
import { randomBytes } from 'node:crypto';
import {
  type Attributes,
  parseSpanId,
  parseTraceId,
  type Resource,
  type ResourceSpans,
  type Result,
  type Span,
  type SpanId,
  type TraceId,
  type UnixNano,
  unixNano,
} from '@spanloom/otlp-model';
import type { OtlpSender } from './otlp-sender.ts';

/** Sends the trace and resolves once it was acknowledged. Rejects as the sender does. */
export async function sendTestTrace(sender: OtlpSender, now: UnixNano, signal: AbortSignal): Promise<TraceId> {
  const { traceId, resourceSpans } = testTrace(now);
  await sender.send(resourceSpans, { giveUp: signal, cutOff: signal });
  return traceId;
}

const MILLISECOND = 1_000_000n;

/** A shop looks up an order: the page's server, the service behind it, its database. It ended just now. */
function testTrace(now: UnixNano): { readonly traceId: TraceId; readonly resourceSpans: readonly ResourceSpans[] } {
  const traceId = checked(parseTraceId(randomBytes(16).toString('hex')));
  const [page, call, order, query] = [spanId(), spanId(), spanId(), spanId()];
  const at = (ms: bigint): UnixNano => checked(unixNano(now - (48n - ms) * MILLISECOND));
  const span = (
    rest: Omit<Partial<Span>, 'traceId'> & Pick<Span, 'spanId' | 'name' | 'kind' | 'start' | 'end'>,
  ): Span => ({
    ...PLAIN,
    ...rest,
    traceId,
  });
  const fromShop = [
    span({
      spanId: page,
      name: 'GET /orders/{id}',
      kind: SERVER,
      start: at(0n),
      end: at(48n),
      attributes: [
        text('http.request.method', 'GET'),
        text('http.route', '/orders/{id}'),
        int('http.response.status_code', 200),
      ],
    }),
    span({
      spanId: call,
      parentSpanId: page,
      name: 'GET',
      kind: CLIENT,
      start: at(5n),
      end: at(44n),
      attributes: [
        text('http.request.method', 'GET'),
        text('server.address', 'test-orders'),
        int('http.response.status_code', 200),
      ],
    }),
  ];
  const fromOrders = [
    span({
      spanId: order,
      parentSpanId: call,
      name: 'GET /orders/{id}',
      kind: SERVER,
      start: at(9n),
      end: at(41n),
      attributes: [
        text('http.request.method', 'GET'),
        text('http.route', '/orders/{id}'),
        int('http.response.status_code', 200),
      ],
      events: [
        { time: at(12n), name: 'cache miss', attributes: [text('cache.key', 'order:1042')], droppedAttributesCount: 0 },
      ],
    }),
    span({
      spanId: query,
      parentSpanId: order,
      name: 'SELECT orders',
      kind: CLIENT,
      start: at(14n),
      end: at(37n),
      attributes: [
        text('db.system.name', 'postgresql'),
        text('db.namespace', 'test-orders'),
        text('db.query.text', 'SELECT * FROM orders WHERE id = $1'),
      ],
    }),
  ];
  return { traceId, resourceSpans: [sentBy('test-shop', fromShop), sentBy('test-orders', fromOrders)] };
}

const SERVER = 2;
const CLIENT = 3;

const PLAIN = {
  parentSpanId: undefined,
  traceState: '',
  flags: 0,
  attributes: [],
  droppedAttributesCount: 0,
  events: [],
  droppedEventsCount: 0,
  links: [],
  droppedLinksCount: 0,
  status: { code: 0, message: '' },
} satisfies Partial<Span>;

function sentBy(service: string, spans: readonly Span[]): ResourceSpans {
  const resource: Resource = {
    attributes: [text('service.name', service), text('telemetry.sdk.name', 'spanloom-test-trace')],
    droppedAttributesCount: 0,
    entityRefs: [],
    schemaUrl: '',
  };
  const scope = { name: 'spanloom.test-trace', version: '1', attributes: [], droppedAttributesCount: 0, schemaUrl: '' };
  return { resource, scopeSpans: [{ scope, spans }] };
}

function text(key: string, value: string): Attributes[number] {
  return { key, value: { kind: 'string', value } };
}

function int(key: string, value: number): Attributes[number] {
  return { key, value: { kind: 'int', value: BigInt(value) } };
}

function spanId(): SpanId {
  return checked(parseSpanId(randomBytes(8).toString('hex')));
}

/** What is made here is valid, all zeros but once in 2^64. */
function checked<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
