// From a diagram to a link that others open without the token, on a phone and in a README; and to the end of the link. Past
// 400 lines because each test is one way from a page to its link, told by the same few helpers below.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { logIn } from './pages/log-in.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { sendTraces, type TraceSpec } from './support/otlp.ts';
import { greatestDifference } from './support/picture-difference.ts';
import { orderTrace } from './support/shop.ts';

const TOKEN = 'correct-horse-battery-staple';
const BEARER = { Authorization: `Bearer ${TOKEN}` };

/** What one finds when the dialog is open. */
function dialogOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Share this view' });
  return {
    dialog,
    title: dialog.getByLabel('Title'),
    preview: dialog.getByRole('region', { name: 'What others will see' }).getByRole('img'),
    link: dialog.getByRole('region', { name: 'Link', exact: true }),
    key: dialog.getByRole('region', { name: 'Delete key' }),
  };
}

async function isDrawn(page: Page): Promise<boolean> {
  return page.locator('img').evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) throw new Error('no image');
    await image.decode();
    return image.naturalWidth > 100;
  });
}

test.describe('with a token', () => {
  test.use({ serverFlags: ['--token', TOKEN] });

  test('from data to a link that opens without it, until it is deleted', async ({
    page,
    freshPage,
    guard,
    request,
  }) => {
    guard.allowConsole(/status of (401|410)/);
    const made = await request.post('/api/v1/test-trace', { headers: BEARER });
    const { traceId } = (await made.json()) as { readonly traceId: string };
    await page.goto(`/login?next=${encodeURIComponent(`/diagrams?kind=sequence&trace=${traceId}`)}`);
    await logIn(page, TOKEN);
    await expect(page.getByRole('heading', { name: 'Trace sequence' })).toBeVisible();
    await expect(page.locator('svg[aria-label^="Trace sequence"]')).toBeVisible();

    // By keyboard alone.
    await page.keyboard.press('Shift+S');
    const { dialog, title, preview, link, key } = dialogOf(page);
    await expect(dialog.getByRole('radio', { name: /Snapshot/ })).toBeFocused();
    await expect(preview).toBeVisible();
    await expectAccessible(page, 'share dialog');
    await title.fill('What the test trace does');
    await dialog.getByRole('checkbox', { name: 'Names' }).focus();
    await page.keyboard.press('Space');
    await expect(preview).toHaveAttribute('src', /redact=services/);
    await expect(preview).toBeVisible();
    await expect(dialog).toContainText('Only this machine can open this address.');
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('heading', { name: 'The snapshot is there' })).toBeFocused();
    await expect(dialog).toContainText('Only this machine can open this address.');
    await expectAccessible(page, 'a snapshot that was made');
    const address = (await link.textContent())?.trim() ?? '';
    expect(address).toMatch(/\/s\/[\w-]{22}$/);
    expect((await key.textContent())?.trim()).toMatch(/^[\w-]{22}$/);
    await dialog.getByText('Markdown image', { exact: true }).click();
    await expect(dialog).toContainText(`[![What the test trace does](${address}.svg)](${address})`);
    await dialog.getByText('Markdown fence', { exact: true }).click();
    await expect(dialog).toContainText('sequenceDiagram');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    // Somebody else: no cookie, no token.
    const visitor = await freshPage();
    expect((await visitor.goto('/search'))?.url()).toContain('/login');
    expect((await visitor.goto(address))?.status()).toBe(200);
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('What the test trace does');
    await expect(visitor.getByText('Names of services, databases, queues and hosts were replaced')).toBeVisible();
    expect(await isDrawn(visitor)).toBe(true);
    await expectAccessible(visitor, 'a shared page');
    await visitor.getByText('200%').click();
    const natural = await visitor.getByRole('img').evaluate((image) => (image as HTMLImageElement).naturalWidth);
    const box = await visitor.getByRole('img').boundingBox();
    expect(Math.abs((box?.width ?? 0) - 2 * natural)).toBeLessThan(4);

    // What it was drawn from goes; the link stays.
    const deleted = await request.delete(`/api/v1/traces/${traceId}`, { headers: BEARER });
    expect(deleted.status()).toBe(200);
    expect((await visitor.reload())?.status()).toBe(200);
    expect(await isDrawn(visitor)).toBe(true);
    for (const ending of ['.svg', '.png', '.mmd', '.json']) {
      expect((await visitor.request.get(`${address}${ending}`)).status(), ending).toBe(200);
    }

    const phone = await freshPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await phone.goto(address);
    expect(await isDrawn(phone)).toBe(true);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const onPhone = await phone.getByRole('img').boundingBox();
    expect(onPhone?.width ?? 0).toBeGreaterThanOrEqual(Math.min(natural * 0.8, 358) - 1);
    await expect(phone.getByRole('list').getByRole('listitem').first()).toContainText('→');
    await expectAccessible(phone, 'a shared page on a phone');

    await page.goto('/shares');
    await expect(page.getByRole('row', { name: /What the test trace does/ })).toBeVisible();
    await expectAccessible(page, 'shared links');
    await page.getByRole('button', { name: 'Delete What the test trace does' }).focus();
    await page.keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: 'Delete this shared link?' });
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Nothing is shared.')).toBeVisible();
    expect((await visitor.reload())?.status()).toBe(410);
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('This link has ended');
    await expectAccessible(visitor, 'a link that has ended');
  });
});

