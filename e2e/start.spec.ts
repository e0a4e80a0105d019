// Get started: settings with the real endpoints, and the page that becomes Search when the first span comes.
import { searchPage } from './pages/search-page.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { LOST_SERVER } from './support/lost-server.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const ECOSYSTEMS = ['JavaScript', 'Python', 'Go', 'Java', '.NET', 'Rust', 'Collector'];

test('settings for every ecosystem name the ports of this server, by keyboard alone', async ({
  page,
  server,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/search');
  await expect(page).toHaveURL(/\/start$/);
  const { host: httpHost } = new URL(server.tracesUrl);
  const settings = page.getByRole('tabpanel');
  const tabs = page.getByRole('tab');
  await expect(tabs).toHaveText(ECOSYSTEMS);

  await tabs.first().focus();
  for (const name of ECOSYSTEMS) {
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused();
    await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
    await expect(settings).toContainText(httpHost);
    await page.keyboard.press('ArrowRight');
  }
  // Round again, at the first.
  await expect(page.getByRole('tab', { name: 'JavaScript' })).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/protocol=grpc/);
  await expect(settings).not.toContainText(httpHost);
  await expect(settings).toContainText('OTEL_EXPORTER_OTLP_PROTOCOL=grpc');

  const copy = settings.getByRole('button', { name: 'Copy' }).last();
  await copy.focus();
  await page.keyboard.press('Enter');
  await expect(settings.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(
    /^export OTEL_SERVICE_NAME=my-service\nexport OTEL_EXPORTER_OTLP_ENDPOINT=http:\/\/127\.0\.0\.1:\d+\n/,
  );
  await expect(page.getByText('Loopback only')).toBeVisible();
  await page.getByRole('link', { name: 'What the API offers' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/api-docs/);
});

test.describe('on a small screen', () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test('no button covers the end of a line', async ({ page }) => {
    await page.goto('/start');
    const install = page.getByRole('tabpanel').getByRole('listitem').first();
    const text = await install.getByRole('region').boundingBox();
    const button = await install.getByRole('button', { name: 'Copy' }).boundingBox();
    expect((text?.x ?? 0) + (text?.width ?? 0)).toBeGreaterThan(0);
    expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual(button?.x ?? 0);
  });
});

test('nothing of Search is shown while Get started, which takes its place, is on its way', async ({ page }) => {
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/assets/start-page-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/search');
  await expect(page).toHaveURL(/\/start$/);
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Reading');
  await expect(page.getByRole('region', { name: 'Query' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Search' })).toHaveCount(0);
  await expect(page).toHaveTitle(/^Send your first span/);
  go();
  await expect(page.getByRole('heading', { name: 'Send your first span' })).toBeVisible();
});

test('the page becomes Search by itself, with the first trace in focus', async ({ page, server }) => {
  await page.goto('/search');
  await expect(page.getByRole('heading', { name: 'Waiting for the first span' })).toBeVisible();
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  await expect(page).toHaveURL(new RegExp(`/search\\?focus=${id}`));
  const search = searchPage(page);
  await expect(search.rows).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/trace/${id}`));
});

test('a trace from outside the time range is shown all the same', async ({ page, server }) => {
  await page.goto('/start');
  await expect(page.getByRole('heading', { name: 'Waiting for the first span' })).toBeVisible();
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 3 * 24 * 3600_000 }));
  await expect(page).toHaveURL(/from=\d+/);
  await expect(searchPage(page).rows).toHaveCount(1);
});

test('a search that waits for spans keeps its conditions', async ({ page, server }) => {
  await page.goto('/search?service=shop-api');
  await expect(page.getByRole('heading', { name: 'Waiting for the first span' })).toBeVisible();
  await page.getByRole('tab', { name: 'Go' }).click();
  await expect(page).toHaveURL(/\/start\?sdk=go/);
  await sendTraces(server.tracesUrl, orderTrace());
  await expect(page).toHaveURL(/\/search\?service=shop-api$/);
  await expect(searchPage(page).rows).toHaveCount(1);
});

test('with spans stored it says so, and leads to them', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/search');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'Get started' }).click();
  await expect(page.getByRole('heading', { name: '1 trace is here' })).toBeVisible();
  await expectAccessible(page, 'get started, spans stored');
  await page.getByRole('link', { name: 'Show results' }).click();
  await expect(searchPage(page).rows).toHaveCount(1);
});

test('what has knocked is listed with the reason of each refusal, as text', async ({ page, server }) => {
  const door = new URL('/', server.tracesUrl).href;
  await page.goto('/start');
  await expect(page.getByText('Nothing yet.')).toBeVisible();
  const hostile = `<img src=x onerror=alert(1)> ${'A'.repeat(400)}`;
  await fetch(server.tracesUrl, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' });
  await fetch(`${door}api/traces`, { method: 'POST', headers: { 'User-Agent': hostile }, body: 'x' });
  await fetch(`${door}${'long'.repeat(200)}`, { method: 'POST', body: 'x' });
  const knocks = page.getByRole('list', { name: 'What has knocked so far' }).getByRole('listitem');
  await expect(knocks).toHaveCount(3);
  await expect(knocks.nth(2)).toContainText('POST /v1/traces');
  await expect(knocks.nth(2)).toContainText('415');
  await expect(knocks.nth(2)).toContainText('Content-Type');
  await expect(knocks.nth(1)).toContainText('send it to /v1/traces');
  await expect(knocks.nth(1)).toContainText('<img src=x onerror=alert(1)>');
  // The same again is the same line, at the top.
  await fetch(server.tracesUrl, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' });
  await expect(knocks.first()).toContainText('2 times');
  await expect(knocks.first()).toContainText('415');
  await expect(knocks).toHaveCount(3);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  // However long its text is, a knock stays within its region, and the page within its window.
  const region = page.getByRole('complementary', { name: 'What arrives' });
  expect(await region.evaluate((element) => element.firstElementChild?.scrollWidth)).toBe(
    await region.evaluate((element) => element.firstElementChild?.clientWidth),
  );
  await expectAccessible(page, 'get started, knocks');
});

test('T sends a test trace, which the page turns into', async ({ page }) => {
  await page.goto('/start');
  await expect(page.getByRole('button', { name: 'Send a test trace' })).toBeEnabled();
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/\/search\?focus=[0-9a-f]{32}/);
  const search = searchPage(page);
  await expect(search.rows).toHaveCount(1);

  // With spans stored the page stays, and says what became of it.
  await page.goto('/start');
  await page.getByRole('button', { name: 'Send a test trace' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('treegrid')).toBeVisible();
});

test('demo data shows how far it is, can be stopped, and then turns into results', async ({ page }) => {
  await page.goto('/start');
  await page.getByRole('button', { name: 'Load demo data' }).click();
  await expect(page.getByText(/Loading demo data: [1-9][\d,]* spans so far/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop the demo data' }).click();
  await expect(page).toHaveURL(/\/search\?/);
  await expect(searchPage(page).rows.first()).toBeVisible();
});

test('the server goes and comes back: the settings stay, and the banner says so', async ({ page, server, guard }) => {
  // While it starts it answers 503.
  guard.allowConsole(LOST_SERVER);
  await page.goto('/start');
  await expect(page.getByRole('tabpanel')).toContainText(new URL(server.tracesUrl).host);
  await server.kill();
  await expect(page.getByRole('alert')).toContainText('The server stopped answering');
  await expect(page.getByRole('tabpanel')).toContainText(new URL(server.tracesUrl).host);
  await server.restart();
  // It asks by itself.
  await expect(page.getByRole('alert')).toBeHidden();
});

test('nothing moves for who wants no motion', async ({ freshPage }) => {
  const page = await freshPage({ reducedMotion: 'reduce' });
  await page.goto('/start');
  await expect(page.getByRole('heading', { name: 'Waiting for the first span' })).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('a trace file is opened: what another server exported, and lines as the Collector writes them', async ({
  page,
  server,
}) => {
  const agoMs = 40 * 24 * 3_600_000;
  const [id = ''] = await sendTraces(server.tracesUrl, { ...orderTrace(), agoMs });
  const exported = await (await fetch(`${server.url}/api/v1/traces/${id}/otlp`)).text();
  await fetch(`${server.url}/api/v1/data?confirm=everything`, { method: 'DELETE' });
  const other = exported.replaceAll(id, 'ab'.repeat(16));
  await page.goto('/start');
  const open = async (name: string, text: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a trace file' }).focus();
    await page.keyboard.press('Enter');
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  };

  await open('photo.json', 'no json at all');
  await expect(page.getByText('This file is not JSON.')).toBeVisible();
  await open('logs.json', JSON.stringify({ resourceLogs: [] }));
  await expect(page.getByText('This file holds no traces')).toBeVisible();

  // Older than any range in the menu: the page does not leave for a list that would not show it.
  await open('trace.json', exported);
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page).toHaveURL(new RegExp(`/trace/${id}\\?from=`));
  expect(JSON.parse(await (await fetch(`${server.url}/api/v1/traces/${id}/otlp`)).text())).toEqual(
    JSON.parse(exported),
  );

  await page.goto('/start');
  const lines = [exported, '{"resourceMetrics":[]}', other].map((line) => JSON.stringify(JSON.parse(line)));
  await open('collector.jsonl', `${lines.join('\n')}\n`);
  await page.getByRole('link', { name: 'Show its 2 traces' }).click();
  await expect(searchPage(page).rows).toHaveCount(2);
});
