// What holds for every answer of the UI port, by app.request(), over a memory store.
import { describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import { errorOf, get } from '../../test/support/payments.ts';

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
