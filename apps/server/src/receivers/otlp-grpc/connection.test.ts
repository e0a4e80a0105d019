// What goes wrong beside calls is counted once and told in words, whether its bytes come at once or one by one.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import {
  dataFrame,
  END_HEADERS,
  headerBlock,
  headersFrame,
  HELLO,
  pingFrame,
  resetCodes,
  windowUpdateFrame,
} from '../../../test/support/http2-frames.ts';
import { receiverParts } from '../../../test/support/receivers.ts';
import { startOtlpGrpc } from './server.ts';

const CALL = {
  ':method': 'POST',
  ':scheme': 'http',
  ':authority': 'x',
  ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  'content-type': 'application/grpc',
};
const open = (stream: number, more = {}): Buffer =>
  headersFrame(stream, headerBlock({ ...CALL, ...more }), END_HEADERS);

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const item of opened.splice(0).reverse()) await item.close();
});

async function start(idleMs = 60_000) {
  const { grpc, meter, knocks } = receiverParts({
    consumer: () => ({ accept: () => Promise.reject(new Error('not reached')) }),
    maxBodyBytes: 1000,
  });
  const limits = { connections: 10, callsAConnection: 2, headerBytes: 16_384, prefaceMs: 60_000, messageMs: 60_000 };
  const receiver = await startOtlpGrpc(grpc, { host: '127.0.0.1', port: 0 }, { ...limits, idleMs });
  opened.push({ close: () => receiver.stop(0) });
  return {
    port: receiver.listener.port,
    stop: (graceMs: number) => receiver.stop(graceMs),
    counted: () => {
      const { refused, aborted } = meter.counters();
      const faults = Object.entries({ ...refused['otlp-grpc'], aborted: aborted['otlp-grpc'] });
      return Object.fromEntries(faults.filter(([, count]) => count > 0));
    },
    told: () => knocks.recent().map(({ status, reason }) => `${status} ${reason}`.trim()),
  };
}

async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  opened.push({ close: () => void socket.destroy() });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** All that the server sends, once it has closed; the sender closes its side when everything is sent. */
async function sent(socket: Socket, chunks: readonly Buffer[]): Promise<Buffer> {
  const answers: Buffer[] = [];
  socket.on('data', (part: Buffer) => answers.push(part));
  const closed = once(socket, 'close');
  for (const chunk of chunks) {
    socket.write(chunk);
    await turn();
  }
  socket.end();
  await closed;
  return Buffer.concat(answers);
}

const oneByOne = (bytes: Buffer): readonly Buffer[] => [...bytes].map((byte) => Buffer.from([byte]));
const PING = '6';
const GONE = 'The sender went away before its request was whole.';
const BAD_HEADERS = 'PROTOCOL_ERROR broken HTTP/2: the headers of a call are missing, doubled or not allowed.';
const BAD_FRAMES = 'broken HTTP/2: frames came within the call that are not allowed there.';

const FAULTS = [
  [
    'a call without a path',
    headersFrame(1, headerBlock({ ':method': 'POST' }), END_HEADERS),
    { bad_request: 1 },
    [BAD_HEADERS],
    [1],
  ],
  [
    'two bad calls',
    Buffer.concat([open(1, { Up: 'a' }), open(3, { connection: 'close' })]),
    { bad_request: 2 },
    [BAD_HEADERS],
    [1, 1],
  ],
  [
    'one call too many',
    Buffer.concat([open(1), open(3), open(5)]),
    { busy: 1, aborted: 2 },
    [GONE, 'REFUSED_STREAM More than 2 calls at once on one connection. Try again.'],
    [7],
  ],
  [
    'trailers that do not end the call',
    Buffer.concat([open(1), open(1, { a: 'b' })]),
    { bad_request: 1 },
    [BAD_FRAMES],
    [1],
  ],
  [
    'a window of nothing',
    Buffer.concat([open(1), windowUpdateFrame(1, 0)]),
    { bad_request: 1 },
    ['broken HTTP/2: Protocol error'],
    [],
  ],
  ['half the headers of a call', open(1).subarray(0, 40), { aborted: 1 }, [GONE], []],
  [
    'half a message',
    Buffer.concat([open(1), dataFrame(1, Buffer.alloc(9)).subarray(0, 12)]),
    { aborted: 1 },
    [GONE],
    [],
  ],
  ['a call, and half of another', Buffer.concat([open(1), open(3).subarray(0, 40)]), { aborted: 2 }, [GONE], []],
] as const;

test.each(FAULTS)('%s', async (_, bytes, counted, told, resets) => {
  for (const chunks of [[Buffer.concat([HELLO, bytes])], oneByOne(Buffer.concat([HELLO, bytes]))]) {
    const server = await start();
    const answers = await sent(await connected(server.port), chunks);
    await expect.poll(server.counted).toEqual(counted);
    expect([...new Set(server.told())].sort()).toEqual([...told].sort());
    expect(resetCodes(answers)).toEqual(resets);
  }
});

test('a connection that ends between frames is no fault', async () => {
  const server = await start();
  await sent(await connected(server.port), [HELLO]);
  // Counted in the order in which they came.
  await sent(await connected(server.port), [HELLO, open(1).subarray(0, 40)]);
  await expect.poll(server.counted).toEqual({ aborted: 1 });
});

test('headers that do not become whole are given up, counted once', async () => {
  const server = await start(30);
  const socket = await connected(server.port);
  socket.resume();
  const closed = once(socket, 'close');
  socket.write(Buffer.concat([HELLO, open(1).subarray(0, 40)]));
  await closed;
  await expect.poll(server.counted).toEqual({ half_sent: 1 });
  expect(server.told()).toEqual(['The call took too long to arrive.']);
});

test('headers that do not become whole do not hold up the stop', async () => {
  const server = await start();
  const socket = await connected(server.port);
  let answers = Buffer.alloc(0);
  socket.on('data', (part: Buffer) => (answers = Buffer.concat([answers, part])));
  socket.write(Buffer.concat([HELLO, pingFrame(), open(1).subarray(0, 40)]));
  // With the answer to the ping the rest has been read too.
  await expect.poll(() => frameTypes(answers)).toContain(PING);
  await server.stop(600_000);
  expect(server.counted()).toEqual({});
});

test('a refusal reaches a sender that has not finished, and only then is the call reset', async () => {
  const server = await start();
  const socket = await connected(server.port);
  let answers = Buffer.alloc(0);
  socket.on('data', (part: Buffer) => (answers = Buffer.concat([answers, part])));
  socket.write(Buffer.concat([HELLO, open(1, { 'x-long': 'a'.repeat(16_100) }), dataFrame(1, Buffer.alloc(5))]));
  await expect.poll(() => resetCodes(answers)).toEqual([0]);
  expect(frameTypes(answers)).toEqual(expect.stringMatching(/1.*3/));
  expect(server.counted()).toEqual({ headers_too_large: 1 });
});

function frameTypes(frames: Buffer): string {
  let types = '';
  for (let at = 0; at + 9 <= frames.length; at += 9 + frames.readUIntBE(at, 3)) types += frames.readUInt8(at + 3);
  return types;
}
