// The UI port with a token, by app.request(): what answers without it, and how one comes in.
import { errorBody } from '@spanloom/api-schema';
import { describe, expect, test } from 'vitest';
import { type InProcess, type InProcessOptions, startInProcess } from '../../../test/support/in-process.ts';
import { traceIdOf } from '../../../test/support/spans.ts';

const TOKEN = 'correct-horse-battery-staple';
const BROWSER = { Accept: 'text/html,*/*;q=0.8', 'Sec-Fetch-Site': 'none' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'http://localhost:4319' };

const guarded = (options: InProcessOptions = {}): InProcess => startInProcess({ token: TOKEN, ...options });
const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

async function ask(
  { app }: InProcess,
  path: string,
  headers: Record<string, string> = {},
  rest: { readonly method?: string; readonly body?: string; readonly from?: string } = {},
): Promise<Response> {
  const { from = '127.0.0.1', ...init } = rest;
  const environment = { incoming: { socket: { remoteAddress: from } } };
  return app.request(
    `http://localhost:4319${path}`,
    { ...init, headers: { Host: 'localhost:4319', ...headers } },
    environment,
  );
}

function logIn(
  server: InProcess,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams(form).toString();
  return ask(server, '/login', { ...FORM, ...headers }, { method: 'POST', body });
}

