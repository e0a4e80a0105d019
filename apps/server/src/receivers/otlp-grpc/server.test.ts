// The OTLP/gRPC port, called by grpc-js, in front of a memory store.
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { DecodedTraces } from '@spanloom/otlp-model';
import { decodeExportResponse, encodeExportRequest } from '@spanloom/otlp-model/protobuf';
import { afterEach, describe, expect, test } from 'vitest';
import { SILENT } from '../../../test/support/in-process.ts';
import { resourceOf, resourceSpansOf, spanIdOf, spanOf } from '../../../test/support/spans.ts';
import type { TraceConsumer } from '../../pipeline/trace-consumer.ts';
import { createIngestMeter } from '../../telemetry/ingest-meter.ts';
import { createMemoryBudget } from '../memory-budget.ts';
import type { Receiver } from '../receiver.ts';
import { startOtlpGrpc } from './server.ts';

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const identity = (bytes: Buffer): Buffer => bytes;

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start(accept: TraceConsumer['accept'], maxBytesInMemory = 1_000_000) {
  const meter = createIngestMeter(() => performance.now());
  const budget = createMemoryBudget(maxBytesInMemory);
  const receiver: Receiver = await startOtlpGrpc(
    { consumer: { accept }, meter, budget, maxMessageBytes: 100_000, logger: SILENT },
    { host: '127.0.0.1', port: 0 },
  );
  open.push({ close: () => receiver.stop(0) });
  return { receiver, meter, port: receiver.listener.port };
}

function call(port: number, message: Uint8Array, compression?: 'gzip'): Promise<Buffer> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.default_compression_algorithm': compression === 'gzip' ? 2 : 0,
  });
  open.push({ close: () => client.close() });
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(EXPORT, identity, identity, Buffer.from(message), new Metadata(), (error, answer) => {
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
      return { ok: true, value: { rejectedSpans: 2, errorMessage: 'two were bad' } };
    });
    const answer = decodeExportResponse(await call(port, message(3), compression));
    expect(taken.map((traces) => traces.spanCount)).toEqual([3]);
    expect(answer).toEqual({ rejectedSpans: 2, errorMessage: 'two were bad' });
  });

  test('tells bad data, too much data, and failures of ours apart', async () => {
    const { port, meter } = await start(async () => ({ ok: false, error: 'disk full' }));
    expect((await failureOf(call(port, Buffer.from([0xff, 0xff])))).code).toBe(status.INVALID_ARGUMENT);
    expect((await failureOf(call(port, Buffer.alloc(200_000)))).code).toBe(status.RESOURCE_EXHAUSTED);
    expect((await failureOf(call(port, Buffer.alloc(2_000_000), 'gzip'))).code).toBe(status.RESOURCE_EXHAUSTED);
    expect(await failureOf(call(port, message(1)))).toMatchObject({ code: status.UNAVAILABLE, details: 'disk full' });
    expect(meter.counters().refusedRequests).toBe(2);
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
      return { ok: true, value: { rejectedSpans: 0, errorMessage: '' } };
    });
    const answer = call(port, message(1));
    await arrived.promise;
    const stopped = receiver.stop(10_000);
    stored.resolve();
    expect(decodeExportResponse(await answer).rejectedSpans).toBe(0);
    await stopped;
  });

  test('more than fits into memory at once is UNAVAILABLE, and the memory comes back', async () => {
    const bytes = message(5);
    const release = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const accept: TraceConsumer['accept'] = async () => {
      arrived.resolve();
      await release.promise;
      return { ok: true, value: { rejectedSpans: 0, errorMessage: '' } };
    };
    const { port, meter } = await start(accept, bytes.length);
    const first = call(port, bytes);
    await arrived.promise;
    expect((await failureOf(call(port, bytes))).code).toBe(status.UNAVAILABLE);
    release.resolve();
    await first;
    await call(port, bytes);
    expect(meter.counters().refusedRequests).toBe(1);
  });

  test('a call that never ends does not hold up the stop', async () => {
    const { port, receiver } = await start(async () => ({ ok: false, error: '' }));
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
    const { port, receiver } = await start(async () => ({ ok: false, error: '' }));
    const silent = connect(port, '127.0.0.1');
    open.push({ close: () => void silent.destroy() });
    await once(silent, 'connect');
    await call(port, message(1)).catch(() => undefined); // by then the server has accepted the silent one too
    await receiver.stop(20);
  });

  test('a taken port is told with its flag', async () => {
    const { port } = await start(async () => ({ ok: false, error: '' }));
    const dependencies = {
      consumer: { accept: () => Promise.reject(new Error('not reached')) },
      meter: createIngestMeter(() => 0),
      budget: createMemoryBudget(1),
      maxMessageBytes: 1,
      logger: SILENT,
    };
    await expect(startOtlpGrpc(dependencies, { host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is already in use. Choose another with --otlp-grpc-port`,
    );
  });
});
