// The time below the map: a part of it is chosen by drag and by keys, and played, while the map stays where it is.
import { type ServicesPage, servicesPage } from './pages/services-page.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
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

/** Where nodes stand: what differs is told above some of them. */
async function footings(services: ServicesPage): Promise<string[]> {
  return (await services.places()).map((place) => {
    const [id, x, y, width, height] = place.split(' ');
    return `${id} ${x} ${width} ${Number(y) + Number(height)}`;
  });
}

test('played while compared, what the other time alone has stands in its place in every part', async ({
  page,
  server,
}) => {
  const many = <T>(make: () => T): T[] => Array.from({ length: 12 }, make);
  await sendTraces(
    server.tracesUrl,
    ...many(() => orderTrace({ agoMs: 18 * MINUTE })),
    ...many(() => failedEntry()),
    orderTrace({ agoMs: 3 * MINUTE }),
  );
  const services = servicesPage(page);
  await services.open('?range=10m&against=10m');
  await expect(services.nodes).toHaveCount(6);
  await expect(services.edge('shop-web', 'shop-api')).toHaveAccessibleName(/\d/);
  const places = await footings(services);
  await page.keyboard.press(' ');
  await expect(services.node('shop-web, service')).toHaveAttribute('data-state', 'absent');
  expect(await footings(services)).toEqual(places);
  await page.keyboard.press(' ');
  const part = page.getByRole('slider', { name: 'Part of the time that is shown' });
  await part.press('Home');
  for (let steps = 0; steps < 2; steps++) await part.press('Shift+ArrowRight');
  await expect(services.node('shop-web, service')).toHaveAccessibleName('shop-web gone, service');
  expect(await footings(services)).toEqual(places);
  await part.press('End');
  await expect(services.node('shop-web, service')).toHaveAttribute('data-state', 'absent');
  expect(await footings(services)).toEqual(places);
});

test('a new version is marked on the strip of both maps, and leads to the time after it beside the time before', async ({
  page,
  server,
}) => {
  const versioned = (minutes: number, version: string) => {
    const trace = orderTrace({ agoMs: minutes * MINUTE });
    const services = trace.services.map((one) => ({
      ...one,
      resource: { ...one.resource, 'service.version': version },
    }));
    return { ...trace, services };
  };
  await sendTraces(server.tracesUrl, versioned(50, '1.0'), versioned(40, '1.0'), versioned(20, '1.1'));
  for (const address of ['/services', '/diagrams?kind=map']) {
    await page.goto(address);
    const marks = page.getByRole('list', { name: 'New versions' });
    await expect(marks.getByRole('button', { name: /^shop-api 1\.0 → 1\.1 at / })).toBeVisible();
    await expect(marks.getByRole('button', { name: /^shop-mail 1\.0/ })).toHaveCount(1);
    await expectAccessible(page, 'a strip with marks');
    await marks.getByRole('button', { name: /^shop-mail 1\.0/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/against=\d+/);
    const { searchParams } = new URL(page.url());
    const [from, to, against] = ['from', 'to', 'against'].map((name) => Number(searchParams.get(name)));
    expect(((from ?? 0) - (against ?? 0)) / ((to ?? 0) - (from ?? 0))).toBeCloseTo(1);
    await expect(page.getByText(/^Compared with/).first()).toBeVisible();
  }
});
