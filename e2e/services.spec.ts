// The service map lives: it appears as spans come in, its values tick and nothing moves, map and table show the same, and
// its address brings the same view back.
import { servicesPage } from './pages/services-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { failedEntry, orderTrace, SHOP_NODES } from './support/shop.ts';

test('an export is on the map; values tick and nothing moves; a part leads to its traces', async ({ page, server }) => {
  const services = servicesPage(page);
  await services.open();
  await expect(page.getByText('No calls in this time')).toBeVisible();

  await sendTraces(server.tracesUrl, orderTrace(), orderTrace());
  await expect(services.nodes).toHaveCount(SHOP_NODES.length);
  for (const name of SHOP_NODES) await expect(services.node(name)).toBeVisible();
  await expect(services.table.getByRole('row')).toHaveCount(1 + 4);

  await services.node('shop-api, service').click();
  await expect(page).toHaveURL(/node=service/);
  const received = services.part.getByText('Requests received').locator('xpath=following-sibling::dd');
  await expect(received).toHaveText('2');
  await expect(services.part.getByRole('img', { name: /^Rate over time/ })).toBeVisible();
  const before = await services.places();
  await sendTraces(server.tracesUrl, ...Array.from({ length: 10 }, () => orderTrace({ failed: true })));
  await expect(received).toHaveText('12');
  await expect(services.edge('shop-api', 'orders-db')).toHaveAttribute('data-failing', 'true');
  expect(await services.places()).toEqual(before);

  await services.part.getByRole('link', { name: 'All of them in Search' }).click();
  await expect(page).toHaveURL(/\/search\?.*service=shop-api/);
  await expect(page.getByRole('status').filter({ hasText: '12 traces' })).toBeVisible();
});

test('a failing service that nobody calls is red on the map and in its table', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), failedEntry());
  const services = servicesPage(page);
  await services.open('?rows=nodes');
  const failing = services.node('shop-admin, service');
  await expect(failing).toHaveAttribute('data-state', 'bad');
  await expect(failing).toHaveAccessibleName(/100%.*errors begin here$/);
  await expect(services.node('shop-web, service')).toHaveAttribute('data-state', 'ok');
  const row = services.table.getByRole('row', { name: /shop-admin/ });
  await expect(row.locator('[data-failing="true"]')).toHaveText('100%');
  await failing.click();
  await expect(services.part).toContainText('errors begin here');
});

test('by keyboard: along edges, select, focus, table; the address restores the view', async ({
  page,
  server,
  freshPage,
}) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const services = servicesPage(page);
  await services.open('?view=map');
  await services.node('shop-web, service').focus();
  await page.keyboard.press('ArrowRight');
  await expect(services.node('shop-api, service')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const chosen = services.map.locator('[data-part="node"][aria-pressed="true"]');
  await expect(chosen).toHaveCount(1);
  await expect(chosen).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(services.node('shop-api, service')).toBeFocused();

  await services.node('orders-db, database').click();
  await page.keyboard.press('f');
  await expect(services.nodes).toHaveCount(2);
  await page.keyboard.press('t');
  await expect(services.table.getByRole('row')).toHaveCount(1 + 1);
  await page.getByRole('button', { name: '2 nodes' }).click();
  await page.getByRole('columnheader', { name: 'Node' }).getByRole('button').click();
  await expect(services.table.getByRole('rowheader').first()).toHaveText('orders-db');
  await expect(page.getByRole('columnheader', { name: 'Node' })).toHaveAttribute('aria-sort', 'ascending');

  const fresh = await freshPage();
  await fresh.goto(page.url());
  const again = servicesPage(fresh);
  await expect(again.table.getByRole('rowheader')).toHaveText(['orders-db', 'shop-api']);
  await expect(again.table.getByRole('row', { selected: true })).toContainText('orders-db');

  await page.keyboard.press('Escape');
  await expect(services.table.getByRole('row', { selected: true })).toHaveCount(0);
});

test('a node is found by its name and dragged to where it stays', async ({ page, server, freshPage }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const services = servicesPage(page);
  await services.open('?view=map');
  await expect(services.nodes).toHaveCount(SHOP_NODES.length);
  await page.keyboard.press('/');
  await page.keyboard.type('mail');
  await page.getByRole('option', { name: 'shop-mail, service' }).click();
  await expect(services.node('shop-mail, service')).toHaveAttribute('aria-pressed', 'true');

  const node = services.node('shop-web, service');
  const from = await node.boundingBox();
  if (from === null) throw new Error('the node is not on screen');
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 90, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/at=/);
  await expect(node, 'a drag is no click').toHaveAttribute('aria-pressed', 'false');
  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expect(servicesPage(fresh).nodes).toHaveCount(SHOP_NODES.length);
  expect(await servicesPage(fresh).places()).toEqual(await services.places());
});

test('what is seen of the map is in its address, also by a wheel, and a tick leaves it', async ({
  page,
  server,
  freshPage,
}) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const services = servicesPage(page);
  await services.open('?view=map');
  await expect(services.nodes).toHaveCount(SHOP_NODES.length);
  expect(page.url(), 'what nobody moved').not.toContain('cut=');
  for (let steps = 0; steps < 4; steps++) await page.keyboard.press('+');
  const zoomed = await services.places();
  await page.getByRole('group', { name: 'Service map, scrollable' }).hover();
  await page.mouse.wheel(60, 40);
  await expect.poll(() => services.places()).not.toEqual(zoomed);

  const fresh = await freshPage();
  const again = servicesPage(fresh);
  await expect(async () => {
    // It is written once the map has come to rest.
    expect(page.url()).toContain('cut=');
    await fresh.goto(page.url());
    await expect(again.nodes.first()).toBeVisible();
    expect(await again.places()).toEqual(await services.places());
  }).toPass();
  const moved = page.url();
  const before = await services.places();

  await again.nodes.first().press('Enter');
  await expect(fresh).toHaveURL(/node=/);
  await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  await expect(services.edge('shop-api', 'orders-db')).toHaveAttribute('data-failing', 'true');
  expect(await services.places()).toEqual(before);
  expect(page.url()).toBe(moved);
});

test('names from outside are text on the map and in its table', async ({ page, server }) => {
  const hostile = new Map([
    ['shop-api', '<img src=x onerror=alert(1)>'],
    ['shop-web', '__proto__'],
  ]);
  const trace = orderTrace();
  await sendTraces(server.tracesUrl, {
    ...trace,
    services: trace.services.map((entry) => ({ ...entry, service: hostile.get(entry.service) ?? entry.service })),
  });
  const services = servicesPage(page);
  await services.open();
  await expect(services.nodes).toHaveCount(SHOP_NODES.length);
  await expect(services.nodes.filter({ hasText: '<img' })).toHaveCount(1);
  await expect(services.nodes.filter({ hasText: '__proto__' })).toHaveCount(1);
  await expect(page.getByRole('main').locator('img, script')).toHaveCount(0);
});

test('the server goes away: what is on screen stays, and goes on when it is back', async ({ page, server, guard }) => {
  guard.allowConsole(/Failed to load resource/);
  await sendTraces(server.tracesUrl, orderTrace());
  const services = servicesPage(page);
  await services.open();
  await expect(services.nodes).toHaveCount(SHOP_NODES.length);
  await page.route('**/api/v1/**', (route) => route.abort());
  await expect(page.getByRole('alert')).toContainText('The server stopped answering');
  await expect(services.nodes).toHaveCount(SHOP_NODES.length);
  await page.unroute('**/api/v1/**');
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
});
