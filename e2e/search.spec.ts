// Search: conditions, completion, what to do when nothing is found, paging, and all of it by keyboard. Past 400
// lines because its tests share the traces below; what has traces of its own lies in search-*.spec.ts.
import { searchPage } from './pages/search-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { sendTraces, type TraceSpec } from './support/otlp.ts';

interface RequestSpec {
  readonly service?: string;
  readonly operation?: string;
  readonly durationMs?: number;
  readonly status?: number;
  readonly agoMs?: number;
}

/** A trace of one server span. */
function request({
  service = 'shop',
  operation = 'GET /products',
  durationMs = 20,
  status = 200,
  agoMs,
}: RequestSpec): TraceSpec {
  const attributes = { 'http.response.status_code': status, 'http.route': operation.split(' ')[1] ?? '' };
  const failed = status >= 500 ? { error: `answered ${status}` } : {};
  return {
    ...(agoMs === undefined ? {} : { agoMs }),
    services: [
      {
        service,
        resource: { 'host.name': `${service}-host` },
        spans: [{ name: operation, kind: 2, durationMs, attributes, ...failed }],
      },
    ],
  };
}

const MIXED: readonly TraceSpec[] = [
  request({ agoMs: 60_000 }),
  request({ agoMs: 50_000, durationMs: 900 }),
  request({ agoMs: 40_000, operation: 'POST /orders', status: 503, durationMs: 300 }),
  request({ agoMs: 30_000, service: 'billing', operation: 'POST /invoices', durationMs: 45 }),
  request({ agoMs: 20_000, service: 'billing', operation: 'POST /invoices', status: 504, durationMs: 2_000 }),
];

test('each condition narrows the answer, and the address holds them all', async ({ page, server, freshPage }) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(5);
  await expect(search.counts).toContainText('5 traces');
  await expect(search.counts).toContainText('2 with errors');

  await search.addFilter('service', 'billing');
  await expect(search.chip('service = billing')).toBeVisible();
  await expect(search.rows).toHaveCount(2);
  await search.addFilter('status', 'error');
  await expect(search.rows).toHaveCount(1);
  await expect(search.rows.first()).toContainText('2.00');
  await search.chip('service = billing').click();
  await expect(search.rows).toHaveCount(2);
  await search.chip('status = error').click();
  await expect(search.rows).toHaveCount(5);

  await search.addFilter('http.response.status_code', '503');
  await expect(search.rows).toHaveCount(1);
  await expect(search.rows.first()).toContainText('POST /orders');
  await search.chip('http.response.status_code = 503').click();

  await page.keyboard.press('f');
  await page.keyboard.type('Span takes at least');
  await expect(search.suggestions.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await search.addFilter('operation', 'POST /invoices');
  await search.addFilter('name', 'INVOICE');
  await expect(search.rows).toHaveCount(2);

  const fresh = searchPage(await freshPage());
  await fresh.open(new URL(page.url()).search);
  await expect(fresh.rows).toHaveCount(2);
  await expect(fresh.chip('operation = POST /invoices')).toBeVisible();
  await expect(fresh.chip('name contains INVOICE')).toBeVisible();
});

test('longest first, by duration, and bounds on it', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open();
  await expect(search.rows.first()).toContainText('2.00');
  await expect(search.rows.nth(1)).toContainText('45');
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'Longest first' }).click();
  await expect(search.rows.nth(1)).toContainText('900');
  await expect(page).toHaveURL(/sort=longest/);
  await search.open('?minDuration=300000000&maxDuration=900000000');
  await expect(search.rows).toHaveCount(2);
});

test('completion: services with their spans, operations, attribute keys, then their values', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open();
  await page.keyboard.press('f');
  await page.keyboard.type('host');
  await expect(search.suggestions.filter({ hasText: 'host.name' }).first()).toContainText('attribute of the resource');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('service');
  await expect(search.suggestions.first()).toContainText('service =');
  await page.keyboard.press('Enter');
  await expect(search.suggestions).toHaveCount(2);
  await expect(search.suggestions.filter({ hasText: 'billing' })).toContainText('2 spans');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search.chip('service = shop')).toBeVisible();

  await page.keyboard.press('f');
  await page.keyboard.type('operation');
  await page.keyboard.press('Enter');
  await expect(search.suggestions).toHaveText([/GET \/products/, /POST \/orders/]);
});

