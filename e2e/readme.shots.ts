// The pictures of the README, taken from the running app with the demo's shop: `npm run screenshots`.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { diagramsPage } from './pages/diagrams-page.ts';
import { searchPage } from './pages/search-page.ts';
import { servicesPage } from './pages/services-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { historyIsComplete } from './support/history.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots');

test.use({ serverFlags: ['--demo'] });
// The history alone may take minutes.
test.describe.configure({ timeout: 420_000 });

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

async function takeSearch(page: Page, name: string): Promise<void> {
  const row = page.locator('[role="row"][aria-rowindex="2"]');
  await page.goto('/search?range=15m&service=checkout&minDuration=200000000');
  await expect(row).toBeVisible();
  await page.keyboard.press('j');
  await expect(row).toBeFocused();
  // Until then there are no bars.
  await expect(page.getByText(/^(exact|精确值)$/)).toBeVisible({ timeout: 60_000 });
  await take(page, name);
}

/** The bars below a map. */
async function stripIsThere(page: Page): Promise<void> {
  const strip = page.getByRole('group', { name: /^Rate and errors over time/ });
  await expect(strip.locator('svg path').first()).toBeVisible({ timeout: 60_000 });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`search, trace, diagram and services, ${colorScheme}`, async ({ page }) => {
      await historyIsComplete(page.request);
      await takeSearch(page, `search-${colorScheme}`);

      const search = searchPage(page);
      await search.open('?range=15m&service=payment&operation=authorize+card&attr=error.type%3DTimeoutError');
      await search.rows.filter({ hasText: 'place order' }).first().click();
      const trace = tracePage(page);
      await trace.row('authorize card').click();
      await expect(trace.details.getByRole('heading', { name: 'authorize card' })).toBeVisible();
      await take(page, `trace-${colorScheme}`);

      const map = diagramsPage(page);
      await map.open('&range=15m&node=service%3Ashop%2Fpayment');
      await expect(map.nodes.and(page.locator('[aria-pressed="true"]'))).toBeVisible();
      await expect(map.traces.first()).toBeVisible();
      await stripIsThere(page);
      await take(page, `diagram-${colorScheme}`);

      const services = servicesPage(page);
      await services.open('?range=15m&view=map');
      await services.node('payment, service').click();
      await expect(services.part.getByRole('heading', { name: 'payment' })).toBeVisible();
      await expect(services.part.getByText('Reading how they came about')).toBeHidden({ timeout: 60_000 });
      await stripIsThere(page);
      await take(page, `services-${colorScheme}`);
    });
  });
}

test.describe('Chinese', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light' });

  test('search, light, in Chinese', async ({ page }) => {
    await historyIsComplete(page.request);
    await takeSearch(page, 'search-light-zh');
  });
});
