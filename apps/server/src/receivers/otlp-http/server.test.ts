// The OTLP/HTTP port over real sockets, in front of a memory store.
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import type { Span } from '@spanloom/otlp-model';
import { decodeExportResponse } from '@spanloom/otlp-model/protobuf';
import { afterEach, describe, expect, test } from 'vitest';
import {
  JSON_TYPE,
  jsonOf,
  MAX_BODY,
  PROTOBUF,
  protobufOf,
  rawSocket,
  send,
  spans,
  startHttpReceiver as start,
  statusOf,
  stopHttpReceivers,
} from '../../../test/support/http-receiver.ts';
import { receiverParts } from '../../../test/support/receivers.ts';
import { spanIdOf, spanOf, T0 } from '../../../test/support/spans.ts';
import { field } from '../../../test/support/wire.ts';
import type { AppendResult } from '../../storage/trace-store.ts';
import { startOtlpHttp } from './server.ts';

afterEach(stopHttpReceivers);

describe('accepts', () => {
  test.each([
    ['application/x-protobuf', 'identity'],
    ['Application/X-Protobuf', 'gzip'],
    ['application/x-protobuf; foo=bar', 'GZIP'],
    ['application/json', 'identity'],
    ['application/json; charset=utf-8', 'gzip'],
    ['APPLICATION/JSON', 'identity'],
  ])('%s with %s, answering in kind', async (contentType, encoding) => {
    const { port, stored } = await start();
    const json = contentType.toLowerCase().includes('json');
    const plain = json ? jsonOf(spans(3)) : protobufOf(spans(3));
    const body = encoding.toLowerCase() === 'gzip' ? gzipSync(plain) : plain;
    const headers = { 'Content-Type': contentType, 'Content-Encoding': encoding };
    const answer = await send(port, { headers, chunks: [body] });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(json ? 'application/json' : 'application/x-protobuf');
    expect(answer.body.toString()).toBe(json ? '{}' : '');
    expect(stored()).toBe(3);
  });

  test('an empty request, in both encodings', async () => {
    const { port, stored, meter } = await start();
    expect((await send(port, { headers: PROTOBUF })).status).toBe(200);
    expect((await send(port, { headers: JSON_TYPE, chunks: [Buffer.from('{}')] })).status).toBe(200);
    expect(stored()).toBe(0);
    expect(meter.counters().refusedRequests).toBe(0);
  });

  test('a body in many chunks, gzip members one after another too', async () => {
    const { port, stored } = await start();
    const plain = protobufOf(spans(5));
    const cut = (bytes: Uint8Array): Uint8Array[] => [...bytes].map((byte) => Uint8Array.of(byte));
    expect((await send(port, { headers: PROTOBUF, chunks: cut(plain) })).status).toBe(200);
    const members = [gzipSync(protobufOf(spans(5, 10))), gzipSync(protobufOf(spans(5, 20)))];
    const headers = { ...PROTOBUF, 'Content-Encoding': 'gzip' };
    expect((await send(port, { headers, chunks: members })).status).toBe(200);
    expect(stored()).toBe(15);
  });

  test('the same request again: stored once, counted as duplicates', async () => {
    const { port, stored, meter } = await start();
    for (let i = 0; i < 3; i++)
      expect((await send(port, { headers: PROTOBUF, chunks: [protobufOf(spans(4))] })).status).toBe(200);
    expect(stored()).toBe(4);
    expect(meter.counters()).toMatchObject({ acceptedSpans: 4, duplicateSpans: 8 });
  });

  test('the good spans of a request with bad ones, and says exactly how many were not stored', async () => {
    const { port, stored, meter } = await start();
    const bad = [
      spanOf({ spanId: '0000000000000000' as Span['spanId'] }),
      spanOf({ traceId: '00000000000000000000000000000000' as Span['traceId'], spanId: spanIdOf(77) }),
    ];
    const protobuf = await send(port, { headers: PROTOBUF, chunks: [protobufOf([...spans(3), ...bad])] });
    expect(protobuf.status).toBe(200);
    const outcome = decodeExportResponse(protobuf.body);
    expect(outcome.rejected).toBe(2);
    expect(outcome.errorMessage).not.toBe('');
    const json = await send(port, { headers: JSON_TYPE, chunks: [jsonOf([...spans(3), ...bad])] });
    expect(JSON.parse(json.body.toString())).toMatchObject({ partialSuccess: { rejectedSpans: '2' } });
    expect(stored()).toBe(3);
    expect(meter.counters().rejectedSpans).toBe(4);
  });
});

