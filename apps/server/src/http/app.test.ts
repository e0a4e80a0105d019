// The UI port by app.request(), over a memory store.
// Past 400 lines: the routes share one app and its fixtures, and a reader looks for a route here; it is to be split by group of routes.
import { preferredSlot } from '@spanloom/analysis';
import {
  edgesResponse,
  errorBody,
  histogramResponse,
  operationsResponse,
  searchResponse,
  servicesResponse,
  traceResponse,
} from '@spanloom/api-schema';
import type { ResourceSpans, Span } from '@spanloom/otlp-model';
import { decodeExportRequest } from '@spanloom/otlp-model/json';
import { describe, expect, test } from 'vitest';
import { type InProcess, startInProcess } from '../../test/support/in-process.ts';
import {
  at,
  attributesOf,
  resourceOf,
  resourceSpansOf,
  spanIdOf,
  spanOf,
  T0,
  traceIdOf,
} from '../../test/support/spans.ts';

const WINDOW = `start=${T0}&end=${at(60_000_000_000n)}`;

/** gateway calls payment, which fails. */
function failedPayment(n: number, start = at(n)): ResourceSpans[] {
  const traceId = traceIdOf(n);
  const client = spanOf({ traceId, spanId: spanIdOf(1), kind: 3, name: 'POST /pay', start, end: at(9_000_000) });
  const server = spanOf({
    traceId,
    spanId: spanIdOf(2),
    parentSpanId: spanIdOf(1),
    name: 'POST /pay',
    start,
    end: at(8_000_000),
    status: { code: 2, message: 'declined' },
    attributes: attributesOf({ 'http.response.status_code': 402, 'card.kind': 'visa' }),
  });
  return [
    resourceSpansOf(resourceOf('gateway'), [client]),
    resourceSpansOf(resourceOf('payment', { schemaUrl: 'https://example.org/1' }), [server]),
  ];
}

async function get(server: InProcess, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return server.app.request(path, { headers });
}

async function errorOf(response: Response) {
  return errorBody.parse(await response.json()).error;
}

describe('search', () => {
  test('finds traces by every parameter, and answers in the shape of the schema', async () => {
    const server = startInProcess();
    server.colors.set('payment', { slot: 7, secondLap: true });
    await server.add(...failedPayment(1));
    await server.add(resourceSpansOf(resourceOf('other'), [spanOf({ traceId: traceIdOf(2) })]));

    const query = [
      'service=payment',
      'operation=POST%20%2Fpay',
      'kind=server',
      'status=error',
      'minDuration=1000',
      'maxDuration=8000000',
      'attr=http.response.status_code%3D402',
      'spanAttr=card.kind%3Dvisa',
      'resourceAttr=service.name%3Dpayment',
      'text=PAY',
      'client=service:gateway',
      'server=service:payment',
      'sort=longest',
      WINDOW,
    ].join('&');
    const response = await get(server, `/api/v1/search?${query}`);
    expect(response.status).toBe(200);
    const body = searchResponse.parse(await response.json());
    expect(body.traces.map((trace) => trace.traceId)).toEqual([traceIdOf(1)]);
    expect(body.traces[0]).toMatchObject({
      spans: 2,
      errors: 1,
      complete: true,
      root: { operation: 'POST /pay', service: { name: 'gateway', color: preferredSlot('gateway') } },
    });
    expect(body.traces[0]?.services).toContainEqual({
      name: 'payment',
      namespace: '',
      color: 7,
      secondLap: true,
      spans: 1,
      errors: 1,
    });
  });

  test.each([
    ['notAttr=card.kind%3Dvisa', []],
    ['notAttr=card.kind%3Dmaster', [1]],
    ['notSpanAttr=http.response.status_code%3D200', [1]],
    ['notResourceAttr=service.name%3Dgateway', [1]],
    ['notResourceAttr=card.kind%3Dmaster', []],
    ['notAttr=card.kind%3Dmaster&notAttr=card.kind%3Dvisa', []],
  ])('%s: the key is there with another value', async (query, traces) => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    await server.add(resourceSpansOf(resourceOf('gateway'), [spanOf({ traceId: traceIdOf(2) })]));
    const body = searchResponse.parse(await (await get(server, `/api/v1/search?${query}`)).json());
    expect(body.traces.map(({ traceId }) => Number(traceId))).toEqual(traces);
  });

  test('pages as of the first page, whatever comes in between', async () => {
    const server = startInProcess();
    for (let n = 1; n <= 5; n++) await server.add(...failedPayment(n));
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const page = searchResponse.parse(await (await get(server, `/api/v1/search?limit=2${cursor}`)).json());
      seen.push(...page.traces.map((trace) => trace.traceId));
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
      await server.add(...failedPayment(100 + seen.length));
    }
    expect(seen).toEqual([5, 4, 3, 2, 1].map(traceIdOf));
  });

  test('refuses a cursor of another search, of other data, or none of ours', async () => {
    const server = startInProcess();
    for (let n = 1; n <= 3; n++) await server.add(...failedPayment(n));
    const page = searchResponse.parse(await (await get(server, '/api/v1/search?limit=1')).json());
    const cases = [`service=x&cursor=${page.nextCursor}`, 'cursor=abc'];
    for (const query of cases) {
      const response = await get(server, `/api/v1/search?${query}`);
      expect(response.status).toBe(400);
      expect(await errorOf(response)).toMatchObject({ code: 'bad_request', issues: [{ path: 'cursor' }] });
    }
    const empty = await get(startInProcess(), `/api/v1/search?limit=1&cursor=${page.nextCursor}`);
    expect(await errorOf(empty)).toMatchObject({ issues: [{ path: 'cursor' }] });
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['sort=oldest', 'sort'],
    ['kind=SERVER', 'kind'],
    ['start=-1', 'start'],
    [`end=${1n << 64n}`, 'end'],
    ['start=5&end=4', 'start'],
    ['attr=novalue', 'attr'],
    ['notAttr=novalue', 'notAttr'],
    ['client=nobody', 'client'],
    ['server=host:x', 'server'],
    ['namespace=shop', 'namespace'],
    ['servce=checkout', 'servce'],
    ['service=a&service=b', 'service'],
  ])('refuses %s and names the parameter', async (query, path) => {
    const response = await get(startInProcess(), `/api/v1/search?${query}`);
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error.code).toBe('bad_request');
    expect(error.issues?.map((issue) => issue.path)).toContain(path);
  });

  test('answers in lines with progress when asked for NDJSON', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1));
    const response = await get(server, `/api/v1/edges?${WINDOW}`, { Accept: 'application/x-ndjson' });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const last = lines.at(-1) as { result: unknown };
    expect(edgesResponse.parse(last.result).edges).toHaveLength(1);
    for (const line of lines.slice(0, -1))
      expect(line).toEqual({ progress: expect.any(Number), matched: expect.any(Number) });
    expect(lines.at(-2)).toEqual({ progress: 1, matched: 1 });
  });

  test('tells a failed query in an error line of NDJSON', async () => {
    const response = await get(startInProcess(), '/api/v1/search?cursor=abc', { Accept: 'application/x-ndjson' });
    expect(JSON.parse(await response.text())).toMatchObject({ error: { code: 'bad_request' } });
  });
});

