// The trace page: the waterfall folds and zooms, finding, the address restores it, names from outside are inert. Past 400
// lines because its tests share the trace below; keys and odd shapes lie in trace-keyboard.spec.ts and trace-shapes.spec.ts.
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, newTraceId, sendTraces, type SpanSpec } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const ROOT = newSpanId();
const CALL = newSpanId();
const QUERY = newSpanId();

const SPANS: readonly SpanSpec[] = [
  { name: 'GET /basket', spanId: ROOT, kind: 2, durationMs: 400 },
  { name: 'load basket', spanId: CALL, parentSpanId: ROOT, startMs: 20, durationMs: 200 },
  {
    name: 'SELECT lines',
    spanId: QUERY,
    parentSpanId: CALL,
    kind: 3,
    startMs: 40,
    durationMs: 100,
    attributes: { 'db.system.name': 'postgresql', 'db.namespace': 'baskets', 'db.query.text': 'SELECT * FROM lines' },
    error: 'deadlock detected',
    events: [
      {
        name: 'exception',
        atMs: 130,
        attributes: { 'exception.type': 'DeadlockError', 'exception.message': 'deadlock detected' },
      },
    ],
  },
  { name: 'render', parentSpanId: ROOT, startMs: 240, durationMs: 100, attributes: { 'template.name': 'basket.html' } },
];

test('rows fold and open, and errors stay visible on what is folded', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, { services: [{ service: 'basket', spans: SPANS }] });
  const trace = tracePage(page);
  await trace.open(id);
  await expect(trace.rows).toHaveCount(4);
  await trace.row('load basket').getByRole('button', { name: 'Fold' }).click();
  await expect(trace.rows).toHaveCount(3);
  await expect(trace.row('load basket')).toHaveAttribute('aria-expanded', 'false');
  await expect(trace.row('load basket')).toContainText('1 error');
  await page.getByRole('button', { name: '1', exact: true }).click();
  await expect(trace.rows).toHaveCount(1);
  await page.getByRole('button', { name: 'All levels' }).click();
  await expect(trace.rows).toHaveCount(4);

  await trace.row('GET /basket').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(trace.rows).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(trace.rows).toHaveCount(4);
});

test('the keys open and fold level by level, and one subtree can stand alone', async ({ page, server, freshPage }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, { services: [{ service: 'basket', spans: SPANS }] });
  const trace = tracePage(page);
  await trace.open(id);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(trace.rows).toHaveCount(3);
  await page.getByRole('button', { name: /One level less/ }).click();
  await expect(trace.rows).toHaveCount(1);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(trace.rows).toHaveCount(3);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(trace.rows).toHaveCount(4);

  await trace.row('load basket').click();
  await page.keyboard.press('.');
  await expect(trace.rows).toHaveCount(2);
  await expect(trace.row('load basket')).toHaveAttribute('aria-level', '1');
  await expect(page.getByText('Only load basket and what it called: 2 of 4 spans')).toBeVisible();
  expect(await trace.zoom()).toEqual({ from: 20e6, to: 220e6 });
  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expect(tracePage(fresh).rows).toHaveCount(2);
  await page.keyboard.press('.');
  await expect(trace.rows).toHaveCount(4);
  await expect(page).not.toHaveURL(/within=/);
});

test('similar calls stand in one row until they are wanted; errors stay out of it', async ({ page, server }) => {
  const spans: SpanSpec[] = Array.from({ length: 30 }, (_, index) => ({
    name: 'SELECT price',
    parentSpanId: ROOT,
    startMs: 5 * index,
    durationMs: 4,
    ...(index === 20 ? { error: 'deadlock detected' } : {}),
  }));
  spans.push({ name: 'GET /basket', spanId: ROOT, durationMs: 400 });
  const [id = ''] = await sendTraces(server.tracesUrl, { services: [{ service: 'basket', spans }] });
  const trace = tracePage(page);
  await trace.open(id);
  // The root, the group, the call that failed, and the one after it, which is its repetition.
  await expect(trace.rows).toHaveCount(4);
  const group = trace.rows.nth(1);
  await expect(group).toContainText('28 similar spans');
  await expect(group.getByRole('gridcell').nth(1)).toHaveText('112\u202fms');
  await expect(trace.rows.nth(2)).toContainText('error');
  await expect(trace.rows.nth(3)).toContainText('retry 1');

  await group.getByRole('button', { name: 'Open' }).click();
  await expect(trace.rows.nth(2)).toHaveAttribute('aria-level', '3');
  await trace.rows.nth(2).click();
  await group.getByRole('button', { name: 'Fold' }).click();
  await expect(trace.rows).toHaveCount(5);
  await expect(trace.selectedRow).toHaveAttribute('aria-level', '3');

  await page.getByRole('checkbox', { name: 'Fold similar' }).uncheck();
  await expect(page).toHaveURL(/similar=open/);
  await expect(group).not.toContainText('similar');
  await page.getByRole('checkbox', { name: 'Fold similar' }).check();
  await expect(page).not.toHaveURL(/similar=/);
});

