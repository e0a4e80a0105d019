// The real OpenTelemetry JS SDK against the built server: what the SDK was given is found by search and comes back equal,
// property for property.
import { rmSync } from 'node:fs';
import {
  type AnyValue as GivenValue,
  type HrTime,
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanExporter,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { traceResponse } from '@spanloom/api-schema';
import type { AnyValue, Attributes, Span } from '@spanloom/otlp-model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BuiltServer,
  ensureBuilt,
  exportedTrace,
  search,
  spansOf,
  startBuilt,
  temporaryFolder,
} from './support/built-server.ts';

type Given = Readonly<Record<string, GivenValue>>;

const RESOURCE: Given = {
  'service.name': 'checkout',
  'service.namespace': 'shop',
  'host.cpu.count': 8,
  'host.ratio': 0.5,
};
const SPAN: Given = {
  'http.request.method': 'POST',
  'url.path': '/订单/🧵?q="<script>"',
  'http.response.status_code': 504,
  'largest.int': Number.MAX_SAFE_INTEGER,
  'negative.int': -7,
  'beyond.64.bits': 2 ** 64,
  double: 0.1,
  tiny: 5e-324,
  yes: true,
  no: false,
  'empty.string': '',
  strings: ['a', '', 'ü'],
  ints: [1, -2, 3],
  doubles: [0.5, 1.25],
  flags: [true, false],
  mixed: ['x', 1, 0.5, true],
  bytes: new Uint8Array([0, 1, 254, 255]),
  nested: { inner: { deep: ['v', 2] }, other: 'w' },
  __proto__key: 'harmless',
};
const EVENT: Given = { 'exception.type': 'TimeoutError', attempt: 2 };
const LINK: Given = { 'link.reason': 'retry', weight: 0.25 };