describe('histogram and edges', () => {
  test('histogram counts matching traces exactly', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1), ...failedPayment(2, at(30_000_000_001n)));
    const response = await get(server, `/api/v1/search/histogram?${WINDOW}&buckets=2`);
    const body = histogramResponse.parse(await response.json());
    expect(body).toMatchObject({ traces: 2, errorTraces: 2, spans: 4, startedBefore: 0 });
    expect(body.buckets).toEqual([
      { traces: 1, errorTraces: 1 },
      { traces: 1, errorTraces: 1 },
    ]);
  });

  test('histogram answers as of an earlier commit, not as of a later one', async () => {
    const server = startInProcess();
    const ask = (more = ''): Promise<Response> => get(server, `/api/v1/search/histogram?${WINDOW}&buckets=1${more}`);
    await server.add(...failedPayment(1));
    const before = histogramResponse.parse(await (await ask()).json());
    await server.add(...failedPayment(2));
    const { watermark } = before.cost;
    const then = histogramResponse.parse(await (await ask(`&asOf=${watermark}`)).json());
    const now = histogramResponse.parse(await (await ask()).json());
    expect([then.traces, now.traces]).toEqual([1, 2]);
    expect(then.cost.watermark).toBe(watermark);
    expect(await errorOf(await ask(`&asOf=${now.cost.watermark + 1}`))).toMatchObject({
      code: 'bad_request',
      issues: [{ path: 'asOf' }],
    });
  });

  test('edges carry rate, error share and percentiles', async () => {
    const server = startInProcess();
    await server.add(...failedPayment(1), ...failedPayment(2));
    const response = await get(server, `/api/v1/edges?start=${T0}&end=${at(9_999_999_999n)}`);
    const body = edgesResponse.parse(await response.json());
    expect(body.nodes.map((node) => node.id)).toEqual(['service:gateway', 'service:payment']);
    expect(body.edges[0]).toMatchObject({
      client: 'service:gateway',
      server: 'service:payment',
      calls: 2,
      rate: 0.2,
      errorShare: 1,
    });
    expect(Math.abs(Number(body.edges[0]?.p95) / 9e6 - 1)).toBeLessThan(0.2);
    expect(body.sampled).toBe(false);
  });

  test('both need a window', async () => {
    for (const path of ['/api/v1/search/histogram', '/api/v1/edges']) {
      expect((await errorOf(await get(startInProcess(), path))).issues?.map((issue) => issue.path)).toEqual([
        'start',
        'end',
      ]);
    }
  });
});

