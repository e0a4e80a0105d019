// The page that draws the server's own OpenAPI document: found from the menu, filtered, linked to, by keyboard.
import { expect, expectAccessible, test } from './support/fixtures.ts';

test('endpoints are found by words, linked to, and can be asked as the page says', async ({
  page,
  server,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/start');
  await page.getByRole('button', { name: 'Help' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'API', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'GET /api/v1/search', exact: true })).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type('delete everything');
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page).toHaveURL(/filter=delete\+everything/);
  await page.getByRole('textbox').fill('no such words');
  await expect(page.getByText('No endpoint has the words no such words.')).toBeVisible();
  await page.getByRole('textbox').fill('');

  const link = page.getByRole('navigation', { name: 'Endpoints' }).getByRole('link', { name: 'GET /status' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#getStatus$/);
  const status = page.getByRole('article', { name: 'GET /api/v1/status' });
  await expect(status).toBeFocused();
  await status.getByText('200', { exact: true }).click();
  const field = status.getByRole('listitem').filter({ hasText: 'acceptedSpans' });
  await expect(field).toBeVisible();
  // What is unfolded stays so, and axe needs seconds for all endpoints: they are looked at in accessibility.spec.ts.
  await page.getByRole('textbox').fill('GET /api/v1/status');
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(field).toBeVisible();
  await expectAccessible(page, 'api, an answer unfolded');
  await status.getByRole('button', { name: 'Copy' }).click();
  await expect(status.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`curl '${server.url}/api/v1/status'`);
});

test('a link to an endpoint opens at it', async ({ page }) => {
  await page.goto('/api-docs#deleteData');
  const article = page.getByRole('article', { name: 'DELETE /api/v1/data' });
  await expect(article).toBeFocused();
  await expect(article).toBeInViewport();
  await expect(article).toContainText('?confirm=everything');
});

test('every endpoint of the document is drawn', async ({ page, server }) => {
  const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  const count = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
  await page.goto('/api-docs');
  await expect(page.getByRole('article')).toHaveCount(count);
  // What the document sets between backticks is code.
  await expect(
    page.getByRole('article', { name: 'GET /api/v1/search', exact: true }).locator('p code').first(),
  ).toHaveText('nextCursor');
  await expect(page.getByRole('main')).not.toContainText('`');
});
