// Shares over HTTP, by app.request(), over a real store of shares and a drawer that tells what it was asked to draw.
import { type SharedResponse, sharedResponse, sharesResponse } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { type InProcess, type InProcessOptions, startInProcess } from '../../../test/support/in-process.ts';
import { errorOf, failedPayment, get, WINDOW } from '../../../test/support/payments.ts';
import { shareStoreOfTest } from '../../../test/support/share-store.ts';
import { traceIdOf } from '../../../test/support/spans.ts';
import type { AskShares, DrawingJob } from '../../threads/messages.ts';

const TOKEN = 'correct-horse-battery-staple';
const BEARER = { authorization: `Bearer ${TOKEN}` };
const HTML = { accept: 'text/html' };
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640.5" height="200" viewBox="0 0 640.5 200"><text>web</text></svg>';
const DAY_MS = 86_400_000;

interface Shared {
  readonly server: InProcess;
  readonly jobs: DrawingJob[];
  readonly tick: (ms: number) => void;
}

async function start(options: InProcessOptions = {}): Promise<Shared> {
  const { askShares } = shareStoreOfTest();
  const jobs: DrawingJob[] = [];
  let time = 1_700_000_000_000;
  const server = startInProcess({
    askShares,
    now: () => time,
    clock: () => time,
    drawPicture: async (job) => {
      jobs.push(job);
      return job.format === 'svg'
        ? { ok: true, value: { format: 'svg', svg: SVG } }
        : { ok: true, value: { format: 'png', png: new Uint8Array([137, 80, 78, 71]) } };
    },
    ...options,
  });
  await server.add(...failedPayment(1));
  return { server, jobs, tick: (ms) => (time += ms) };
}

const MAP = { kind: 'map', query: `${WINDOW}&theme=dark`, title: 'Payments' };

async function post(server: InProcess, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return server.app.request('/api/v1/shares', { method: 'POST', body: JSON.stringify(body), headers });
}

async function makeShare(
  server: InProcess,
  rest: object = {},
  headers: Record<string, string> = {},
): Promise<SharedResponse> {
  const response = await post(server, { ...MAP, ...rest }, headers);
  expect(response.status).toBe(200);
  return sharedResponse.parse(await response.json());
}

test('a link opens the picture as it was, when its traces are gone', async () => {
  const { server } = await start();
  const text = await (await get(server, `/api/v1/diagrams/map.mmd?${MAP.query}`)).text();
  const made = await makeShare(server);
  expect(made.path).toMatch(/^\/s\/[\w-]{22}$/);
  expect(made.deleteKey).toMatch(/^[\w-]{22}$/);
  const deleted = await server.app.request('/api/v1/data?confirm=everything', { method: 'DELETE' });
  expect(deleted.status).toBe(200);
  expect((await get(server, `/api/v1/diagrams/map.mmd?${MAP.query}`)).status).toBe(404);
  expect(await (await get(server, `${made.path}.svg`)).text()).toBe(SVG);
  expect(await (await get(server, `${made.path}.mmd`)).text()).toBe(text);
  const page = await (await get(server, made.path, HTML)).text();
  expect(page).toContain('<h1>Payments</h1>');
  expect(page).toMatch(/<li class="failed"><b>gateway<\/b> → <b>payment<\/b> .*0\.02 rps · 100% · p95/);
  expect(page).toContain(`<img src="${made.path}.svg" width="640.5" height="200"`);
  const document = (await (await get(server, `${made.path}.json`)).json()) as Record<string, unknown>;
  expect(document).toMatchObject({ kind: 'map', title: 'Payments', theme: 'dark', mermaid: text, source: MAP.query });
});

test('what is replaced in a picture is not told by its filters', async () => {
  const { server } = await start();
  const query = `${MAP.query}&service=gateway`;
  const plain = await makeShare(server, { query });
  expect(await (await get(server, `${plain.path}.json`)).text()).toContain('gateway');
  const { path } = await makeShare(server, { query: `${query}&redact=services` });
  const document = (await (await get(server, `${path}.json`)).json()) as Record<string, unknown>;
  expect(document).toMatchObject({ kind: 'map', redacted: ['services'] });
  for (const ending of ['', '.json', '.mmd', '.html']) {
    expect(await (await get(server, `${path}${ending}`, HTML)).text(), ending).not.toContain('gateway');
  }
});

