// The frame around every page: navigation, theme, language, time range, and what of them is remembered.
import { searchPage } from './pages/search-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

test('theme and language are chosen, applied at once and remembered', async ({ page }) => {
  await searchPage(page).open();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(html).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('link', { name: '搜索' })).toBeVisible();

  await page.reload();
  await expect(html).toHaveAttribute('lang', 'zh-CN');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.getByRole('link', { name: '搜索' })).toBeVisible();
});

test('the time range is in the address and goes along to other pages', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 20 * 60_000 }));
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(1);
  await page.getByRole('button', { name: /Last 1 hour/ }).click();
  await page.getByRole('button', { name: 'Last 15 minutes' }).click();
  await expect(page).toHaveURL(/range=15m/);
  await expect(page.getByRole('heading', { name: 'No traces in this time' })).toBeVisible();

  await page.getByRole('link', { name: 'Diagrams' }).click();
  await expect(page).toHaveURL(/\/diagrams\?.*range=15m/);
  await expect(page.getByText('No calls in this time')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/\/search\?.*range=15m/);
  await page.goBack();
  await expect(page).toHaveURL(/\/diagrams/);
});

test('every answer carries the content security policy, and a page asks no other host', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const policies = new Map<string, string | undefined>();
  page.on('response', (response) => policies.set(response.url(), response.headers()['content-security-policy']));
  await searchPage(page).open();
  await expect(searchPage(page).rows).toHaveCount(1);
  await page.goto('/diagrams');
  await expect(page.locator('[data-part="node"]').first()).toBeVisible();
  await page.goto(`/trace/${id}`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  expect(policies.size).toBeGreaterThan(8);
  expect([...policies].filter(([, policy]) => policy !== CSP)).toEqual([]);
});