test.describe('a trace', () => {
  test.use({ serverFlags: ['--token', TOKEN] });

  test('is shared from its page and read on a phone without the token, when it is long gone', async ({
    page,
    freshPage,
    request,
  }) => {
    const made = await request.post('/api/v1/test-trace', { headers: BEARER });
    const { traceId } = (await made.json()) as { readonly traceId: string };
    await page.goto(`/login?next=${encodeURIComponent(`/trace/${traceId}`)}`);
    await logIn(page, TOKEN);
    // The tree may be there before the bar; the title of the document is told when the bar listens.
    await expect(page.getByRole('treegrid')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeEnabled();
    const named = await page.getByRole('heading', { level: 1 }).textContent();
    await expect(page).toHaveTitle(`${named} · Spanloom`);
    await page.keyboard.press('Shift+S');
    const { dialog, title, preview, link } = dialogOf(page);
    await expect(dialog.getByRole('radio', { name: /Snapshot/ })).toBeFocused();
    await expect(preview).toBeVisible();
    // What is replaced does not leave by the title that is proposed; what somebody writes stays.
    const proposed = await title.inputValue();
    const [operation = ''] = proposed.split(', ');
    await expect(
      page.getByRole('heading', { level: 1, name: operation, exact: true, includeHidden: true }),
    ).toHaveCount(1);
    for (const name of ['Names', 'Labels']) {
      const box = dialog.getByRole('checkbox', { name });
      await box.check();
      await expect(title).toHaveValue(/^Waterfall, /);
      await box.uncheck();
      await expect(title).toHaveValue(proposed);
    }
    await title.fill('A trace');
    const caution = dialog.getByText('Labels that stay may still tell names');
    await expect(caution).toHaveCount(0);
    await dialog.getByRole('checkbox', { name: 'Names' }).check();
    await expect(title).toHaveValue('A trace');
    await expect(caution).toBeVisible();
    await dialog.getByRole('checkbox', { name: 'Labels' }).check();
    await expect(caution).toHaveCount(0);
    await dialog.getByRole('checkbox', { name: 'Labels' }).uncheck();
    await dialog.getByRole('checkbox', { name: 'Names' }).uncheck();
    await title.focus();
    await page.keyboard.press('Control+Enter');
    const address = (await link.textContent())?.trim() ?? '';
    await expect(dialog.getByText('Markdown image', { exact: true })).toBeVisible();
    await expect(dialog.getByText('Markdown fence', { exact: true })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
    expect((await request.delete(`/api/v1/traces/${traceId}`, { headers: BEARER })).status()).toBe(200);

    const phone = await freshPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    expect((await phone.goto(address))?.status()).toBe(200);
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('A trace');
    expect(await isDrawn(phone)).toBe(true);
    const steps = phone.getByRole('listitem');
    await expect(steps.first()).toContainText(/(ms|µs|s)$|(ms|µs|s)\s*\S/);
    expect(await steps.count()).toBeGreaterThan(2);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expectAccessible(phone, 'a shared trace on a phone');
    for (const [ending, status] of Object.entries({ svg: 200, png: 200, html: 200, json: 200, mmd: 404 })) {
      expect((await phone.request.get(`${address}.${ending}`)).status(), ending).toBe(status);
    }
  });
});

test('what a search found is shared as a table', async ({ page, freshPage, server }) => {
  await sendTraces(server.tracesUrl, orderTrace({ failed: true }), orderTrace());
  await page.goto('/search?service=shop-api');
  await expect(page.getByText('2 traces', { exact: true })).toBeVisible();
  await page.keyboard.press('Shift+S');
  const { preview, link, dialog } = dialogOf(page);
  await expect(preview).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const address = (await link.textContent())?.trim() ?? '';
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const phone = await freshPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(address);
  await expect(phone.getByRole('table', { name: /2 traces, newest first: .*"shop-api"/ })).toBeVisible();
  await expect(phone.getByRole('row')).toHaveCount(3);
  await expect(phone.getByRole('row').filter({ has: phone.getByRole('img', { name: 'failed' }) })).toHaveCount(1);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(phone, 'shared search results on a phone');
});

test('a trace as a page from its menu opens from the disk, without a network', async ({
  page,
  freshPage,
  server,
}, testInfo) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  await page.goto(`/trace/${id}`);
  await page.getByRole('button', { name: 'More to do with this trace' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download as a page that opens offline' }).click();
  const file = testInfo.outputPath('trace.html');
  await (await started).saveAs(file);
  const reader = await freshPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await reader.context().setOffline(true);
  await reader.goto(`file://${file}`);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Trace waterfall');
  expect(await isDrawn(reader)).toBe(true);
  await expect(
    reader
      .getByRole('listitem')
      .filter({ has: reader.getByRole('img', { name: 'failed' }) })
      .first(),
  ).toBeVisible();
  await expectAccessible(reader, 'a trace from the disk');
});

test('the address of the page is the live link, and the palette leads there', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/diagrams?without=queue');
  await expect(page.locator('svg[aria-label^="Architecture map"]')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('share this');
  await page.keyboard.press('Enter');
  const { dialog } = dialogOf(page);
  await dialog.getByRole('radio', { name: /Live link/ }).check();
  await expect(dialog.getByRole('region', { name: 'Address of this page' })).toContainText(/\/diagrams\?.*without=/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a snapshot of the service map is the architecture map of the same calls', async ({ page, freshPage, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/services?view=table');
  await expect(page.getByRole('row', { name: /^shop-api/ }).first()).toBeVisible();
  await page.keyboard.press('Shift+S');
  const { dialog, preview, link } = dialogOf(page);
  await expect(preview).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const visitor = await freshPage();
  await visitor.goto((await link.textContent())?.trim() ?? '');
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(/^Service map, /);
  await expect(visitor.getByText('Architecture map', { exact: true })).toBeVisible();
  await expect(
    visitor
      .getByRole('listitem')
      .filter({ hasText: /^shop-api/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a living image of the map, for a README', async ({ page, request, server }) => {
  // The hour that it shows ends where the present minute begins: what was sent in this minute comes with the next.
  await sendTraces(server.tracesUrl, { ...orderTrace(), agoMs: 61_000 });
  await page.goto('/diagrams?kind=map');
  await expect(page.locator('svg[aria-label^="Architecture map"]')).toBeVisible();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const { dialog } = dialogOf(page);
  await dialog.getByRole('radio', { name: /Living image/ }).check();
  await dialog.getByRole('checkbox', { name: 'Labels' }).check();
  await dialog.getByRole('button', { name: 'Create living image' }).click();
  await expect(dialog.getByRole('heading', { name: 'The living image is there' })).toBeFocused();
  const markdown = (await dialog.getByRole('region', { name: 'Markdown image' }).textContent()) ?? '';
  const [, address = ''] = /^!\[Architecture map\]\((\S+\/live\/[\w-]{22}\.svg)\)$/.exec(markdown.trim()) ?? [];
  const picture = await (await request.get(address)).text();
  expect(picture).toContain('>shop-api</text>');
  expect(picture).not.toContain('rps');
  await page.keyboard.press('Escape');
  await page.goto('/shares');
  await expect(page.getByRole('row').nth(1)).toContainText('living image');
});

test('a page that is downloaded opens from the disk, without a server', async ({
  page,
  freshPage,
  server,
}, testInfo) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  await page.goto(`/diagrams?kind=sequence&trace=${id}`);
  await expect(page.locator('svg[aria-label^="Trace sequence"]')).toBeVisible();
  await page.getByRole('button', { name: 'Download the picture' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As a page that opens offline' }).click();
  const file = testInfo.outputPath('sequence.html');
  await (await started).saveAs(file);
  const reader = await freshPage();
  await reader.context().setOffline(true);
  await reader.goto(`file://${file}`);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Trace sequence');
  expect(await isDrawn(reader)).toBe(true);
  await reader.getByText('The same as Mermaid text').click();
  await expect(reader.getByText('sequenceDiagram')).toBeVisible();
  await expectAccessible(reader, 'a page from the disk');
});

const elsewhere = createServer((request, response) => {
  const address = decodeURIComponent(new URL(request.url ?? '/', 'http://x').search.slice(1));
  response.setHeader('Content-Type', 'text/html');
  response.end(`<!doctype html><title>elsewhere</title>${address}`);
});
await new Promise<void>((resolve) => {
  elsewhere.listen(0, '127.0.0.1', () => resolve());
});
elsewhere.unref();
const ELSEWHERE = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

async function share(url: string, body: object): Promise<{ readonly path: string; readonly token: string }> {
  const response = await fetch(`${url}/api/v1/shares`, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as { readonly path: string; readonly token: string };
}

test.describe('on a page elsewhere', () => {
  test.use({ serverFlags: ['--embed-origin', ELSEWHERE] });

  test('a plain image shows the picture, a frame shows what may be framed and nothing else', async ({
    browser,
    server,
  }) => {
    const [trace = ''] = await sendTraces(server.tracesUrl, orderTrace());
    const { path, token } = await share(server.url, { kind: 'calls', query: `trace=${trace}`, title: 'Calls' });
    const context = await browser.newContext();
    const page = await context.newPage();
    const show = (html: string) => page.goto(`${ELSEWHERE}/?${encodeURIComponent(html)}`);
    for (const ending of ['.svg', '.png']) {
      await show(`<img src="${server.url}${path}${ending}">`);
      expect(await isDrawn(page), ending).toBe(true);
    }
    await show(`<iframe src="${server.url}/embed/${token}"></iframe>`);
    await expect(page.frameLocator('iframe').getByRole('link', { name: 'Calls' })).toBeVisible();
    const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
    await show(`<iframe src="${server.url}${path}"></iframe>`);
    await refused;
    await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Calls' })).toHaveCount(0);
    await context.close();
  });
});

test('hostile names and titles are text, on every page and in every file', async ({ page, guard, server }) => {
  const hostile = `"><script>window.evil = 1</script><img src=http://evil.example/x onerror=alert(1)></svg>{{7*7}}`;
  const trace = orderTrace({ failed: true });
  const named: TraceSpec = {
    ...trace,
    services: trace.services.map(({ service, spans }) => ({
      service: `${service} ${hostile}`,
      spans: spans.map((span) => ({
        ...span,
        name: `${span.name} ${hostile}`,
        attributes: { ...span.attributes, [hostile]: hostile },
      })),
    })),
  };
  const [id = ''] = await sendTraces(server.tracesUrl, named);
  const end = `${(BigInt(Date.now()) + 1000n) * 1_000_000n}`;
  const time = `start=${(BigInt(Date.now()) - 60_000n) * 1_000_000n}&end=${end}`;
  const wanted = [
    ['map', time],
    ['results', time],
    ['results', `${time}&list=spans`],
    ['results', `${time}&attr=${encodeURIComponent(`${JSON.stringify(hostile)}=${hostile}`)}`],
    ['states', `trace=${id}&by=${encodeURIComponent(hostile)}`],
    ...['sequence', 'gantt', 'entities', 'propagation', 'states', 'calls', 'waterfall'].map(
      (kind) => [kind, `trace=${id}`] as const,
    ),
  ] as const;
  for (const [kind, query] of wanted) {
    const { path, token } = await share(server.url, { kind, query, title: hostile });
    for (const address of [path, `/embed/${token}`]) {
      await page.goto(address);
      const isTable = kind === 'results' && address === path;
      if (isTable) await expect(page.getByRole('table')).toContainText('<script>');
      else expect(await isDrawn(page), `${kind} ${address}`).toBe(true);
      expect(
        await page.evaluate(() => [
          document.querySelectorAll('script, iframe, object, embed').length,
          document.images.length,
          'evil' in window,
        ]),
      ).toEqual([0, isTable ? 0 : 1, false]);
      await expect(page).toHaveTitle(`${hostile} · Spanloom`);
    }
  }
  await page.goto('/shares');
  await expect(page.getByRole('row').nth(1)).toContainText('<script>');
  expect(guard.problems()).toEqual([]);
});

/** They are some 0.03 apart, and 0.07 where letters are not bold. */
const ALIKE = 0.05;

test('the SVG of a link is XML, and its PNG shows the same', async ({ page, browser, server }) => {
  const blank = await (await browser.newContext({ deviceScaleFactor: 2 })).newPage();
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  const time = `start=${(BigInt(Date.now()) - 60_000n) * 1_000_000n}&end=${(BigInt(Date.now()) + 1000n) * 1_000_000n}`;
  const paths: string[] = [];
  for (const [kind, query] of [
    ['sequence', `trace=${id}&theme=dark`],
    ['waterfall', `trace=${id}`],
    ['results', time],
    ['map', time],
  ] as const) {
    paths.push((await share(server.url, { kind, query, title: kind })).path);
  }
  await page.goto('/shares');
  for (const path of paths) {
    const parsed = await page.evaluate(async (address) => {
      const { documentElement } = new DOMParser().parseFromString(await (await fetch(address)).text(), 'image/svg+xml');
      return [documentElement.localName, documentElement.querySelectorAll('parsererror').length];
    }, `${path}.svg`);
    expect(parsed, path).toEqual(['svg', 0]);
    const [svg, png] = [await page.request.get(`${path}.svg`), await page.request.get(`${path}.png`)];
    const [text, image] = [await svg.text(), await png.body()];
    const difference = await greatestDifference(blank, text, image);
    expect(difference, path).toBeLessThan(ALIKE);
    // It would see letters that are not bold, and a head that is turned round.
    const plain = text.replaceAll(' font-weight="600"', '');
    expect(await greatestDifference(blank, plain, image), path).toBeGreaterThan(ALIKE);
    if (!text.includes('marker-end')) continue;
    const turned = text.replaceAll('orient="auto"', 'orient="180"');
    expect(await greatestDifference(blank, turned, image), path).toBeGreaterThan(ALIKE);
  }
  await blank.context().close();
});

test('the page speaks Chinese too', async ({ freshPage, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const { path } = await share(server.url, { kind: 'sequence', query: `trace=${id}&theme=dark`, title: '下单' });
  const page = await freshPage({ locale: 'zh-CN' });
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('下单');
  await expect(page.getByText('链路时序图')).toBeVisible();
  await expectAccessible(page, 'a shared page, dark, Chinese');
});