test.each(['sequence', 'gantt', 'entities', 'propagation', 'states', 'calls'] as const)(
  'a trace as %s',
  async (kind) => {
    const { server } = await start();
    const query = `trace=${traceIdOf(1)}`;
    const { path } = await makeShare(server, { kind, query });
    const drawn = await (await get(server, `/api/v1/diagrams/${kind}.mmd?${query}`)).text();
    expect(await (await get(server, `${path}.mmd`)).text()).toBe(drawn);
    expect((await get(server, path, HTML)).status).toBe(200);
  },
);

test('a share keeps the language that it was drawn in; its page has that of the reader', async () => {
  const { server, jobs } = await start();
  const { path } = await makeShare(server, { query: `${MAP.query}&language=zh` });
  expect(await (await get(server, `${path}.mmd`)).text()).toContain('accTitle: 架构图');
  await get(server, `${path}.png`);
  expect(jobs.map(({ text }) => text?.includes('accTitle: 架构图'))).toEqual([true, true]);
  expect(await (await get(server, path, HTML)).text()).toContain('shared, read-only');
});

test('the PNG is drawn when it is first asked for, in the theme of the share, and kept', async () => {
  const { server, jobs } = await start();
  const { path } = await makeShare(server);
  expect(jobs.map(({ format }) => format)).toEqual(['svg']);
  for (const _ of [1, 2]) {
    const png = await get(server, `${path}.png`);
    expect(png.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array(await png.arrayBuffer())]).toEqual([137, 80, 78, 71]);
  }
  expect(jobs.map(({ format, theme }) => [format, theme])).toEqual([
    ['svg', 'dark'],
    ['png', 'dark'],
  ]);
  expect(jobs[1]?.text).toBe(jobs[0]?.text);
});

test('however many ask for the PNG at once, it is drawn once', async () => {
  const { server, jobs } = await start();
  const { path } = await makeShare(server);
  const answers = await Promise.all([1, 2, 3, 4].map(() => get(server, `${path}.png`)));
  const bytes = await Promise.all(answers.map(async (answer) => [...new Uint8Array(await answer.arrayBuffer())]));
  for (const one of bytes) expect(one).toEqual([137, 80, 78, 71]);
  expect(jobs.map(({ format }) => format)).toEqual(['svg', 'png']);
});

test('that a PNG is too much is remembered, that there was no time for it is not', async () => {
  let code: 'busy' | 'not_drawable' = 'busy';
  let pngs = 0;
  const { server } = await start({
    drawPicture: async ({ format }) => {
      if (format === 'svg') return { ok: true, value: { format: 'svg', svg: SVG } };
      pngs++;
      return { ok: false, error: { code, message: 'no' } };
    },
  });
  const { path } = await makeShare(server);
  const status = async () => (await get(server, `${path}.png`)).status;
  expect([await status(), await status(), pngs]).toEqual([503, 503, 2]);
  code = 'not_drawable';
  expect([await status(), await status(), pngs]).toEqual([422, 422, 3]);
});

test('the token of the server is wanted for sharing, and for no link', async () => {
  const { server } = await start({ token: TOKEN });
  expect((await post(server, MAP)).status).toBe(401);
  const { path, token, id } = await makeShare(server, {}, BEARER);
  for (const open of [path, `${path}.svg`, `${path}.png`, `${path}.mmd`, `${path}.json`, `/embed/${token}`]) {
    expect((await get(server, open)).status, open).toBe(200);
  }
  expect((await get(server, '/api/v1/shares')).status).toBe(401);
  expect((await server.app.request(`/api/v1/shares?id=${id}`, { method: 'DELETE' })).status).toBe(401);
  for (const closed of ['/s', '/s/', `/s/${token}/x`, '/embed', `/x/../api/v1/shares`]) {
    expect((await get(server, closed)).status, closed).toBe(401);
  }
});