test('nothing found: each condition is offered for dropping with what it would bring', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open('?service=shop&status=error&minDuration=5000000000');
  await expect(page.getByRole('heading', { name: 'No trace matches all 3 conditions' })).toBeVisible();
  const offers = page.getByRole('listitem');
  await expect(offers.filter({ hasText: 'duration ≥ 5.00' })).toContainText('1 trace');
  await expect(offers.filter({ hasText: 'service = shop' })).toContainText('none');
  await offers.filter({ hasText: 'duration ≥ 5.00' }).getByRole('button', { name: 'Drop it' }).click();
  await expect(search.rows).toHaveCount(1);
  await expect(search.rows.first()).toContainText('POST /orders');
});

test('an older trace is offered by a wider window', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, request({ agoMs: 40 * 60_000 }));
  const search = searchPage(page);
  await search.open('?range=15m');
  await expect(page.getByRole('heading', { name: 'No traces in this time' })).toBeVisible();
  await page.getByRole('button', { name: 'Look at 1 hour' }).click();
  await expect(search.rows).toHaveCount(1);
  await expect(page).not.toHaveURL(/range=15m/);
});

test('paging: every trace once, down to the last', async ({ page, server }) => {
  const many = Array.from({ length: 260 }, (_, index) =>
    request({ agoMs: 1_000 + index * 1_000, operation: `GET /page/${index}` }),
  );
  await sendTraces(server.tracesUrl, ...many);
  const search = searchPage(page);
  await search.open();
  await expect(search.counts).toContainText('260 traces');
  await search.rows.first().focus();
  const seen = new Set<string>();
  const collect = async (): Promise<void> => {
    for (const text of await search.rows.getByRole('link').allTextContents()) seen.add(text);
  };
  await collect();
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await collect();
    expect(seen.size).toBe(260);
  }).toPass();
  await expect(page.getByText('all 260 read')).toBeVisible();
});

test('search, trace and back by keyboard alone', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(5);
  await search.addFilter('service', 'billing');
  await expect(search.rows).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(search.focusedRow).toContainText('45');
  await page.keyboard.press('k');
  await expect(search.focusedRow).toContainText('2.00');
  await page.keyboard.press('Enter');

  const trace = tracePage(page);
  await expect(page.getByRole('heading', { name: 'POST /invoices', level: 1 })).toBeVisible();
  await expect(trace.rows).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(trace.details).toContainText('answered 504');
  await page.keyboard.press('Escape');
  await expect(trace.details).toBeHidden();

  await page.goBack();
  await expect(search.rows).toHaveCount(2);
  await expect(search.focusedRow).toContainText('2.00');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('an empty store says how to send the first span, and fills by itself', async ({ page, server }) => {
  const search = searchPage(page);
  // It gives way to Get started, so its own heading is not waited for.
  await page.goto('/search');
  await expect(page.getByRole('heading', { name: 'Waiting for the first span' })).toBeVisible();
  await expect(page.getByText(new URL(server.tracesUrl).host).first()).toBeVisible();
  await sendTraces(server.tracesUrl, request({}));
  await expect(search.rows).toHaveCount(1);
});

test('the histogram has a table twin with the same counts', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open('?range=5m');
  await expect(search.rows).toHaveCount(5);
  await page.keyboard.press('t');
  const table = page.getByRole('table').first();
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'Traces', 'With errors']);
  const counts = await table
    .getByRole('row')
    .evaluateAll((rows) =>
      rows
        .slice(1)
        .map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent?.replace('–', '0')))),
    );
  const sum = (column: number): number => counts.reduce((total, row) => total + (row.at(column) ?? 0), 0);
  expect([sum(-2), sum(-1)]).toEqual([5, 2]);
});

/** The whole minute `ago` minutes back, so that a bar of a minute holds what was sent into it. */
const minutesAgo = (minutes: number): number => Math.floor(Date.now() / 60_000) * 60_000 - minutes * 60_000;

