// Bad HTTP: headers, compression, connections.
import { gzipSync } from 'node:zlib';
import {
  aborted,
  badTrace,
  jsonAnswer,
  OTHER_SPAN,
  post,
  postProtobuf,
  protobufAnswer,
  raw,
  refused,
  requestBytes,
  requestJson,
  type Row,
  SPAN,
  spanBytes,
  spanJson,
} from './row.ts';

const MAX_BODY = 64 * 1024 * 1024;
const TOO_LARGE = `The body is larger than ${MAX_BODY} bytes after decompression. Send smaller batches.`;
const CONTENT_TYPE = 'Content-Type must be application/x-protobuf or application/json.';
const INFLATE = (why: string): string => `The body says it is gzip but cannot be inflated: ${why}.`;
const MIB = 1024 * 1024;
const GZIP = ['Content-Encoding: gzip'];
const HEAD = 'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const BODY = Buffer.from(requestBytes(spanBytes(badTrace(200), SPAN)));

const http = (reason: string): string => refused('otlp-http', reason);
const noHttp = (name: string, text: string | Buffer): Row => ({
  name,
  send: raw(text),
  answer: jsonAnswer(400, /^This is no HTTP request: /),
  counts: http('bad_request'),
});
const gone = (name: string, text: string, after: 'end' | 'reset'): Row => ({
  name,
  send: raw(text, after),
  answer: 'cut',
  counts: aborted('otlp-http'),
});

/** Of many members: deflating all of it at once takes seconds. */
function bomb(): Buffer {
  return Buffer.concat(new Array<Buffer>(80).fill(gzipSync(Buffer.alloc(MIB), { level: 9 })));
}

function wrongChecksum(): Buffer {
  const bytes = gzipSync(BODY);
  bytes.writeUInt32LE(0, bytes.length - 8);
  return bytes;
}

/** RFC 1952: members follow one another, and their contents are one. Cut in the middle of a span. */
function members(n: number): Buffer {
  const body = requestBytes(spanBytes(badTrace(n), SPAN), spanBytes(badTrace(n), OTHER_SPAN));
  const parts = [body.subarray(0, 9), Buffer.alloc(0), body.subarray(9, 10), body.subarray(10)];
  return Buffer.concat(parts.map((part) => gzipSync(part)));
}

