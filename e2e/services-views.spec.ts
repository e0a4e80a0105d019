// The service graph looked at in other ways, on the service map and on the architecture map: services split by version, and
// calls through proxies or a chosen node folded. All of it stands in the address.
import { diagramsPage } from './pages/diagrams-page.ts';
import { servicesPage } from './pages/services-page.ts';
import { expect, expectAccessibleInBothThemes, test } from './support/fixtures.ts';
import { newSpanId, sendTraces, type TraceSpec } from './support/otlp.ts';

/** web calls cart through a sidecar and a gateway; cart runs in a version. */
function proxiedTrace(version: string | undefined): TraceSpec {
  const [call, out, into, on] = [newSpanId(), newSpanId(), newSpanId(), newSpanId()];
  const request = { name: 'GET /cart', durationMs: 20 };
  return {
    services: [
      { service: 'web', spans: [{ ...request, spanId: call, kind: 3 }] },
      {
        service: 'web.mesh',
        resource: { 'telemetry.sdk.name': 'envoy' },
        spans: [{ ...request, spanId: out, parentSpanId: call, kind: 3 }],
      },
      {
        service: 'gateway',
        spans: [
          { ...request, spanId: into, parentSpanId: out, kind: 2 },
          { ...request, spanId: on, parentSpanId: into, kind: 3 },
        ],
      },
      {
        service: 'cart',
        ...(version === undefined ? {} : { resource: { 'service.version': version } }),
        spans: [{ ...request, parentSpanId: on, kind: 2 }],
      },
    ],
  };
}

test('services by version, proxies and a node folded: kept in the address, with the traces behind', async ({
  page,
  server,
  freshPage,
}) => {
  await sendTraces(server.tracesUrl, proxiedTrace('1.0'), proxiedTrace('2.0'), proxiedTrace(undefined));
  const services = servicesPage(page);
  await services.open();
  await expect(services.nodes).toHaveCount(4);

  await page.getByRole('button', { name: 'Nodes', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Fold proxies' }).check();
  await expect(services.nodes).toHaveCount(3);
  await expect(services.edge('web', 'gateway')).toHaveAccessibleName(/» .* calls through a folded node/);
  await page.getByRole('combobox', { name: 'A service is' }).click();
  await page.getByRole('option', { name: 'a node for each version' }).click();
  await expect(services.nodes).toHaveCount(5);
  for (const part of ['cart · 1.0', 'cart · 2.0', 'cart · no version']) {
    await expect(services.node(`${part}, service`)).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'By version, folded' })).toBeFocused();

  await services.node('cart · 2.0, service').click();
  await expect(services.part).toContainText('service.version = 2.0');
  await expect(services.part.getByRole('button', { name: 'Fold this node' })).toHaveCount(0);
  await services.part.getByRole('link', { name: 'All of them in Search' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 trace' })).toBeVisible();
  await page.goBack();

  await services.node('gateway · no version, service').click();
  await services.part.getByRole('button', { name: 'Fold this node' }).click();
  await expect(services.nodes).toHaveCount(4);
  await services.table.getByRole('row', { name: /cart · 1\.0/ }).click();
  await expect(services.part).toContainText('1 of 1 calls go through gateway, web.mesh');
  await services.part.getByRole('link', { name: 'All of them in Search' }).click();
  const filter = 'Remove the filter call, folded web (version –) → cart (version 1.0)';
  await expect(page.getByRole('button', { name: filter })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1 trace' })).toBeVisible();
  await page.goBack();

  const fresh = await freshPage();
  await fresh.goto(page.url());
  const again = servicesPage(fresh);
  await expect(again.nodes).toHaveCount(4);
  await expect(again.part).toContainText('1 of 1 calls go through');
  await fresh.getByRole('button', { name: 'By version, folded' }).click();
  const dialog = fresh.getByRole('dialog');
  await expectAccessibleInBothThemes(fresh, { state: 'how services are shown', shown: dialog });
  await dialog.getByRole('button', { name: 'Show gateway again' }).click();
  await expect(again.nodes).toHaveCount(5);
});

test('the architecture map: the same, in its picture, its table and the file of the server', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, proxiedTrace('1.0'), proxiedTrace('2.0'));
  const diagrams = diagramsPage(page);
  await diagrams.open();
  await expect(diagrams.nodes).toHaveCount(4);
  await page.getByRole('checkbox', { name: 'Fold proxies' }).check();
  await expect(diagrams.nodes).toHaveCount(3);
  await page.getByRole('combobox', { name: 'A service is' }).click();
  await page.getByRole('option', { name: 'a node for each version' }).click();
  await expect(diagrams.nodes).toHaveCount(4);
  await diagrams.node('gateway · no version, service').click();
  await diagrams.selected.getByRole('button', { name: 'Fold this node' }).click();
  await expect(diagrams.nodes).toHaveCount(3);
  await expect(page).toHaveURL(/split=version/);
  await expect(page.locator('svg[aria-label^="Architecture map"]')).toContainText('via gateway and 1 more');
  await page.keyboard.press('t');
  await expect(page.getByRole('row', { name: /cart · 1\.0.*via gateway and 1 more/ })).toBeVisible();

  const url = new URL(page.url());
  const now = BigInt(Date.now()) * 1_000_000n;
  const asked = new URLSearchParams({ start: String(now - 3_600_000_000_000n), end: String(now), split: 'version' });
  for (const fold of url.searchParams.getAll('fold')) asked.append('fold', fold);
  const text = await (await page.request.get(`/api/v1/diagrams/map.mmd?${asked}`)).text();
  expect(text).toContain('cart · 2.0');
  expect(text).toContain('via gateway and 1 more');
});

test('what an address asks for and nobody knows is told', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, proxiedTrace('1.0'));
  const services = servicesPage(page);
  await services.open('?split=colour&fold=envoy&fold=proxies');
  await expect(services.nodes).toHaveCount(3);
  await expect(page.getByText('A service is one node.')).toBeVisible();
  await expect(page.getByText('Nothing is folded for it.')).toBeVisible();
});

test('of a service in very many instances the map has some, the failing one first, and tells of the others', async ({
  page,
  server,
}) => {
  const instances = Array.from({ length: 60 }, (_, place) => `cart-${String(place).padStart(2, '0')}`);
  await sendTraces(
    server.tracesUrl,
    ...instances.map((instance): TraceSpec => {
      const call = newSpanId();
      const failed = instance === 'cart-59' ? { error: 'full' } : {};
      return {
        services: [
          { service: 'web', spans: [{ name: 'GET /cart', spanId: call, kind: 3, durationMs: 20 }] },
          {
            service: 'cart',
            resource: { 'service.instance.id': instance },
            spans: [{ name: 'GET /cart', parentSpanId: call, kind: 2, durationMs: 10, ...failed }],
          },
        ],
      };
    }),
  );
  const services = servicesPage(page);
  await services.open('?split=instance');
  // With web, which has none.
  await expect(services.nodes).toHaveCount(49);
  await expect(services.node('cart · cart-59, service')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('12 parts in the table alone');
  await expect(services.part).toContainText(
    'cart: 12 of 60 parts are in the table alone, with 12 requests, 0 of them failed',
  );
  await expect(services.table).toHaveAttribute('aria-rowcount', /6[01]/);

  await page.goto('/services?split=instance&node=service%3A%2Fcart%2Finstance%3Dcart-58');
  await expect(services.nodes).toHaveCount(50);
  await expect(services.node('cart · cart-58, service')).toHaveAttribute('aria-pressed', 'true');
});
