// Bad gRPC: calls, frames, connections.
import { gzipSync } from 'node:zlib';
import { HELLO, PREFACE } from '../support/http2-frames.ts';
import { field } from '../support/wire.ts';
import {
  aborted,
  type Answer,
  badTrace,
  type CallInput,
  hex,
  type RawInput,
  refused,
  REJECTED,
  requestBytes,
  type Row,
  SPAN,
  spanBytes,
} from './row.ts';

export const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const MAX = 64 * 1024 * 1024;
const TOO_LARGE = `The message is larger than ${MAX} bytes after decompression. Send smaller batches.`;
const MIB = 1024 * 1024;

export const grpc = (reason: string): string => refused('otlp-grpc', reason);
export const answer = (status: number, message: string | RegExp): Answer => ({
  status,
  message,
  type: 'application/grpc',
});
const plain = (status: number, message: string): Answer => ({ status, message, type: 'text/plain; charset=utf-8' });

export function frame(message: Buffer, flag = 0): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(flag, 0);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

export function call(
  data: () => Buffer,
  headers: Record<string, string> = {},
  after: CallInput['after'] = 'end',
): CallInput {
  const standard = { ':method': 'POST', ':path': EXPORT, 'content-type': 'application/grpc', te: 'trailers' };
  return { kind: 'call', data, headers: { ...standard, ...headers }, after };
}

const bytes = (content: string | Buffer, after: RawInput['after'] = 'wait'): RawInput => ({
  kind: 'grpc-port',
  bytes: () => Buffer.from(content),
  after,
});

export const cut = (name: string, content: string | Buffer, counts: string, after?: RawInput['after']): Row => ({
  name,
  send: bytes(content, after),
  answer: 'cut',
  counts,
});

const GZIP = { 'grpc-encoding': 'gzip' };
export const GOOD = (n: number): Buffer => requestBytes(spanBytes(badTrace(n), SPAN));

