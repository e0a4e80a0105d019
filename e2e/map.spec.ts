// The architecture map lives: it appears as spans come in, its values tick without anything moving, its parts lead to
// traces, and its address brings the same view back.
import { type DiagramsPage, diagramsPage, type Place } from './pages/diagrams-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, sendTraces, type TraceSpec } from './support/otlp.ts';
import { failedEntry, orderTrace, SHOP_NODES } from './support/shop.ts';

/** What the issue promises between an export and its picture. */
const SHOWN_WITHIN_MS = 5_000;

test('an export is on the map within 5 s; counts tick and nothing moves; the address restores the view', async ({
  page,
  server,
  freshPage,
}) => {
  const map = diagramsPage(page);
  await map.open();
  await expect(page.getByText('No calls in this time')).toBeVisible();

  await sendTraces(server.tracesUrl, orderTrace(), orderTrace());
  const exported = Date.now();
  await expect(map.node('shop-api, service')).toBeVisible({ timeout: SHOWN_WITHIN_MS });
  expect(Date.now() - exported).toBeLessThan(SHOWN_WITHIN_MS);
  expect(await map.nodeNames()).toEqual([...SHOP_NODES]);

  await map.node('shop-api, service').click();
  const received = map.selected.getByRole('definition').first();
  await expect(received).toHaveText('2');
  const before = await map.places();
  expect(before.length).toBeGreaterThan(SHOP_NODES.length);
  for (const total of [5, 25, 65]) {
    const had = Number(await received.textContent());
    await sendTraces(server.tracesUrl, ...Array.from({ length: total - had }, () => orderTrace()));
    await expect(received).toHaveText(String(total));
    expect(await map.places(), `after the tick to ${total} calls`).toEqual(before);
  }

  const url = page.url();
  const fresh = await freshPage();
  await fresh.goto(url);
  const again = diagramsPage(fresh);
  await expect(again.node('shop-api, service')).toHaveAttribute('aria-pressed', 'true');
  expect(await again.nodeNames()).toEqual([...SHOP_NODES]);
  expect(await again.places()).toEqual(await map.places());
  await expect(again.selected.getByRole('definition').first()).toHaveText('65');

  await map.traces.first().click();
  const trace = tracePage(page);
  await expect(trace.row('INSERT orders')).toBeVisible();
  await page.getByRole('link', { name: 'Diagram', exact: true }).click();
  await expect(map.node('shop-api, service')).toHaveAttribute('aria-pressed', 'true');
});

test('a call that begins to fail turns red in its place, and leads to its traces', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace());
  const map = diagramsPage(page);
  await map.open();
  const call = map.call('shop-api', 'orders-db');
  await expect(call).toHaveAttribute('data-failing', 'false');
  const before = await map.places();

  const [failedId] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  await expect(call).toHaveAttribute('data-failing', 'true');
  await expect(call).toHaveAccessibleName(/33\.3%/);
  expect(await map.places()).toEqual(before);

  await call.click();
  await expect(page).toHaveURL(/client=service/);
  await expect(map.traces).toHaveCount(3);
  await expect(map.traces.filter({ hasText: 'error' })).toHaveAttribute('href', new RegExp(`/trace/${failedId}`));
  await map.selected.getByRole('link', { name: 'All of them in Search' }).click();
  await expect(page.getByRole('button', { name: /Remove the filter call/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '3 traces' })).toBeVisible();
});

test('a failing service that nobody calls is red, with its own numbers', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace({ failed: true }), failedEntry());
  const map = diagramsPage(page);
  await map.open();
  const failing = map.node('shop-admin, service, errors begin here');
  await expect(failing).toHaveAttribute('data-state', 'bad');
  await expect(map.node('shop-web, service')).toHaveAttribute('data-state', 'ok');
  await expect(map.node('orders-db, database, errors begin here')).toHaveAttribute('data-state', 'bad');
  await failing.click();
  await expect(map.selected.getByRole('definition')).toHaveText(['1', /rps$/, '100%']);
});