describe('a trace', () => {
  test('by id in any case, with resources and scopes once', async () => {
    const server = startInProcess();
    const traceId = 'abcdef00000000000000000000000001';
    const spans = failedPayment(1).map((group) => ({
      ...group,
      scopeSpans: group.scopeSpans.map(({ scope, spans: of }) => ({
        scope,
        spans: of.map((span) => ({ ...span, traceId: traceId as Span['traceId'] })),
      })),
    }));
    await server.add(...spans);
    const response = await get(server, `/api/v1/traces/${traceId.toUpperCase()}`);
    expect(response.status).toBe(200);
    const body = traceResponse.parse(await response.json());
    expect(body.traceId).toBe(traceId);
    expect(body.spans).toHaveLength(2);
    expect(body.resources.map((resource) => resource.service.name).sort()).toEqual(['gateway', 'payment']);
    expect(body.scopes).toHaveLength(1);
    const failed = body.spans.find((span) => span.status.code === 'error');
    expect(failed?.attributes).toContainEqual({ key: 'http.response.status_code', type: 'int', text: '402' });
    expect(body.resources[failed?.resource ?? -1]?.schemaUrl).toBe('https://example.org/1');
  });

  test('exports every stored span as OTLP, conflicting ones too, more than a batch of the store', async () => {
    const server = startInProcess();
    const spans = Array.from({ length: 2500 }, (_, i) =>
      spanOf({ spanId: spanIdOf(i + 1), start: at(i), name: `n${i % 7}` }),
    );
    const conflicting = spanOf({ spanId: spanIdOf(1), start: at(0), name: 'another story' });
    await server.add(resourceSpansOf(resourceOf('big'), spans));
    await server.add(resourceSpansOf(resourceOf('big'), [conflicting, ...spans.slice(0, 10)]));
    const response = await get(server, `/api/v1/traces/${traceIdOf(1)}/otlp`);
    expect(response.headers.get('content-type')).toBe('application/json');
    const decoded = decodeExportRequest(new Uint8Array(await response.arrayBuffer()));
    if (!decoded.ok) throw new Error(decoded.error.message);
    const found = decoded.value.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((group) => group.spans));
    expect(found).toHaveLength(2501);
    const key = (span: Span): string => `${span.spanId} ${span.name}`;
    expect(found.map(key).sort()).toEqual([...spans, conflicting].map(key).sort());
  });

  test.each(['', '/otlp'])('unknown is 404, malformed is 400: %s', async (suffix) => {
    const server = startInProcess();
    const unknown = await get(server, `/api/v1/traces/${traceIdOf(9)}${suffix}`);
    expect(unknown.status).toBe(404);
    expect((await errorOf(unknown)).code).toBe('not_found');
    for (const id of ['xyz', '0'.repeat(32), 'a'.repeat(31), `${'a'.repeat(32)}b`]) {
      const response = await get(server, `/api/v1/traces/${id}${suffix}`);
      expect(response.status).toBe(400);
      expect((await errorOf(response)).code).toBe('bad_request');
    }
  });
});

describe('catalogue', () => {
  test('services, operations, keys and values', async () => {
    const server = startInProcess();
    server.colors.set('gateway', { slot: 3, secondLap: false });
    await server.add(...failedPayment(1));
    const services = servicesResponse.parse(await (await get(server, '/api/v1/services')).json());
    expect(services.services).toEqual([
      { name: 'gateway', namespace: '', color: 3, spans: 1, errors: 0 },
      { name: 'payment', namespace: '', color: preferredSlot('payment'), spans: 1, errors: 1 },
    ]);
    const later = await get(server, `/api/v1/services?start=${at(10_000_000_000n)}`);
    expect(servicesResponse.parse(await later.json()).services).toEqual([]);
    const operations = operationsResponse.parse(
      await (await get(server, '/api/v1/operations?service=payment&prefix=post')).json(),
    );
    expect(operations.operations).toEqual([{ name: 'POST /pay', kind: 'server', spans: 1 }]);
    expect(await (await get(server, '/api/v1/attributes/keys?prefix=card')).json()).toEqual({
      keys: [{ scope: 'span', key: 'card.kind' }],
    });
    expect(await (await get(server, '/api/v1/attributes/values?key=card.kind&scope=span')).json()).toEqual({
      values: ['visa'],
    });
    expect((await get(server, '/api/v1/attributes/values')).status).toBe(400);
  });
});

