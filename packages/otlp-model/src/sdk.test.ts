// What the OpenTelemetry JS SDK really sends, over both of its HTTP exporters, decoded field by field.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Attributes as SdkAttributes,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  createTraceState,
  trace,
  ROOT_CONTEXT,
} from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, test } from 'vitest';
import type { Attributes } from './any-value.ts';
import type { DecodedTraces } from './codec.ts';
import * as json from './json/index.ts';
import * as protobuf from './protobuf/index.ts';

const ATTRIBUTES: SdkAttributes = {
  text: 'naïve 漢字 😀',
  empty: '',
  yes: true,
  no: false,
  whole: 42,
  negative: -7,
  large: Number.MAX_SAFE_INTEGER,
  part: 0.25,
  texts: ['a', 'b'],
  numbers: [1, 2.5],
  flags: [true, false],
};

const EXPECTED: Attributes = [
  { key: 'text', value: { kind: 'string', value: 'naïve 漢字 😀' } },
  { key: 'empty', value: { kind: 'string', value: '' } },
  { key: 'yes', value: { kind: 'bool', value: true } },
  { key: 'no', value: { kind: 'bool', value: false } },
  { key: 'whole', value: { kind: 'int', value: 42n } },
  { key: 'negative', value: { kind: 'int', value: -7n } },
  { key: 'large', value: { kind: 'int', value: 9007199254740991n } },
  { key: 'part', value: { kind: 'double', value: 0.25 } },
  {
    key: 'texts',
    value: {
      kind: 'array',
      values: [
        { kind: 'string', value: 'a' },
        { kind: 'string', value: 'b' },
      ],
    },
  },
  {
    key: 'numbers',
    value: {
      kind: 'array',
      values: [
        { kind: 'int', value: 1n },
        { kind: 'double', value: 2.5 },
      ],
    },
  },
  {
    key: 'flags',
    value: {
      kind: 'array',
      values: [
        { kind: 'bool', value: true },
        { kind: 'bool', value: false },
      ],
    },
  },
];

const PARENT = {
  traceId: '5b8efff798038103d269b633813fc60c',
  spanId: 'eee19b7ec3c1b173',
  traceFlags: TraceFlags.SAMPLED,
};

/** Sends one rich span with a real exporter and returns the body it posted. */
async function bodyOf(
  exporterOf: (url: string) => JsonExporter | ProtobufExporter,
): Promise<{ type: string; body: Uint8Array }> {
  let received: { type: string; body: Uint8Array } | undefined;
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      received = { type: request.headers['content-type'] ?? '', body: Buffer.concat(chunks) };
      response.writeHead(200, { 'content-type': received.type }).end(received.type === 'application/json' ? '{}' : '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'service.instance.id': 'i-1' }),
    spanProcessors: [new BatchSpanProcessor({ exporter: exporterOf(url) })],
  });
  const parent = trace.setSpanContext(ROOT_CONTEXT, {
    ...PARENT,
    isRemote: true,
    traceState: createTraceState('ot=th:8'),
  });
  const span = provider.getTracer('lib', '1.2.3', { schemaUrl: 'https://example.com/schema' }).startSpan(
    'checkout',
    {
      kind: SpanKind.SERVER,
      startTime: [1_544_712_660, 123],
      attributes: ATTRIBUTES,
      links: [{ context: { ...PARENT, traceState: createTraceState('a=1') }, attributes: { why: 'batch' } }],
    },
    parent,
  );
  span.addEvent('paid', { amount: 3 }, [1_544_712_661, 456]);
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'card refused' });
  span.end([1_544_712_662, 999_999_999]);
  await provider.forceFlush();
  await provider.shutdown();
  await new Promise((resolve) => server.close(resolve));
  if (received === undefined) throw new Error('the exporter sent nothing');
  return received;
}

function check(decoded: DecodedTraces): void {
  expect([decoded.spanCount, decoded.rejectedSpans]).toStrictEqual([1, 0]);
  const [group] = decoded.resourceSpans;
  expect(group?.resource.attributes).toContainEqual({ key: 'service.name', value: { kind: 'string', value: 'shop' } });
  expect(group?.resource.attributes).toContainEqual({
    key: 'service.instance.id',
    value: { kind: 'string', value: 'i-1' },
  });
  const scope = group?.scopeSpans[0]?.scope;
  expect([scope?.name, scope?.version, scope?.schemaUrl]).toStrictEqual(['lib', '1.2.3', 'https://example.com/schema']);
  const span = group?.scopeSpans[0]?.spans[0];
  expect(span).toStrictEqual({
    traceId: PARENT.traceId,
    spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
    parentSpanId: PARENT.spanId,
    traceState: 'ot=th:8',
    flags: 0x301,
    name: 'checkout',
    kind: 2,
    start: 1_544_712_660_000_000_123n,
    end: 1_544_712_662_999_999_999n,
    attributes: EXPECTED,
    droppedAttributesCount: 0,
    events: [
      {
        time: 1_544_712_661_000_000_456n,
        name: 'paid',
        attributes: [{ key: 'amount', value: { kind: 'int', value: 3n } }],
        droppedAttributesCount: 0,
      },
    ],
    droppedEventsCount: 0,
    links: [
      {
        traceId: PARENT.traceId,
        spanId: PARENT.spanId,
        traceState: 'a=1',
        attributes: [{ key: 'why', value: { kind: 'string', value: 'batch' } }],
        droppedAttributesCount: 0,
        flags: 0x101,
      },
    ],
    droppedLinksCount: 0,
    status: { code: 2, message: 'card refused' },
  });
}

describe('the JS SDK', () => {
  test('http/protobuf', async () => {
    const { type, body } = await bodyOf((url) => new ProtobufExporter({ url }));
    expect(type).toBe('application/x-protobuf');
    const result = protobuf.decodeExportRequest(body);
    if (!result.ok) throw new Error(result.error.message);
    check(result.value);
  });

  test('http/json', async () => {
    const { type, body } = await bodyOf((url) => new JsonExporter({ url }));
    expect(type).toBe('application/json');
    const result = json.decodeExportRequest(body);
    if (!result.ok) throw new Error(result.error.message);
    check(result.value);
  });
});