test('what a client has of one version is not taken for what the next one makes', async () => {
  const { askShares } = shareStoreOfTest();
  const { server } = await start({ askShares, version: '1.0.0' });
  const { path } = await makeShare(server);
  const etag = (await get(server, `${path}.html`)).headers.get('etag') ?? '';
  const again = { 'if-none-match': etag };
  expect((await get(server, `${path}.html`, again)).status).toBe(304);
  const { server: updated } = await start({ askShares, version: '1.0.1' });
  expect((await get(updated, `${path}.html`, again)).status).toBe(200);
});

test('an expired link is 410, and one that ends sooner does not take others along', async () => {
  const { server, tick } = await start();
  const day = await makeShare(server, { days: 1 });
  const ever = await makeShare(server);
  tick(DAY_MS - 1);
  expect((await get(server, day.path, HTML)).status).toBe(200);
  tick(1);
  for (const open of [day.path, `${day.path}.svg`, `/embed/${day.token}`]) {
    expect((await get(server, open)).status, open).toBe(410);
  }
  expect(await (await get(server, day.path, HTML)).text()).toContain('This link has ended');
  expect((await get(server, ever.path)).status).toBe(200);
  const { shares } = sharesResponse.parse(await (await get(server, '/api/v1/shares')).json());
  expect(shares.map(({ id }) => id)).toEqual([ever.id]);
});

test('it is ended by whoever manages shares', async () => {
  const { server } = await start();
  const { id, path } = await makeShare(server);
  const end = () => server.app.request(`/api/v1/shares?id=${id}`, { method: 'DELETE' });
  expect((await end()).status).toBe(200);
  expect((await end()).status).toBe(404);
  expect((await get(server, path)).status).toBe(410);
});

