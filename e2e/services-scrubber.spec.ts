// The time below the map: a part of it is chosen by drag and by keys, and played, while the map stays where it is.
import { servicesPage } from './pages/services-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { failedEntry, orderTrace } from './support/shop.ts';

const MINUTE = 60_000;

test('a part of the time by drag and keys: numbers are those of the part, nothing moves, the address keeps it', async ({
  page,
  server,
  freshPage,
}) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 50 * MINUTE }), orderTrace(), failedEntry());
  const services = servicesPage(page);
  await services.open();
  await expect(services.nodes).toHaveCount(6);
  const places = await services.places();
  const strip = page.getByRole('group', { name: /Rate and errors over time/ });
  await expect(strip.locator('svg')).toBeVisible();

  const box = await strip.boundingBox();
  if (box === null) throw new Error('the strip is not on screen');
  await page.mouse.move(box.x + box.width * 0.02, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 10, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d+&to=\d+.*part=\d+-\d+|part=\d+-\d+.*from=\d+&to=\d+/);
  const admin = services.node('shop-admin, service');
  await expect(admin).toHaveAttribute('data-state', 'absent');
  await expect(admin).toHaveAccessibleName(/^shop-admin no calls/);
  await expect(services.edge('shop-web', 'shop-api')).toHaveAttribute('data-absent', 'false');
  await expect(
    services.table
      .getByRole('row', { name: /shop-web.*shop-api/ })
      .locator('td')
      .last(),
  ).toHaveText('1');
  expect(await services.places()).toEqual(places);

  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expect(servicesPage(fresh).node('shop-admin, service')).toHaveAttribute('data-state', 'absent');

  await page.getByRole('slider', { name: 'Part of the time that is shown' }).press('End');
  await expect(admin).not.toHaveAttribute('data-state', 'absent');
  expect(await services.places()).toEqual(places);
  await page.getByRole('button', { name: 'Show all of the time' }).click();
  await expect(page).not.toHaveURL(/part=/);
});

test('played by Space, the part goes on to the end and stops there', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 50 * MINUTE }), orderTrace());
  const services = servicesPage(page);
  await services.open('?speed=1800');
  await expect(services.nodes).toHaveCount(5);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(services.node('shop-web, service')).toHaveAttribute('data-state', 'absent');
  await expect(services.nodes).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const [, from, to] = /part=(\d+)-(\d+)/.exec(page.url()) ?? [];
  expect(page.url()).toContain(`to=${to}`);
  expect(Number(to) - Number(from)).toBeCloseTo(300e9, -9);
  await expect(services.node('shop-web, service')).not.toHaveAttribute('data-state', 'absent');
});
