// Deleting one service and everything: said exactly, confirmed, by keyboard alone, and seen by every page.
import { searchPage } from './pages/search-page.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';

/** A trace of a shop (two spans) that asks a bank (one span). */
const PURCHASE = {
  services: [
    { service: 'shop', spans: [{ name: 'POST /orders', kind: 2 }, { name: 'price' }] },
    { service: 'bank', spans: [{ name: 'charge', kind: 2 }] },
  ],
};

test('one service goes by keyboard; the others stay', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, PURCHASE, PURCHASE);
  await page.goto('/search');
  await expect(searchPage(page).rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Help' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Stored data' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/data/);
  // The address is there before the page: the rows of the search name the shop too.
  await expect(page.getByRole('heading', { name: 'Stored data' })).toBeVisible();
  await expect(page.getByRole('row', { name: /shop/ })).toContainText('4');
  await expectAccessible(page, 'stored data');

  const ask = page.getByRole('button', { name: 'Delete shop' });
  await ask.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete the spans of this service?' });
  await expect(dialog).toContainText('All 4 spans that came from shop');
  // The safe way out has the focus; Escape leads back to where one was, with nothing deleted.
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page, 'delete a service');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(ask).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Delete 4 spans' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '4 spans of shop were deleted.' })).toBeVisible();
  await expect(page.getByRole('row', { name: /shop/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /bank/ })).toContainText('2');

  await page.getByRole('link', { name: 'Search' }).click();
  await expect(searchPage(page).rows).toHaveCount(2);
  await expect(searchPage(page).rows.first()).not.toContainText('POST /orders');
});

test('everything goes only once the word was typed', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, PURCHASE);
  await page.goto('/search');
  await expect(searchPage(page).rows).toHaveCount(1);
  await page.goto('/data');
  await expect(page.getByRole('row', { name: /bank/ })).toBeVisible();
  await page.getByRole('button', { name: 'Delete everything …' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete everything?' });
  await expect(dialog).toContainText('1 trace with 3 spans');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('every');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Delete everything' })).toBeDisabled();
  await page.keyboard.type('thing');
  await expectAccessible(page, 'delete everything');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Everything was deleted: 3 spans.' })).toBeVisible();
  await expect(page.getByText('Nothing is stored.')).toBeVisible();

  await page.getByRole('link', { name: 'Search' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for the first span' })).toBeVisible();
});

test('a refusal is told in the dialog', async ({ page, server, guard }) => {
  guard.allowConsole(/status of 404/);
  await sendTraces(server.tracesUrl, PURCHASE);
  await page.goto('/data');
  await page.getByRole('button', { name: 'Delete bank' }).click();
  // Someone else was quicker.
  await fetch(`${server.url}/api/v1/services?service=bank`, { method: 'DELETE' });
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 1 span' }).click();
  await expect(page.getByRole('alert')).toContainText('It was not deleted: No service "bank"');
});