async function cookieOf(server: InProcess): Promise<string> {
  const response = await logIn(server, { token: TOKEN });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('without the token', () => {
  test.each(['/healthz', '/readyz', '/login'])('%s answers', async (path) => {
    expect((await ask(guarded(), path)).status).toBe(200);
  });

  test.each([
    ['GET', '/'],
    ['GET', '/index.html'],
    ['GET', '/favicon.svg'],
    ['GET', '/assets/index.js'],
    ['GET', `/traces/${traceIdOf(1)}`],
    ['GET', '/login/'],
    ['GET', '/healthz/x'],
    ['GET', '//login'],
    ['GET', '/api/v1/status'],
    ['GET', '/api/v1/search'],
    ['GET', '/api/v1/nothing'],
    ['HEAD', '/api/v1/status'],
    ['OPTIONS', '/api/v1/status'],
    ['DELETE', '/api/v1/data?confirm=everything'],
    ['POST', '/api/v1/test-trace'],
    ['POST', '/logout'],
    ['PUT', '/nowhere'],
  ])('%s %s is 401', async (method, path) => {
    const response = await ask(guarded(), path, {}, { method });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    if (method !== 'HEAD') expect(errorBody.parse(await response.json()).error.code).toBe('unauthorized');
  });

  test.each([
    ['none', {}],
    ['another', bearer('incorrect-horse-battery-staple')],
    ['a longer one', bearer(`${TOKEN}x`)],
    ['a shorter one', bearer(TOKEN.slice(0, -1))],
    ['none after the word', { Authorization: 'Bearer ' }],
    ['basic credentials', { Authorization: `Basic ${btoa(`user:${TOKEN}`)}` }],
    ['the token as a cookie', { Cookie: `spanloom_session_4319=${TOKEN}` }],
    ['an empty cookie', { Cookie: 'spanloom_session_4319=' }],
    ['the token in the query', {}, `?token=${TOKEN}`],
  ])('%s is no token', async (_name, headers, query = '') => {
    expect((await ask(guarded(), `/api/v1/services${query}`, headers)).status).toBe(401);
  });

  test('a browser that opens a page comes to the login, and back to that page', async () => {
    const server = guarded();
    const response = await ask(server, '/search?service=a%26b&text=x', BROWSER);
    expect(response.status).toBe(303);
    const login = response.headers.get('location') ?? '';
    expect(login).toMatch(/^\/login\?next=/);
    const page = await (await ask(server, login, BROWSER)).text();
    expect(page).toContain('value="/search?service=a%26b&amp;text=x"');
  });
});

describe('with the token', () => {
  test('in the header everything answers', async () => {
    for (const headers of [bearer(TOKEN), { Authorization: `bearer   ${TOKEN}` }]) {
      expect((await ask(guarded(), '/api/v1/services', headers)).status).toBe(200);
    }
  });

  test('the login gives a cookie that is not the token and outlives a restart', async () => {
    const response = await logIn(guarded(), { token: ` ${TOKEN}\n`, next: '/search?text=x' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/search?text=x');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^spanloom_session_4319=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(TOKEN);
    const session = { Cookie: cookie.split(';')[0] ?? '' };
    expect((await ask(guarded(), '/api/v1/services', session)).status).toBe(200);
    const another = startInProcess({ token: `${TOKEN}-2` });
    expect((await ask(another, '/api/v1/services', session)).status).toBe(401);
  });

  test.each([
    ['the form was sent by https', { Origin: 'https://localhost:4319' }],
    ['a proxy took it by https', { 'X-Forwarded-Proto': 'https' }],
  ])('the cookie is Secure when %s', async (_name, headers) => {
    const response = await logIn(guarded(), { token: TOKEN }, headers);
    expect(response.headers.get('set-cookie')).toContain('; Secure');
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/.//evil.example', '/\t/evil.example'])(
    'the login leads nowhere else: %j',
    async (next) => {
      const server = guarded();
      expect((await logIn(server, { token: TOKEN, next })).headers.get('location')).toBe('/');
      const Cookie = await cookieOf(server);
      const path = `/login?next=${encodeURIComponent(next)}`;
      expect((await ask(server, path, { Cookie })).headers.get('location')).toBe('/');
    },
  );

  test('the logout takes the cookie', async () => {
    const server = guarded();
    const response = await ask(server, '/logout', { Cookie: await cookieOf(server) }, { method: 'POST' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/login');
    expect(response.headers.get('set-cookie')).toMatch(/^spanloom_session_4319=; Max-Age=0; Path=\//);
  });

  test('a page of another origin changes nothing with the cookie of ours', async () => {
    const server = guarded();
    const headers = { Cookie: await cookieOf(server), Origin: 'http://localhost:3000' };
    const response = await ask(server, '/api/v1/data?confirm=everything', headers, { method: 'DELETE' });
    expect(response.status).toBe(403);
  });

  test('another name is still refused', async () => {
    const response = await guarded().app.request('http://evil.example/api/v1/services', { headers: bearer(TOKEN) });
    expect(response.status).toBe(421);
  });
});

describe('the login page', () => {
  test('has no script, may send its form, and is not kept', async () => {
    const response = await ask(guarded(), '/login', BROWSER);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).not.toMatch(/<script|http-equiv/);
    // It brings all it needs: everything else lies behind the token.
    const references = [
      ...(await (await ask(guarded(), '/login', BROWSER)).text()).matchAll(/(?:href|src)="([^"]*)"/g),
    ];
    expect(references.map(([, url]) => url?.slice(0, 19))).toEqual(['data:image/svg+xml,']);
    // Nothing else may send forms.
    const status = await ask(guarded(), '/api/v1/status', bearer(TOKEN));
    expect(status.headers.get('content-security-policy')).toContain("form-action 'none'");
  });

  test('says what was wrong, in the language of the browser', async () => {
    const english = await logIn(guarded(), { token: 'no', next: '/x' });
    expect(english.status).toBe(401);
    expect(english.headers.get('set-cookie')).toBeNull();
    const page = await english.text();
    expect(page).toContain('role="alert">This is not the token.');
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain('value="/x"');
    const chinese = await logIn(guarded(), { token: 'no' }, { 'Accept-Language': 'zh-CN' });
    expect(await chinese.text()).toContain('令牌不正确。');
  });

  test('what comes in the address stays text', async () => {
    const page = await (await ask(guarded(), '/login?next=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E')).text();
    expect(page).not.toContain('<script');
  });

  test.each(['cross-site', 'same-site'])('asked for by a link elsewhere (%s) it asks again as itself', async (site) => {
    const page = await (await ask(guarded(), '/login', { ...BROWSER, 'Sec-Fetch-Site': site })).text();
    expect(page).toContain('<meta http-equiv="refresh" content="0">');
  });

  test.each([
    ['another content type', { 'Content-Type': 'application/json' }, 'token=x'],
    ['a large body', {}, `token=${'x'.repeat(10_000)}`],
  ])('refuses %s', async (_name, headers, body) => {
    const response = await ask(guarded(), '/login', { ...FORM, ...headers }, { method: 'POST', body });
    expect(response.status).toBe(400);
  });

  test('another site cannot log a browser in', async () => {
    const response = await logIn(guarded(), { token: TOKEN }, { Origin: 'https://evil.example' });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('is not there without a token', async () => {
    const response = await ask(startInProcess(), '/login?next=//evil.example');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });
});

test('guessing is slowed down, by form and header together; sessions and other addresses are not', async () => {
  let now = 0;
  const server = guarded({ clock: () => now });
  const Cookie = await cookieOf(server);
  for (let n = 0; n < 5; n++) {
    expect((await logIn(server, { token: `wrong ${n}` })).status).toBe(401);
    expect((await ask(server, '/api/v1/services', bearer(`wrong-${n}`))).status).toBe(401);
  }
  const api = await ask(server, '/api/v1/services', bearer(TOKEN));
  expect([api.status, api.headers.get('retry-after')]).toEqual([429, '2']);
  const form = await logIn(server, { token: TOKEN });
  expect([form.status, form.headers.get('retry-after')]).toEqual([429, '2']);
  expect(await form.text()).toContain('Too many wrong tokens. Try again in 2 s.');

  expect((await ask(server, '/api/v1/services', { Cookie })).status).toBe(200);
  expect((await ask(server, '/api/v1/services', bearer(TOKEN), { from: '10.0.0.9' })).status).toBe(200);
  now += 2000;
  expect((await ask(server, '/api/v1/services', bearer(TOKEN))).status).toBe(200);
});
