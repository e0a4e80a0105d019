// What changes something, by app.request(): what it does, and for whom it does nothing.
import {
  deletedResponse,
  type DemoStatus,
  errorBody,
  importResponse,
  knocksResponse,
  searchResponse,
  servicesResponse,
} from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { type InProcess, type InProcessOptions, startInProcess } from '../../test/support/in-process.ts';
import { attributesOf, resourceOf, resourceSpansOf, spanIdOf, spanOf, traceIdOf } from '../../test/support/spans.ts';

async function shop(options: InProcessOptions = {}): Promise<InProcess> {
  const server = startInProcess(options);
  const inShop = resourceOf('cart', {
    attributes: attributesOf({ 'service.name': 'cart', 'service.namespace': 'shop' }),
  });
  for (const n of [1, 2]) {
    const root = spanOf({ traceId: traceIdOf(n) });
    const child = { traceId: traceIdOf(n), parentSpanId: spanIdOf(1) };
    await server.add(
      resourceSpansOf(resourceOf('web'), [root]),
      resourceSpansOf(resourceOf('cart'), [spanOf({ ...child, spanId: spanIdOf(2) })]),
      resourceSpansOf(inShop, [spanOf({ ...child, spanId: spanIdOf(3) }), spanOf({ ...child, spanId: spanIdOf(4) })]),
    );
  }
  return server;
}

function send({ app }: InProcess, method: string, path: string, headers: Record<string, string> = {}) {
  return app.request(path, { method, headers });
}

async function found({ app }: InProcess) {
  const { traces } = searchResponse.parse(await (await app.request('/api/v1/search')).json());
  const { services } = servicesResponse.parse(await (await app.request('/api/v1/services')).json());
  return {
    traces: traces.map(({ traceId, spans }) => `${Number(traceId)}: ${spans}`).sort(),
    services: services.map(({ name, namespace, spans }) => `${namespace}/${name}: ${spans}`),
  };
}

const ALL = { traces: ['1: 4', '2: 4'], services: ['/cart: 2', 'shop/cart: 4', '/web: 2'] };

describe('deleting', () => {
  test('a trace takes all of its spans', async () => {
    const server = await shop();
    expect(await found(server)).toEqual(ALL);
    const response = await send(server, 'DELETE', `/api/v1/traces/${traceIdOf(1)}`);
    expect(response.status).toBe(200);
    expect(deletedResponse.parse(await response.json())).toEqual({ spans: 4 });
    expect((await found(server)).traces).toEqual(['2: 4']);
    expect((await server.app.request(`/api/v1/traces/${traceIdOf(1)}`)).status).toBe(404);
    expect((await send(server, 'DELETE', `/api/v1/traces/${traceIdOf(1)}`)).status).toBe(404);
  });

  test.each([
    ['service=cart', 2, ['shop/cart: 4', '/web: 2']],
    ['service=cart&namespace=', 2, ['shop/cart: 4', '/web: 2']],
    ['service=cart&namespace=shop', 4, ['/cart: 2', '/web: 2']],
  ])('a service: %s', async (query, spans, left) => {
    const server = await shop();
    const response = await send(server, 'DELETE', `/api/v1/services?${query}`);
    expect(await response.json()).toEqual({ spans });
    expect((await found(server)).services).toEqual(left);
  });

  test('everything, only when that is said', async () => {
    const server = await shop();
    for (const query of ['', '?confirm=', '?confirm=yes', '?confirm=everything&confirm=everything']) {
      const response = await send(server, 'DELETE', `/api/v1/data${query}`);
      expect(response.status).toBe(400);
      expect(errorBody.parse(await response.json()).error.issues).toMatchObject([{ path: 'confirm' }]);
    }
    expect(await found(server)).toEqual(ALL);
    const response = await send(server, 'DELETE', '/api/v1/data?confirm=everything');
    expect(await response.json()).toEqual({ spans: 8 });
    expect(await found(server)).toEqual({ traces: [], services: [] });
    // An empty store is what was asked for.
    expect((await send(server, 'DELETE', '/api/v1/data?confirm=everything')).status).toBe(200);
  });

  test.each([
    ['/api/v1/traces/xyz', 400],
    [`/api/v1/traces/${traceIdOf(9)}`, 404],
    ['/api/v1/services', 400],
    ['/api/v1/services?service=', 400],
    ['/api/v1/services?service=web&namspace=shop', 400],
    ['/api/v1/services?service=web&namespace=shop', 404],
    ['/api/v1/services?service=nobody', 404],
  ])('%s is %i and takes nothing', async (path, status) => {
    const server = await shop();
    const response = await send(server, 'DELETE', path);
    expect(response.status).toBe(status);
    expect(errorBody.parse(await response.json()).error.code).toBe(status === 400 ? 'bad_request' : 'not_found');
    expect(await found(server)).toEqual(ALL);
  });
});