let server: BuiltServer;
const folder = temporaryFolder();
beforeAll(async () => {
  ensureBuilt();
  server = await startBuilt({ folder, args: ['--log-level', 'warn'] });
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const GZIP = 'gzip' as const;
const PLAIN = 'none' as const;
const EXPORTERS: readonly (readonly [string, (to: BuiltServer) => SpanExporter])[] = [
  ['http/protobuf', ({ otlpHttp }) => new ProtobufExporter({ url: otlpHttp, compression: PLAIN as never })],
  ['http/protobuf, gzip', ({ otlpHttp }) => new ProtobufExporter({ url: otlpHttp, compression: GZIP as never })],
  ['http/json', ({ otlpHttp }) => new JsonExporter({ url: otlpHttp, compression: PLAIN as never })],
  ['http/json, gzip', ({ otlpHttp }) => new JsonExporter({ url: otlpHttp, compression: GZIP as never })],
  ['grpc', ({ otlpGrpc }) => new GrpcExporter({ url: `http://${otlpGrpc}`, compression: PLAIN as never })],
  ['grpc, gzip', ({ otlpGrpc }) => new GrpcExporter({ url: `http://${otlpGrpc}`, compression: GZIP as never })],
];

describe.each(EXPORTERS)('OpenTelemetry JS SDK by %s', (name, exporterTo) => {
  test('is found by search and equal to what the SDK was given', async () => {
    const given = await sendTrace(exporterTo(server), name);
    const traceId = given[0]?.spanContext().traceId ?? '';

    // Found by its attributes, together on one span.
    const conditions = new URLSearchParams({ service: 'checkout', namespace: 'shop', status: 'error', kind: 'client' });
    conditions.append('spanAttr', `test.name=${name}`);
    conditions.append('attr', `largest.int=${Number.MAX_SAFE_INTEGER}`);
    conditions.append('resourceAttr', 'host.cpu.count=8');
    const found = await search(server, conditions.toString());
    expect(found.traces.map((summary) => summary.traceId)).toEqual([traceId]);
    expect(found.traces[0]).toMatchObject({ spans: 2, errors: 1, complete: true, root: { operation: 'checkout' } });

    // Equal through the export.
    const exported = (await exportedTrace(server, traceId)) ?? [];
    expect(exported).toHaveLength(1);
    expect(asRecord(exported[0]?.resource.attributes)).toEqual(modelOf(RESOURCE));
    expect(exported[0]?.scopeSpans.map(({ scope }) => [scope.name, scope.version, scope.schemaUrl])).toEqual([
      ['test-scope', '1.2.3', 'https://opentelemetry.io/schemas/1.30.0'],
    ]);
    const spans = new Map(spansOf(exported).map((span) => [span.spanId as string, span]));
    expect(spans.size).toBe(2);
    for (const span of given) expect(comparable(spans.get(span.spanContext().spanId))).toEqual(comparableGiven(span));
    const client = [...spans.values()].find((span) => span.kind === 3);
    expect(asRecord(client?.attributes)).toEqual(modelOf({ ...SPAN, 'test.name': name }));

    // And through the view of the trace page.
    const view = traceResponse.parse(await (await fetch(`${server.ui}/api/v1/traces/${traceId}`)).json());
    const shown = view.spans.find((span) => span.kind === 'client')?.attributes ?? [];
    expect(shown).toHaveLength(Object.keys(SPAN).length + 1);
    expect(shown).toContainEqual({ key: 'largest.int', type: 'int', text: '9007199254740991' });
    expect(shown).toContainEqual({ key: 'beyond.64.bits', type: 'double', text: '18446744073709552000' });
    expect(shown).toContainEqual({ key: 'bytes', type: 'bytes', text: '0x0001feff' });
    expect(shown).toContainEqual({ key: 'nested', type: 'kvlist', text: '{"inner":{"deep":["v",2]},"other":"w"}' });
  });
});

/** Two spans, made by the SDK, exported; resolves with what the SDK holds of them. */
async function sendTrace(exporter: SpanExporter, name: string): Promise<readonly ReadableSpan[]> {
  const kept = new InMemorySpanExporter();
  const provider = new TracerProvider({
    resource: resourceFromAttributes(RESOURCE),
    spanProcessors: [new SimpleSpanProcessor({ exporter }), new SimpleSpanProcessor({ exporter: kept })],
    spanLimits: { attributeCountLimit: Object.keys(SPAN).length + 1 },
  });
  const tracer = provider.getTracer('test-scope', '1.2.3', { schemaUrl: 'https://opentelemetry.io/schemas/1.30.0' });
  const root = tracer.startSpan('checkout', { kind: SpanKind.SERVER }, ROOT_CONTEXT);
  const linked = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1, isRemote: true };
  const client = tracer.startSpan(
    'POST /pay',
    { kind: SpanKind.CLIENT, links: [{ context: linked, attributes: LINK }] },
    trace.setSpan(context.active(), root),
  );
  client.setAttribute('test.name', name);
  client.setAttributes(SPAN);
  client.setAttribute('one.too.many', 'dropped and counted');
  client.addEvent('exception', EVENT);
  client.setStatus({ code: SpanStatusCode.ERROR, message: 'upstream timed out' });
  client.end();
  root.end();
  await provider.forceFlush();
  const spans = kept.getFinishedSpans();
  await provider.shutdown();
  expect(spans).toHaveLength(2);
  return [...spans];
}

function comparableGiven(span: ReadableSpan) {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    name: span.name,
    kind: span.kind + 1,
    flags: traceFlags | 0x100,
    start: nanos(span.startTime),
    end: nanos(span.endTime),
    status: { code: span.status.code, message: span.status.message ?? '' },
    attributes: modelOf(span.attributes as Given),
    dropped: [span.droppedAttributesCount, span.droppedEventsCount, span.droppedLinksCount],
    events: span.events.map((event) => [event.name, nanos(event.time), modelOf((event.attributes ?? {}) as Given)]),
    links: span.links.map((link) => [
      link.context.traceId,
      link.context.spanId,
      0x301,
      modelOf((link.attributes ?? {}) as Given),
    ]),
  };
}

function comparable(span: Span | undefined) {
  if (span === undefined) return undefined;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    kind: span.kind,
    flags: span.flags,
    start: span.start,
    end: span.end,
    status: span.status,
    attributes: asRecord(span.attributes),
    dropped: [span.droppedAttributesCount, span.droppedEventsCount, span.droppedLinksCount],
    events: span.events.map((event) => [event.name, event.time, asRecord(event.attributes)]),
    links: span.links.map((link) => [link.traceId, link.spanId, link.flags, asRecord(link.attributes)]),
  };
}

function nanos([seconds, nanoseconds]: HrTime): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
}

function asRecord(attributes: Attributes = []): Record<string, AnyValue> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value]));
}

function modelOf(given: Given): Record<string, AnyValue> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, modelValue(value)]));
}

/** What the SDK promises to send for a value: whole numbers as integers, all others as doubles, as what fits no integer. */
function modelValue(value: GivenValue): AnyValue {
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number') {
    const isInt = Number.isInteger(value) && Math.abs(value) < 2 ** 63;
    return isInt ? { kind: 'int', value: BigInt(value) } : { kind: 'double', value };
  }
  if (value instanceof Uint8Array) return { kind: 'bytes', value };
  if (Array.isArray(value)) return { kind: 'array', values: value.map(modelValue) };
  if (value === null || value === undefined) return { kind: 'empty' };
  const entries = Object.entries(value).map(([key, inner]) => ({ key, value: modelValue(inner) }));
  return { kind: 'kvlist', entries };
}
