// Both ports in front of one slow store: a saturated server answers, loses nothing it acknowledged, and recovers.
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { encodeExportRequest, encodeRpcStatus } from '@spanloom/otlp-model/protobuf';
import { afterEach, expect, test } from 'vitest';
import { PROTOBUF, send, statusOf } from '../../test/support/http-receiver.ts';
import { SILENT } from '../../test/support/in-process.ts';
import { receiverParts } from '../../test/support/receivers.ts';
import { resourceOf, resourceSpansOf, spanIdOf, spanOf, T0, traceIdOf } from '../../test/support/spans.ts';
import { BUSY, createTraceConsumer } from '../pipeline/trace-consumer.ts';
import { DEFAULT_SCOPE } from '../storage/default-scope.ts';
import { createMemoryColors } from '../storage/memory/memory-colors.ts';
import { createMemoryStore } from '../storage/memory/memory-store.ts';
import { startOtlpGrpc } from './otlp-grpc/server.ts';
import { startOtlpHttp } from './otlp-http/server.ts';

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const MAX_WAITING = { spans: 10, items: 1000, bytes: 1_000_000 };

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function start() {
  const store = createMemoryStore();
  let gate = Promise.resolve();
  const { http, grpc, meter, queue } = receiverParts({
    consumer: (parts) =>
      createTraceConsumer({
        ...parts,
        writer: {
          ...store,
          append: async (scope, batch) => {
            await gate;
            return store.append(scope, batch);
          },
        },
        scope: DEFAULT_SCOPE,
        colors: createMemoryColors(),
        now: () => T0,
        clock: () => performance.now(),
        logger: SILENT,
      }),
    maxBodyBytes: 100_000,
    maxWaiting: MAX_WAITING,
  });
  const overHttp = await startOtlpHttp(http, { host: '127.0.0.1', port: 0 });
  const overGrpc = await startOtlpGrpc(grpc, { host: '127.0.0.1', port: 0 });
  const client = new Client(`127.0.0.1:${overGrpc.listener.port}`, credentials.createInsecure());
  open.push({ close: () => overHttp.stop(0) }, { close: () => overGrpc.stop(0) }, { close: () => client.close() });
  return {
    meter,
    queue,
    /** The writer waits until the function that is returned is called. */
    hold(): () => void {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return held.resolve;
    },
    stored: () => store.stats(DEFAULT_SCOPE),
    byHttp: (body: Uint8Array) => send(overHttp.listener.port, { headers: PROTOBUF, chunks: [body] }),
    byGrpc: (body: Uint8Array) =>
      new Promise<ServiceError | undefined>((resolve) => {
        const same = (bytes: Buffer): Buffer => bytes;
        const done = (error: ServiceError | null): void => resolve(error ?? undefined);
        client.makeUnaryRequest(EXPORT, same, same, Buffer.from(body), new Metadata(), done);
      }),
  };
}

/** A trace of its own. */
function traceOf(trace: number, spans: number): Uint8Array {
  const list = Array.from({ length: spans }, (_, i) => spanOf({ traceId: traceIdOf(trace), spanId: spanIdOf(i + 1) }));
  return encodeExportRequest([resourceSpansOf(resourceOf('shop'), list)]);
}

test('beyond the bound both ports say when to come again, and take it then', async () => {
  const { meter, queue, hold, stored, byHttp, byGrpc } = await start();
  const release = hold();
  const first = byHttp(traceOf(1, 8));
  await expect.poll(() => queue.waiting().spans).toBe(8);

  const http = await byHttp(traceOf(2, 3));
  expect(http.status).toBe(503);
  expect(http.headers['retry-after']).toBe('1');
  expect(statusOf(http)).toEqual({ code: 14, message: BUSY });
  const grpc = await byGrpc(traceOf(3, 3));
  expect(grpc?.code).toBe(status.UNAVAILABLE);
  expect(grpc?.metadata.get('grpc-status-details-bin')).toEqual([
    Buffer.from(encodeRpcStatus({ code: status.UNAVAILABLE, message: BUSY, retryAfterSeconds: 1 })),
  ]);
  // What still fits is taken, and waits.
  const small = byGrpc(traceOf(4, 2));
  await expect.poll(() => queue.waiting().spans).toBe(10);
  expect(stored().spans).toBe(0);

  release();
  expect((await first).status).toBe(200);
  expect(await small).toBeUndefined();
  expect(stored()).toMatchObject({ traces: 2, spans: 10 });
  expect((await byHttp(traceOf(2, 3))).status).toBe(200);
  expect(await byGrpc(traceOf(3, 3))).toBeUndefined();
  expect(stored()).toMatchObject({ traces: 4, spans: 16 });
  expect(queue.waiting()).toEqual({ spans: 0, items: 0, bytes: 0 });
  const { refused } = meter.counters();
  expect([refused['otlp-http'].busy, refused['otlp-grpc'].busy]).toEqual([1, 1]);
});

test('many senders at once: every trace is refused or stored, none acknowledged and lost', async () => {
  const { hold, stored, byHttp, byGrpc, queue, meter } = await start();
  const release = hold();
  const SENDERS = 40;
  const taken: number[] = [];
  const sent = Array.from({ length: SENDERS }, async (_, n) => {
    const body = traceOf(n + 1, 3);
    const acknowledged = n % 2 === 0 ? (await byHttp(body)).status === 200 : (await byGrpc(body)) === undefined;
    if (acknowledged) taken.push(n);
  });
  // Three traces of three spans fit; all others have their answer while the writer stands still.
  await expect.poll(() => meter.counters().refusedRequests, { timeout: 20_000 }).toBe(SENDERS - 3);
  expect(queue.waiting().spans).toBe(9);
  release();
  await Promise.all(sent);
  expect(taken).toHaveLength(3);
  expect(stored()).toMatchObject({ traces: 3, spans: 9 });

  // And as soon as there is room the others come in.
  for (let n = 0; n < SENDERS; n++) {
    if (!taken.includes(n)) expect((await byHttp(traceOf(n + 1, 3))).status).toBe(200);
  }
  expect(stored()).toMatchObject({ traces: SENDERS, spans: 3 * SENDERS });
});

test('spans that hold much are weighed by what they hold', async () => {
  const { hold, stored, byHttp } = await start();
  const release = hold();
  const events = Array.from({ length: 600 }, () => ({ time: T0, name: '', attributes: [], droppedAttributesCount: 0 }));
  const full = (trace: number): Uint8Array =>
    encodeExportRequest([resourceSpansOf(resourceOf('shop'), [spanOf({ traceId: traceIdOf(trace), events })])]);
  const first = byHttp(full(1));
  expect((await byHttp(full(2))).status).toBe(503);
  release();
  expect((await first).status).toBe(200);
  expect((await byHttp(full(2))).status).toBe(200);
  expect(stored()).toMatchObject({ traces: 2, spans: 2 });
});
