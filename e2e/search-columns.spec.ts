// Which columns the list shows: chosen by click and by key, remembered by the browser, and all of them fit.
import type { Locator, Page } from '@playwright/test';
import { searchPage } from './pages/search-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const AT_FIRST = ['Start', 'Root operation', 'Services · spans', 'Spans', 'Errors', 'Duration'];

function heads(page: Page): Locator {
  return page.getByRole('columnheader');
}

async function expectHeads(page: Page, names: readonly string[]): Promise<void> {
  await expect(heads(page)).toHaveText(names.map((name) => new RegExp(`^${name}`)));
}

test('columns come and go, are remembered, and come back as at first', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const search = searchPage(page);
  await search.open();
  await expectHeads(page, AT_FIRST);

  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await expect(dialog.getByRole('checkbox', { name: 'Root operation' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Trace ID' }).check();
  await dialog.getByRole('checkbox', { name: 'Kind' }).check();
  await dialog.getByRole('checkbox', { name: 'Services' }).uncheck();
  const chosen = ['Start', 'Root operation', 'Kind', 'Spans', 'Errors', 'Duration', 'Trace ID'];
  await expectHeads(page, chosen);
  await page.keyboard.press('Escape');
  await expect(search.rows.first()).toContainText(id);
  await expect(search.rows.first().getByRole('gridcell', { name: 'server' })).toBeVisible();

  await page.reload();
  await expectHeads(page, chosen);

  // Without a mouse: the command, then Tab and Space.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('columns');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: 'Start' })).toBeFocused();
  await page.keyboard.press('Space');
  await expectHeads(page, chosen.slice(1));
  const reset = dialog.getByRole('button', { name: 'As at first' });
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (await reset.evaluate((button) => button === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await expectHeads(page, AT_FIRST);
});

for (const width of [1440, 1024]) {
  test(`all columns fit at ${width}`, async ({ page, server }) => {
    await page.setViewportSize({ width, height: 768 });
    await sendTraces(server.tracesUrl, orderTrace());
    const search = searchPage(page);
    await search.open();
    await page.getByRole('button', { name: 'Columns' }).click();
    for (const name of ['Kind', 'Stands for', 'Trace ID']) {
      await page.getByRole('dialog').getByRole('checkbox', { name }).check();
    }
    await expect(heads(page)).toHaveCount(9);
    // Each stands beside the one before, inside the row.
    const boxes = await search.rows
      .first()
      .getByRole('gridcell')
      .evaluateAll((cells) =>
        cells.map((cell) => cell.getBoundingClientRect()).map(({ left, right }) => [left, right]),
      );
    expect(boxes).toHaveLength(9);
    const row = await search.rows.first().evaluate((element) => element.getBoundingClientRect().right);
    for (const [index, [left = 0, right = 0]] of boxes.entries()) {
      expect(left).toBeGreaterThanOrEqual(boxes[index - 1]?.[1] ?? 0);
      expect(right).toBeGreaterThan(left);
      expect(right).toBeLessThanOrEqual(row);
    }
    await expect(search.rows.first().getByText(/^\+\d/)).toBeInViewport({ ratio: 1 });
  });
}