export const GRPC_ROWS: readonly Row[] = [
  cut('gRPC port: random bytes', hex('00ff13377f454c46'), grpc('bad_request')),
  cut('gRPC port: a TLS hello', hex('16030100c8010000c40303'), grpc('tls')),
  cut('gRPC port: half a preface, then closed', PREFACE.subarray(0, 12), aborted('otlp-grpc'), 'end'),
  cut(
    'gRPC port: a preface that goes wrong',
    Buffer.concat([PREFACE.subarray(0, 20), Buffer.from('xxxx')]),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: no settings after the preface',
    Buffer.concat([PREFACE, Buffer.alloc(64, 0xff)]),
    grpc('bad_request'),
  ),
  cut('gRPC port: a frame larger than allowed', Buffer.concat([HELLO, hex('ffffff000000000001')]), grpc('bad_request')),
  cut(
    'gRPC port: data for a stream that was never opened',
    Buffer.concat([HELLO, hex('000001000000000001'), hex('00')]),
    grpc('bad_request'),
  ),
  {
    name: 'gRPC port: HTTP/1',
    send: bytes('POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'),
    answer: plain(
      400,
      'This is the port of OTLP/gRPC; OTLP/HTTP has a port of its own, 4318 unless it was set otherwise.',
    ),
    counts: grpc('wrong_protocol'),
  },
  {
    name: 'gRPC: a method that does not exist',
    send: call(() => frame(Buffer.alloc(0)), { ':path': '/a.B/C' }),
    answer: answer(12, 'There is no method /a.B/C. This server takes OTLP: traces go to /v1/traces.'),
    counts: grpc('path'),
  },
  {
    name: "gRPC: Jaeger's method",
    send: call(() => frame(Buffer.alloc(0)), { ':path': '/jaeger.api_v2.CollectorService/PostSpans' }),
    answer: answer(
      12,
      'There is no method /jaeger.api_v2.CollectorService/PostSpans. This is a Jaeger call. Spanloom takes OTLP: export with the OTLP exporter.',
    ),
    counts: grpc('path'),
  },
  {
    name: 'gRPC: another content type',
    send: call(() => Buffer.from('{}'), { 'content-type': 'application/json' }),
    answer: plain(415, 'This is the port of OTLP/gRPC: Content-Type must be application/grpc.'),
    counts: grpc('content_type'),
  },
  {
    name: 'gRPC: JSON in gRPC',
    send: call(() => frame(Buffer.from('{}')), { 'content-type': 'application/grpc+json' }),
    answer: plain(415, 'This is the port of OTLP/gRPC: Content-Type must be application/grpc.'),
    counts: grpc('content_type'),
  },
  {
    name: 'gRPC: PUT',
    send: call(() => frame(Buffer.alloc(0)), { ':method': 'PUT' }),
    answer: plain(405, 'gRPC uses POST.'),
    counts: grpc('method'),
  },
  {
    name: 'gRPC: another compression',
    send: call(() => frame(GOOD(300), 1), { 'grpc-encoding': 'snappy' }),
    answer: answer(12, 'grpc-encoding must be gzip or identity, not "snappy".'),
    counts: grpc('content_encoding'),
  },
  {
    name: 'gRPC: compressed, by nobody knows what',
    send: call(() => frame(gzipSync(GOOD(300)), 1)),
    answer: answer(3, 'The message says it is compressed, but grpc-encoding names nothing.'),
    counts: grpc('malformed'),
  },
  {
    name: 'gRPC: gzip that is none',
    send: call(() => frame(Buffer.from('no gzip at all'), 1), GZIP),
    answer: answer(3, 'The message cannot be inflated: incorrect header check.'),
    counts: grpc('gzip'),
  },
  {
    name: 'gRPC: gzip cut off',
    send: call(() => frame(gzipSync(GOOD(300)).subarray(0, 20), 1), GZIP),
    answer: answer(3, 'The message cannot be inflated: unexpected end of file.'),
    counts: grpc('gzip'),
  },
  {
    name: 'gRPC: gzip, then plain bytes',
    send: call(() => frame(Buffer.concat([gzipSync(GOOD(300)), Buffer.from('and more')]), 1), GZIP),
    answer: answer(3, 'The message cannot be inflated: incorrect header check.'),
    counts: grpc('gzip'),
  },
  {
    name: 'gRPC: gzip, then zeros',
    send: call(() => frame(Buffer.concat([gzipSync(GOOD(300)), Buffer.alloc(64)]), 1), GZIP),
    answer: answer(3, 'The message cannot be inflated: other bytes follow the compressed ones.'),
    counts: grpc('gzip'),
  },
  {
    name: 'gRPC: several gzip members that make one message: taken',
    send: call(() => {
      const body = GOOD(303);
      return frame(Buffer.concat([body.subarray(0, 9), body.subarray(9)].map((part) => gzipSync(part))), 1);
    }, GZIP),
    answer: answer(0, ''),
    stored: { traceId: badTrace(303), spans: 1 },
  },
  {
    name: 'gRPC: a gzip bomb',
    send: call(
      () => frame(Buffer.concat(new Array<Buffer>(80).fill(gzipSync(Buffer.alloc(MIB), { level: 9 }))), 1),
      GZIP,
    ),
    answer: answer(8, TOO_LARGE),
    counts: grpc('too_large'),
  },
  {
    name: 'gRPC: gzip named, message plain: taken',
    send: call(() => frame(GOOD(301)), GZIP),
    answer: answer(0, ''),
    stored: { traceId: badTrace(301), spans: 1 },
  },
  {
    name: 'gRPC: no message',
    send: call(() => Buffer.alloc(0)),
    answer: answer(3, 'The call ended before its message was whole.'),
    counts: grpc('malformed'),
  },
  {
    name: 'gRPC: half a prefix',
    send: call(() => hex('0000')),
    answer: answer(3, 'The call ended before its message was whole.'),
    counts: grpc('malformed'),
  },
  {
    name: 'gRPC: a message cut off',
    send: call(() => frame(GOOD(300)).subarray(0, 12)),
    answer: answer(3, 'The call ended before its message was whole.'),
    counts: grpc('malformed'),
  },
  {
    name: 'gRPC: two messages',
    send: call(() => Buffer.concat([frame(GOOD(300)), frame(GOOD(300))])),
    answer: answer(3, 'More follows the message; Export takes one message.'),
    counts: grpc('malformed'),
  },
  {
    name: 'gRPC: a flag that is none',
    send: call(() => frame(GOOD(300), 2)),
    answer: answer(3, 'This is no gRPC message.'),
    counts: grpc('malformed'),
  },
  {
    name: 'gRPC: a length of 4 GB',
    send: call(() => hex('00ffffffff00')),
    answer: answer(8, TOO_LARGE),
    counts: grpc('too_large'),
  },
  {
    name: 'gRPC: no protobuf',
    send: call(() => frame(Buffer.from('no protobuf'))),
    answer: answer(3, /^the body is not a protobuf ExportTraceServiceRequest: /),
    counts: grpc('malformed'),
  },
  {
    name: 'gRPC: a million empty spans',
    send: call(() => frame(field(1, field(2, Buffer.alloc(2_000_000, hex('1200')))))),
    answer: answer(8, 'more than 250000 spans in one request; send smaller batches'),
    counts: grpc('too_large'),
  },
  {
    name: 'gRPC: a bad id beside a good one',
    send: call(() => frame(requestBytes(spanBytes(badTrace(302), SPAN), spanBytes('00'.repeat(16), SPAN)))),
    answer: answer(0, '1 span was not stored: 1 with an invalid trace id (it must be 16 bytes, not all zero)'),
    counts: REJECTED,
    stored: { traceId: badTrace(302), spans: 1 },
  },
  {
    name: 'gRPC: half a message, then cancelled',
    send: call(() => frame(GOOD(300)).subarray(0, 12), {}, 'cancel'),
    answer: 'cut',
    counts: aborted('otlp-grpc'),
  },
  {
    name: 'gRPC: half a message, then gone',
    send: call(() => frame(GOOD(300)).subarray(0, 12), {}, 'destroy'),
    answer: 'cut',
    counts: aborted('otlp-grpc'),
  },
];
