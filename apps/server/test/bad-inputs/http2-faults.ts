// Faults of HTTP/2 on the gRPC port: calls that the server resets before they are calls, connections that are closed for
// what a call does, and senders that go away in the middle of something.
import {
  dataFrame,
  END_HEADERS,
  END_STREAM,
  headerBlock,
  headersFrame,
  HELLO,
  pingFrame,
  PREFACE,
  windowUpdateFrame,
} from '../support/http2-frames.ts';
import { cut, EXPORT, frame, GOOD, grpc } from './grpc.ts';
import { aborted, hex, type Row } from './row.ts';

const PROTOCOL_ERROR = 1;
const REFUSED_STREAM = 7;
/** Ours, of one connection. */
const CALLS_AT_ONCE = 16;

const METHOD = { ':method': 'POST', ':scheme': 'http', ':authority': 'x' };
const CALL = { ...METHOD, ':path': EXPORT, 'content-type': 'application/grpc' };

const open = (stream: number, headers: Readonly<Record<string, string>> = CALL): Buffer =>
  headersFrame(stream, headerBlock(headers), END_HEADERS);
const said = (...frames: readonly Buffer[]): Buffer => Buffer.concat([HELLO, ...frames]);

/** The sender closes its side once all is sent; the server has reset the call before. */
const reset = (name: string, code: number, content: Buffer, counts: string): Row => ({
  ...cut(name, content, counts, 'end'),
  answer: `reset ${code}`,
});

const bad = (name: string, block: Buffer): Row =>
  reset(name, PROTOCOL_ERROR, said(headersFrame(1, block, END_HEADERS)), grpc('bad_request'));

const ABORTED = aborted('otlp-grpc');

/** Both ways to go away. */
const gone = (name: string, content: Buffer): readonly Row[] => [
  cut(`gRPC port: closed ${name}`, content, ABORTED, 'end'),
  cut(`gRPC port: broken off ${name}`, content, ABORTED, 'reset'),
];

export const HTTP2_FAULT_ROWS: readonly Row[] = [
  bad('gRPC port: a call without a path', headerBlock(METHOD)),
  bad('gRPC port: a call with two paths', Buffer.concat([headerBlock(CALL), headerBlock({ ':path': EXPORT })])),
  bad('gRPC port: a header name in capitals', headerBlock({ ...CALL, Up: 'a' })),
  bad('gRPC port: a connection header', headerBlock({ ...CALL, connection: 'close' })),
  {
    ...reset(
      'gRPC port: one call more than may be at once',
      REFUSED_STREAM,
      said(...Array.from({ length: CALLS_AT_ONCE + 1 }, (_, i) => open(1 + 2 * i))),
      grpc('busy'),
    ),
    // The others, when the sender closes.
    alsoCounts: { counter: ABORTED, atLeast: CALLS_AT_ONCE, atMost: CALLS_AT_ONCE },
  },
  reset(
    'gRPC port: trailers that do not end the call',
    PROTOCOL_ERROR,
    said(open(1), open(1, { 'x-more': 'a' })),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: more than content-length says',
    said(open(1, { ...CALL, 'content-length': '3' }), dataFrame(1, frame(GOOD(300)), END_STREAM)),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: a call that asks for a window of nothing',
    said(open(1), windowUpdateFrame(1, 0)),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: a connection that asks for a window of nothing',
    said(open(1), windowUpdateFrame(0, 0)),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: a frame larger than allowed within a call',
    said(open(1), hex('ffffff000000000001')),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: data for a call that has been sent',
    said(
      open(1),
      dataFrame(1, frame(GOOD(300)).subarray(0, 12)),
      dataFrame(1, hex('00'), END_STREAM),
      dataFrame(1, hex('00')),
    ),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: a flood of data frames with nothing in them',
    said(open(1), ...Array.from({ length: 5000 }, () => dataFrame(1, Buffer.alloc(0)))),
    grpc('bad_request'),
  ),
  ...gone('after the preface', PREFACE),
  ...gone('within the head of a frame', said(open(1).subarray(0, 4))),
  ...gone('within the headers of a call', said(open(1).subarray(0, 40))),
  ...gone('before the rest of the headers of a call', said(headersFrame(1, headerBlock(CALL), 0))),
  ...gone('within a ping', said(pingFrame().subarray(0, 12))),
  ...gone('within a frame of a message', said(open(1), dataFrame(1, frame(GOOD(300))).subarray(0, 20))),
  ...gone('within a ping beside half a message', said(open(1), pingFrame().subarray(0, 12))),
  ...gone('within the headers of a second call', said(open(1), open(3).subarray(0, 40))).map(
    (row): Row => ({ ...row, by: 2 }),
  ),
];