test('it is ended by whoever has the link and its key, and by nobody else', async () => {
  const { server } = await start({ token: TOKEN });
  const { path, deleteKey } = await makeShare(server, {}, BEARER);
  const end = (headers: Record<string, string>) => server.app.request(path, { method: 'DELETE', headers });
  expect((await end({})).status).toBe(403);
  expect((await end({ 'delete-key': 'A'.repeat(22) })).status).toBe(403);
  expect((await end({ 'delete-key': deleteKey, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await get(server, path)).status).toBe(200);
  expect((await end({ 'delete-key': deleteKey })).status).toBe(200);
  expect((await get(server, path)).status).toBe(410);
});

test('guessing is slowed down; a link that has ended, and the same wrong one again, use nothing up', async () => {
  const { server, tick } = await start();
  const { path, id } = await makeShare(server);
  const open = await makeShare(server);
  await server.app.request(`/api/v1/shares?id=${id}`, { method: 'DELETE' });
  for (let n = 0; n < 30; n++) expect((await get(server, path)).status).toBe(410);
  const guess = (n: number) => get(server, `/s/${String(n).padStart(22, 'x')}`);
  for (let n = 0; n < 30; n++) expect((await guess(0)).status).toBe(404);
  for (let n = 1; n < 10; n++) expect((await guess(n)).status).toBe(404);
  const refused = await guess(10);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  // Others may come from the same address, through a proxy: what there is, or was, is answered all the same.
  expect((await get(server, path)).status).toBe(410);
  expect((await get(server, open.path)).status).toBe(200);
  tick(2000);
  expect((await guess(11)).status).toBe(404);
  expect((await guess(12)).status).toBe(429);
});

test('guesses at the same time are counted one by one, those at a delete key too', async () => {
  const { server, tick } = await start();
  const { path } = await makeShare(server);
  const count = (statuses: number[], status: number) => statuses.filter((one) => one === status).length;
  const keys = Array.from({ length: 40 }, async (_, n) => {
    const headers = { 'delete-key': String(n).padStart(22, 'x') };
    return (await server.app.request(path, { method: 'DELETE', headers })).status;
  });
  const wrongKeys = await Promise.all(keys);
  expect([count(wrongKeys, 403), count(wrongKeys, 429)]).toEqual([10, 30]);
  tick(20_000);
  const guesses = Array.from(
    { length: 40 },
    async (_, n) => (await get(server, `/s/${String(n).padStart(22, 'y')}`)).status,
  );
  const wrong = await Promise.all(guesses);
  expect([count(wrong, 404), count(wrong, 429)]).toEqual([10, 30]);
  // What was refused is not owed.
  tick(2000);
  expect((await get(server, `/s/${'z'.repeat(22)}`)).status).toBe(404);
});

test('what is no token is a guess too', async () => {
  const { server } = await start();
  for (const wrong of ['x', 'a%2Fb', `${'x'.repeat(22)}.gif`, 'x'.repeat(5000)]) {
    expect((await get(server, `/s/${wrong}`)).status, wrong).toBe(404);
  }
});

test.each(['light', 'dark'])('pages and the HTML file are as %s as the picture', async (theme) => {
  const { server } = await start();
  const { path, token } = await makeShare(server, { query: `${WINDOW}&theme=${theme}` });
  for (const address of [path, `/embed/${token}`, `${path}.html`]) {
    const page = await (await get(server, address, HTML)).text();
    expect(page.match(/color-scheme: \w+/g), address).toEqual([`color-scheme: ${theme}`]);
  }
});

test('what every part of a link carries', async () => {
  const { server } = await start({ embedOrigins: ['https://wiki.example', 'http://127.0.0.1:8000'] });
  const { path, token } = await makeShare(server);
  for (const open of [path, `${path}.svg`, `${path}.png`, `${path}.mmd`, `${path}.json`, `/embed/${token}`]) {
    const { headers } = await get(server, open);
    expect(headers.get('x-robots-tag'), open).toBe('noindex');
    expect(headers.get('referrer-policy'), open).toBe('no-referrer');
    expect(headers.get('x-content-type-options'), open).toBe('nosniff');
    expect(headers.get('content-security-policy'), open).toMatch(/^default-src 'none';/);
    expect(headers.get('content-security-policy'), open).not.toContain('unsafe');
    const etag = headers.get('etag') ?? '';
    expect(etag, open).toMatch(/^"[\w-]{22}"$/);
    const again = await get(server, open, { 'if-none-match': etag });
    expect([again.status, await again.text()], open).toEqual([304, '']);
  }
  const policyOf = async (open: string) => (await get(server, open)).headers.get('content-security-policy');
  expect(await policyOf(`/embed/${token}`)).toMatch(
    /frame-ancestors https:\/\/wiki\.example http:\/\/127\.0\.0\.1:8000$/,
  );
  expect(await policyOf(path)).toMatch(/frame-ancestors 'none'$/);
  expect(await policyOf(`${path}.svg`)).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  for (const ending of ['.svg', '.png']) {
    const { headers } = await get(server, `${path}${ending}`);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  }
  expect((await get(server, path)).headers.get('cross-origin-resource-policy')).toBe('same-origin');
});

test('nobody may frame what is shared until a site is named', async () => {
  const { server } = await start();
  const { token } = await makeShare(server);
  const { headers } = await get(server, `/embed/${token}`);
  expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/);
});

test('the page speaks the reader’s language', async () => {
  const { server } = await start();
  const { path } = await makeShare(server, { days: 30 });
  const english = await (await get(server, path)).text();
  expect(english).toContain('<html lang="en">');
  expect(english).toMatch(/expires 14 Dec 2023, 22:13 UTC/);
  const chinese = await get(server, path, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' });
  expect(chinese.headers.get('vary')).toBe('Accept-Language');
  expect(await chinese.text()).toMatch(/<html lang="zh-CN">[\s\S]*架构图[\s\S]*2023-12-14 22:13 UTC 到期/);
});

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e&amp;'`;

test('a hostile title is text, wherever it stands', async () => {
  const { server } = await start({ publicUrl: 'https://traces.example' });
  const { path, token } = await makeShare(server, { title: HOSTILE });
  for (const open of [path, `/embed/${token}`]) {
    const page = await (await get(server, open, HTML)).text();
    expect(page).not.toMatch(/<script|<img src=x|\u202e/);
    expect(page).toContain('&lt;script&gt;');
  }
});

test('with a public URL its name is answered, links are whole, and previews elsewhere have a picture', async () => {
  const { server } = await start({ publicUrl: 'https://traces.example', host: '127.0.0.1' });
  const { path, url } = await makeShare(server);
  expect(url).toBe(`https://traces.example${path}`);
  const page = await server.app.request(`https://traces.example${path}`, { headers: { host: 'traces.example' } });
  const text = await page.text();
  expect(text).toContain(`<meta property="og:image" content="https://traces.example${path}.png">`);
  expect(text).toContain(`<meta property="og:url" content="https://traces.example${path}">`);
  expect(text).toContain('<meta property="og:title" content="Payments">');
  const other = await server.app.request(`https://other.example${path}`, { headers: { host: 'other.example' } });
  expect(other.status).toBe(421);
  // A proxy may call us by another name than the browser knows.
  const headers = { origin: 'https://traces.example', 'sec-fetch-site': 'same-origin' };
  expect((await post(server, MAP, headers)).status).toBe(200);
});

test('without one there is no address in it', async () => {
  const { server } = await start();
  const made = await makeShare(server);
  expect(made.url).toBeUndefined();
  expect(await (await get(server, made.path)).text()).not.toMatch(/og:image|og:url|https?:/);
});

test.each([
  [{ ...MAP, kind: 'pie' }, 400, 'kind'],
  [{ ...MAP, title: ' ' }, 400, 'title'],
  [{ ...MAP, title: 'x'.repeat(201) }, 400, 'title'],
  [{ ...MAP, days: 0 }, 400, 'days'],
  [{ ...MAP, days: 1.5 }, 400, 'days'],
  [{ ...MAP, query: 'start=1' }, 400, 'end'],
  [{ ...MAP, query: `${WINDOW}&colour=red` }, 400, 'colour'],
  [{ ...MAP, more: 1 }, 400, ''],
])('%j is refused with what is wrong', async (body, status, path) => {
  const { server } = await start();
  const response = await post(server, body);
  expect(response.status).toBe(status);
  expect((await errorOf(response)).issues?.map((issue) => issue.path)).toContain(path);
});

test('no JSON, too much of it, nothing to draw, nothing to keep it in', async () => {
  const { server } = await start();
  const raw = (body: string) => server.app.request('/api/v1/shares', { method: 'POST', body });
  expect((await raw('{')).status).toBe(400);
  expect((await raw(`"${'x'.repeat(70_000)}"`)).status).toBe(413);
  expect((await post(server, { ...MAP, query: 'start=1&end=2' })).status).toBe(404);
  expect((await post(server, { ...MAP, kind: 'sequence', query: `trace=${traceIdOf(99)}` })).status).toBe(404);
  const many = await start({ askShares: (async () => ({ ok: true, value: undefined })) as AskShares });
  const crowded = await post(many.server, MAP);
  expect([crowded.status, (await errorOf(crowded)).code]).toEqual([409, 'too_many_shares']);
  const full = await start({
    askShares: async () => ({ ok: false, error: { code: 'unavailable', message: 'disk full' } }),
  });
  const refused = await post(full.server, MAP);
  expect([refused.status, (await errorOf(refused)).message]).toEqual([503, 'disk full']);
});

test('a picture that cannot be drawn is shared by nobody', async () => {
  const { server } = await start({
    drawPicture: async () => ({ ok: false, error: { code: 'not_drawable', message: 'too much' } }),
  });
  expect((await post(server, MAP)).status).toBe(422);
  expect(sharesResponse.parse(await (await get(server, '/api/v1/shares')).json()).shares).toEqual([]);
});

test('a link opens nothing while the server starts', async () => {
  const { server } = await start({ readiness: () => ({ ready: false, listeners: [] }) });
  expect((await get(server, `/s/${'x'.repeat(22)}`)).status).toBe(503);
});