test('a clock that is wrong is corrected for display, said, and shown as sent on demand', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [
      {
        service: 'web',
        spans: [{ name: 'call', spanId: CALL, parentSpanId: ROOT, kind: 3, startMs: 100, durationMs: 100 }],
      },
      { service: 'web', spans: [{ name: 'page', spanId: ROOT, durationMs: 300 }] },
      { service: 'api', spans: [{ name: 'serve', parentSpanId: CALL, kind: 2, startMs: 2000, durationMs: 60 }] },
    ],
  });
  const trace = tracePage(page);
  await trace.open(id);
  expect(await trace.zoom()).toEqual({ from: 0, to: 300e6 });
  await page.getByRole('button', { name: /clock skew corrected, −1.88\ss/ }).click();
  await expect(page.getByText(/measured as sent, a call would lie outside/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Correct skew' }).uncheck();
  await expect(page).toHaveURL(/skew=raw/);
  await expect(page.getByRole('button', { name: /clock skew not corrected/ })).toBeVisible();
  expect(await trace.zoom()).toEqual({ from: 0, to: 2060e6 });
});

test('zoom is in the address, and fits again', async ({ page, server, freshPage }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, { services: [{ service: 'basket', spans: SPANS }] });
  const trace = tracePage(page);
  await trace.open(id);
  expect(await trace.zoom()).toEqual({ from: 0, to: 400e6 });
  await page.keyboard.press('w');
  await page.keyboard.press('w');
  await page.keyboard.press('a');
  const closer = await trace.zoom();
  expect(closer.from).toBeGreaterThan(0);
  expect(closer.to - closer.from).toBeLessThan(300e6);
  await expect(page).toHaveURL(new RegExp(`zoom=${closer.from}-${closer.to}`));

  const fresh = await freshPage();
  await fresh.goto(page.url());
  const again = tracePage(fresh);
  await expect(again.rows.first()).toBeVisible();
  expect(await again.zoom()).toEqual(closer);

  await page.keyboard.press('z');
  expect(await trace.zoom()).toEqual({ from: 0, to: 400e6 });
  await expect(page).not.toHaveURL(/zoom=/);

  const minimap = page.getByRole('group', { name: /Minimap/ });
  const box = await minimap.boundingBox();
  if (box === null) throw new Error('the minimap has no box');
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/zoom=\d+-\d+/);
  const dragged = await trace.zoom();
  expect(dragged.from / 400e6).toBeCloseTo(0.25, 1);
  expect(dragged.to / 400e6).toBeCloseTo(0.5, 1);
});

test('find counts matches in names, services and attributes, and walks them', async ({ page, server, freshPage }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, { services: [{ service: 'shop', spans: SPANS }] });
  const trace = tracePage(page);
  await trace.open(id);
  await page.keyboard.press('/');
  const box = page.getByRole('textbox', { name: 'Find in trace' });
  await expect(box).toBeFocused();
  await page.keyboard.type('basket');
  const status = page.getByRole('search').getByRole('status');
  await expect(status).toHaveText(/4/);
  await page.keyboard.press('Enter');
  await expect(status).toHaveText(/of 4/);
  const first = await status.textContent();
  await page.keyboard.press('Enter');
  await expect(status).not.toHaveText(first ?? '');
  await box.fill('no such thing');
  await expect(status).toHaveText('no matches');
  await box.fill('FROM lines');
  await expect(status).toHaveText(/^1/);
  await expect(page).toHaveURL(/find=FROM/);

  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expect(fresh.getByRole('textbox', { name: 'Find in trace' })).toHaveValue('FROM lines');
  await expect(fresh.getByRole('search').getByRole('status')).toHaveText(/^1/);
});

