// The built server with a token: every port asks for it, and what the server sends to itself has it.
import { rmSync } from 'node:fs';
import { statusResponse, traceResponse } from '@spanloom/api-schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltServer, startBuilt, temporaryFolder } from './support/built-server.ts';

const TOKEN = 'correct-horse-battery-staple';
const BEARER = { Authorization: `Bearer ${TOKEN}` };
const folder = temporaryFolder();
let server: BuiltServer;

beforeAll(async () => {
  server = await startBuilt({ folder, environment: { SPANLOOM_TOKEN: TOKEN, SPANLOOM_LOG_LEVEL: 'debug' } });
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const status = async () =>
  statusResponse.parse(await (await fetch(`${server.ui}/api/v1/status`, { headers: BEARER })).json());

test('the UI port answers with it, and without it only where that is meant', async () => {
  expect(await status()).toMatchObject({ auth: true, loopbackOnly: true });
  const of = async (path: string): Promise<number> =>
    (await fetch(`${server.ui}${path}`, { redirect: 'manual' })).status;
  expect(await Promise.all(['/healthz', '/readyz', '/login'].map(of))).toEqual([200, 200, 200]);
  expect(await Promise.all(['/', '/favicon.svg', '/api/v1/status', '/metrics'].map(of))).toEqual([401, 401, 401, 401]);
});

test('/metrics is for who has the token, like everything that tells of the data', async () => {
  const asked = (headers: Record<string, string>): Promise<Response> => fetch(`${server.ui}/metrics`, { headers });
  for (const Authorization of ['', TOKEN, `Basic ${btoa(`user:${TOKEN}`)}`]) {
    const refused = await asked({ Authorization });
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain('spanloom_');
  }
  const told = await asked(BEARER);
  expect(told.status).toBe(200);
  expect(told.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await told.text()).toMatch(/^spanloom_ingest_/m);
});

test('the test trace and the demo data get through', async () => {
  const sent = await fetch(`${server.ui}/api/v1/test-trace`, { method: 'POST', headers: BEARER });
  const { traceId } = (await sent.json()) as { readonly traceId: string };
  const trace = await fetch(`${server.ui}/api/v1/traces/${traceId}`, { headers: BEARER });
  expect(traceResponse.parse(await trace.json()).spans).toHaveLength(4);
  await fetch(`${server.ui}/api/v1/demo`, { method: 'POST', headers: BEARER });
  await expect.poll(async () => (await status()).demo.sentSpans, { timeout: 20_000 }).toBeGreaterThan(0);
  await fetch(`${server.ui}/api/v1/demo`, { method: 'DELETE', headers: BEARER });
});

test('guesses are counted for the address that they come from', async () => {
  const guess = async (token: string): Promise<number> =>
    (await fetch(`${server.ui}/api/v1/services`, { headers: { Authorization: `Bearer ${token}` } })).status;
  const answers: number[] = [];
  for (let n = 0; n < 30; n++) answers.push(await guess(`wrong-${n}`));
  expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(answers).toContain(429);
  // The wait is short.
  await expect.poll(() => guess(TOKEN), { timeout: 10_000, interval: 200 }).toBe(200);
});

test('the log of the whole server never tells it', () => {
  expect(server.stderr()).toContain('"path":"/api/v1/status"');
  expect(server.stdout() + server.stderr()).not.toContain(TOKEN);
});
