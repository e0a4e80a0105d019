// Words inside of diagrams are in the language of the page, numbers tick in their place in either, and a file and a share are in
// the language of the page that they were made on.
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

test.use({ locale: 'zh-CN' });

test('a live diagram in Chinese: what comes in ticks in place; in English once the page is', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/diagrams?kind=hops');
  const picture = page.locator('svg[aria-label="逐跳上下文传播：实时图"]');
  const hop = picture.locator('a[aria-label*="shop-web → shop-api"]');
  await expect(hop).toContainText(/1\s*跳/);
  await expect(hop).toContainText('100% 完整');
  const drawnAs = await picture.getAttribute('id');
  await sendTraces(server.tracesUrl, orderTrace());
  await expect(hop).toContainText(/2\s*跳/);
  expect(await picture.getAttribute('id')).toBe(drawnAs);
  await expectAccessible(page, 'hops in Chinese');

  await page.getByRole('button', { name: '语言' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  const english = page.locator('svg[aria-label="Context from hop to hop: live picture"]');
  await expect(english.locator('a[aria-label*="shop-web → shop-api"]')).toContainText('2 hops');
});

test('a sequence in Chinese, its file, and its text', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  await page.goto(`/diagrams?kind=sequence&trace=${id}`);
  const picture = page.locator('svg[aria-label^="链路时序图"]');
  await expect(picture).toContainText('orders-db · 数据库');
  await expect(picture).toContainText('INSERT orders');
  await page.getByRole('button', { name: '下载图片' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'SVG 格式' }).click();
  const file = await readFile(await (await started).path(), 'utf8');
  expect(file).toMatch(/<title[^>]*>链路时序图<\/title>/);
  expect(file).toContain('数据库');
  await page.getByText('文本', { exact: true }).click();
  await expect(page.getByLabel('Mermaid 文本')).toContainText('accTitle: 链路时序图');
});
