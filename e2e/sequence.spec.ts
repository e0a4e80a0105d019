// A trace as a sequence: from its menu or its id, every part leads to its span, it grows while the trace arrives, and
// names from outside are text.
import { diagramsPage } from './pages/diagrams-page.ts';
import { sequencePage } from './pages/sequence-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, newTraceId, sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

test('from the trace to its sequence, from each part to its span, and back', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  const trace = tracePage(page);
  await trace.open(id);
  await page.getByRole('button', { name: 'More to do with this trace' }).click();
  await page.getByRole('menuitem', { name: 'Sequence diagram' }).click();

  const sequence = sequencePage(page);
  await expect(sequence.participants).toHaveText([
    'caller',
    'shop-web',
    'shop-api',
    'orders-db · database',
    'orders.created · queue',
    'shop-mail',
  ]);
  await expect(sequence.messages).toHaveText([
    'GET /',
    'POST /orders',
    'INSERT orders',
    'error · 20.0 ms',
    'send orders.created',
    'error · 70.0 ms',
    '80.0 ms',
    'process orders.created · 30.0 ms · queued 45.0 ms',
  ]);
  await expect(sequence.message('orders-db · database answers shop-api')).toHaveAttribute('data-failed', 'true');
  await expect(sequence.message('shop-api to orders-db')).toHaveAttribute('data-failed', 'false');

  const url = page.url();
  await sequence.message('shop-api to orders-db').click();
  await expect(trace.details.getByRole('heading', { name: 'INSERT orders' })).toBeVisible();
  await page.getByRole('link', { name: 'Diagram', exact: true }).click();
  await expect(page).toHaveURL(url);
  await sequence.participants.filter({ hasText: 'shop-mail' }).focus();
  await page.keyboard.press('Enter');
  await expect(trace.details.getByRole('heading', { name: 'process orders.created' })).toBeVisible();
});

test('the table has the same calls, the text can be copied, the kind can be changed and changed back', async ({
  page,
  server,
}) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const sequence = sequencePage(page);
  await sequence.open(id);
  await expect(sequence.messages).toHaveCount(8);
  await page.keyboard.press('t');
  await expect(sequence.rows).toHaveCount(5);
  await expect(sequence.rows.nth(2)).toContainText(/3\s*shop-api\s*orders-db · database\s*INSERT orders/);
  await sequence.rows.nth(2).getByRole('link').click();
  await expect(tracePage(page).details.getByRole('heading', { name: 'INSERT orders' })).toBeVisible();
  await page.goBack();

  await page.getByText('Text', { exact: true }).click();
  await expect(sequence.text).toContainText(`%% source: trace ${id}`);
  await expect(sequence.text).toContainText('p2->>+p3: INSERT orders');

  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Architecture map' }).click();
  const map = diagramsPage(page);
  await expect(map.node('shop-api, service')).toBeVisible();
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Trace sequence' }).click();
  await expect(sequence.messages).toHaveCount(8);
});

test('without a trace it asks for one, and takes what is pasted; it says what is no id and what is not here', async ({
  page,
  server,
  guard,
}) => {
  guard.allowConsole(/status of 404/);
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/diagrams?kind=sequence');
  await expect(page.getByRole('heading', { name: 'Choose a trace' })).toBeVisible();
  const field = page.getByLabel('Trace', { exact: true });
  await field.fill('4711');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is no trace id')).toBeVisible();
  await field.fill(`00-${id}-${newSpanId()}-01`);
  await page.keyboard.press('Enter');
  const sequence = sequencePage(page);
  await expect(sequence.messages).toHaveCount(8);
  await sequence.open(newTraceId());
  await expect(page.getByRole('heading', { name: 'The trace could not be read' })).toBeVisible();
});

