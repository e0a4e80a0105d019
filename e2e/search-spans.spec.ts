// The same question answered span by span: conditions, both orders, pages, the way into a trace and back, keys.
import type { Locator, Page } from '@playwright/test';
import { searchPage } from './pages/search-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces, type TraceSpec } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

function spanRows(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Spans found' })
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
}

test('spans that match are listed by themselves, newest or longest first', async ({ page, server, freshPage }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  const search = searchPage(page);
  await search.open('?service=shop-api');
  await expect(search.rows).toHaveCount(1);
  await page.getByText('Spans', { exact: true }).first().click();
  await expect(page).toHaveURL(/list=spans/);
  const rows = spanRows(page);
  await expect(rows).toContainText(['send orders.created', 'INSERT orders', 'POST /orders']);
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1).getByRole('gridcell')).toHaveText([
    /\d\d:\d\d:\d\d/,
    'shop-api INSERT orders',
    'client',
    'error',
    id,
    /20\.0.ms/,
  ]);
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'Longest first' }).click();
  await expect(rows).toContainText(['POST /orders', 'INSERT orders', 'send orders.created']);
  await search.addFilter('status', 'error');
  await expect(rows).toHaveCount(2);

  const fresh = await freshPage();
  await searchPage(fresh).open(new URL(page.url()).search);
  await expect(spanRows(fresh)).toContainText(['POST /orders', 'INSERT orders']);
  await fresh.keyboard.press('y');
  await expect(fresh.getByRole('menuitem').first()).toHaveText(
    'service = shop-api, status = error, span by span, longest first',
  );
});

test('from a span into its trace and back, without a mouse', async ({ page, server }) => {
  const [older = '', newer = ''] = await sendTraces(
    server.tracesUrl,
    orderTrace({ agoMs: 60_000 }),
    orderTrace({ agoMs: 30_000 }),
  );
  await searchPage(page).open('?kind=client');
  await expect(searchPage(page).rows).toHaveCount(2);
  await page.getByRole('radio', { name: 'Traces' }).focus();
  await page.keyboard.press('ArrowRight');
  const rows = spanRows(page);
  // Each trace has two spans of this kind.
  await expect(rows).toHaveCount(4);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await expect(rows.nth(1)).toContainText('POST /orders');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/trace/${newer}.*span=`));
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'POST /orders' })).toBeVisible();
  await page.keyboard.press(']');
  await expect(page).toHaveURL(new RegExp(`/trace/${older}`));
  await page.keyboard.press('[');
  await expect(page).toHaveURL(new RegExp(`/trace/${newer}`));
  await page.goBack();
  await expect(rows).toHaveCount(4);
});

test('back from a trace the span that led there has the focus', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 60_000 }), orderTrace({ agoMs: 30_000 }));
  await searchPage(page).open('?list=spans&service=shop-api');
  const rows = spanRows(page);
  await expect(rows).toHaveCount(6);
  await rows.nth(4).getByRole('link').click();
  await expect(page).toHaveURL(/\/trace\//);
  await page.goBack();
  await expect(rows.nth(4)).toBeFocused();
});

test('paging: every span once, down to the last', async ({ page, server }) => {
  const trace: TraceSpec = {
    agoMs: 60_000,
    services: [
      {
        service: 'loop',
        spans: Array.from({ length: 230 }, (_, index) => ({ name: `step ${index}`, startMs: index, durationMs: 1 })),
      },
    ],
  };
  await sendTraces(server.tracesUrl, trace);
  const search = searchPage(page);
  await search.open('?list=spans&service=loop');
  const rows = spanRows(page);
  await expect(rows.first()).toContainText('step 229');
  for (const target of ['step 130', 'step 30', 'step 0']) {
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(rows.filter({ hasText: new RegExp(`${target}(?!\\d)`) })).toHaveCount(1, { timeout: 500 });
    }).toPass();
  }
  await expect(page.getByText('That is all of them.')).toBeVisible();
  await expect(page.getByText('230 read')).toBeVisible();
});

test('an address that asks for another list says so', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/search?list=logs&service=shop-api');
  await expect(page.getByText('list=logs')).toBeVisible();
  await page.getByRole('button', { name: 'Go on without it' }).click();
  await expect(searchPage(page).rows).toHaveCount(1);
});
