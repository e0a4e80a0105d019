// The gallery of diagrams: what the data can draw, as pictures, and what it cannot, in words.
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { LOST_SERVER } from './support/lost-server.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

function galleryOf(page: Page) {
  const gallery = page.getByRole('region', { name: 'Diagrams', exact: true });
  const tile = (name: RegExp): Locator => gallery.getByRole('link', { name });
  const item = (name: RegExp): Locator =>
    gallery.getByRole('listitem').filter({ has: page.getByRole('link', { name }) });
  const picture = (name: RegExp): Locator => item(name).locator('svg');
  return { tile, item, picture };
}

test('each kind that the data can draw is a picture that opens its page; the others say what is missing', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/diagrams');
  const { tile, picture } = galleryOf(page);
  await expect(tile(/^Architecture map/)).toHaveAccessibleDescription('service edges, 5 nodes');
  await expect(tile(/^Trace sequence/)).toHaveAccessibleDescription('GET /, 6 spans');
  await expect(picture(/^Trace sequence/)).toContainText('shop-web');
  // Edge labels are left out of small pictures.
  await expect(picture(/^Architecture map/)).toContainText('shop-api');
  await expect(picture(/^Architecture map/)).not.toContainText('rps');
  const list = page.getByRole('complementary', { name: 'Sections of the gallery' });
  await expect(list).toContainText('Calls tried again: no HTTP call of this time was tried again');
  await expect(tile(/^Calls tried again/)).toHaveCount(0);

  await tile(/^Trace sequence/).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Trace sequence' })).toBeVisible();
  await expect(page.locator('svg[aria-label^="Trace sequence"]')).toContainText('shop-web');
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(picture(/^Architecture map/)).toBeVisible();
});

test('keys find, move and open; a section and what is looked for are in the address', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/diagrams');
  const { tile } = galleryOf(page);
  // What is missing is gone before one moves.
  await expect(page.getByText(/^Saga and compensation: no workflow failed/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(tile(/^Architecture map/)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tile(/^Calls of a trace/)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(tile(/^Through a queue/)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Architecture map' })).toBeVisible();
  await page.goBack();

  await page.keyboard.press('/');
  await page.keyboard.type('gantt');
  await expect(page).toHaveURL(/find=gantt/);
  await expect(tile(/./)).toHaveCount(1);
  await page.reload();
  await expect(tile(/^Trace as a gantt/)).toBeVisible();
  await expect(tile(/./)).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Find diagram' }).fill('');
  await page.getByRole('link', { name: /^Data model/ }).click();
  await expect(page).toHaveURL(/family=data/);
  await expect(tile(/./)).toHaveCount(1);
  await expect(tile(/^Entities of a trace/)).toBeVisible();
});

test('an address of the map from before there was a gallery opens the map', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/diagrams?service=shop-web&view=table');
  await expect(page.getByRole('heading', { level: 1, name: 'Architecture map' })).toBeVisible();
  await expect(page).toHaveURL(/kind=map/);
  await expect(page).toHaveURL(/service=shop-web/);
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('t');
  await expect(page).not.toHaveURL(/view=/);
  await expect(page.locator('svg[aria-label^="Architecture map"]')).toBeVisible();
});

test('while the server is away its last pictures stay', async ({ page, server, guard }) => {
  guard.allowConsole(LOST_SERVER);
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/diagrams');
  const { item, picture } = galleryOf(page);
  await expect(picture(/^Architecture map/)).toBeVisible();
  await expect(item(/./).filter({ hasText: 'Reading' })).toHaveCount(0);
  await server.kill();
  await page.getByRole('button', { name: /Last 1 hour/ }).click();
  await page.getByRole('button', { name: 'Last 15 minutes' }).click();
  await expect(page.getByRole('alert')).toContainText('The server stopped answering');
  await expect(item(/^Architecture map/)).toContainText('The server does not answer.');
  await server.restart();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(picture(/^Architecture map/)).toBeVisible();
});

test('the reference gallery draws what no telemetry tells of, as picture, text and table', async ({ page }) => {
  await page.goto('/diagrams');
  await page.getByRole('link', { name: /^Reference gallery/ }).click();
  const { tile, picture } = galleryOf(page);
  await expect(tile(/./)).toHaveCount(6);
  await expect(picture(/^States of an exporter/)).toContainText('Sending a batch');
  await tile(/^States of an exporter/).click();
  await expect(page).toHaveURL(/reference=S11/);
  await expect(page.getByRole('heading', { level: 1, name: 'States of an exporter' })).toBeVisible();
  await expect(page.locator('svg[aria-label^="States of an exporter"]')).toContainText('Dropped, counted');
  await expectAccessible(page, 'a diagram of the reference');
  await page.keyboard.press('t');
  await expect(page.getByRole('row', { name: /^Sending a batch Accepted success/ })).toBeVisible();
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(tile(/^Architecture map/)).toHaveCount(0);
});

test('counts of this server and of the window lie over the reference, tick in place, and are absent without data', async ({
  page,
  server,
}) => {
  await page.goto('/diagrams?reference=L4');
  const picture = page.getByRole('group', { name: /The layers of OTLP/ });
  const counts = picture.locator('[data-field="count"]');
  await expect(picture.locator('g.node').first()).toBeVisible();
  await expect(counts).toHaveCount(0);
  await expect(page.getByText('Counted, in blue')).toHaveCount(0);

  await sendTraces(server.tracesUrl, orderTrace());
  const http = counts.filter({ hasText: 'OTLP/HTTP, JSON' });
  await expect(http).toHaveText(/\b1\srequest\s?$/);
  await expect(page.getByText(/^Since .*, when this server started$/)).toBeVisible();
  const one = await http.boundingBox();
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace());
  await expect(http).toHaveText(/\b[23]\srequests$/);
  const place = await http.boundingBox();
  // What stands for the s of the plural is as wide but for a part of a pixel.
  expect(Math.abs((place?.width ?? 0) - (one?.width ?? 0))).toBeLessThan(1);
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace());
  await expect(http).toHaveText(/\b[3-5]\srequests$/);
  expect(await http.boundingBox()).toEqual(place);
  await expectAccessible(page, 'a reference diagram with counts');

  await page.goto('/diagrams?reference=S11');
  await expect(page.locator('[data-field="count"]').filter({ hasText: 'taken' })).toHaveCount(1);
  await page.goto('/diagrams?reference=M12');
  await expect(
    page
      .getByRole('group', { name: /checked model/ })
      .locator('g.node')
      .first(),
  ).toBeVisible();
  await expect(page.locator('[data-field="count"]')).toHaveCount(0);
});

test('what is counted far below in a reference diagram is brought into view by its name in the list', async ({
  page,
  server,
}) => {
  const { services, ...rest } = orderTrace();
  const resource = { 'telemetry.sdk.language': 'go', 'telemetry.sdk.name': 'opentelemetry' };
  await sendTraces(server.tracesUrl, { ...rest, services: services.map((one) => ({ ...one, resource })) });
  await page.goto('/diagrams?reference=M20');
  const count = page.locator('[data-field="count"]');
  await expect(count).toContainText('go: 3 services');
  await expect(count).not.toBeInViewport();
  const list = page.getByRole('complementary', { name: 'Source and options' });
  await list.getByRole('button', { name: 'Provider registered globally' }).click();
  await expect(count).toBeInViewport();
  await expectAccessible(page, 'a reference diagram with its counts in view');
  await page.keyboard.press('t');
  await expect(list.getByRole('button', { name: 'Provider registered globally' })).toHaveCount(0);
});