test('the selected span is in the address; the next error is one key away', async ({ page, server, freshPage }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, { services: [{ service: 'basket', spans: SPANS }] });
  const trace = tracePage(page);
  await trace.open(id);
  await trace.row('render').click();
  await expect(page).toHaveURL(/span=/);
  await expect(trace.details.getByRole('heading', { name: 'render' })).toBeVisible();

  await page.keyboard.press('e');
  await expect(trace.details.getByRole('heading', { name: 'SELECT lines' })).toBeVisible();
  await expect(trace.details).toContainText('deadlock detected');
  await expect(trace.details).toContainText('DeadlockError');
  await expect(page).toHaveURL(new RegExp(`span=${QUERY}`));

  const fresh = await freshPage();
  await fresh.goto(page.url());
  const again = tracePage(fresh);
  await expect(again.selectedRow).toContainText('SELECT lines');
  await expect(again.details.getByRole('heading', { name: 'SELECT lines' })).toBeVisible();
  expect(await again.attributes('Attributes')).toEqual([
    ['db.system.name', 'postgresql'],
    ['db.namespace', 'baskets'],
    ['db.query.text', 'SELECT * FROM lines'],
  ]);
});

test('an attribute leads to the traces that have its value, and to those that do not', async ({ page, server }) => {
  const [id = ''] = await sendTraces(
    server.tracesUrl,
    { services: [{ service: 'basket', spans: SPANS }] },
    {
      services: [
        { service: 'basket', spans: [{ name: 'POST /login', attributes: { 'template.name': 'login.html' } }] },
      ],
    },
  );
  const trace = tracePage(page);
  await trace.open(id);
  await trace.row('render').click();
  await trace.details.getByRole('link', { name: 'Find traces with this value of template.name' }).click();
  await expect(page).toHaveURL(/\/search\?.*spanAttr=template\.name%3Dbasket\.html/);
  await expect(page.getByRole('link', { name: 'GET /basket' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'POST /login' })).toHaveCount(0);

  await page.goBack();
  await trace.details.getByRole('link', { name: 'Find traces without this value of template.name' }).click();
  await expect(page.getByRole('link', { name: 'POST /login' })).toBeVisible();
  await expect(page.getByText('≠')).toBeVisible();
});

test('sources open in the editor of choice, and only from paths that are safe', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [
      {
        service: 'basket',
        spans: [
          {
            name: 'here',
            attributes: {
              'code.file.path': '/app/src/my cart.py',
              'code.line.number': 12,
              'code.function.name': 'load',
            },
          },
          { name: 'elsewhere', startMs: 1, attributes: { 'code.filepath': '//evil.example/x.py', 'code.lineno': 3 } },
        ],
      },
    ],
  });
  const trace = tracePage(page);
  await trace.open(id);
  await trace.row('here').click();
  const link = trace.details.getByRole('link', { name: /^Open in/ });
  await expect(link).toHaveAttribute('href', 'vscode://file/app/src/my%20cart.py:12');
  await trace.details.getByText('Editor and path prefix').click();
  await trace.details.getByLabel('Editor', { exact: true }).selectOption('Zed');
  await trace.details.getByLabel('Paths begin with').fill('/app');
  await trace.details.getByLabel('and lie here in').fill('/home/me/shop');
  await expect(link).toHaveAttribute('href', 'zed://file/home/me/shop/src/my%20cart.py:12');
  await page.reload();
  await expect(link).toHaveAttribute('href', 'zed://file/home/me/shop/src/my%20cart.py:12');

  await trace.row('elsewhere').click();
  await expect(trace.details.getByText('//evil.example/x.py:3')).toBeVisible();
  await expect(link).toHaveCount(0);
});

test('names, keys, values and messages from outside are text and nothing else', async ({ page, server }) => {
  const html = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  page.on('dialog', (dialog) => {
    throw new Error(`text from outside opened a dialog: ${dialog.message()}`);
  });
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [
      {
        service: html,
        resource: { [html]: html },
        spans: [
          {
            name: html,
            kind: 2,
            attributes: { [html]: html, __proto__: 'x', constructor: 'y', 'url.full': 'javascript:alert(3)' },
            error: html,
            events: [{ name: html, atMs: 1, attributes: { [html]: html, 'exception.stacktrace': html } }],
          },
        ],
      },
    ],
  });
  await page.goto('/search');
  await page.getByRole('link', { name: html }).click();
  const trace = tracePage(page);
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByRole('heading', { name: html, level: 1 })).toBeVisible();
  await trace.rows.first().click();
  expect(await trace.attributes('Attributes')).toEqual(
    expect.arrayContaining([
      [html, html],
      ['constructor', 'y'],
      ['url.full', 'javascript:alert(3)'],
    ]),
  );
  await trace.openSection('Resource');
  expect(await trace.attributes('Resource')).toEqual([
    ['service.name', html],
    [html, html],
  ]);
  await trace.openSection('Raw JSON');
  await expect(page.locator('img, script:not([src])')).toHaveCount(0);
  await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
});

