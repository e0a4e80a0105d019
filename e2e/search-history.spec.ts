// The last searches and those with a name: kept in the browser, told in the words of their chips, opened by click and by key.
import type { Page } from '@playwright/test';
import { searchPage } from './pages/search-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

/** Opens searches one after the other, each until it is answered. */
async function searched(page: Page, ...queries: readonly string[]): Promise<void> {
  const search = searchPage(page);
  for (const query of queries) {
    await search.open(query);
    await expect(search.rows.first()).toBeVisible();
  }
}

/** By its key; what is typed next is the name. */
async function openSaved(page: Page): Promise<void> {
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused();
}

test('the last searches open with one click, and with keys', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
  await searched(page, '?service=shop-api&status=error', '?attr=http.route%3D%2Forders&sort=longest', '?range=15m');
  const search = searchPage(page);
  const items = page.getByRole('menuitem');

  await page.getByRole('button', { name: 'Last searches' }).click();
  await expect(items).toHaveText([
    'http.route = /orders, longest first',
    'service = shop-api, status = error',
    'Forget them',
  ]);
  await items.nth(1).click();
  await expect(search.chip('status = error')).toBeVisible();
  await expect(search.rows).toHaveCount(1);
  // The time that is shown stays.
  await expect(page).toHaveURL(/range=15m/);

  await page.keyboard.press('y');
  await expect(items.first()).toHaveText('service = shop-api, status = error');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search.chip('http.route = /orders')).toBeVisible();
  await expect(page).toHaveURL(/sort=longest/);

  await page.reload();
  await expect(search.rows.first()).toBeVisible();
  await page.keyboard.press('y');
  await expect(items.first()).toHaveText('http.route = /orders, longest first');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(0);
  await page.keyboard.press('y');
  await expect(page.getByText('Searches with conditions are kept here, in this browser.')).toBeVisible();
});

test('a search is saved, opened, renamed, removed and taken back, without a mouse', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
  const search = searchPage(page);
  const dialog = page.getByRole('dialog', { name: 'Saved searches' });
  const saved = dialog.getByRole('listitem');
  await searched(page, '?service=shop-api&status=error');

  await openSaved(page);
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('service = shop-api, status = error');
  await page.keyboard.type('Failed <b>orders</b>');
  await page.keyboard.press('Enter');
  await expect(saved).toContainText(['Failed <b>orders</b>service = shop-api, status = error']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await searched(page, '?service=shop-web&range=15m');
  await openSaved(page);
  await page.keyboard.type('Web');
  await page.keyboard.press('Enter');
  await expect(saved).toContainText(['Web', 'Failed <b>orders</b>']);

  // To the second one: open, rename, remove of the first come before it.
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('Tab');
  await expect(saved.nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(search.chip('status = error')).toBeVisible();
  await expect(page).toHaveURL(/range=15m/);
  await expect(dialog).toBeHidden();

  await openSaved(page);
  await dialog.getByRole('button', { name: 'Rename Web' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'New name of Web' })).toBeFocused();
  await page.keyboard.type('Failed <b>orders</b>');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Another search has this name.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Shop');
  await page.keyboard.press('Enter');
  await expect(saved).toContainText(['Shop', 'Failed <b>orders</b>']);
  await expect(saved.first().getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'New name of Shop' })).toBeFocused();
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('textbox', { name: 'New name of Shop' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Saved searches' })).toHaveAttribute('aria-expanded', 'true');
  await expect(dialog).toBeVisible();
  await expect(saved).toContainText(['Shop', 'Failed <b>orders</b>']);

  await dialog.getByRole('button', { name: 'Remove Shop' }).focus();
  await page.keyboard.press('Enter');
  await expect(saved).toContainText(['Failed <b>orders</b>']);
  await expect(dialog.getByText('Shop was removed.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(saved).toContainText(['Shop', 'Failed <b>orders</b>']);

  await page.reload();
  await expect(search.rows.first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('failed');
  await page.keyboard.press('Enter');
  await expect(search.chip('status = error')).toBeVisible();
});

test('saving under a name that exists replaces it, and other tabs know', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
  const other = await page.context().newPage();
  await searched(page, '?service=shop-api');
  await searched(other, '?service=shop-web');
  await openSaved(page);
  await page.keyboard.type('mine');
  await page.keyboard.press('Enter');

  await other.bringToFront();
  await openSaved(other);
  const dialog = other.getByRole('dialog', { name: 'Saved searches' });
  await expect(dialog.getByRole('listitem')).toContainText(['mineservice = shop-api']);
  await other.keyboard.type('mine');
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await expect(dialog.getByRole('listitem')).toContainText(['mineservice = shop-web']);
});
