// The OTLP/gRPC port, called by grpc-js, in front of a memory store.
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { DecodedTraces } from '@spanloom/otlp-model';
import { decodeExportResponse, encodeExportRequest, encodeRpcStatus } from '@spanloom/otlp-model/protobuf';
import { afterEach, describe, expect, test } from 'vitest';
import { field } from '../../../test/support/wire.ts';
import { receiverParts } from '../../../test/support/receivers.ts';
import { resourceOf, resourceSpansOf, spanIdOf, spanOf } from '../../../test/support/spans.ts';
import type { TraceConsumer } from '../../pipeline/trace-consumer.ts';
import type { Receiver } from '../receiver.ts';
import { startOtlpGrpc } from './server.ts';
import { PREFIX_BYTES } from './wire.ts';

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const identity = (bytes: Buffer): Buffer => bytes;

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start(accept: TraceConsumer['accept'], maxBytesInMemory = 1_000_000) {
  const { grpc, meter, knocks } = receiverParts({
    consumer: () => ({ accept }),
    maxBodyBytes: 100_000,
    maxBytesInMemory,
  });
  const receiver: Receiver = await startOtlpGrpc(grpc, { host: '127.0.0.1', port: 0 });
  open.push({ close: () => receiver.stop(0) });
  return { receiver, meter, knocks, port: receiver.listener.port };
}

function call(port: number, message: Uint8Array, compression?: 'gzip' | 'deflate', method = EXPORT): Promise<Buffer> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.default_compression_algorithm': { gzip: 2, deflate: 1, none: 0 }[compression ?? 'none'],
  });
  open.push({ close: () => client.close() });
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(method, identity, identity, Buffer.from(message), new Metadata(), (error, answer) => {
      if (error !== null) reject(error);
      else resolve(answer ?? Buffer.alloc(0));
    });
  });
}

async function failureOf(answer: Promise<unknown>): Promise<ServiceError> {
  return answer.then(
    () => {
      throw new Error('the call should have failed');
    },
    (error: unknown) => error as ServiceError,
  );
}

const message = (count: number): Uint8Array =>
  encodeExportRequest([
    resourceSpansOf(
      resourceOf('shop'),
      Array.from({ length: count }, (_, i) => spanOf({ spanId: spanIdOf(i + 1) })),
    ),
  ]);

