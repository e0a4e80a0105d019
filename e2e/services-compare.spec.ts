// The map beside the time before: what came, what went, what fails more often, on the map, in the table and in the panel.
import { servicesPage } from './pages/services-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const MINUTE = 60_000;

/** The mail service had another name then, and nothing failed. */
function orderBefore() {
  const trace = orderTrace({ agoMs: 15 * MINUTE });
  const renamed = (service: string): string => (service === 'shop-mail' ? 'shop-post' : service);
  return { ...trace, services: trace.services.map((one) => ({ ...one, service: renamed(one.service) })) };
}

test('the time before beside the time on screen: new, gone, more errors, no change; the address brings it back', async ({
  page,
  server,
  freshPage,
}) => {
  const many = <T>(make: () => T): T[] => Array.from({ length: 40 }, make);
  await sendTraces(server.tracesUrl, ...many(orderBefore), ...many(() => orderTrace({ failed: true })));
  const services = servicesPage(page);
  await services.open('?range=10m');
  await expect(services.nodes).toHaveCount(5);
  await expect(page.getByRole('columnheader', { name: /before/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('button', { name: 'vs 10 minutes before' }).click();
  await expect(page).toHaveURL(/against=10m/);
  await expect(services.nodes, 'what is gone stands there too').toHaveCount(6);
  await expect(services.node('shop-post, service')).toHaveAccessibleName('shop-post gone, service');
  await expect(services.node('shop-mail, service')).toHaveAccessibleName(/new$/);
  await expect(services.edge('orders.created', 'shop-post')).toHaveAttribute('data-tone', 'gone');
  await expect(services.edge('shop-api', 'orders-db')).toHaveAccessibleName(/errors \+100\.0 pt$/);
  await expect(services.part).toContainText('edges and nodes differ');

  const head = page.getByRole('columnheader', { name: 'vs 10 minutes before' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  const row = (name: RegExp) => services.table.getByRole('row', { name });
  await expect(row(/orders\.created.*shop-mail/)).toContainText('new');
  await expect(row(/orders\.created.*shop-post/)).toContainText('gone');
  await expect(row(/shop-api.*orders\.created/)).toContainText('no change');

  await row(/shop-api.*orders-db/).click();
  await expect(services.part.getByText('+100.0 pt')).toBeVisible();
  await expect(services.part.getByText('no change')).toHaveCount(3);

  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expect(servicesPage(fresh).nodes).toHaveCount(6);

  await page.getByRole('button', { name: 'vs 10 minutes before' }).first().click();
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(services.nodes).toHaveCount(5);
  expect(page.url()).not.toContain('against');
});

test('a time of which nothing is stored is compared with nothing, and says so', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const services = servicesPage(page);
  await services.open('?range=10m&against=10m');
  await expect(services.part).toContainText('there is nothing to compare with');
  await expect(services.node('shop-api, service')).not.toHaveAccessibleName(/new$/);
});

test('the architecture map against the time before, as a picture, a text and a file', async ({ page, server }) => {
  const many = <T>(make: () => T): T[] => Array.from({ length: 40 }, make);
  await sendTraces(server.tracesUrl, ...many(orderBefore), ...many(() => orderTrace({ failed: true })));
  await page.goto('/diagrams?kind=map&range=10m&against=10m');
  const picture = page.getByRole('group', { name: /Architecture map/ });
  await expect(picture.getByRole('button', { name: 'shop-post gone, service' })).toBeVisible();
  await expect(picture.locator('path[data-tone="gone"]')).toHaveCount(1);
  await expect(picture.getByRole('button', { name: /shop-api calls orders-db.*errors \+100\.0 pt/ })).toBeVisible();

  await page.getByRole('button', { name: 'Download the picture' }).click();
  const file = page.getByRole('menuitem', { name: 'As SVG' });
  await expect(file).toHaveAttribute('href', /map\.svg\?.*against=\d+%2C\d+/);
  const svg = await page.request.get((await file.getAttribute('href')) ?? '');
  expect(await svg.text()).toContain('>gone<');

  await page.goto('/diagrams?kind=map&range=10m&against=10m&view=text');
  await expect(page.getByText(/shop-post<br\/>gone/)).toBeVisible();
});

test('two traces as one call graph: the second is pasted, told in picture and table, and kept in the address', async ({
  page,
  server,
}) => {
  const [after, before] = ['4bf92f3577b34da6a3ce929d0e0e4736', '0af7651916cd43dd8448eb211c80319c'];
  await sendTraces(server.tracesUrl, { ...orderBefore(), traceId: before }, { ...orderTrace(), traceId: after });
  await page.goto(`/diagrams?kind=calls&trace=${after}`);
  // Not under what is not drawn.
  const comparison = page.getByRole('region', { name: 'Compare', exact: true });
  await comparison.getByRole('textbox', { name: 'Compare with trace' }).fill(before);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`against=${before}`));
  const picture = page.getByRole('group', { name: /^Calls of a trace/ });
  await expect(picture.getByText('gone')).not.toHaveCount(0);
  await expect(picture.getByRole('link', { name: /shop-mail/ }).first()).toBeVisible();
  await expect(picture.getByRole('link', { name: /shop-post/ }), 'no span of this trace').toHaveCount(0);
  await page.keyboard.press('t');
  await expect(page.getByRole('row', { name: /shop-post/ })).toContainText('gone');
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(page.getByRole('row', { name: /shop-post/ })).toHaveCount(0);
});