describe('a page of another origin', () => {
  const HOST = { Host: 'localhost:4319' };
  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another port of this machine', { 'Sec-Fetch-Site': 'same-site' }],
    ['an origin elsewhere', { Origin: 'https://evil.example' }],
    ['an origin on another port', { Origin: 'http://localhost:3000' }],
    ['an origin that begins like ours', { Origin: 'http://localhost:4319.evil.example' }],
    ['a sandboxed page', { Origin: 'null' }],
    ['a file', { Origin: 'file://' }],
    ['one that lies in the other header', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://evil.example' }],
  ])('%s changes nothing', async (_name, headers) => {
    const server = await shop();
    for (const [method, path] of [
      ['DELETE', `/api/v1/traces/${traceIdOf(1)}`],
      ['DELETE', '/api/v1/data?confirm=everything'],
      ['POST', '/api/v1/demo'],
      ['POST', '/api/v1/test-trace'],
      ['POST', '/api/v1/import'],
    ] as const) {
      const response = await send(server, method, `http://localhost:4319${path}`, { ...HOST, ...headers });
      expect(response.status).toBe(403);
      expect(errorBody.parse(await response.json()).error.code).toBe('cross_site');
    }
    expect(await found(server)).toEqual(ALL);
  });

  test.each([
    ['our own page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost:4319' }],
    ['our own page behind a proxy that speaks https', { Origin: 'https://localhost:4319' }],
    ['the address bar', { 'Sec-Fetch-Site': 'none' }],
    ['a program', {}],
  ])('%s may', async (_name, headers) => {
    const server = await shop();
    const path = `http://localhost:4319/api/v1/traces/${traceIdOf(1)}`;
    expect((await send(server, 'DELETE', path, { ...HOST, ...headers })).status).toBe(200);
  });

  test('on the default port of its protocol is our own without that port', async () => {
    const server = await shop();
    const path = `http://localhost/api/v1/traces/${traceIdOf(1)}`;
    const headers = { Host: 'localhost:80', Origin: 'http://localhost' };
    expect((await send(server, 'DELETE', path, headers)).status).toBe(200);
  });
});

describe('the demo and the test trace', () => {
  test('answer with what came of it', async () => {
    let state: DemoStatus = { state: 'off', sentSpans: 0 };
    const to = (next: DemoStatus['state']) => async (): Promise<DemoStatus> => (state = { state: next, sentSpans: 3 });
    const server = startInProcess({
      demo: { status: () => state, start: to('loading'), stop: to('off') },
      sendTestTrace: async () => traceIdOf(7),
    });
    expect(await (await send(server, 'POST', '/api/v1/demo')).json()).toEqual({ state: 'loading', sentSpans: 3 });
    expect(await (await send(server, 'DELETE', '/api/v1/demo')).json()).toEqual({ state: 'off', sentSpans: 3 });
    expect(await (await send(server, 'POST', '/api/v1/test-trace')).json()).toEqual({ traceId: traceIdOf(7) });
  });

  test('that could not be sent is a failure of the server', async () => {
    const server = startInProcess({ sendTestTrace: () => Promise.reject(new Error('the server answered 503')) });
    expect((await send(server, 'POST', '/api/v1/test-trace')).status).toBe(500);
  });
});

