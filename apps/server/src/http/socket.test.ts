// What app.request() cannot show: the UI port on a real socket.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import type { QueryPort } from '../query/queries.ts';
import { unreadableRequest } from './errors.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(wrapQueries?: (queries: QueryPort) => QueryPort): Promise<number> {
  const { app } = startInProcess({ wrapQueries });
  const handle = getRequestListener(app.fetch, { errorHandler: unreadableRequest });
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function sendRaw(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

async function answerTo(port: number, text: string): Promise<string> {
  const socket = await sendRaw(port, text);
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return data.toString();
}

describe('a client that hangs up', () => {
  test.each([
    ['before an answer', 'application/json'],
    ['between lines of NDJSON', 'application/x-ndjson'],
  ])('%s cancels its query', async (_, accept) => {
    const asked = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    const port = await serve(() => ({
      run: (_query, { abort, onProgress }) => {
        abort.addEventListener('abort', () => cancelled.resolve());
        onProgress?.(0.1, 0);
        asked.resolve();
        return cancelled.promise.then(() => ({ ok: false, error: { code: 'cancelled', message: 'gone' } }));
      },
    }));
    const socket = await sendRaw(port, `GET /api/v1/search HTTP/1.1\r\nHost: localhost\r\nAccept: ${accept}\r\n\r\n`);
    await asked.promise;
    socket.destroy();
    await cancelled.promise;
  });

  test('half-way through a document stops the reading of it', async () => {
    const stopped = Promise.withResolvers<void>();
    const port = await serve(() => ({
      run: async () => ({
        ok: true,
        value: (async function* () {
          try {
            for (;;) yield 'x'.repeat(100_000);
          } finally {
            stopped.resolve();
          }
        })(),
      }),
    }));
    const socket = await sendRaw(port, 'GET /api/v1/services HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();
    await stopped.promise;
  });
});

describe('requests that make no URL', () => {
  test.each([
    ['a Host that is no host', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['a target that is no path', 'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('%s: 400, with the security headers', async (_, request) => {
    const answer = (await answerTo(await serve(), request)).toLowerCase();
    expect(answer).toMatch(/^http\/1\.1 400 /);
    expect(answer).toContain("content-security-policy: default-src 'none'");
    expect(answer).toContain('bad_request');
  });

  test('a Host of another site is refused whatever the target says', async () => {
    const port = await serve();
    for (const target of ['/healthz', 'http://localhost/healthz']) {
      expect(await answerTo(port, `GET ${target} HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    }
  });
});
