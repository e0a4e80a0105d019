// Floods on the gRPC port: headers, resets, and frames that cost their sender nothing.
import {
  cancelFrame,
  continuationFrame,
  END_HEADERS,
  headerBlock,
  headersFrame,
  HELLO,
  pingFrame,
  settingsFrame,
} from '../support/http2-frames.ts';
import { answer, call, cut, EXPORT, frame, GOOD, grpc } from './grpc.ts';
import { aborted, badTrace, type Row } from './row.ts';

const HEADERS_TOO_LARGE = answer(8, 'The headers are larger than 16384 bytes.');
const ENHANCE_YOUR_CALM = 11;
/** Node's: so many at once, and 33 a second after that. */
const RESETS_AT_ONCE = 1000;
const RESETS = 5000;

const BLOCK = headerBlock({
  ':method': 'POST',
  ':scheme': 'http',
  ':authority': 'x',
  ':path': EXPORT,
  'content-type': 'application/grpc',
});

const manyHeaders = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`x-${i}`, String(i)]));
const times = (count: number, make: (i: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, i) => make(i)));

export const HTTP2_FLOOD_ROWS: readonly Row[] = [
  {
    name: 'gRPC: 300 headers: taken',
    send: call(() => frame(GOOD(310)), manyHeaders(300)),
    answer: answer(0, ''),
    stored: { traceId: badTrace(310), spans: 1 },
  },
  {
    name: 'gRPC: a flood of headers',
    send: call(() => frame(GOOD(300)), manyHeaders(1000)),
    answer: HEADERS_TOO_LARGE,
    counts: grpc('headers_too_large'),
  },
  {
    name: 'gRPC: a header of 20 KB',
    send: call(() => frame(GOOD(300)), { 'x-long': 'a'.repeat(20_000) }),
    answer: HEADERS_TOO_LARGE,
    counts: grpc('headers_too_large'),
  },
  {
    name: 'gRPC: a path of 20 KB',
    send: call(() => frame(GOOD(300)), { ':path': `/${'a'.repeat(20_000)}` }),
    answer: HEADERS_TOO_LARGE,
    counts: grpc('headers_too_large'),
  },
  {
    name: 'gRPC: so many headers that the stream is reset',
    send: call(() => frame(GOOD(300)), manyHeaders(3000)),
    answer: `reset ${ENHANCE_YOUR_CALM}`,
    counts: grpc('headers_too_large'),
  },
  cut(
    'gRPC port: a header that never ends',
    Buffer.concat([
      HELLO,
      headersFrame(1, BLOCK, 0),
      times(1000, (i) => continuationFrame(1, headerBlock({ [`x-${i}`]: 'a' }))),
    ]),
    grpc('bad_request'),
  ),
  cut(
    'gRPC port: a header of empty frames',
    Buffer.concat([HELLO, headersFrame(1, BLOCK, 0), times(1000, () => continuationFrame(1, Buffer.alloc(0)))]),
    grpc('bad_request'),
  ),
  {
    ...cut(
      'gRPC port: calls that are opened and reset at once',
      Buffer.concat([
        HELLO,
        times(RESETS, (i) => Buffer.concat([headersFrame(1 + 2 * i, BLOCK, END_HEADERS), cancelFrame(1 + 2 * i)])),
      ]),
      grpc('bad_request'),
    ),
    // What has arrived together with the last straw is still looked at.
    alsoCounts: { counter: aborted('otlp-grpc'), atLeast: RESETS_AT_ONCE, atMost: RESETS - 1 },
  },
  cut('gRPC port: pings', Buffer.concat([HELLO, times(20_000, pingFrame)]), grpc('bad_request')),
  cut('gRPC port: settings', Buffer.concat([HELLO, times(20_000, settingsFrame)]), grpc('bad_request')),
];