test('a trace that is still coming in grows in place', async ({ page, server }) => {
  const id = newTraceId();
  const late = newSpanId();
  await sendTraces(server.tracesUrl, {
    traceId: id,
    services: [{ service: 'basket', spans: [{ name: 'SELECT lines', spanId: QUERY, parentSpanId: late, kind: 3 }] }],
  });
  const trace = tracePage(page);
  await trace.open(id);
  await expect(page.getByRole('button', { name: '1 missing parent' })).toBeVisible();
  await sendTraces(server.tracesUrl, {
    traceId: id,
    services: [{ service: 'basket', spans: [{ name: 'GET /basket', spanId: late, kind: 2, durationMs: 50 }] }],
  });
  await expect(trace.row('GET /basket')).toBeVisible();
  await expect(trace.row('SELECT lines')).toHaveAttribute('aria-level', '2');
  await expect(page.getByText('1 missing parent')).toBeHidden();
});

test('the focus stays on its row when others come in above it, and when the view is narrowed to it', async ({
  page,
  server,
}) => {
  const id = newTraceId();
  const top = newSpanId();
  const step = (number: number): SpanSpec => ({
    name: `step ${number}`,
    parentSpanId: top,
    startMs: number * 10,
    durationMs: 5,
  });
  const send = (agoMs: number, spans: readonly SpanSpec[]): Promise<unknown> =>
    sendTraces(server.tracesUrl, { traceId: id, agoMs, services: [{ service: 'basket', spans }] });
  await send(5_000, [20, 21, 22, 23, 24, 25].map(step));
  const trace = tracePage(page);
  await trace.open(id);
  await trace.row('step 24').focus();
  // Earlier ones: the row comes to stand further down.
  await send(20_000, [
    { name: 'GET /basket', spanId: top, kind: 2, durationMs: 19_000 },
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(step),
  ]);
  await expect(trace.row('step 3')).toBeVisible();
  await expect(trace.row('step 24')).toBeFocused();
  await page.keyboard.press('.');
  await expect(page).toHaveURL(/within=/);
  await expect(trace.row('step 3')).toBeHidden();
  await expect(trace.row('step 24')).toBeFocused();
  await page.keyboard.press('.');
  await expect(trace.row('step 3')).toBeVisible();
  await expect(trace.row('step 24')).toBeFocused();
});

test('the details tell how long the operation and a call usually take, and over which time', async ({
  page,
  server,
}) => {
  const orders = [5_000, 65_000, 125_000].map((agoMs) => orderTrace({ agoMs }));
  const [id = ''] = await sendTraces(server.tracesUrl, ...orders);
  const trace = tracePage(page);
  await trace.open(id);
  await trace.row('POST /orders').last().click();
  await expect(trace.details).toContainText(/p95 of this operation: [\d.]+.ms, of 3 requests, .*\d\d:\d\d – \d\d:\d\d/);
  await trace.row('INSERT orders').click();
  await expect(trace.details).toContainText(/p95 of calls to orders-db: [\d.]+.ms, of 3 calls/);
});

test('a trace with a gap says how context gets lost, and leads to the service over time', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [{ service: 'payment', spans: [{ name: 'Charge/Create', kind: 2, parentSpanId: newSpanId() }] }],
  });
  const trace = tracePage(page);
  await trace.open(id);
  const note = page.getByRole('region', { name: 'Incomplete' });
  await note.getByRole('button', { name: 'How context gets lost' }).click();
  await expect(note.getByRole('listitem').first()).toContainText('traceparent');
  await note.getByRole('link', { name: 'Show payment over time' }).click();
  await expect(page).toHaveURL(/\/services\?.*node=service%3Apayment/);
  await expect(page.getByRole('complementary')).toContainText('payment');
});
