// Who may send to the OTLP/gRPC port, how long and how many: tokens, limits of connections and time.
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { receiverParts } from '../../../test/support/receivers.ts';
import { type OtlpGrpcLimits, startOtlpGrpc } from './server.ts';

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const LIMITS: OtlpGrpcLimits = {
  connections: 10,
  callsAConnection: 16,
  headerBytes: 16_384,
  prefaceMs: 60_000,
  messageMs: 60_000,
  idleMs: 60_000,
};

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start(limits: Partial<OtlpGrpcLimits> = {}, token?: string) {
  const { grpc, meter } = receiverParts({
    consumer: () => ({ accept: async () => ({ ok: true, value: { rejected: 0, errorMessage: '' } }) }),
    maxBodyBytes: 1000,
    ...(token === undefined ? {} : { token }),
  });
  const receiver = await startOtlpGrpc(grpc, { host: '127.0.0.1', port: 0 }, { ...LIMITS, ...limits });
  open.push({ close: () => receiver.stop(0) });
  return { port: receiver.listener.port, refused: () => meter.counters().refused['otlp-grpc'] };
}

/** An empty export; resolves with its failure, if any. */
function call(port: number, authorization?: string): Promise<ServiceError | undefined> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  open.push({ close: () => client.close() });
  const metadata = new Metadata();
  if (authorization !== undefined) metadata.set('authorization', authorization);
  const same = (bytes: Buffer): Buffer => bytes;
  return new Promise((resolve) => {
    const done = (error: ServiceError | null): void => resolve(error ?? undefined);
    client.makeUnaryRequest(EXPORT, same, same, Buffer.alloc(0), metadata, done);
  });
}

test.each([undefined, 'Bearer wrong', 'secret'])(
  'with a token, authorization "%s" is UNAUTHENTICATED',
  async (given) => {
    const { port, refused } = await start({}, 'secret');
    const failure = await call(port, given);
    expect(failure).toMatchObject({ code: status.UNAUTHENTICATED, details: expect.stringContaining('Bearer TOKEN') });
    expect(failure?.metadata.get('grpc-status-details-bin')).toEqual([]);
    expect(refused().unauthorized).toBe(1);
    expect(await call(port, 'Bearer secret')).toBeUndefined();
  },
);

test.each([
  ['nothing', ''],
  ['half a preface', 'PRI * HTTP/2'],
])('a connection on which %s comes is cut off, counted once', async (_, text) => {
  const { port, refused } = await start({ prefaceMs: 30 });
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  socket.resume();
  await once(socket, 'close');
  expect(refused().half_sent).toBe(1);
  expect(await call(port)).toBeUndefined();
});

test('a message that does not come is DEADLINE_EXCEEDED', async () => {
  const { port, refused } = await start({ messageMs: 30 });
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  open.push({ close: () => session.destroy() });
  const stream = session.request({ ':method': 'POST', ':path': EXPORT, 'content-type': 'application/grpc' });
  stream.write(Buffer.from([0, 0, 0, 0, 9, 1]));
  const [headers] = (await once(stream, 'response')) as [Record<string, string>];
  expect(headers['grpc-status']).toBe(String(status.DEADLINE_EXCEEDED));
  expect(refused().half_sent).toBe(1);
});

test('more connections than allowed are closed and counted; later ones are served', async () => {
  const { port, refused } = await start({ connections: 1 });
  const first = connect(port, '127.0.0.1');
  await once(first, 'connect');
  const second = connect(port, '127.0.0.1');
  second.on('error', () => undefined);
  await new Promise((resolve) => second.on('close', resolve));
  expect(refused().connections).toBe(1);
  first.destroy();
  await expect.poll(() => call(port)).toBeUndefined();
});

test('a connection without calls is closed in good order', async () => {
  const { port } = await start({ idleMs: 30 });
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  await once(session, 'close');
});
