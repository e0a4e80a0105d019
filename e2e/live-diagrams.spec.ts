// Live diagrams of the server itself: numbers tick in the picture that is there, and nothing moves.
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

test('what comes in ticks in place', async ({ page, server }) => {
  await page.goto(`${server.url}/diagrams?kind=pipeline`);
  await expect(page.getByRole('heading', { level: 1, name: 'Ingest pipeline' })).toBeVisible();
  const picture = page.locator('svg[aria-label="Ingest pipeline: live picture"]');
  await expect(picture).toBeVisible();
  const value = picture.locator('.sl-value', { hasText: /spans$/ }).first();
  await expect(value).toHaveText(/^\s*0\sspans$/);
  const places = (): Promise<string[]> =>
    picture
      .locator('g, path, rect')
      .evaluateAll((parts) =>
        parts.map((part) => ['transform', 'd', 'x', 'y', 'width'].map((name) => part.getAttribute(name)).join(' ')),
      );
  const before = await places();
  await sendTraces(server.tracesUrl, orderTrace());
  await expect(picture).toContainText(/[1-9]\d*\sspans/);
  expect(await places()).toEqual(before);
  await page.keyboard.press('t');
  await expect(page.getByRole('table')).toContainText('Write queue');
});
