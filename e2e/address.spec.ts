// What an address says and no page understands is told, and never dropped in silence.
import { servicesPage } from './pages/services-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

test('a mistyped name, a second value, a live that is none', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/search?servise=x&sort=longest&sort=newest&live=maybe');
  const told = page.getByRole('alert');
  await expect(told.filter({ hasText: 'servise=x' })).toContainText('No parameter here is called that');
  await expect(told.filter({ hasText: 'sort=newest' })).toContainText('the first value holds');
  await expect(told.filter({ hasText: 'live=maybe' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(told.filter({ hasText: 'servise=x' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove it from the address' }).click();
  await expect(page).not.toHaveURL(/live=/);
  await expect(told).toHaveCount(0);
});

test('one end of a call selects nothing; a namespace without a service shows all of them', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const services = servicesPage(page);
  await services.open('?client=service:shop-web');
  await expect(page.getByRole('alert')).toContainText('client=service:shop-web');

  await page.goto('/diagrams?kind=map&namespace=x');
  await expect(page.getByRole('alert')).toContainText('namespace=x');
  await expect(page.getByRole('button', { name: /^shop-api, service/ })).toBeVisible();
  await page.getByRole('button', { name: 'Remove it from the address' }).click();
  await expect(page).not.toHaveURL(/namespace=/);
});

test('a map that fits as it is has no cut in its address', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const services = servicesPage(page);
  await services.open('?view=map');
  await expect(services.nodes).toHaveCount(5);
  const before = await services.places();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/cut=/);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/cut=/);
  await expect.poll(() => services.places()).toEqual(before);
});
