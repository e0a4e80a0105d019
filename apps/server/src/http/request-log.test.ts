// What the log of requests tells, and what it must never tell.
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type InProcessOptions, startInProcess } from '../../test/support/in-process.ts';

const TOKEN = 'correct-horse-battery-staple';

function logging(level: string, options: InProcessOptions = {}) {
  let text = '';
  const lines = new Writable({ write: (chunk: Buffer, _, done) => ((text += chunk.toString()), done()) });
  let now = 0;
  const server = startInProcess({ token: TOKEN, logger: pino({ level }, lines), clock: () => (now += 7), ...options });
  return {
    text: () => text,
    async request(path: string, init: RequestInit = {}) {
      const headers = { Authorization: `Bearer ${TOKEN}`, ...(init.headers as Record<string, string> | undefined) };
      return server.app.request(path, { ...init, headers });
    },
  };
}

test('at debug level every request has a line, without what is secret', async () => {
  const log = logging('debug');
  await log.request('/api/v1/search?text=my-customer');
  const login = await log.request('/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `token=${TOKEN}`,
  });
  const session = /=([\w-]+);/.exec(login.headers.get('set-cookie') ?? '')?.[1] ?? 'none';
  await log.request('/nowhere', { method: 'PUT', headers: { Cookie: `spanloom_session_default=${session}` } });
  await log.request('/api/v1/services', { headers: { Authorization: 'Bearer my-wrong-token' } });

  const lines = log
    .text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['GET', '/api/v1/search', 200],
    ['POST', '/login', 303],
    ['PUT', '/nowhere', 405],
    ['GET', '/api/v1/services', 401],
  ]);
  for (const { ms, level } of lines) expect([Number(ms) >= 7, level]).toEqual([true, 20]);
  expect(session).toHaveLength(43);
  for (const secret of [TOKEN, session, 'my-wrong-token', 'my-customer']) expect(log.text()).not.toContain(secret);
});

test('a link that fails is not told by the log', async () => {
  const log = logging('info', { askShares: () => Promise.reject(new Error('the thread broke')) });
  const token = 'x'.repeat(22);
  expect((await log.request(`/s/${token}.svg`)).status).toBe(500);
  expect(log.text()).toContain('the thread broke');
  expect(log.text()).not.toContain(token);
});

test('at info level nothing is written about requests', async () => {
  const log = logging('info');
  await log.request('/api/v1/search?text=my-customer');
  expect(log.text()).toBe('');
});
