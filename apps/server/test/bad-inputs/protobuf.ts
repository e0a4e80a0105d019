// Bad protobuf over HTTP.
import { field } from '../support/wire.ts';
import {
  badTrace,
  hex,
  OTHER_SPAN,
  postProtobuf,
  protobufAnswer,
  refused,
  REJECTED,
  requestBytes,
  type Row,
  SPAN,
  spanBytes,
} from './row.ts';

const MALFORMED = refused('otlp-http', 'malformed');
const TOO_LARGE = refused('otlp-http', 'too_large');
const NOT_PROTOBUF = /^the body is not a protobuf ExportTraceServiceRequest: /;

function malformed(name: string, body: Buffer | (() => Buffer)): Row {
  return { name, send: postProtobuf(body), answer: protobufAnswer(400, NOT_PROTOBUF), counts: MALFORMED };
}

const WHOLE = requestBytes(
  spanBytes(badTrace(1), SPAN, field(9, field(1, Buffer.from('key')), field(2, field(1, Buffer.from('value'))))),
);
const cut = (bytes: number): Buffer => WHOLE.subarray(0, WHOLE.length - bytes);

/** A good span beside a bad one: the good one is stored. */
function partly(n: number, name: string, bad: Buffer | (() => Buffer), why: string): Row {
  const good = spanBytes(badTrace(n), SPAN);
  return {
    name,
    send: postProtobuf(() => requestBytes(good, typeof bad === 'function' ? bad() : bad)),
    answer: protobufAnswer(200, `1 span was not stored: 1 with ${why}`),
    counts: REJECTED,
    stored: { traceId: badTrace(n), spans: 1 },
  };
}

function nested(levels: number): Buffer {
  let value = field(1, Buffer.from('deep'));
  for (let level = 1; level < levels; level++) value = field(5, field(1, value));
  return field(9, field(1, Buffer.from('k')), field(2, value));
}

/** So many that one span may not have them, of the field with that number. */
function empty(number: number): Buffer {
  return Buffer.concat(Array.from({ length: 60_000 }, () => field(number)));
}

const TOO_MANY = 'more than 50000 attributes, events, links and list elements';
const BAD_TRACE_ID = 'an invalid trace id (it must be 16 bytes, not all zero)';
const BAD_SPAN_ID = 'an invalid span id (it must be 8 bytes, not all zero)';
const BAD_PARENT = 'an invalid parent span id (it must be 8 bytes, or empty for a root span)';