describe('every answer', () => {
  const CSP =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  test.each([
    ['/', 503],
    ['/healthz', 200],
    ['/readyz', 200],
    ['/api/v1/services', 200],
    ['/api/v1/search?limit=x', 400],
    ['/api/v1/nothing', 404],
    ['/api', 404],
    ['/favicon.ico', 404],
    ['/api/v1/status', 200],
  ])('%s carries the security headers', async (path, status) => {
    const response = await get(startInProcess(), path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toBe(CSP);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  test('is 405 with Allow for other methods, everywhere', async () => {
    const { app } = startInProcess();
    for (const path of ['/', '/healthz', '/api/v1/search', '/api/v1/nothing']) {
      const response = await app.request(path, { method: 'POST' });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      expect(response.headers.get('content-security-policy')).toBe(CSP);
    }
  });

  test('a broken store is a 500 that tells nothing of its insides', async () => {
    const server = startInProcess({ wrapQueries: () => ({ run: () => Promise.reject(new Error('secret path')) }) });
    const response = await get(server, '/api/v1/services');
    expect(response.status).toBe(500);
    expect(response.headers.get('content-security-policy')).toBe(CSP);
    expect(JSON.stringify(await response.json())).not.toContain('secret');
  });

  test('is refused while starting or stopping, but for health', async () => {
    const server = startInProcess({
      readiness: () => ({ ready: false, listeners: [{ name: 'ui', host: 'h', port: 1 }] }),
    });
    expect((await get(server, '/healthz')).status).toBe(200);
    const ready = await get(server, '/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, listeners: [{ name: 'ui', host: 'h', port: 1 }] });
    expect((await get(server, '/api/v1/services')).status).toBe(503);
  });
});

describe('Host', () => {
  const from = (host: string, bound = '127.0.0.1') =>
    startInProcess({ host: bound }).app.request(`http://${host}/healthz`, { headers: { Host: host } });

  test.each([
    ['localhost', '127.0.0.1'],
    ['localhost:4319', '127.0.0.1'],
    ['LOCALHOST', '127.0.0.1'],
    ['LocalHost:80', '127.0.0.1'],
    ['127.0.0.1:1', '127.0.0.1'],
    ['[::1]', '127.0.0.1'],
    ['[::1]:4319', '::1'],
    ['traces.lan:4319', 'traces.lan'],
    ['TRACES.lan', 'Traces.LAN'],
    ['localhost', 'traces.lan'],
    ['10.0.0.5:4319', '0.0.0.0'],
    ['[fe80::1]:4319', '0.0.0.0'],
    ['10.0.0.5', '::'],
    ['[2001:db8::7]', '::'],
    ['[2001:DB8::7]:1', '::'],
  ])('%s is ours when bound to %s', async (host, bound) => {
    expect((await from(host, bound)).status).toBe(200);
  });

  test.each([
    ['evil.example', '127.0.0.1'],
    ['localhost.evil.example', '127.0.0.1'],
    ['localhost.', '127.0.0.1'],
    ['127.0.0.1.evil.example', '127.0.0.1'],
    ['10.0.0.5:4319', '127.0.0.1'],
    ['[::2]:4319', '::1'],
    ['other.lan', 'traces.lan'],
    // All addresses are bound, names never are: a name can be made to mean this machine by anybody.
    ['evil.example', '0.0.0.0'],
    ['EVIL.example:4319', '::'],
    ['traces.lan', '0.0.0.0'],
    ['10.0.0.5.evil.example', '0.0.0.0'],
  ])('%s is not when bound to %s', async (host, bound) => {
    const response = await from(host, bound);
    expect(response.status).toBe(421);
    expect((await errorOf(response)).code).toBe('unknown_host');
  });

  test('a Host that differs from the URL does not get by', async () => {
    const { app } = startInProcess();
    expect((await app.request('http://localhost/healthz', { headers: { Host: 'evil.example' } })).status).toBe(421);
  });
});

test('a client that goes away cancels its query', async () => {
  let aborted: Promise<void> | undefined;
  const server = startInProcess({
    wrapQueries: () => ({
      run: (_, { abort }) => {
        aborted = new Promise((resolve) => abort.addEventListener('abort', () => resolve()));
        return aborted.then(() => ({ ok: false, error: { code: 'cancelled', message: 'gone' } }));
      },
    }),
  });
  const client = new AbortController();
  const answer = server.app.request('/api/v1/services', { signal: client.signal });
  client.abort();
  expect((await answer).status).toBe(499);
  await aborted;
});
