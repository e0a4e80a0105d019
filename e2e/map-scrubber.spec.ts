// The time below the architecture map: a part of it is chosen and played, while the map stays where it is.
import { diagramsPage } from './pages/diagrams-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { failedEntry, orderTrace, SHOP_NODES } from './support/shop.ts';

const MINUTE = 60_000;

test('played by Space: values and states are those of the part, nothing moves, the address keeps it, text and files are of the part', async ({
  page,
  server,
  freshPage,
}) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 48 * MINUTE }), orderTrace({ failed: true }), failedEntry());
  const map = diagramsPage(page);
  await map.open('&speed=1800');
  await expect(map.nodes).toHaveCount(SHOP_NODES.length + 1);
  await expect(page.getByRole('group', { name: /Rate and errors over time/ }).locator('svg')).toBeVisible();
  const call = map.call('shop-api', 'orders-db');
  await expect(call).toHaveAttribute('data-failing', 'true');
  const places = await map.places();

  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  const idle = map.node('shop-api no calls, service');
  await expect(idle).toHaveAttribute('data-absent', 'true');
  expect(await map.places()).toEqual(places);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(page).toHaveURL(/part=\d+-\d+/);
  await expect(call).toHaveAttribute('data-failing', 'true');
  expect(await map.places()).toEqual(places);

  const window = page.getByRole('slider', { name: 'Part of the time that is shown' });
  await window.press('Home');
  for (let steps = 0; steps < 2; steps++) await window.press('Shift+ArrowRight');
  await expect(call).toHaveAttribute('data-absent', 'false');
  await expect(call).toHaveAttribute('data-failing', 'false');
  await expect(map.node('shop-admin no calls, service')).toHaveAttribute('data-absent', 'true');

  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expect(diagramsPage(fresh).node('shop-admin no calls, service')).toBeVisible();

  const [, from, to] = /part=(\d+)-(\d+)/.exec(page.url()) ?? [];
  await page.getByRole('button', { name: 'Download the picture' }).click();
  const href = (await page.getByRole('menuitem', { name: 'As SVG' }).getAttribute('href')) ?? '';
  expect(href).toContain(`start=${from}&end=${to}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show all of the time' }).click();
  await expect(page).not.toHaveURL(/part=/);
  await expect(map.node('shop-admin, service, errors begin here')).toBeVisible();
  expect(await map.places()).toEqual(places);
});

/** The mail service had another name then. */
function orderBefore(agoMs: number) {
  const trace = orderTrace({ agoMs });
  const renamed = (service: string): string => (service === 'shop-mail' ? 'shop-post' : service);
  return { ...trace, services: trace.services.map((one) => ({ ...one, service: renamed(one.service) })) };
}

test('compared with the time before, what is in one of both times stands in its place in every part', async ({
  page,
  server,
}) => {
  const many = <T>(make: () => T): T[] => Array.from({ length: 12 }, make);
  await sendTraces(
    server.tracesUrl,
    ...many(() => orderBefore(18 * MINUTE)),
    ...many(() => orderTrace({ agoMs: 8 * MINUTE })),
    ...many(() => orderTrace({ agoMs: MINUTE })),
  );
  const map = diagramsPage(page);
  await map.open('&range=10m&against=10m');
  await expect(map.node('shop-post gone, service')).toBeVisible();
  await expect(map.node('shop-mail new, service')).toBeVisible();
  const places = await map.places();

  // What is gone is so in the parts that are compared with its time, and nowhere else.
  await page.keyboard.press(' ');
  await expect(map.node('shop-post no calls, service')).toBeVisible();
  expect(await map.places()).toEqual(places);
  await page.keyboard.press(' ');
  const window = page.getByRole('slider', { name: 'Part of the time that is shown' });
  await window.press('Home');
  for (let steps = 0; steps < 2; steps++) await window.press('Shift+ArrowRight');
  await expect(map.node('shop-post gone, service')).toBeVisible();
  await expect(map.node('shop-mail new, service')).toBeVisible();
  expect(await map.places()).toEqual(places);
  await window.press('End');
  await expect(map.node('shop-post no calls, service')).toBeVisible();
  expect(await map.places()).toEqual(places);
});