describe('signals that are not stored', () => {
  const records = { logRecords: [{ body: { stringValue: 'a' } }, {}] };
  test.each([
    [
      'metrics',
      '/v1/metrics',
      { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ sum: { dataPoints: [{}, {}] } }] }] }] },
    ],
    ['logs', '/v1/logs', { resourceLogs: [{ scopeLogs: [records] }] }],
    ['profiles', '/v1development/profiles', { resourceProfiles: [{ scopeProfiles: [{ profiles: [{}, {}] }] }] }],
  ] as const)('%s: every item is rejected, with the reason', async (signal, path, request) => {
    const { port, meter } = await start();
    const item = signal === 'metrics' ? field(2, field(7, field(1), field(1))) : Buffer.concat([field(2), field(2)]);
    const errorMessage = `Spanloom stores traces only so far; ${signal} are not kept`;
    const protobuf = await send(port, { path, headers: PROTOBUF, chunks: [field(1, field(2, item))] });
    expect([protobuf.status, decodeExportResponse(protobuf.body)]).toEqual([200, { rejected: 2, errorMessage }]);
    const json = await send(port, { path, headers: JSON_TYPE, chunks: [Buffer.from(JSON.stringify(request))] });
    const name = { metrics: 'rejectedDataPoints', logs: 'rejectedLogRecords', profiles: 'rejectedProfiles' }[signal];
    expect(JSON.parse(json.body.toString())).toEqual({ partialSuccess: { [name]: '2', errorMessage } });
    expect(meter.counters().rejected).toMatchObject({ [signal]: 4, traces: 0 });

    const gzip = { ...PROTOBUF, 'Content-Encoding': 'gzip' };
    const empty = await send(port, { path, headers: gzip, chunks: [gzipSync('')] });
    expect([empty.status, empty.body.toString()]).toEqual([200, '']);
    expect((await send(port, { path, headers: JSON_TYPE, chunks: [Buffer.from('{}')] })).body.toString()).toBe('{}');
    expect((await send(port, { path, headers: JSON_TYPE, chunks: [Buffer.from('{')] })).status).toBe(400);
    expect((await send(port, { path, headers: PROTOBUF, chunks: [Buffer.alloc(MAX_BODY + 1)] })).status).toBe(413);
    expect((await send(port, { path, headers: { 'Content-Type': 'text/plain' } })).status).toBe(415);
    expect((await send(port, { path, method: 'GET', headers: PROTOBUF })).status).toBe(405);
    expect(meter.counters().refused['otlp-http']).toMatchObject({
      malformed: 1,
      too_large: 1,
      content_type: 1,
      method: 1,
    });
  });
});

