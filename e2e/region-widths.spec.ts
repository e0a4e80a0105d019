// Lines between regions are dragged, and stand where they were left after the page is loaded again.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, sendTraces } from './support/otlp.ts';

async function dragBy(page: Page, line: Locator, px: number): Promise<void> {
  const box = await line.boundingBox();
  if (box === null) throw new Error('the line is not on the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + px, y, { steps: 4 });
  await page.mouse.up();
}

test('the tree and the details of a span are as wide as the hand makes them, and stay so', async ({ page, server }) => {
  const spanId = newSpanId();
  const [traceId = ''] = await sendTraces(server.tracesUrl, {
    agoMs: 10_000,
    services: [{ service: 'basket', spans: [{ name: 'GET /basket', spanId, kind: 2, durationMs: 400 }] }],
  });
  await page.goto(`/trace/${traceId}?span=${spanId}`);
  const tree = page.getByRole('separator', { name: 'Width of the tree' });
  const details = page.getByRole('separator', { name: 'Resize Span details' });
  const region = page.getByRole('complementary', { name: 'Span details' });
  await expect(tree).toHaveAttribute('aria-valuenow', '392');
  await expect(details).toHaveAttribute('aria-valuenow', '372');

  await dragBy(page, tree, 70);
  await expect(tree).toHaveAttribute('aria-valuenow', '462');
  // The region lies at the right: the other way makes it wider, by the same number of pixels.
  await dragBy(page, details, -60);
  await expect(details).toHaveAttribute('aria-valuenow', '432');
  expect((await region.boundingBox())?.width).toBe(432);

  // Not over half of the page, nor out of it.
  await dragBy(page, details, -1300);
  await expect(details).toHaveAttribute('aria-valuenow', '720');
  await dragBy(page, details, 700);
  await expect(details).toHaveAttribute('aria-valuenow', '160');
  await details.press('ArrowLeft');
  await expect(details).toHaveAttribute('aria-valuenow', '176');

  await page.reload();
  await expect(tree).toHaveAttribute('aria-valuenow', '462');
  await expect(details).toHaveAttribute('aria-valuenow', '176');
});
