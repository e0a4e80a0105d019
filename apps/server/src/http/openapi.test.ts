// The OpenAPI document against the server: the same endpoints, the same parameters, and answers that are as it says.
import { errorBody, type OpenApiDocument, z } from '@spanloom/api-schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InProcess, startInProcess } from '../../test/support/in-process.ts';
import { shareStoreOfTest } from '../../test/support/share-store.ts';
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
let server: InProcess;
let document: OpenApiDocument;

beforeAll(async () => {
  server = startInProcess({
    token: undefined,
    askShares: shareStoreOfTest(afterAll).askShares,
    drawPicture: async () => ({ ok: true, value: { format: 'svg', svg: '<svg/>' } }),
    sendTestTrace: async () => traceIdOf(7),
    importDocument: async () => ({ ok: true, value: { rejectedSpans: 0, message: '' } }),
    demo: {
      status: () => ({ state: 'off', sentSpans: 0 }),
      start: async () => ({ state: 'loading', sentSpans: 1 }),
      stop: async () => ({ state: 'off', sentSpans: 1 }),
    },
  });
  server.knocks.record({
    at: '1',
    protocol: 'grpc',
    method: 'POST',
    path: '/x',
    status: 'UNIMPLEMENTED',
    refused: true,
    reason: 'why',
    userAgent: '',
  });
  document = (await (await server.app.request('/api/v1/openapi.json')).json()) as OpenApiDocument;
});

/** A trace of two services with everything that a span may carry. */
async function store(n: number): Promise<void> {
  const attributes = attributesOf({ 'card.kind': 'visa', count: 3, ratio: 0.5, ok: true });
  const event = { time: at(n), name: 'event', attributes, droppedAttributesCount: 1 };
  const link = {
    traceId: traceIdOf(9),
    spanId: spanIdOf(9),
    traceState: '',
    attributes,
    droppedAttributesCount: 0,
    flags: 1,
  };
  const client = spanOf({ traceId: traceIdOf(n), kind: 3, start: at(n), attributes, events: [event], links: [link] });
  const call = spanOf({
    traceId: traceIdOf(n),
    spanId: spanIdOf(2),
    parentSpanId: spanIdOf(1),
    status: { code: 2, message: 'declined' },
  });
  await server.add(
    resourceSpansOf(resourceOf('gateway'), [client]),
    resourceSpansOf(resourceOf('payment', { schemaUrl: 'https://example.org/1' }), [call]),
  );
}

/** What the document says a path answers with. */
function schemaOf(path: string, method: string, status: number, type = 'application/json'): z.ZodType {
  const responses = document.paths[path]?.[method]?.['responses'] as Record<
    string,
    { content: Record<string, { schema: object }> }
  >;
  const schema = responses[status]?.content[type]?.schema;
  if (schema === undefined) throw new Error(`the document says nothing of ${method} ${path} with ${status} as ${type}`);
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return z.fromJSONSchema(
    JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as z.core.JSONSchema.JSONSchema,
  );
}

describe('the document', () => {
  test('has every route of the server, and no other', () => {
    // What people see: the login, what links open, and the files of the browser app.
    const links = [
      'GET /s/{file}',
      'DELETE /s/{file}',
      'GET /embed/{token}',
      'GET /live/{file}',
      'DELETE /live/{file}',
    ];
    const pages = new Set(['GET /login', 'POST /login', 'POST /logout', ...links]);
    const routes = startInProcess({ token: 'correct-horse-battery-staple' })
      .app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !pages.has(route));
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual([...new Set(routes)].sort());
  });

  test('refers only to what it has, names every operation once, and is of this version', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info['version']).toBe('0.0.0');
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1],
    );
    expect(refs.length).toBeGreaterThan(20);
    for (const name of refs) expect(Object.keys(document.components.schemas)).toContain(name);
    expect(JSON.stringify(document)).not.toContain('"$id"');
    const ids = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map((operation) => operation['operationId']),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('getTracesTraceIdOtlp');
  });

  test('names the parameters that the server understands, and which of them must be there', async () => {
    const names = (path: string, method: string): string[] =>
      ((document.paths[path]?.[method]?.['parameters'] ?? []) as { name: string; required: boolean }[]).map(
        ({ name, required }) => (required ? `${name}!` : name),
      );
    expect(names('/api/v1/edges', 'get')).toEqual(expect.arrayContaining(['start!', 'end!', 'notAttr', 'client']));
    expect(names('/api/v1/search', 'get')).toEqual(expect.arrayContaining(['limit', 'sort', 'cursor', 'text']));
    expect(names('/api/v1/data', 'delete')).toEqual(['confirm!']);
    expect(names('/api/v1/services', 'delete')).toEqual(['service!', 'namespace']);
    expect(names('/api/v1/traces/{traceId}', 'get')).toEqual(['traceId!', 'span']);
    const wrong = await server.app.request('/api/v1/edges');
    expect(errorBody.parse(await wrong.json()).error.issues?.map(({ path }) => path)).toEqual(['start', 'end']);
  });
});