test('by keyboard: the parts of the picture, the table twin, deselecting', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const map = diagramsPage(page);
  await map.open();
  await map.node('shop-web, service').focus();
  await page.keyboard.press('Enter');
  await expect(map.node('shop-web, service')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(map.node('shop-web, service')).toHaveAttribute('aria-pressed', 'false');

  await page.keyboard.press('t');
  const table = page.getByRole('table', { name: 'Calls between services, databases and queues' });
  await expect(table.getByRole('row')).toHaveCount(1 + 4);
  await table.getByRole('row', { name: /shop-api.*orders-db/ }).focus();
  await page.keyboard.press('Enter');
  await expect(map.selected).toContainText('call and answer');
  await page.keyboard.press('t');
  await expect(map.call('shop-api', 'orders-db')).toHaveAttribute('aria-pressed', 'true');
});

test('what is seen of the map is in its address: closer, elsewhere, fitted again', async ({
  page,
  server,
  freshPage,
}) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const map = diagramsPage(page);
  await map.open();
  await expect(map.nodes).toHaveCount(SHOP_NODES.length);
  const fitted = await map.places();
  for (let steps = 0; steps < 5; steps++) await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');

  const fresh = await freshPage();
  const again = diagramsPage(fresh);
  await expect(async () => {
    // It is written once the map has come to rest.
    expect(page.url()).toContain('cut=');
    await fresh.goto(page.url());
    await expect(again.nodes).toHaveCount(SHOP_NODES.length);
    expect(await apart(again, await map.places())).toBeLessThan(1);
  }).toPass();
  const closer = await map.places();
  expect(closer).not.toEqual(fitted);

  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Trace sequence' }).click();
  await expect(page, 'another picture').not.toHaveURL(/cut=/);
  await page.goBack();
  await expect(page).toHaveURL(/cut=/);
  await expect.poll(() => apart(map, closer)).toBeLessThan(1);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/cut=/);
  await expect.poll(() => apart(map, fitted)).toBeLessThan(1);
});

/** By how many pixels a part stands elsewhere, at most. */
async function apart(map: DiagramsPage, places: readonly Place[]): Promise<number> {
  const now = await map.places();
  const distances = places.map(({ x, y }, index) => Math.hypot(x - (now[index]?.x ?? 1e6), y - (now[index]?.y ?? 1e6)));
  return Math.max(...distances);
}

test('names from outside are text in the picture and in its Mermaid text', async ({ page, server }) => {
  const hostile = new Map([
    ['shop-api', '<img src=x onerror=alert(1)>'],
    ['shop-mail', 'x"]; click a "javascript:alert(1)" %%{init'],
    ['shop-web', 'end; style a fill:red; classDef'],
  ]);
  const trace = orderTrace();
  await sendTraces(server.tracesUrl, {
    ...trace,
    services: trace.services.map((entry) => ({ ...entry, service: hostile.get(entry.service) ?? entry.service })),
  });
  page.on('dialog', (dialog) => {
    throw new Error(`a name from outside opened a dialog: ${dialog.message()}`);
  });
  const map = diagramsPage(page);
  await map.open();
  await expect(map.nodes).toHaveCount(SHOP_NODES.length);
  for (const name of hostile.values()) {
    await expect(map.node(`${name}, service`)).toBeVisible();
    await expect(map.node(`${name}, service`)).toContainText(name);
  }
  await expect(map.nodes.locator('img, a, script')).toHaveCount(0);
  await page.getByText('Text', { exact: true }).click();
  const text = page.getByLabel('Mermaid text');
  await expect(text).toContainText('flowchart');
  await expect(text).toContainText('orders-db');
  expect(await text.textContent()).not.toContain('<img');
});

/** Each service calls the next one. */
function chain(length: number): TraceSpec {
  const calls = Array.from({ length: length - 1 }, () => newSpanId());
  return {
    services: Array.from({ length }, (_, place) => ({
      service: `chain-${place}`,
      spans: [
        {
          name: 'serve',
          kind: 2,
          durationMs: 30,
          ...(place > 0 && { parentSpanId: calls[place - 1] }),
          spanId: `${place}`.padStart(16, 'a'),
        },
        ...(place < length - 1
          ? [
              {
                name: 'call',
                kind: 3,
                durationMs: 20,
                spanId: calls[place],
                parentSpanId: `${place}`.padStart(16, 'a'),
              },
            ]
          : []),
      ],
    })),
  };
}

test('a link to a selected part brings it into view', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, chain(12));
  const map = diagramsPage(page);
  await map.open('&node=service%3Achain-11');
  await expect(map.node('chain-11, service')).toBeInViewport({ ratio: 1 });
  await expect(map.node('chain-0, service')).not.toBeInViewport();
});
