// Bytes written by hand from the contract, in both directions.
import { expect, test } from 'vitest';
import type { SpanId, TraceId } from '../ids.ts';
import type { ResourceSpans } from '../span.ts';
import { concat, field, fromHex } from '../testing/wire-bytes.ts';
import type { UnixNano } from '../time.ts';
import {
  decodeExportRequest,
  decodeExportResponse,
  decodeRpcStatus,
  encodeExportRequest,
  encodeExportResponse,
  encodeRpcStatus,
} from './index.ts';

const REQUEST = `
  0ad201 # resource_spans
    0a1a # resource
      0a16 0a0c736572766963652e6e616d65 1206 0a0463617274 # attribute service.name = "cart"
      1001 # dropped_attributes_count = 1
    12b001 # scope_spans
      0a08 0a036c6962 120131 # scope lib 1
      12a001 # span
        0a105b8efff798038103d269b633813fc60c # trace_id
        1208eee19b7ec3c1b174 # span_id
        1a03613d31 # trace_state a=1
        2208eee19b7ec3c1b173 # parent_span_id
        2a0178 # name x
        3002 # kind server
        397b4859e3faeb6f15 # start 1544712660000000123
        41c84959e3faeb6f15 # end 1544712660000000456
        4a10 0a016e 120b 18ffffffffffffffffff01 # attribute n = -1
        5002 # dropped_attributes_count = 2
        5a0e 097b4859e3faeb6f15 120165 2003 # event e, 3 dropped
        6004 # dropped_events_count = 4
        6a26 0a105b8efff798038103d269b633813fc60c 1208eee19b7ec3c1b172 1a0162 2805 3501030000 # link, flags 0x301
        7006 # dropped_links_count = 6
        7a06 12026e6f 1802 # status error, "no"
        850101010000 # flags 0x101
      1a0173 # schema_url s
    1a0175 # schema_url u
`;

/** Everything from # to the end of a line is a comment. */
function hexOf(listing: string): Uint8Array {
  return fromHex(listing.replaceAll(/#.*/g, ''));
}

const MODEL: ResourceSpans[] = [
  {
    resource: {
      attributes: [{ key: 'service.name', value: { kind: 'string', value: 'cart' } }],
      droppedAttributesCount: 1,
      entityRefs: [],
      schemaUrl: 'u',
    },
    scopeSpans: [
      {
        scope: { name: 'lib', version: '1', attributes: [], droppedAttributesCount: 0, schemaUrl: 's' },
        spans: [
          {
            traceId: '5b8efff798038103d269b633813fc60c' as TraceId,
            spanId: 'eee19b7ec3c1b174' as SpanId,
            parentSpanId: 'eee19b7ec3c1b173' as SpanId,
            traceState: 'a=1',
            flags: 0x101,
            name: 'x',
            kind: 2,
            start: 1544712660000000123n as UnixNano,
            end: 1544712660000000456n as UnixNano,
            attributes: [{ key: 'n', value: { kind: 'int', value: -1n } }],
            droppedAttributesCount: 2,
            events: [{ time: 1544712660000000123n as UnixNano, name: 'e', attributes: [], droppedAttributesCount: 3 }],
            droppedEventsCount: 4,
            links: [
              {
                traceId: '5b8efff798038103d269b633813fc60c',
                spanId: 'eee19b7ec3c1b172',
                traceState: 'b',
                attributes: [],
                droppedAttributesCount: 5,
                flags: 0x301,
              },
            ],
            droppedLinksCount: 6,
            status: { code: 2, message: 'no' },
          },
        ],
      },
    ],
  },
];

test('a request with every field of a span', () => {
  const bytes = hexOf(REQUEST);
  expect(bytes).toHaveLength(213);
  const result = decodeExportRequest(bytes);
  expect(result.ok && result.value).toStrictEqual({
    resourceSpans: MODEL,
    spanCount: 1,
    itemCount: 44,
    rejectedSpans: 0,
    rejection: '',
  });
  expect(encodeExportRequest(MODEL)).toStrictEqual(bytes);
});

test('an export response: full success is empty, partial success has both fields', () => {
  expect(encodeExportResponse({ rejected: 0, errorMessage: '' })).toStrictEqual(new Uint8Array());
  const partial = fromHex('0a06 08ac02 120178');
  expect(encodeExportResponse({ rejected: 300, errorMessage: 'x' })).toStrictEqual(partial);
  expect(decodeExportResponse(partial)).toStrictEqual({ rejected: 300, errorMessage: 'x' });
  expect(decodeExportResponse(new Uint8Array())).toStrictEqual({ rejected: 0, errorMessage: '' });
  expect(encodeExportResponse({ rejected: 0, errorMessage: 'w' })).toStrictEqual(fromHex('0a03 120177'));
});

test('google.rpc.Status; details are ignored', () => {
  expect(encodeRpcStatus({ code: 3, message: 'bad' })).toStrictEqual(fromHex('0803 1203626164'));
  expect(decodeRpcStatus(fromHex('0803 1203626164 1a020a00'))).toStrictEqual({ code: 3, message: 'bad' });
  expect(decodeRpcStatus(new Uint8Array())).toStrictEqual({ code: 0, message: '' });
});

test('google.rpc.Status with a RetryInfo of two seconds', () => {
  const url = new TextEncoder().encode('type.googleapis.com/google.rpc.RetryInfo');
  const any = concat(field(1, url), field(2, fromHex('0a02 0802')));
  expect(encodeRpcStatus({ code: 14, message: 'bad', retryAfterSeconds: 2 })).toStrictEqual(
    concat(fromHex('080e 1203626164'), field(3, any)),
  );
});

test('encoded bytes have a buffer of their own', () => {
  const bytes = encodeExportRequest(MODEL);
  expect([bytes.byteOffset, bytes.buffer.byteLength]).toStrictEqual([0, bytes.length]);
});