describe('OTLP/gRPC', () => {
  test.each([undefined, 'gzip' as const])('hands spans to the consumer, compression %s', async (compression) => {
    const taken: DecodedTraces[] = [];
    const { port } = await start(async (traces) => {
      taken.push(traces);
      return { ok: true, value: { rejected: 2, errorMessage: 'two were bad' } };
    });
    const answer = decodeExportResponse(await call(port, message(3), compression));
    expect(taken.map((traces) => traces.spanCount)).toEqual([3]);
    expect(answer).toEqual({ rejected: 2, errorMessage: 'two were bad' });
  });

  test.each([
    ['metrics.v1.MetricsService', 'metrics', field(1, field(2, field(2, field(5, field(1), field(1)))))],
    ['logs.v1.LogsService', 'logs', field(1, field(2, field(2), field(2)))],
    ['profiles.v1development.ProfilesService', 'profiles', field(1, field(2, field(2), field(2)))],
  ] as const)('%s is told that nothing of it is kept', async (service, signal, body) => {
    const { port, meter } = await start(() => Promise.reject(new Error('not reached')));
    const method = `/opentelemetry.proto.collector.${service}/Export`;
    expect(decodeExportResponse(await call(port, body, 'gzip', method))).toEqual({
      rejected: 2,
      errorMessage: `Spanloom stores traces only so far; ${signal} are not kept`,
    });
    expect(await call(port, Buffer.alloc(0), undefined, method)).toHaveLength(0);
    expect((await failureOf(call(port, Buffer.from([0x0a, 9]), undefined, method))).code).toBe(status.INVALID_ARGUMENT);
    expect(meter.counters().rejected[signal]).toBe(2);
  });

  test('what may be tried again says when, what may not does not', async () => {
    const { port } = await start(async () => ({ ok: false, error: { reason: 'store', message: 'disk full' } }));
    const [details] = (await failureOf(call(port, message(1)))).metadata.get('grpc-status-details-bin');
    expect(details).toStrictEqual(
      Buffer.from(encodeRpcStatus({ code: status.UNAVAILABLE, message: 'disk full', retryAfterSeconds: 1 })),
    );
    const tooLarge = await failureOf(call(port, Buffer.alloc(200_000)));
    expect(tooLarge.metadata.get('grpc-status-details-bin')).toEqual([]);
  });

  test('a method that does not exist, and another compression, are UNIMPLEMENTED', async () => {
    const { port, meter, knocks } = await start(() => Promise.reject(new Error('not reached')));
    const jaeger = '/jaeger.api_v2.CollectorService/PostSpans';
    expect(await failureOf(call(port, message(1), undefined, jaeger))).toMatchObject({
      code: status.UNIMPLEMENTED,
      details: expect.stringContaining('This is a Jaeger call.'),
    });
    expect((await failureOf(call(port, message(1), 'deflate'))).code).toBe(status.UNIMPLEMENTED);
    expect(meter.counters().refused['otlp-grpc']).toMatchObject({ path: 1, content_encoding: 1 });
    expect(knocks.recent()[1]).toMatchObject({
      protocol: 'grpc',
      method: 'POST',
      path: jaeger,
      status: 'UNIMPLEMENTED',
      refused: true,
      reason: expect.stringContaining('This is a Jaeger call.'),
      userAgent: expect.stringContaining('grpc-node-js'),
    });
  });

  test('tells bad data, too much data, and failures of ours apart', async () => {
    const { port, meter } = await start(async () => ({ ok: false, error: { reason: 'store', message: 'disk full' } }));
    expect((await failureOf(call(port, Buffer.from([0xff, 0xff])))).code).toBe(status.INVALID_ARGUMENT);
    expect((await failureOf(call(port, Buffer.alloc(200_000)))).code).toBe(status.RESOURCE_EXHAUSTED);
    expect((await failureOf(call(port, Buffer.alloc(2_000_000), 'gzip'))).code).toBe(status.RESOURCE_EXHAUSTED);
    expect(await failureOf(call(port, message(1)))).toMatchObject({ code: status.UNAVAILABLE, details: 'disk full' });
    expect(meter.counters().refused['otlp-grpc']).toMatchObject({ malformed: 1, too_large: 2, store: 1 });
    expect(meter.counters().refusedRequests).toBe(4);
  });

  test('a failure nobody foresaw is UNAVAILABLE, so that senders keep their data', async () => {
    const { port } = await start(() => Promise.reject(new Error('a bug')));
    expect((await failureOf(call(port, message(1)))).code).toBe(status.UNAVAILABLE);
  });

  test('stopping finishes what is under way', async () => {
    const stored = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const { port, receiver } = await start(async () => {
      arrived.resolve();
      await stored.promise;
      return { ok: true, value: { rejected: 0, errorMessage: '' } };
    });
    const answer = call(port, message(1));
    await arrived.promise;
    const stopped = receiver.stop(10_000);
    stored.resolve();
    expect(decodeExportResponse(await answer).rejected).toBe(0);
    await stopped;
  });

  test('more than fits into memory at once is UNAVAILABLE, and the memory comes back', async () => {
    const bytes = message(5);
    const release = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const accept: TraceConsumer['accept'] = async () => {
      arrived.resolve();
      await release.promise;
      return { ok: true, value: { rejected: 0, errorMessage: '' } };
    };
    const { port, meter } = await start(accept, bytes.length + PREFIX_BYTES);
    const first = call(port, bytes);
    await arrived.promise;
    expect((await failureOf(call(port, bytes))).code).toBe(status.UNAVAILABLE);
    release.resolve();
    await first;
    await call(port, bytes);
    expect(meter.counters().refusedRequests).toBe(1);
  });

  test('a call that never ends does not hold up the stop', async () => {
    const { port, receiver } = await start(async () => ({ ok: false, error: { reason: 'store', message: '' } }));
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    open.push({ close: () => session.destroy() });
    session.on('error', () => undefined);
    const unended = session.request({ ':method': 'POST', ':path': EXPORT, 'content-type': 'application/grpc' });
    unended.on('error', () => undefined);
    unended.write(Buffer.from([0, 0, 0, 0, 9, 1]));
    await call(port, message(1)).catch(() => undefined); // by then the other call has arrived too
    await receiver.stop(20);
  });

  test('a connection that says nothing does not hold up the stop', async () => {
    const { port, receiver } = await start(async () => ({ ok: false, error: { reason: 'store', message: '' } }));
    const silent = connect(port, '127.0.0.1');
    open.push({ close: () => void silent.destroy() });
    await once(silent, 'connect');
    await call(port, message(1)).catch(() => undefined); // by then the server has accepted the silent one too
    await receiver.stop(20);
  });

  test('a taken port is told with its flag', async () => {
    const { port } = await start(async () => ({ ok: false, error: { reason: 'store', message: '' } }));
    const { grpc } = receiverParts({
      consumer: () => ({ accept: () => Promise.reject(new Error('not reached')) }),
      maxBodyBytes: 1,
    });
    await expect(startOtlpGrpc(grpc, { host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is already in use. Choose another with --otlp-grpc-port`,
    );
  });
});
