// OTLP/JSON out, literally.
import { expect, test } from 'vitest';
import type { AnyValue } from '../any-value.ts';
import type { SpanId, TraceId } from '../ids.ts';
import type { ResourceSpans, Span } from '../span.ts';
import type { UnixNano } from '../time.ts';
import { encodeExportRequest, encodeExportResponse, encodeRpcStatus } from './index.ts';

const BARE: Span = {
  traceId: '5b8efff798038103d269b633813fc60c' as TraceId,
  spanId: 'eee19b7ec3c1b174' as SpanId,
  parentSpanId: undefined,
  traceState: '',
  flags: 0,
  name: '',
  kind: 0,
  start: 1544712660000000123n as UnixNano,
  end: 0n as UnixNano,
  attributes: [],
  droppedAttributesCount: 0,
  events: [],
  droppedEventsCount: 0,
  links: [],
  droppedLinksCount: 0,
  status: { code: 0, message: '' },
};

function traces(span: Span): ResourceSpans[] {
  return [
    {
      resource: { attributes: [], droppedAttributesCount: 0, entityRefs: [], schemaUrl: '' },
      scopeSpans: [
        { scope: { name: '', version: '', attributes: [], droppedAttributesCount: 0, schemaUrl: '' }, spans: [span] },
      ],
    },
  ];
}

test('a bare span: no clutter', () => {
  expect(encodeExportRequest(traces(BARE))).toBe(
    '{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{' +
      '"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174",' +
      '"startTimeUnixNano":"1544712660000000123","endTimeUnixNano":"0"}]}]}]}',
  );
  expect(encodeExportRequest([])).toBe('{"resourceSpans":[]}');
});

test.each<[AnyValue, string]>([
  [{ kind: 'empty' }, '{}'],
  [{ kind: 'string', value: 'a"\u2028' }, '{"stringValue":"a\\"\u2028"}'],
  [{ kind: 'bool', value: true }, '{"boolValue":true}'],
  [{ kind: 'int', value: -(2n ** 63n) }, '{"intValue":"-9223372036854775808"}'],
  [{ kind: 'double', value: 1e21 }, '{"doubleValue":1e+21}'],
  [{ kind: 'double', value: -0 }, '{"doubleValue":-0}'],
  [{ kind: 'double', value: Number.NaN }, '{"doubleValue":"NaN"}'],
  [{ kind: 'double', value: Number.NEGATIVE_INFINITY }, '{"doubleValue":"-Infinity"}'],
  [{ kind: 'bytes', value: Uint8Array.of(0xfb, 0xff) }, '{"bytesValue":"+/8="}'],
  [{ kind: 'array', values: [] }, '{"arrayValue":{"values":[]}}'],
  [
    { kind: 'kvlist', entries: [{ key: '__proto__', value: { kind: 'empty' } }] },
    '{"kvlistValue":{"values":[{"key":"__proto__","value":{}}]}}',
  ],
])('value %#', (value, json) => {
  const text = encodeExportRequest(traces({ ...BARE, attributes: [{ key: 'k', value }] }));
  expect(text).toContain(`"attributes":[{"key":"k","value":${json}}]`);
});

test('responses', () => {
  expect(encodeExportResponse({ rejected: 0, errorMessage: '' })).toBe('{}');
  expect(encodeExportResponse({ rejected: 2, errorMessage: 'why' })).toBe(
    '{"partialSuccess":{"rejectedSpans":"2","errorMessage":"why"}}',
  );
  expect(encodeExportResponse({ rejected: 0, errorMessage: 'w' })).toBe('{"partialSuccess":{"errorMessage":"w"}}');
  expect(encodeRpcStatus({ code: 3, message: 'a "b"' })).toBe('{"code":3,"message":"a \\"b\\""}');
});

test.each([
  ['metrics', 'rejectedDataPoints'],
  ['logs', 'rejectedLogRecords'],
  ['profiles', 'rejectedProfiles'],
] as const)('the count of %s has a name of its own', (signal, name) => {
  expect(encodeExportResponse({ rejected: 7, errorMessage: 'w' }, signal)).toBe(
    `{"partialSuccess":{"${name}":"7","errorMessage":"w"}}`,
  );
});

test('an error says when to try again, or not at all', () => {
  expect(encodeRpcStatus({ code: 3, message: 'm' })).toBe('{"code":3,"message":"m"}');
  expect(JSON.parse(encodeRpcStatus({ code: 14, message: 'm', retryAfterSeconds: 2 }))).toStrictEqual({
    code: 14,
    message: 'm',
    details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '2s' }],
  });
});