test('a box over the bars: by mouse and by keys, counted exactly, kept in the address, zoomed into', async ({
  page,
  server,
  freshPage,
}) => {
  const now = Date.now();
  // 100 bars of a minute each; three traces in bar 20, two in bar 21, one in bar 60.
  const from = minutesAgo(100);
  const at = (bar: number, second: number, status = 200): TraceSpec =>
    request({ agoMs: now - (from + bar * 60_000 + second * 1000), status });
  await sendTraces(server.tracesUrl, at(20, 5), at(20, 30), at(20, 55, 500), at(21, 1), at(21, 59), at(60, 30));
  const nanos = (millis: number): string => `${millis}000000`;
  const search = searchPage(page);
  await search.open(`?from=${nanos(from)}&to=${String(BigInt(nanos(from + 6_000_000)) - 1n)}`);
  await expect(search.rows).toHaveCount(6);

  const bars = await search.bars.boundingBox();
  if (bars === null) throw new Error('the chart is not on screen');
  const x = (bar: number): number => bars.x + (bars.width * (bar + 0.5)) / 100;
  const y = bars.y + bars.height / 2;
  await page.mouse.move(x(21), y);
  await page.mouse.down();
  await page.mouse.move(x(20), y, { steps: 3 });
  await expect(search.box).toContainText('5 traces');
  await page.mouse.up();
  await expect(search.box).toContainText('1 with errors');
  await expect(page).toHaveURL(/box=\d+-\d+/);

  // The right edge by its handle, over the bar at 60.
  await page.mouse.move(x(21.5), y);
  await page.mouse.down();
  await page.mouse.move(x(70), y, { steps: 3 });
  await page.mouse.up();
  await expect(search.box).toContainText('6 traces');
  await page.keyboard.press('t');
  await expect(page.getByRole('row', { name: 'in the box' })).toHaveCount(3);
  await page.keyboard.press('t');

  const fresh = searchPage(await freshPage());
  await fresh.open(new URL(page.url()).search);
  await expect(fresh.box).toContainText('6 traces');

  await search.box.getByRole('button', { name: 'Clear the box' }).click();
  await expect(search.box).toBeHidden();
  await expect(page).not.toHaveURL(/box=/);

  await search.bars.focus();
  await page.keyboard.press('Home');
  for (let bar = 0; bar < 20; bar++) await page.keyboard.press('ArrowRight');
  await expect(search.bars).toHaveAttribute('aria-valuetext', /3 traces, 1 with errors/);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(search.box).toContainText('5 traces');
  await page.keyboard.press('Escape');
  await expect(search.box).toBeHidden();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(search.box).toContainText('5 traces');
  await page.keyboard.press('Enter');
  await expect(search.box).toBeHidden();
  await expect(search.counts).toContainText('5 traces');
  await expect(search.rows).toHaveCount(5);
  await page.goBack();
  await expect(search.rows).toHaveCount(6);
  await expect(search.box).toContainText('5 traces');
});

test('live: totals keep up, new traces wait until they are asked for, and nothing moves meanwhile', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open('?range=15m');
  await expect(search.rows).toHaveCount(5);
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/live=1/);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const place = async (): Promise<unknown> => [
    await search.focusedRow.getByRole('link').getAttribute('href'),
    await search.focusedRow.boundingBox(),
  ];
  const before = await place();

  // One of them began before the list was read: it is new all the same.
  await sendTraces(server.tracesUrl, request({ agoMs: 100 }), request({ agoMs: 45_000 }));
  await expect(search.newTraces).toContainText('2 new');
  await sendTraces(server.tracesUrl, request({ agoMs: 100, status: 500 }));
  await expect(search.newTraces).toContainText('3 new');
  await expect(search.counts).toContainText('8 traces');
  await expect(search.counts).toContainText('3 with errors');
  await expect(search.rows).toHaveCount(5);
  expect(await place()).toEqual(before);

  await page.keyboard.press('n');
  await expect(search.rows).toHaveCount(8);
  await expect(search.newTraces).toBeHidden();
  await page.keyboard.press('l');
  await expect(page).not.toHaveURL(/live=1/);

  // What it does is told to a pointer that rests on it, and not to one that has just done it.
  const live = page.getByRole('button', { name: 'Live' });
  await live.hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await live.click();
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expect(page).toHaveURL(/live=1/);

  await search.open('?live=1&from=1&to=2');
  await expect(page.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-disabled', 'true');
});

