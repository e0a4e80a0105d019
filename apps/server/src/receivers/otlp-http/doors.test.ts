// Who may send to the OTLP/HTTP port, how long and how many: pages, tokens, limits of connections and time.
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import {
  JSON_TYPE,
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

afterEach(stopHttpReceivers);

const LOCAL = { Origin: 'http://localhost:3000' };
const PREFLIGHT = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type,x-key' };

describe('pages', () => {
  test.each(['http://localhost:3000', 'https://app.example.org'])('%s may send', async (Origin) => {
    const { port, stored } = await start();
    const preflight = await send(port, { method: 'OPTIONS', headers: { Origin, ...PREFLIGHT } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': Origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, x-key',
      vary: 'Origin',
    });
    const answer = await send(port, { headers: { ...PROTOBUF, Origin }, chunks: [protobufOf(spans(1))] });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': Origin, vary: 'Origin' });
    expect(stored()).toBe(1);
  });

  test.each(['http://localhost.evil.com', 'null', 'https://127.0.0.1.evil', 'https://app.example.org.evil.com'])(
    '%s may not, and is not reflected',
    async (Origin) => {
      const { port, meter } = await start();
      const preflight = await send(port, { method: 'OPTIONS', headers: { Origin, ...PREFLIGHT } });
      expect(preflight.status).toBe(403);
      expect(statusOf(preflight).code).toBe(7);
      const answer = await send(port, { headers: { ...PROTOBUF, Origin } });
      for (const { headers } of [preflight, answer]) {
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(headers.vary).toBe('Origin');
      }
      expect(meter.counters().refused['otlp-http'].origin).toBe(1);
    },
  );

  test('a page can read errors too', async () => {
    const failing = await start({ append: () => Promise.reject(new Error('disk full')), token: 'secret' });
    const { port } = failing;
    const known = { ...LOCAL, Authorization: 'Bearer secret' };
    const big = Buffer.alloc(MAX_BODY + 1);
    const answers = [
      await send(port, { headers: { ...PROTOBUF, ...LOCAL } }),
      await send(port, { path: '/nowhere', headers: known }),
      await send(port, { method: 'GET', headers: known }),
      await send(port, { headers: { ...PROTOBUF, ...known }, chunks: [big] }),
      await send(port, { headers: { ...known, 'Content-Type': 'text/plain' } }),
      await send(port, { headers: { ...PROTOBUF, ...known }, chunks: [protobufOf(spans(1))] }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 405, 413, 415, 503]);
    for (const { headers } of answers) expect(headers['access-control-allow-origin']).toBe(LOCAL.Origin);
    expect(answers[5]?.headers['access-control-expose-headers']).toBe('Retry-After');
  });
});

describe('what node itself refuses a page', () => {
  const HEAD = 'POST /v1/traces HTTP/1.1\r\nHost: x\r\n';
  const FAULTS = [
    ['headers that are too large', 431, `X-Large: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['an expectation', 417, 'Expect: the-impossible\r\nContent-Length: 0\r\n\r\n'],
    ['a header that is none', 400, 'a b c\r\n\r\n'],
    ['a body that is none', 400, 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
  ] as const;

  async function headOf(port: number, text: string): Promise<string> {
    const socket = await rawSocket(port, text);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await once(socket, 'close');
    return answer.slice(0, answer.indexOf('\r\n\r\n'));
  }

  test.each(FAULTS)('%s: it can read why', async (_, status, rest) => {
    const { port } = await start();
    const head = await headOf(port, `${HEAD}Origin: ${LOCAL.Origin}\r\n${rest}`);
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toMatch(/^Access-Control-Allow-Origin: http:\/\/localhost:3000\r?$/m);
    expect(head).toMatch(/^Vary: Origin\r?$/m);
  });

  test.each(FAULTS)('%s: an origin that may not send is not reflected', async (_, status, rest) => {
    const { port } = await start();
    for (const origin of ['Origin: http://localhost.evil.com\r\n', '']) {
      const head = await headOf(port, `${HEAD}${origin}${rest}`);
      expect(head).toContain(`HTTP/1.1 ${status} `);
      expect(head).not.toContain('Access-Control');
      expect(head).not.toContain('evil');
      expect(head).toMatch(/^Vary: Origin\r?$/m);
    }
  });
});

describe('with a token', () => {
  test.each([undefined, 'Bearer wrong', 'Basic secret', 'secret', 'Bearer secret2', 'Bearer '])(
    'Authorization "%s" is 401',
    async (Authorization) => {
      const { port, stored, meter } = await start({ token: 'secret' });
      const headers: Record<string, string> = Authorization === undefined ? PROTOBUF : { ...PROTOBUF, Authorization };
      const answer = await send(port, { headers, chunks: [protobufOf(spans(1))] });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(statusOf(answer)).toMatchObject({ code: 16, message: expect.stringContaining('Bearer TOKEN') });
      expect(stored()).toBe(0);
      expect(meter.counters().refused['otlp-http'].unauthorized).toBe(1);
    },
  );

  test('the right one is let in, and a preflight needs none', async () => {
    const { port, stored } = await start({ token: 'secret' });
    const headers = { ...PROTOBUF, Authorization: 'Bearer secret' };
    expect((await send(port, { headers, chunks: [protobufOf(spans(1))] })).status).toBe(200);
    expect((await send(port, { method: 'OPTIONS', headers: { ...LOCAL, ...PREFLIGHT } })).status).toBe(204);
    expect(stored()).toBe(1);
  });
});

describe('limits', () => {
  const HEAD = 'POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  test.each([
    ['a body that does not come', `${HEAD}Content-Length: 100\r\n\r\n{`],
    ['a head that does not end', HEAD],
  ])('%s is cut off with 408 and counted once', async (_, text) => {
    const { port, meter } = await start({ limits: { requestMs: 60, headMs: 40, connections: 10 } });
    const socket = await rawSocket(port, text);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer.toString()).toContain('"message":"The request took too long to arrive."');
    await once(socket, 'close');
    expect(meter.counters()).toMatchObject({ refusedRequests: 1, abortedRequests: 0 });
    expect(meter.counters().refused['otlp-http'].half_sent).toBe(1);
  });

  test('more connections than allowed are closed and counted; later ones are served', async () => {
    const { port, meter } = await start({ limits: { requestMs: 60_000, headMs: 60_000, connections: 1 } });
    const first = await rawSocket(port, HEAD);
    const second = await rawSocket(port, HEAD).catch(() => undefined);
    await expect.poll(() => meter.counters().refused['otlp-http'].connections).toBe(1);
    second?.destroy();
    first.destroy();
    await expect.poll(() => meter.counters().abortedRequests).toBe(1);
    expect((await send(port, { headers: JSON_TYPE, chunks: [Buffer.from('{}')] })).status).toBe(200);
  });
});

test.each([
  ['TLS', Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]), 'tls', 'use http://'],
  ['HTTP/2', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), 'wrong_protocol', 'gRPC has a port of its own'],
  ['garbage', Buffer.from('hello there\r\n\r\n'), 'bad_request', 'This is no HTTP request'],
] as const)('%s is told what this port speaks', async (_, bytes, reason, words) => {
  const { port, meter, knocks } = await start();
  const socket = await rawSocket(port, bytes);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer.toString()).toContain(words);
  await once(socket, 'close');
  expect(meter.counters().refusedRequests).toBe(1);
  expect(meter.counters().refused['otlp-http'][reason]).toBe(1);
  expect(knocks.recent()).toMatchObject([{ status: '400', refused: true, reason: expect.stringContaining(words) }]);
});

test('garbage behind a good request does not cost it its answer', async () => {
  const release = Promise.withResolvers<void>();
  const { port, meter } = await start({
    append: async () => {
      await release.promise;
      return { stored: 1, duplicates: 0 };
    },
  });
  const body = Buffer.from(protobufOf(spans(1)));
  const head = `POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nContent-Length: ${body.length}\r\n\r\n`;
  const socket = await rawSocket(port, Buffer.concat([Buffer.from(head), body, Buffer.from('garbage\r\n\r\n')]));
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  release.resolve();
  await once(socket, 'close');
  expect(text).toMatch(/^HTTP\/1\.1 200 [\s\S]*HTTP\/1\.1 400 /);
  expect(meter.counters().refused['otlp-http'].bad_request).toBe(1);
  expect(meter.counters().abortedRequests).toBe(0);
});
