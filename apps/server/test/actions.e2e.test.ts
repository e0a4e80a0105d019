// Deleting, the test trace and the demo data through the built server: three threads and a socket between them.
import { rmSync } from 'node:fs';
import {
  deletedResponse,
  searchResponse,
  statusResponse,
  testTraceResponse,
  traceResponse,
} from '@spanloom/api-schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltServer, search, startBuilt, temporaryFolder } from './support/built-server.ts';

const folder = temporaryFolder();
let server: BuiltServer;

beforeAll(async () => {
  server = await startBuilt({ folder });
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function call(method: string, path: string): Promise<unknown> {
  const response = await fetch(`${server.ui}/api/v1${path}`, { method });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function sendTestTrace(): Promise<string> {
  return testTraceResponse.parse(await call('POST', '/test-trace')).traceId;
}

const status = async () => statusResponse.parse(await call('GET', '/status'));

test('a test trace is there as soon as it is answered', async () => {
  const traceId = await sendTestTrace();
  const trace = traceResponse.parse(await call('GET', `/traces/${traceId}`));
  expect(trace.spans.map(({ name }) => name)).toEqual(['GET /orders/{id}', 'GET', 'GET /orders/{id}', 'SELECT orders']);
  expect(new Set(trace.resources.map(({ service }) => service.name))).toEqual(new Set(['test-shop', 'test-orders']));
  expect(trace.spans.flatMap(({ events }) => events)).toHaveLength(1);
  const { traces } = searchResponse.parse(await call('GET', '/search?service=test-orders'));
  expect(traces.map((found) => [found.traceId, found.complete])).toEqual([[traceId, true]]);
});

test('every reader sees a deletion at once', async () => {
  const [one, two, three] = [await sendTestTrace(), await sendTestTrace(), await sendTestTrace()];
  const present = async (traceId: string): Promise<boolean> =>
    (await search(server, 'limit=1000')).traces.some((trace) => trace.traceId === traceId);
  // Several at the same time go to different readers.
  const seen = (traceId: string): Promise<boolean[]> => Promise.all(Array.from({ length: 6 }, () => present(traceId)));

  expect(await seen(one)).toEqual(Array(6).fill(true));
  expect(deletedResponse.parse(await call('DELETE', `/traces/${one}`))).toEqual({ spans: 4 });
  expect(await seen(one)).toEqual(Array(6).fill(false));
  expect((await fetch(`${server.ui}/api/v1/traces/${one}`, { method: 'DELETE' })).status).toBe(404);

  const ofOrders = (await search(server, 'service=test-orders&limit=1000')).traces.length;
  expect(deletedResponse.parse(await call('DELETE', '/services?service=test-orders'))).toEqual({ spans: 2 * ofOrders });
  expect((await search(server, 'service=test-orders')).traces).toEqual([]);
  expect(await seen(two)).toEqual(Array(6).fill(true));

  const { store } = await status();
  expect(deletedResponse.parse(await call('DELETE', '/data?confirm=everything'))).toEqual({ spans: store.spans });
  expect(await seen(three)).toEqual(Array(6).fill(false));
  expect((await status()).store).toMatchObject({ traces: 0, spans: 0 });
});

test('what was deleted may come again', async () => {
  const traceId = await sendTestTrace();
  const otlp = await (await fetch(`${server.ui}/api/v1/traces/${traceId}/otlp`)).text();
  await call('DELETE', `/traces/${traceId}`);
  const headers = { 'Content-Type': 'application/json' };
  expect((await fetch(server.otlpHttp, { method: 'POST', headers, body: otlp })).status).toBe(200);
  expect(traceResponse.parse(await call('GET', `/traces/${traceId}`)).spans).toHaveLength(4);
});

test('the demo data is started and stopped by the API', async () => {
  expect((await status()).demo).toEqual({ state: 'off', sentSpans: 0 });
  expect(await call('POST', '/demo')).toMatchObject({ state: 'loading' });
  await expect.poll(async () => (await status()).demo.sentSpans, { timeout: 20_000 }).toBeGreaterThan(0);
  expect((await search(server, 'limit=1')).traces).toHaveLength(1);
  const stopped = await call('DELETE', '/demo');
  expect(stopped).toMatchObject({ state: 'off' });
  expect((await status()).demo).toEqual(stopped);
});

test('stop the demo, then delete everything: nothing of it comes after that', async () => {
  for (let round = 1; round <= 3; round++) {
    const { sentSpans } = (await status()).demo;
    await call('POST', '/demo');
    await expect.poll(async () => (await status()).demo.sentSpans, { timeout: 20_000 }).toBeGreaterThan(sentSpans);
    await call('DELETE', '/demo');
    await call('DELETE', '/data?confirm=everything');
    // Whatever came before it is stored before it.
    await sendTestTrace();
    expect((await status()).store).toMatchObject({ traces: 1, spans: 4 });
  }
});

test('status tells who can reach it', async () => {
  expect(await status()).toMatchObject({ loopbackOnly: true, auth: false, ingest: { abortedRequests: 0 } });
});