test('live: an empty list fills by itself', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open('?live=1&service=late-comer');
  await expect(page.getByRole('heading', { name: 'No trace matches this condition' })).toBeVisible();
  await sendTraces(server.tracesUrl, request({ service: 'late-comer' }));
  await expect(search.rows).toHaveCount(1);
});

test('names that show nothing are said to be none, wherever they stand', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, {
    services: [
      {
        service: ' ',
        spans: [
          { name: '', spanId: 'b1b1b1b1b1b1b1b1', kind: 2 },
          { name: 'GET /stock', spanId: 'b2b2b2b2b2b2b2b2', parentSpanId: 'b1b1b1b1b1b1b1b1', kind: 3 },
        ],
      },
      { service: 'stock', spans: [{ name: 'GET /stock', parentSpanId: 'b2b2b2b2b2b2b2b2', kind: 2 }] },
    ],
  });
  const search = searchPage(page);
  await search.open();
  await expect(search.rows.getByRole('link')).toHaveText('(no name) (no name)');
  await expect(search.rows).toContainText('(no name)2');
  await expectAccessible(page, 'a trace without names');
  await page.keyboard.press('f');
  await page.keyboard.type('service');
  await page.keyboard.press('Enter');
  await search.suggestions.filter({ hasText: '(no name)' }).click();
  await expect(search.chip('service = (no name)')).toBeVisible();
  await expect(search.rows).toHaveCount(1);

  await page.goto('/data');
  await page.getByRole('button', { name: 'Delete (no name)' }).click();
  await expect(page.getByRole('dialog')).toContainText('(no name)');

  await page.goto('/diagrams?view=table');
  await expect(page.getByRole('row').filter({ hasText: 'stock' })).toContainText('(no name)');
});

test('nothing takes that long: what the longest takes is said, and a limit that it passes', async ({
  page,
  server,
}) => {
  await sendTraces(
    server.tracesUrl,
    { services: [{ service: 'stock', spans: [{ name: 'POST /count', kind: 2, durationMs: 10_100 }] }] },
    { services: [{ service: 'stock', spans: [{ name: 'GET /stock', kind: 2, durationMs: 20 }] }] },
    { services: [{ service: 'mail', spans: [{ name: 'send', durationMs: 40_000 }] }] },
  );
  const search = searchPage(page);
  await search.open('?service=stock&minDuration=30000000000');
  await expect(page.getByText('The longest that matches the rest takes 10.1\u202fs')).toBeVisible();
  await expectAccessible(page, 'no results, a shorter duration');
  await page.getByRole('button', { name: /duration ≥ 10\.0\ss/ }).click();
  await expect(search.rows).toHaveCount(1);
  await expect(search.rows).toContainText('POST /count');
});

test('while a window is read the traces so far are counted, and how far it is', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...MIXED);
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).not.toHaveCount(0);
  // A window that takes long to read: the server's answer stays away after its first lines.
  await page.addInitScript(() => {
    const ask = window.fetch;
    window.fetch = (input, init) => {
      if (typeof input !== 'string' || !input.includes('search/histogram')) return ask(input, init);
      const lines = new ReadableStream<Uint8Array>({
        start: (controller) => {
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
          controller.enqueue(
            new TextEncoder().encode('{"progress":0.12,"matched":90}\n{"progress":0.38,"matched":412}\n'),
          );
        },
      });
      return Promise.resolve(new Response(lines, { headers: { 'Content-Type': 'application/x-ndjson' } }));
    };
  });
  await search.open('?text=e');
  await expect(page.getByText('412 traces so far')).toBeVisible();
  await expect(page.getByText('read 38% of the window, newest first')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toHaveAttribute('aria-valuenow', '38');
  await expect(search.rows).not.toHaveCount(0);
  await expectAccessible(page, 'search, reading');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Stopped before the end.')).toBeVisible();
  await expect(page.getByText('412 traces so far')).toBeVisible();
  await expect(page.getByText('read 38% of the window')).toBeHidden();
});