export const PROTOBUF_ROWS: readonly Row[] = [
  malformed('protobuf cut off in its first tag', hex('8a')),
  malformed('protobuf cut off before a length', hex('0a')),
  malformed('protobuf cut off in a length', hex('0aff')),
  malformed('protobuf cut off in an attribute value', cut(2)),
  malformed('protobuf cut off in an attribute key', cut(10)),
  malformed('protobuf cut off in an id', WHOLE.subarray(0, 16)),
  malformed('an inner length that goes past its message', hex('0a0212ff')),
  malformed('wire type 7', hex('0f00')),
  malformed('the end of a group that never began', hex('0c')),
  malformed('a varint of eleven bytes', Buffer.concat([hex('08'), Buffer.alloc(11, 0xff)])),
  malformed('field number 0', hex('0200')),
  malformed('200,000 groups in groups', () => Buffer.alloc(200_000, 0x4b)),
  malformed('text instead of protobuf', Buffer.from('hello, I am no protobuf')),
  malformed('JSON that says it is protobuf', Buffer.from('{"resourceSpans":[]}')),
  {
    name: 'resource_spans as a number: an unknown field, skipped',
    send: postProtobuf(hex('0801')),
    answer: protobufAnswer(200, ''),
  },
  partly(2, 'a trace id of 15 bytes', spanBytes('01'.repeat(15), SPAN), BAD_TRACE_ID),
  partly(3, 'a trace id of 17 bytes', spanBytes('01'.repeat(17), SPAN), BAD_TRACE_ID),
  partly(4, 'a trace id of zeros', spanBytes('00'.repeat(16), SPAN), BAD_TRACE_ID),
  partly(5, 'no ids at all', Buffer.alloc(0), BAD_TRACE_ID),
  partly(6, 'a span id of 7 bytes', spanBytes(badTrace(6), '01'.repeat(7)), BAD_SPAN_ID),
  partly(7, 'a span id of zeros', spanBytes(badTrace(7), '00'.repeat(8)), BAD_SPAN_ID),
  partly(8, 'a parent id of 3 bytes', spanBytes(badTrace(8), OTHER_SPAN, field(4, hex('010203'))), BAD_PARENT),
  partly(
    9,
    'an attribute 51 deep',
    spanBytes(badTrace(9), OTHER_SPAN, nested(51)),
    'an attribute nested deeper than 50 levels',
  ),
  partly(
    10,
    'an attribute 20,000 deep',
    () => spanBytes(badTrace(10), OTHER_SPAN, nested(20_000)),
    'an attribute nested deeper than 50 levels',
  ),
  {
    name: 'an attribute 50 deep is taken',
    send: postProtobuf(requestBytes(spanBytes(badTrace(11), SPAN, nested(50)))),
    answer: protobufAnswer(200, ''),
    stored: { traceId: badTrace(11), spans: 1 },
  },
  {
    name: 'a million empty spans',
    send: postProtobuf(() => field(1, field(2, Buffer.alloc(2_000_000, hex('1200'))))),
    answer: protobufAnswer(413, 'more than 250000 spans in one request; send smaller batches'),
    counts: TOO_LARGE,
  },
  {
    name: 'five million empty attributes',
    send: postProtobuf(() => requestBytes(spanBytes(badTrace(12), SPAN, Buffer.alloc(10_000_000, hex('4a00'))))),
    answer: protobufAnswer(
      413,
      'more than 1000000 attributes, events, links and list elements in one request (a resource or scope counts for 20); send smaller batches',
    ),
    counts: TOO_LARGE,
  },
  partly(14, '60,000 empty events in one span', () => spanBytes(badTrace(14), OTHER_SPAN, empty(11)), TOO_MANY),
  partly(15, '60,000 empty links in one span', () => spanBytes(badTrace(15), OTHER_SPAN, empty(13)), TOO_MANY),
  partly(16, '60,000 empty attributes of one span', () => spanBytes(badTrace(16), OTHER_SPAN, empty(9)), TOO_MANY),
  partly(
    17,
    'a span name of 10 MB',
    () => spanBytes(badTrace(17), OTHER_SPAN, field(5, Buffer.alloc(10_000_000, 'n'))),
    'a name longer than 65536 characters',
  ),
  {
    name: '100,000 resources with a span each',
    send: postProtobuf(() => {
      const one = requestBytes(spanBytes(badTrace(18), SPAN));
      return Buffer.alloc(100_000 * one.length, one);
    }),
    answer: protobufAnswer(
      413,
      'more than 1000000 attributes, events, links and list elements in one request (a resource or scope counts for 20); send smaller batches',
    ),
    counts: TOO_LARGE,
  },
  {
    name: 'three million empty groups',
    send: postProtobuf(() => Buffer.alloc(6_000_000, hex('0a00'))),
    answer: protobufAnswer(
      413,
      'more than 1000000 attributes, events, links and list elements in one request (a resource or scope counts for 20); send smaller batches',
    ),
    counts: TOO_LARGE,
  },
  {
    name: 'a name that is no UTF-8 is mended',
    send: postProtobuf(requestBytes(spanBytes(badTrace(13), SPAN, field(5, hex('ff61fe'))))),
    answer: protobufAnswer(200, ''),
    stored: { traceId: badTrace(13), spans: 1 },
  },
  {
    name: 'metrics cut off',
    send: postProtobuf(hex('0a05'), { path: '/v1/metrics' }),
    answer: protobufAnswer(400, /^the body is not a protobuf metrics request: /),
    counts: MALFORMED,
  },
];