test('while the trace arrives the picture grows in its place', async ({ page, server }) => {
  const traceId = newTraceId();
  const whole = { ...orderTrace({ agoMs: 200 }), traceId };
  const [web, ...others] = whole.services;
  if (web === undefined) throw new Error('no service');
  await sendTraces(server.tracesUrl, { ...whole, services: others });
  const sequence = sequencePage(page);
  await sequence.open(traceId);
  await expect(page.getByText('still arriving')).toBeVisible();
  await expect(sequence.message('caller to shop-api: POST /orders · parent missing')).toBeVisible();
  await sendTraces(server.tracesUrl, { ...whole, services: [web] });
  await expect(sequence.message('shop-web to shop-api: POST /orders')).toBeVisible();
  await expect(page.getByText('still arriving')).toBeHidden();
});

test('who takes part stays in view while a long sequence is scrolled', async ({ page, server }) => {
  const root = newSpanId();
  const calls = Array.from({ length: 60 }, (_, index) => ({
    name: `step ${index}`,
    parentSpanId: root,
    kind: 3,
    startMs: index * 10,
    durationMs: 5,
    attributes: { 'server.address': 'far.example' },
  }));
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [{ service: 'walker', spans: [{ name: 'walk', spanId: root, kind: 2, durationMs: 700 }, ...calls] }],
  });
  const sequence = sequencePage(page);
  await sequence.open(id);
  await expect(sequence.participants.first()).toBeInViewport();
  await expect(sequence.heads).toBeHidden();
  await sequence.message('caller to walker').focus();
  await sequence.message('walker to far.example · external: step 59').focus();
  await expect(sequence.participants.first()).not.toBeInViewport();
  await expect(sequence.heads.getByText('walker')).toBeInViewport();
});

test('of many participants the least important are hidden until all are asked for', async ({ page, server }) => {
  const root = newSpanId();
  const calls = Array.from({ length: 20 }, (_, index) => ({
    name: 'GET',
    parentSpanId: root,
    kind: 3,
    startMs: index * 30,
    durationMs: 5 + index,
    attributes: { 'server.address': `host-${index}.example` },
  }));
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [{ service: 'walker', spans: [{ name: 'walk', spanId: root, kind: 2, durationMs: 700 }, ...calls] }],
  });
  const sequence = sequencePage(page);
  await sequence.open(id);
  await expect(sequence.participants).toHaveCount(14);
  await expect(sequence.picture.getByText('+8 calls not drawn')).toBeAttached();
  await page.getByRole('button', { name: 'Show all 22 participants' }).click();
  await expect(sequence.participants).toHaveCount(22);
  await page.goBack();
  await expect(sequence.participants).toHaveCount(14);
});

test('names from outside are text in the picture, the table and the Mermaid text', async ({ page, server }) => {
  const hostile = new Map([
    ['shop-web', 'end; Note over p0: x'],
    ['shop-api', '<img src=x onerror=alert(1)>'],
    ['shop-mail', '%%{init: {}}%% #35; "x"'],
  ]);
  const trace = orderTrace({ failed: true });
  const [id = ''] = await sendTraces(server.tracesUrl, {
    ...trace,
    services: trace.services.map(({ service, spans }) => ({
      service: hostile.get(service) ?? service,
      spans: spans.map((span) => ({
        ...span,
        name: `${span.name}<script>alert(1)</script>\nclick p0 "javascript:alert(1)"`,
        ...(span.error === undefined ? {} : { attributes: { ...span.attributes, 'error.type': '<b>--x p0' } }),
      })),
    })),
  });
  page.on('dialog', (dialog) => {
    throw new Error(`a name from outside opened a dialog: ${dialog.message()}`);
  });
  const sequence = sequencePage(page);
  await sequence.open(id);
  await expect(sequence.messages).toHaveCount(8);
  for (const name of hostile.values()) await expect(sequence.participants.filter({ hasText: name })).toHaveCount(1);
  await expect(sequence.messages.first()).toContainText('GET /<script>alert(1)</script> click p0');
  await expect(sequence.messages.filter({ hasText: 'error <b>--x p0' })).toHaveCount(2);
  await expect(sequence.picture.locator('img, script, foreignObject')).toHaveCount(0);
  await page.getByText('Text', { exact: true }).click();
  await expect(sequence.text).toContainText('sequenceDiagram');
  expect(await sequence.text.textContent()).not.toContain('<');
  await page.getByText('Table', { exact: true }).click();
  await expect(sequence.rows.first()).toContainText('<script>');
});
