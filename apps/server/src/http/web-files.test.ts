// The files of the web app: what is cached, what is a page, and that no path leads out of the folder.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'spanloom-web-'));
  folder = join(parent, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Spanloom</title>');
  writeFileSync(join(folder, 'assets', 'app-1a2b3c.js'), 'export {};');
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const PAGE = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

function get(path: string, headers: Record<string, string> = {}): Response | Promise<Response> {
  return startInProcess({ webFolder: folder }).app.request(path, { headers });
}

describe('web files', () => {
  test.each(['/', '/index.html', '/search', '/trace/abc?span=1', '/diagrams/map'])('%s is the app', async (path) => {
    const response = await get(path, PAGE);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain('Spanloom');
  });

  test.each(['/', '/search', '/trace/4bf92f3577b34da6a3ce929d0e0e4736', '/diagrams?kind=map'])(
    '%s is the app for whoever takes anything, GET and HEAD',
    async (path) => {
      const { app } = startInProcess({ webFolder: folder });
      for (const headers of [new Headers({ Accept: '*/*' }), new Headers({ Accept: 'text/*;q=0.5' }), new Headers()]) {
        for (const method of ['GET', 'HEAD']) {
          const response = await app.request(path, { method, headers });
          expect(response.status).toBe(200);
          expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
          expect(await response.text()).toBe(method === 'HEAD' ? '' : '<!doctype html><title>Spanloom</title>');
        }
      }
    },
  );

  test('whoever wants JSON is given no page', async () => {
    const response = await get('/search', { Accept: 'application/json' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  test('hashed assets stay in caches for ever, others are asked for again', async () => {
    const asset = await get('/assets/app-1a2b3c.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const icon = await get('/favicon.svg');
    expect(icon.headers.get('content-type')).toBe('image/svg+xml');
    expect(icon.headers.get('cache-control')).toBe('no-cache');
  });

  test('304 for what the client has', async () => {
    const etag = (await get('/', PAGE)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    for (const header of [etag, `"other", ${etag}`]) {
      const again = await get('/', { ...PAGE, 'If-None-Match': header });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(etag);
    }
    expect((await get('/', { ...PAGE, 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test('a page may hold the script that draws edited text, by its hash, and no other; also when it is not sent again', async () => {
    expect((await get('/', PAGE)).headers.get('content-security-policy')).toContain("script-src 'self';");
    writeFileSync(join(folder, 'edited-picture.js'), 'draw();');
    const hash = createHash('sha256').update('draw();').digest('base64');
    const page = await get('/', PAGE);
    const again = await get('/', { ...PAGE, 'If-None-Match': page.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    for (const { headers } of [page, again]) {
      expect(headers.get('content-security-policy')).toContain(`script-src 'self' 'sha256-${hash}';`);
    }
    const script = await get('/edited-picture.js');
    expect(script.headers.get('content-security-policy')).toContain("script-src 'self';");
  });

  test('HEAD has the headers and no body', async () => {
    const response = await startInProcess({ webFolder: folder }).app.request('/', { method: 'HEAD', headers: PAGE });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).not.toBeNull();
    expect(await response.text()).toBe('');
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/%',
    '/assets',
    '/assets/missing.js',
    '/assets/missing',
    '/old.js',
    '/apple-touch-icon.png',
  ])('%s is 404 unless a page is asked for', async (path) => {
    for (const Accept of ['', '*/*']) {
      const response = await get(path, { Accept });
      expect(response.status).toBe(404);
      expect(await response.text()).not.toBe('secret');
    }
  });

  test('an API path is never a page', async () => {
    for (const Accept of [PAGE.Accept, '*/*', '']) {
      expect((await get('/api/v1/nothing', { Accept })).status).toBe(404);
      expect((await get('/api', { Accept })).status).toBe(404);
    }
  });

  test('says so when there is no build, and serves one that comes later', async () => {
    const later = join(parent, 'later');
    const { app } = startInProcess({ webFolder: later });
    const missing = await app.request('/', { headers: PAGE });
    expect(missing.status).toBe(503);
    expect(await missing.text()).toContain('npm start');
    mkdirSync(later);
    writeFileSync(join(later, 'index.html'), 'here');
    expect(await (await app.request('/', { headers: PAGE })).text()).toBe('here');
  });
});