describe('refuses', () => {
  test.each(['text/plain', 'application/xml', 'application/jsonx', ''])('content type "%s"', async (contentType) => {
    const { port } = await start();
    const answer = await send(port, { headers: { 'Content-Type': contentType }, chunks: [Buffer.from('{}')] });
    expect(answer.status).toBe(415);
    expect(statusOf(answer).code).toBe(3);
  });

  test('another compression', async () => {
    const { port } = await start();
    const answer = await send(port, { headers: { ...PROTOBUF, 'Content-Encoding': 'br' }, chunks: [Buffer.from('x')] });
    expect(answer.status).toBe(415);
    expect(statusOf(answer).message).toContain('gzip');
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s with 405 and Allow', async (method) => {
    const { port } = await start();
    const answer = await send(port, { method, headers: PROTOBUF });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    expect(statusOf(answer).code).toBe(12);
  });

  test.each(['/v1/metric', '/v1/logs/', '/v1development/traces', '/', '/v1/traces/', '/api/traces', '/api/v2/spans'])(
    '%s with 404',
    async (path) => {
      const { port } = await start();
      for (const headers of [PROTOBUF, JSON_TYPE]) {
        const answer = await send(port, { path, headers, chunks: [Buffer.from('{}')] });
        expect(answer.status).toBe(404);
        expect(answer.headers['content-type']).toBe(headers['Content-Type']);
        expect(statusOf(answer).message).toContain(`There is nothing at ${path}. `);
      }
    },
  );

  test.each([
    ['protobuf', PROTOBUF, Buffer.from([0xff, 0xff, 0xff])],
    ['JSON', JSON_TYPE, Buffer.from('{"resourceSpans":')],
    ['gzip', { ...PROTOBUF, 'Content-Encoding': 'gzip' }, Buffer.from('not gzip at all')],
    [
      'gzip that is cut off',
      { ...PROTOBUF, 'Content-Encoding': 'gzip' },
      gzipSync(protobufOf(spans(9))).subarray(0, 40),
    ],
  ])('broken %s with 400', async (_, headers, body) => {
    const { port, stored, meter } = await start();
    const answer = await send(port, { headers, chunks: [body] });
    expect(answer.status).toBe(400);
    expect(statusOf(answer).code).toBe(3);
    expect(stored()).toBe(0);
    expect(meter.counters().refusedRequests).toBe(1);
  });

  test('a body over the limit with 413, whatever Content-Length says', async () => {
    const { port } = await start();
    const big = Buffer.alloc(MAX_BODY + 1);
    expect((await send(port, { headers: PROTOBUF, chunks: [big] })).status).toBe(413);
    const announced = { ...PROTOBUF, 'Content-Length': String(big.length) };
    const answer = await send(port, { headers: announced, chunks: [big] });
    expect(answer.status).toBe(413);
    expect(statusOf(answer).code).toBe(8);
  });

  test('a gzip bomb with 413, without inflating all of it, and goes on', async () => {
    const { port, stored } = await start();
    // Made of many members, because deflating 90 MB at once takes seconds.
    const bomb = Buffer.concat(new Array<Buffer>(90).fill(gzipSync(Buffer.alloc(1024 * 1024), { level: 9 })));
    expect(bomb.length).toBeLessThan(MAX_BODY);
    const headers = { ...PROTOBUF, 'Content-Encoding': 'gzip' };
    const before = process.memoryUsage().arrayBuffers;
    expect((await send(port, { headers, chunks: [bomb] })).status).toBe(413);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
    expect((await send(port, { headers: PROTOBUF, chunks: [protobufOf(spans(1))] })).status).toBe(200);
    expect(stored()).toBe(1);
  });

  test('more than fits into memory at once with 503 and Retry-After, and recovers', async () => {
    const { port, stored } = await start({ maxBodiesInMemory: 1000 });
    const answer = await send(port, { headers: PROTOBUF, chunks: [Buffer.alloc(2000)] });
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(statusOf(answer).code).toBe(14);
    for (let i = 0; i < 20; i++) await send(port, { headers: PROTOBUF, chunks: [protobufOf(spans(2, i * 2 + 1))] });
    expect(stored()).toBe(40);
  });

  test('with 503 and Retry-After when the store cannot write', async () => {
    const { port, meter } = await start({ append: () => Promise.reject(new Error('disk full: /home/secret')) });
    const answer = await send(port, { headers: JSON_TYPE, chunks: [jsonOf(spans(1))] });
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.body.toString()).not.toContain('secret');
    expect(meter.counters()).toMatchObject({ acceptedSpans: 0, refusedRequests: 1 });
  });
});

