// Pictures that are drawn anew, and diagrams as pages that open without a server; by app.request().
import { createHash } from 'node:crypto';
import { sharedResponse } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { type InProcessOptions, startInProcess } from '../../../test/support/in-process.ts';
import { errorOf, failedPayment, get, WINDOW } from '../../../test/support/payments.ts';
import { shareStoreOfTest } from '../../../test/support/share-store.ts';
import { traceIdOf } from '../../../test/support/spans.ts';
import type { DrawingJob, DrawPicture } from '../../threads/messages.ts';

const MINUTE = 60_000;
/** Ten minutes after the payments. */
const LATER = 1_700_000_000_000 + 10 * MINUTE;

async function start(options: InProcessOptions = {}) {
  const { askShares } = shareStoreOfTest();
  const jobs: DrawingJob[] = [];
  const state = { now: LATER, busy: false, dead: false };
  const drawPicture: DrawPicture = async (job) => {
    jobs.push(job);
    if (state.dead) throw new Error('the drawing worker died');
    if (state.busy) return { ok: false, error: { code: 'busy', message: 'too many' } };
    return { ok: true, value: { format: 'svg', svg: `<svg width="9" height="9"><!-- ${jobs.length} --></svg>` } };
  };
  const server = startInProcess({ askShares, drawPicture, now: () => state.now, clock: () => state.now, ...options });
  await server.add(...failedPayment(1));
  const post = (body: object) => server.app.request('/api/v1/shares', { method: 'POST', body: JSON.stringify(body) });
  const living = async (rest: object = {}) => {
    const response = await post({ kind: 'map', query: 'theme=dark', title: 'Now', window: 3600, ...rest });
    expect(response.status).toBe(200);
    return sharedResponse.parse(await response.json());
  };
  return { server, jobs, state, post, living };
}

test('it is drawn when it is asked for, of the time before, and once a minute whoever asks', async () => {
  const { server, jobs, state, living } = await start();
  const { path, window } = await living();
  expect([path, window]).toEqual([expect.stringMatching(/^\/live\/[\w-]{22}\.svg$/), 3600]);
  expect(jobs).toEqual([]);
  const answers = await Promise.all([get(server, path), get(server, path), get(server, path)]);
  const [first] = await Promise.all(answers.map((answer) => answer.text()));
  expect(jobs).toHaveLength(1);
  expect(jobs[0]).toMatchObject({ theme: 'dark', format: 'svg' });
  const times = /, (\S+Z) to (\S+Z),/.exec(jobs[0]?.text ?? '')?.slice(1) ?? [];
  const step = Math.floor(LATER / MINUTE) * MINUTE;
  expect(times).toEqual([new Date(step - 3_600_000).toISOString(), new Date(step).toISOString()]);

  const etag = answers[0]?.headers.get('etag') ?? '';
  expect((await get(server, path, { 'if-none-match': etag })).status).toBe(304);
  state.now = step + MINUTE;
  const next = await get(server, path, { 'if-none-match': etag });
  expect([next.status, (await next.text()) === first, jobs.length]).toEqual([200, false, 2]);
});

test('so is each of very many', async () => {
  const { server, state, jobs, living } = await start();
  const paths: string[] = [];
  for (let n = 0; n < 120; n++) paths.push((await living()).path);
  const all = async () => {
    for (const path of paths) expect((await get(server, path)).status).toBe(200);
  };
  await all();
  await all();
  expect(jobs).toHaveLength(120);
  state.now += MINUTE;
  await all();
  await all();
  expect(jobs).toHaveLength(240);
});

test('without calls it says so, and is no broken image', async () => {
  const { server, state, jobs, living } = await start();
  const { path } = await living({ window: 7200 });
  state.now = LATER + 1000 * MINUTE;
  const answer = await get(server, path);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toMatch(/^<svg [\s\S]*Nothing in the last 2 h<\/text><\/svg>$/);
  expect(jobs).toEqual([]);
});

test('in the language that it was made in', async () => {
  const { server, state, jobs, living } = await start();
  const { path } = await living({ query: 'language=zh' });
  expect((await get(server, path)).status).toBe(200);
  expect(jobs[0]?.text).toContain('accTitle: 架构图');
  const empty = await living({ query: 'language=zh' });
  state.now = LATER + 1000 * MINUTE;
  expect(await (await get(server, empty.path)).text()).toContain('>最近 1 h 内没有内容</text>');
});

test('while nothing can be drawn the last one is shown; without one it is said', async () => {
  const { server, state, living } = await start();
  const [shown, never] = [await living(), await living()];
  const before = await (await get(server, shown.path)).text();
  state.now += MINUTE;
  state.busy = true;
  expect(await (await get(server, shown.path)).text()).toBe(before);
  const refused = await get(server, never.path);
  expect([refused.status, (await errorOf(refused)).message]).toEqual([503, 'too many']);
});