test('knocks are told newest first', async () => {
  const server = startInProcess();
  const knock = { protocol: 'http', method: 'POST', path: '/v1/trace', userAgent: 'x' } as const;
  server.knocks.record({ ...knock, at: '1', status: '404', refused: true, reason: 'The path is /v1/traces.' });
  server.knocks.record({ ...knock, at: '2', status: '200', refused: false, reason: '' });
  const { knocks } = knocksResponse.parse(await (await server.app.request('/api/v1/knocks')).json());
  expect(knocks.map(({ at, status, refused }) => [at, status, refused])).toEqual([
    ['2', '200', false],
    ['1', '404', true],
  ]);
});

describe('importing', () => {
  const document = JSON.stringify({ resourceSpans: [] });
  const post = async ({ app }: InProcess, body: string) => app.request('/api/v1/import', { method: 'POST', body });

  test('a document goes to the OTLP port as it is, and its answer comes back', async () => {
    const seen: string[] = [];
    const server = startInProcess({
      importDocument: async (body) => {
        seen.push(Buffer.from(body).toString());
        return { ok: true, value: { rejectedSpans: 2, message: 'two ids are all zero' } };
      },
    });
    const response = await post(server, document);
    expect(response.status).toBe(200);
    expect(importResponse.parse(await response.json())).toEqual({ rejectedSpans: 2, message: 'two ids are all zero' });
    expect(seen).toEqual([document]);
  });

  test('what the port refuses is refused in its words, with its wish to try again', async () => {
    const error = { status: 503, message: 'The queue is full.', retryAfter: '3' };
    const response = await post(startInProcess({ importDocument: async () => ({ ok: false, error }) }), document);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(errorBody.parse(await response.json()).error).toEqual({ code: 'refused', message: 'The queue is full.' });
  });

  test('two at a time: a third is told to come back, and may once they are done', async () => {
    const waiting: (() => void)[] = [];
    const server = startInProcess({
      importDocument: () =>
        new Promise((resolve) => {
          waiting.push(() => resolve({ ok: true, value: { rejectedSpans: 0, message: '' } }));
        }),
    });
    const under = [post(server, document), post(server, document)];
    await expect.poll(() => waiting.length).toBe(2);
    const third = await post(server, document);
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '1']);
    for (const done of waiting.splice(0)) done();
    for (const response of await Promise.all(under)) expect(response.status).toBe(200);
    const later = post(server, document);
    await expect.poll(() => waiting.length).toBe(1);
    waiting[0]?.();
    expect((await later).status).toBe(200);
  });

  test('a body that says it is too large is not read', async () => {
    const server = startInProcess({ importDocument: () => Promise.reject(new Error('it was read')) });
    const headers = { 'Content-Length': String(64 * 1024 * 1024 + 1) };
    const response = await server.app.request('/api/v1/import', { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(413);
    expect(errorBody.parse(await response.json()).error.code).toBe('too_large');
  });
});

test.each([
  ['POST', `/api/v1/traces/${traceIdOf(1)}`, 'DELETE, GET, HEAD'],
  ['POST', '/api/v1/services', 'DELETE, GET, HEAD'],
  ['GET', '/api/v1/import', 'POST'],
  ['GET', '/api/v1/test-trace', 'POST'],
  ['GET', '/api/v1/data', 'DELETE'],
  ['PUT', '/api/v1/demo', 'DELETE, POST'],
])('%s %s is 405 and names what the path understands', async (method, path, allow) => {
  const response = await send(startInProcess(), method, path);
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe(allow);
});