test('a request that makes no URL gets 400 and a Status', async () => {
  const { port } = await start();
  const socket = await rawSocket(port, 'POST /v1/traces HTTP/1.1\r\nHost: a b\r\nContent-Length: 0\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer.toString()).toContain('{"code":3,"message":"The request makes no sense');
});

test('what knocked is remembered with the reason of each refusal', async () => {
  const { port, knocks } = await start();
  const headers = { ...PROTOBUF, 'User-Agent': 'my-exporter/1' };
  await send(port, { headers, chunks: [protobufOf(spans(1))] });
  await send(port, { headers, path: '/v1/logs', chunks: [field(1, field(2, field(2)))] });
  await send(port, { headers, path: '/api/traces' });
  expect(
    knocks.recent().map(({ method, path, status, refused, reason }) => [method, path, status, refused, reason]),
  ).toEqual([
    ['POST', '/api/traces', '404', true, expect.stringContaining('This is where Jaeger clients send.')],
    ['POST', '/v1/logs', '200', false, 'Spanloom stores traces only so far; logs are not kept'],
    ['POST', '/v1/traces', '200', false, ''],
  ]);
  expect(knocks.recent()[0]).toMatchObject({ protocol: 'http', userAgent: 'my-exporter/1', at: String(T0) });
});

describe('senders that go away', () => {
  test.each(['identity', 'gzip'])('half a body stores nothing and is counted (%s)', async (encoding) => {
    const { port, stored, meter } = await start();
    const plain = protobufOf(spans(50));
    const body = encoding === 'gzip' ? gzipSync(plain) : plain;
    const head = `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const socket = await rawSocket(port, Buffer.concat([Buffer.from(head), body.subarray(0, body.length - 5)]));
    socket.resetAndDestroy();
    await expect.poll(() => meter.counters().abortedRequests).toBe(1);
    expect(stored()).toBe(0);
    expect((await send(port, { headers: PROTOBUF, chunks: [plain] })).status).toBe(200);
  });

  test('a chunked body whose end never comes stores nothing', async () => {
    const { port, stored, meter } = await start();
    const plain = Buffer.from(protobufOf(spans(2)));
    const head = `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\n${plain.length.toString(16)}\r\n`;
    const socket = await rawSocket(port, Buffer.concat([Buffer.from(head), plain, Buffer.from('\r\n')]));
    socket.end();
    await expect.poll(() => meter.counters().abortedRequests).toBe(1);
    expect(stored()).toBe(0);
  });
});

describe('stopping', () => {
  test('finishes what is under way, refuses what is new on open connections, then closes', async () => {
    const commit = Promise.withResolvers<AppendResult>();
    const appended = Promise.withResolvers<void>();
    const { port, receiver } = await start({
      append: () => {
        appended.resolve();
        return commit.promise;
      },
    });
    const body = protobufOf(spans(1));
    const head = (length: number): string =>
      `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nContent-Length: ${length}\r\n\r\n`;

    const underWay = send(port, { headers: PROTOBUF, chunks: [body] });
    // Headers sent before the stop, so that the connection is not idle; its request line comes after.
    const late = await rawSocket(port, 'POST /v1/traces HTTP/1.1\r\nHost: x\r\n');
    await appended.promise;
    const stopped = receiver.stop(10_000);
    late.write('Content-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n');
    const [refusal] = (await once(late, 'data')) as [Buffer];
    expect(refusal.toString()).toMatch(/^HTTP\/1\.1 503 /);
    expect(refusal.toString().toLowerCase()).toContain('retry-after: 1');
    expect(refusal.toString().toLowerCase()).toContain('connection: close');

    commit.resolve({ stored: 1, duplicates: 0 });
    expect((await underWay).status).toBe(200);
    await stopped;
    await expect(rawSocket(port, head(0))).rejects.toThrow(/ECONNREFUSED/);
  });

  test('cuts off a body that does not come', async () => {
    const { port, receiver, meter } = await start();
    const socket = await rawSocket(
      port,
      'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nContent-Length: 100\r\n\r\nabc',
    );
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    await send(port, { headers: PROTOBUF });
    await receiver.stop(20);
    await closed;
    await expect.poll(() => meter.counters().abortedRequests).toBe(1);
  });
});

test('a taken port is told with its flag', async () => {
  const { port } = await start();
  const { http } = receiverParts({
    consumer: () => ({ accept: () => Promise.reject(new Error('not reached')) }),
    maxBodyBytes: 1,
  });
  const second = startOtlpHttp(http, { host: '127.0.0.1', port });
  await expect(second).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is already in use. Choose another with --otlp-http-port`,
  );
});