export const HTTP_ROWS: readonly Row[] = [
  {
    name: 'a gzip bomb',
    send: postProtobuf(bomb, { headers: GZIP }),
    answer: protobufAnswer(413, TOO_LARGE),
    counts: http('too_large'),
  },
  {
    name: 'gzip that is none',
    send: postProtobuf(Buffer.from('not gzip at all'), { headers: GZIP }),
    answer: protobufAnswer(400, INFLATE('incorrect header check')),
    counts: http('gzip'),
  },
  {
    name: 'gzip cut off',
    send: postProtobuf(gzipSync(BODY).subarray(0, 20), { headers: GZIP }),
    answer: protobufAnswer(400, INFLATE('unexpected end of file')),
    counts: http('gzip'),
  },
  {
    name: 'gzip with a wrong checksum',
    send: postProtobuf(wrongChecksum, { headers: GZIP }),
    answer: protobufAnswer(400, INFLATE('incorrect data check')),
    counts: http('gzip'),
  },
  {
    name: 'gzip, then plain bytes',
    send: postProtobuf(Buffer.concat([gzipSync(BODY), Buffer.from('and more')]), { headers: GZIP }),
    answer: protobufAnswer(400, INFLATE('incorrect header check')),
    counts: http('gzip'),
  },
  {
    name: 'gzip, then the same plain',
    send: postProtobuf(Buffer.concat([gzipSync(BODY), BODY]), { headers: GZIP }),
    answer: protobufAnswer(400, INFLATE('incorrect header check')),
    counts: http('gzip'),
  },
  {
    name: 'gzip, then zeros',
    send: postProtobuf(Buffer.concat([gzipSync(BODY), Buffer.alloc(64)]), { headers: GZIP }),
    answer: protobufAnswer(400, INFLATE('other bytes follow the compressed ones')),
    counts: http('gzip'),
  },
  {
    name: 'gzip, then half a member',
    send: postProtobuf(Buffer.concat([gzipSync(BODY), gzipSync(BODY).subarray(0, 20)]), { headers: GZIP }),
    answer: protobufAnswer(400, INFLATE('unexpected end of file')),
    counts: http('gzip'),
  },
  {
    name: 'several gzip members that make one message: taken',
    send: postProtobuf(members(203), { headers: GZIP }),
    answer: protobufAnswer(200, ''),
    stored: { traceId: badTrace(203), spans: 2 },
  },
  {
    name: 'several gzip members in chunks, one of them empty: taken',
    send: postProtobuf(members(204), { headers: GZIP, chunked: true }),
    answer: protobufAnswer(200, ''),
    stored: { traceId: badTrace(204), spans: 2 },
  },
  {
    name: 'several gzip members that make no message',
    send: postProtobuf(Buffer.concat([gzipSync(BODY), gzipSync('no protobuf')]), { headers: GZIP }),
    answer: protobufAnswer(400, /^the body is not a protobuf/),
    counts: http('malformed'),
  },
  {
    name: 'a million empty gzip members',
    send: postProtobuf(() => Buffer.alloc(20_000_000, gzipSync(Buffer.alloc(0))), { headers: GZIP }),
    answer: protobufAnswer(200, ''),
  },
  {
    name: 'gzip that does not say so',
    send: postProtobuf(gzipSync(BODY)),
    answer: protobufAnswer(400, /^the body is not a protobuf/),
    counts: http('malformed'),
  },
  {
    name: 'another compression',
    send: post('{}', { headers: ['Content-Encoding: br'] }),
    answer: jsonAnswer(415, 'Content-Encoding must be gzip or identity, not "br".'),
    counts: http('content_encoding'),
  },
  {
    name: 'two compressions',
    send: post('{}', { headers: ['Content-Encoding: gzip, gzip'] }),
    answer: jsonAnswer(415, 'Content-Encoding must be gzip or identity, not "gzip, gzip".'),
    counts: http('content_encoding'),
  },
  {
    name: 'too large, as Content-Length says',
    send: postProtobuf(() => Buffer.alloc(MAX_BODY + 1)),
    answer: protobufAnswer(413, TOO_LARGE),
    counts: http('too_large'),
  },
  {
    name: 'too large, in chunks',
    send: postProtobuf(() => Buffer.alloc(MAX_BODY + 1), { chunked: true }),
    answer: protobufAnswer(413, TOO_LARGE),
    counts: http('too_large'),
  },

  {
    name: 'plain text',
    send: post('{}', { type: 'text/plain' }),
    answer: jsonAnswer(415, CONTENT_TYPE),
    counts: http('content_type'),
  },
  {
    name: 'no type',
    send: post('{}', { type: '' }),
    answer: jsonAnswer(415, CONTENT_TYPE),
    counts: http('content_type'),
  },
  {
    name: 'two types in one',
    send: post('{}', { type: 'application/json, application/x-protobuf' }),
    answer: jsonAnswer(415, CONTENT_TYPE),
    counts: http('content_type'),
  },
  {
    name: 'two headers of type: the first counts',
    send: post('{}', { type: 'text/html', headers: ['Content-Type: application/json'] }),
    answer: jsonAnswer(415, CONTENT_TYPE),
    counts: http('content_type'),
  },
  {
    name: 'GET',
    send: post('', { method: 'GET' }),
    answer: jsonAnswer(405, 'GET is not understood here; OTLP uses POST.'),
    counts: http('method'),
  },
  {
    name: 'OPTIONS that is no preflight',
    send: post('', { method: 'OPTIONS' }),
    answer: jsonAnswer(405, 'OPTIONS is not understood here; OTLP uses POST.'),
    counts: http('method'),
  },
  {
    name: 'CONNECT',
    send: raw('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n'),
    answer: jsonAnswer(405, 'CONNECT is not understood here; OTLP uses POST.'),
    counts: http('method'),
  },
  {
    name: 'a near miss of the path',
    send: post('{}', { path: '/v1/trace' }),
    answer: jsonAnswer(404, 'There is nothing at /v1/trace. The path is /v1/traces.'),
    counts: http('path'),
  },
  {
    name: "Jaeger's path",
    send: post('{}', { path: '/api/traces?format=jaeger.thrift' }),
    answer: jsonAnswer(
      404,
      'There is nothing at /api/traces. This is where Jaeger clients send. Spanloom takes OTLP: send it to /v1/traces.',
    ),
    counts: http('path'),
  },
  {
    name: "Zipkin's path",
    send: post('[]', { path: '/api/v2/spans' }),
    answer: jsonAnswer(
      404,
      'There is nothing at /api/v2/spans. This is where Zipkin clients send. Spanloom takes OTLP: send it to /v1/traces.',
    ),
    counts: http('path'),
  },
  {
    name: 'a path that climbs',
    send: post('{}', { path: '/../../etc/passwd' }),
    answer: jsonAnswer(404, /^There is nothing at \/etc\/passwd\. /),
    counts: http('path'),
  },
  {
    name: 'a foreign page asks',
    send: post('', {
      method: 'OPTIONS',
      headers: ['Origin: https://evil.example', 'Access-Control-Request-Method: POST'],
    }),
    answer: jsonAnswer(403, 'Pages of "https://evil.example" may not send here; name them with --cors-origin.'),
    counts: http('origin'),
  },

  gone('half a body, then gone', `${HEAD}Content-Length: 50\r\n\r\n{"resource`, 'reset'),
  gone('half a body, then closed', `${HEAD}Content-Length: 50\r\n\r\n{"resource`, 'end'),
  gone('chunks without an end', `${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`, 'end'),
  gone('half a gzip body, then gone', `${HEAD}Content-Encoding: gzip\r\nContent-Length: 50\r\n\r\n\x1f`, 'reset'),
  gone('half a head, then closed', HEAD, 'end'),
  gone('half a head, then gone', HEAD, 'reset'),

  {
    name: 'Expect: 100-continue is understood',
    send: post(requestJson(spanJson(badTrace(201), SPAN)), { headers: ['Expect: 100-continue'] }),
    answer: jsonAnswer(200, ''),
    stored: { traceId: badTrace(201), spans: 1 },
  },
  {
    name: 'another expectation',
    send: post('{}', { headers: ['Expect: a miracle'] }),
    answer: jsonAnswer(417, 'The only expectation that is understood is 100-continue.'),
    counts: http('bad_request'),
  },
  noHttp('a Content-Length that is no number', `${HEAD}Content-Length: abc\r\n\r\n`),
  noHttp('a negative Content-Length', `${HEAD}Content-Length: -5\r\n\r\n`),
  noHttp('two lengths', `${HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
  noHttp('a length and chunks', `${HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  noHttp('a chunk of no size', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`),
  noHttp('a NUL in a header', `${HEAD}X-A: a\u0000b\r\nContent-Length: 0\r\n\r\n`),
  noHttp('a space in the name of a header', `${HEAD}X A: b\r\nContent-Length: 0\r\n\r\n`),
  noHttp('HTTP/3.0', 'POST /v1/traces HTTP/3.0\r\nHost: x\r\n\r\n'),
  {
    name: 'no version',
    send: raw('GET /\r\n\r\n'),
    answer: jsonAnswer(400, /^The request makes no sense: /),
    counts: http('bad_request'),
  },
  noHttp('no HTTP at all', 'hello, who is there?\r\n\r\n'),
  noHttp('random bytes', Buffer.from('00ff13377f454c46deadbeef', 'hex')),
  {
    name: 'a flood of headers',
    send: post('{}', { headers: Array.from({ length: 3000 }, (_, i) => `X-${i}: ${i}`) }),
    answer: jsonAnswer(431, 'The headers are too large.'),
    counts: http('headers_too_large'),
  },
  {
    name: 'a header of 100 KB',
    send: post('{}', { headers: [`X-Long: ${'a'.repeat(100_000)}`] }),
    answer: jsonAnswer(431, 'The headers are too large.'),
    counts: http('headers_too_large'),
  },
  {
    name: 'a flood of headers as short as can be',
    send: post('{}', { headers: Array.from({ length: 2500 }, () => 'a:') }),
    answer: jsonAnswer(431, 'The headers are too large.'),
    counts: http('headers_too_large'),
  },
  {
    name: 'a head without an end',
    send: raw(`${HEAD}X-Endless: ${'a'.repeat(1_000_000)}`),
    answer: jsonAnswer(431, 'The headers are too large.'),
    counts: http('headers_too_large'),
  },
  {
    name: 'trailers of 100 KB',
    send: raw(
      `${HEAD}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`,
    ),
    answer: jsonAnswer(431, 'The headers are too large.'),
    counts: http('headers_too_large'),
  },
  {
    name: 'a path of 100 KB',
    send: post('{}', { path: `/${'a'.repeat(100_000)}` }),
    answer: jsonAnswer(431, 'The headers are too large.'),
    counts: http('headers_too_large'),
  },
  {
    name: 'a Host that makes no URL',
    send: raw('POST /v1/traces HTTP/1.1\r\nHost: a b\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
    answer: jsonAnswer(400, /^The request makes no sense: /),
    counts: http('bad_request'),
  },
  {
    name: 'no Host',
    send: raw('POST /v1/traces HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
    answer: jsonAnswer(400, /^The request makes no sense: /),
    counts: http('bad_request'),
  },
  {
    name: 'a TLS hello',
    send: raw(Buffer.from('16030100c8010000c40303', 'hex')),
    answer: jsonAnswer(400, 'This port speaks plain HTTP: use http:// in the endpoint.'),
    counts: http('tls'),
  },
  {
    name: 'HTTP/2',
    send: raw('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000'),
    answer: jsonAnswer(
      400,
      'This is the port of OTLP/HTTP; gRPC has a port of its own, 4317 unless it was set otherwise.',
    ),
    counts: http('wrong_protocol'),
  },
  {
    name: 'garbage behind a good request',
    send: raw(`${HEAD}Content-Length: 2\r\n\r\n{}\u0000\u0001\u0002\r\n\r\n`),
    answer: jsonAnswer(200, ''),
    counts: http('bad_request'),
  },
];