describe('real answers are as the document says', () => {
  test.each([
    ['get', '/api/v1/search', `?limit=1&${WINDOW}`, 200],
    ['get', '/api/v1/search', '?limit=0', 400],
    ['get', '/api/v1/search/spans', `?limit=1&${WINDOW}`, 200],
    ['get', '/api/v1/search/spans', '?limit=0', 400],
    ['get', '/api/v1/search/histogram', `?${WINDOW}&buckets=3`, 200],
    ['get', '/api/v1/edges', `?${WINDOW}`, 200],
    ['get', '/api/v1/edges', '', 400],
    ['get', '/api/v1/deploys', `?${WINDOW}`, 200],
    ['get', '/api/v1/deploys', '', 400],
    ['get', '/api/v1/red', `?${WINDOW}`, 200],
    ['get', '/api/v1/red', `?${WINDOW}&by=operation&node=service:payment`, 200],
    ['get', '/api/v1/red', `?${WINDOW}&by=edge&users=true`, 200],
    ['get', '/api/v1/red', `?${WINDOW}&by=operation`, 400],
    ['get', '/api/v1/red', `?${WINDOW}&by=node&split=version`, 200],
    ['get', '/api/v1/edges', `?${WINDOW}&split=version&fold=service:gateway`, 200],
    ['get', '/api/v1/edges', `?${WINDOW}&fold=x:y`, 400],
    ['get', '/api/v1/diagrams/map.svg', '', 400],
    ['get', '/api/v1/diagrams/sequence.mmd', `?trace=${traceIdOf(99)}`, 404],
    ['get', '/api/v1/services', '', 200],
    ['get', '/api/v1/operations', '', 200],
    ['get', '/api/v1/attributes/keys', '', 200],
    ['get', '/api/v1/attributes/values', '?key=card.kind', 200],
    ['get', '/api/v1/traces/{traceId}', '', 200],
    ['get', '/api/v1/traces/{traceId}', '?span=0000000000000001', 200],
    ['get', '/api/v1/traces/{traceId}', '?span=1', 400],
    ['get', '/api/v1/traces/{traceId}', '?span=00000000000000ff', 404],
    ['get', '/api/v1/traces/{traceId}/outline', '', 200],
    ['get', '/api/v1/traces/{traceId}/otlp', '', 200],
    ['get', '/api/v1/status', '', 200],
    ['get', '/api/v1/knocks', '', 200],
    ['get', '/api/v1/openapi.json', '', 200],
    ['get', '/readyz', '', 200],
    ['post', '/api/v1/test-trace', '', 200],
    ['post', '/api/v1/import', '', 200],
    ['post', '/api/v1/demo', '', 200],
    ['delete', '/api/v1/demo', '', 200],
    ['delete', '/api/v1/services', '?service=nobody', 404],
    ['delete', '/api/v1/services', '?service=gateway', 200],
    ['delete', '/api/v1/traces/{traceId}', '', 200],
    ['get', '/api/v1/shares', '', 200],
    ['delete', '/api/v1/shares', '?id=99', 404],
    ['delete', '/api/v1/shares', '?id=x', 400],
    ['delete', '/api/v1/data', '', 400],
    ['delete', '/api/v1/data', '?confirm=everything', 200],
  ])('%s %s%s: %i', async (method, path, query, status) => {
    await store(1);
    await store(2);
    const url = `${path.replace('{traceId}', traceIdOf(1))}${query}`;
    const response = await server.app.request(url, { method: method.toUpperCase() });
    expect(response.status).toBe(status);
    const answer: unknown = await response.json();
    const checked = schemaOf(path, method, status).safeParse(answer);
    expect(checked.error?.issues ?? []).toEqual([]);
    // The check can fail: of another answer it says so.
    expect(schemaOf('/api/v1/traces/{traceId}', 'get', 200).safeParse({ nothing: 1 }).success).toBe(false);
  });

  test('a share', async () => {
    await store(1);
    const body = JSON.stringify({ kind: 'map', query: WINDOW, title: 'Payments', days: 1 });
    const response = await server.app.request('/api/v1/shares', { method: 'POST', body });
    const answer: unknown = await response.json();
    expect(schemaOf('/api/v1/shares', 'post', 200).safeParse(answer).error?.issues ?? []).toEqual([]);
    const list: unknown = await (await server.app.request('/api/v1/shares')).json();
    expect(schemaOf('/api/v1/shares', 'get', 200).safeParse(list).error?.issues ?? []).toEqual([]);
    const ended: unknown = await (await server.app.request('/api/v1/shares?id=1', { method: 'DELETE' })).json();
    expect(schemaOf('/api/v1/shares', 'delete', 200).safeParse(ended).error?.issues ?? []).toEqual([]);
  });

  test('line by line', async () => {
    await store(1);
    const headers = { Accept: 'application/x-ndjson' };
    const line = schemaOf('/api/v1/search', 'get', 200, headers.Accept);
    for (const query of ['limit=1', 'cursor=abc']) {
      const text = await (await server.app.request(`/api/v1/search?${query}`, { headers })).text();
      for (const item of text.trimEnd().split('\n')) {
        expect(line.safeParse(JSON.parse(item)).error?.issues ?? [], item).toEqual([]);
      }
    }
    expect(line.safeParse({ result: {} }).success).toBe(false);
  });

  test('refusals', async () => {
    const guarded = startInProcess({ token: 'correct-horse-battery-staple' });
    const missing = await guarded.app.request('/api/v1/status');
    expect(schemaOf('/api/v1/status', 'get', missing.status).safeParse(await missing.json()).success).toBe(true);
    const foreign = await server.app.request('/api/v1/demo', { method: 'POST', headers: { Origin: 'null' } });
    expect(schemaOf('/api/v1/demo', 'post', foreign.status).safeParse(await foreign.json()).success).toBe(true);
    const rebound = await server.app.request('http://evil.example/readyz');
    expect(schemaOf('/readyz', 'get', rebound.status).safeParse(await rebound.json()).success).toBe(true);
  });
});