test('that there was no time to draw is not remembered', async () => {
  const { server, state, jobs, living } = await start();
  const { path } = await living();
  state.busy = true;
  expect((await get(server, path)).status).toBe(503);
  state.busy = false;
  expect((await get(server, path)).status).toBe(200);
  expect(jobs).toHaveLength(2);
});

test('a drawing thread that dies, once or again, leaves the last picture', async () => {
  const { server, state, living } = await start();
  const { path } = await living();
  const before = await (await get(server, path)).text();
  state.dead = true;
  for (const _ of [1, 2]) {
    state.now += MINUTE;
    const answer = await get(server, path);
    expect([answer.status, await answer.text()]).toEqual([200, before]);
  }
  state.dead = false;
  const after = await get(server, path);
  expect([after.status, (await after.text()) === before]).toEqual([200, false]);
});

test('one that fails late takes nothing from the minute after it', async () => {
  const late = Promise.withResolvers<never>();
  const asked = Promise.withResolvers<undefined>();
  let drawings = 0;
  const { server, state, living } = await start({
    drawPicture: async () => {
      drawings++;
      if (drawings > 1) return { ok: true, value: { format: 'svg', svg: '<svg>next</svg>' } };
      asked.resolve(undefined);
      return late.promise;
    },
  });
  const { path } = await living();
  const first = get(server, path);
  await asked.promise;
  state.now += MINUTE;
  expect(await (await get(server, path)).text()).toBe('<svg>next</svg>');
  late.reject(new Error('the drawing worker died'));
  expect((await first).status).toBe(500);
  expect(await (await get(server, path)).text()).toBe('<svg>next</svg>');
  expect(drawings).toBe(2);
});

test('what an image elsewhere needs, and nothing else', async () => {
  const { server, living } = await start({ token: undefined });
  const { path, token, deleteKey } = await living();
  const { headers } = await get(server, path);
  expect(headers.get('content-type')).toBe('image/svg+xml');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox/);
  expect(headers.get('cache-control')).toBe('max-age=60');
  expect(headers.get('x-robots-tag')).toBe('noindex');
  for (const other of [`/s/${token}`, `/s/${token}.svg`, `/embed/${token}`, `/live/${token}`, `/live/${token}.png`]) {
    expect((await get(server, other)).status, other).toBe(404);
  }
  const ended = await server.app.request(path, { method: 'DELETE', headers: { 'delete-key': deleteKey } });
  expect(ended.status).toBe(200);
  expect((await get(server, path)).status).toBe(410);
});

test.each([
  [{ kind: 'sequence', query: `trace=${traceIdOf(1)}` }, 'kind'],
  [{ query: WINDOW }, 'start'],
  [{ query: 'against=1,2' }, 'against'],
  [{ query: 'colour=red' }, 'colour'],
  [{ query: 'namespace=shop' }, 'namespace'],
  [{ window: 59 }, 'window'],
])('%j is refused', async (rest, path) => {
  const { post } = await start();
  const response = await post({ kind: 'map', query: '', title: 'Now', window: 3600, ...rest });
  expect(response.status).toBe(400);
  expect((await errorOf(response)).issues?.map((issue) => issue.path)).toContain(path);
});

test('a diagram as a page holds its picture and its text, and may only show them', async () => {
  const { server } = await start();
  const response = await get(server, `/api/v1/diagrams/map.html?${WINDOW}`);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="map.html"');
  const page = await response.text();
  const svg = /<img src="data:image\/svg\+xml;base64,([^"]+)"/.exec(page)?.[1] ?? '';
  expect(Buffer.from(svg, 'base64').toString()).toMatch(/^<svg/);
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-${hash}&#39;`;
  expect(page).toContain(policy);
  expect(page).not.toMatch(/<script|https?:|src="\/|href="\//);
  expect(page).toContain('flowchart LR');
  const chinese = await get(server, `/api/v1/diagrams/map.html?${WINDOW}`, { 'accept-language': 'zh-CN' });
  expect(await chinese.text()).toContain('<h1>架构图</h1>');
  expect(chinese.headers.get('etag')).not.toBe(response.headers.get('etag'));
  const asked = await get(server, `/api/v1/diagrams/map.html?${WINDOW}&language=zh`, { 'accept-language': 'en' });
  const whole = await asked.text();
  expect(whole).toContain('<h1>架构图</h1>');
  expect(whole).toContain('accTitle: 架构图');
});

test('a snapshot as a page has its title and says what was replaced', async () => {
  const { server, post } = await start();
  const made = sharedResponse.parse(
    await (await post({ kind: 'map', query: `${WINDOW}&redact=services`, title: 'A & B' })).json(),
  );
  const page = await (await get(server, `${made.path}.html`)).text();
  expect(page).toContain('<h1>A &amp; B</h1>');
  expect(page).toContain('Names of services, databases, queues and hosts were replaced');
  expect(page).not.toContain(made.token);
});
