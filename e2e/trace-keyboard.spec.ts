// The whole of Trace without a mouse: from the results into a trace, through it, to its neighbours, and its end.
import type { Locator, Page } from '@playwright/test';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, sendTraces, type SpanSpec, type TraceSpec } from './support/otlp.ts';

/** A request with a slow query, calls that are alike, and one that fails. */
function request(name: string, agoMs: number): TraceSpec {
  const [root, load] = [newSpanId(), newSpanId()];
  const prices = Array.from(
    { length: 6 },
    (_, index): SpanSpec => ({
      name: 'SELECT price',
      parentSpanId: load,
      kind: 3,
      startMs: 20 + 10 * index,
      durationMs: 8,
      attributes: { 'db.system.name': 'postgresql' },
    }),
  );
  return {
    agoMs,
    services: [
      {
        service: 'basket',
        spans: [
          { name, spanId: root, kind: 2, durationMs: 400 },
          { name: 'load basket', spanId: load, parentSpanId: root, startMs: 10, durationMs: 100 },
          ...prices,
          {
            name: 'charge',
            parentSpanId: root,
            kind: 3,
            startMs: 150,
            durationMs: 40,
            error: 'declined',
            attributes: { 'error.type': 'CardError', 'peer.service': 'bank' },
            events: [{ name: 'exception', atMs: 180, attributes: { 'exception.type': 'CardError' } }],
          },
          { name: 'render', parentSpanId: root, startMs: 200, durationMs: 190 },
        ],
      },
    ],
  };
}

const MOST_PRESSES = 60;

/** Presses a key until the element has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
  await expect(target.first()).toBeAttached();
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${MOST_PRESSES} times ${key} did not lead to ${target.toString()}`);
}

test('a trace is opened, walked, looked into, narrowed and deleted by keys', async ({ page, server }) => {
  const [first = '', second = '', third = ''] = await sendTraces(
    server.tracesUrl,
    request('POST /first', 30_000),
    request('POST /second', 20_000),
    request('POST /third', 10_000),
  );
  await page.goto('/search');
  await expect(page.getByRole('grid').getByRole('link')).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(second));
  const trace = tracePage(page);
  await expect(trace.rows).toHaveCount(5);

  // To the neighbours in the results and back.
  await expect(page.getByText('2 of 3')).toBeVisible();
  await page.keyboard.press(']');
  await expect(page).toHaveURL(new RegExp(first));
  await expect(page.getByText('3 of 3')).toBeVisible();
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(page).toHaveURL(new RegExp(third));
  await page.keyboard.press(']');
  await expect(page).toHaveURL(new RegExp(second));
  await expect(page.getByRole('heading', { name: 'POST /second', level: 1 })).toBeVisible();

  // Rows: move, open the fold, look into a span, go to the error, the slowest and the gap.
  await page.keyboard.press('ArrowDown');
  await expect(trace.row('load basket')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(trace.rows).toHaveCount(11);
  await page.keyboard.press('ArrowLeft');
  await expect(trace.rows).toHaveCount(5);
  await page.keyboard.press('e');
  await expect(trace.row('charge')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(trace.details.getByRole('heading', { name: 'charge' })).toBeVisible();
  await page.keyboard.press('L');
  await expect(trace.details.getByRole('heading', { name: 'render' })).toBeVisible();
  await page.keyboard.press('g');
  await expect(trace.details.getByRole('heading', { name: 'load basket' })).toBeHidden();
  await expect(trace.details.getByRole('heading', { name: 'POST /second' })).toBeVisible();
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press('z');
  await expect(page).not.toHaveURL(/zoom=/);

  // Into the drawer: the resource, a search in it, and out again.
  await tabTo(page, trace.details.getByRole('button', { name: /^Resource/ }));
  await page.keyboard.press('Enter');
  await tabTo(page, trace.details.getByRole('textbox', { name: 'Filter the resource by name or value' }));
  await page.keyboard.type('service');
  await expect(trace.details.getByRole('table', { name: 'Resource' }).getByRole('row')).toHaveCount(1);
  await tabTo(page, trace.details.getByRole('link', { name: 'Find traces with this value of service.name' }));
  await page.keyboard.press('Escape');
  await expect(trace.details).toBeHidden();
  await expect(trace.row('POST /second')).toBeFocused();

  // One subtree alone, then all of it.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('.');
  await expect(trace.rows).toHaveCount(2);
  await page.keyboard.press('.');
  await expect(trace.rows).toHaveCount(5);

  // Toggles, minimap and columns.
  await tabTo(page, page.getByRole('checkbox', { name: 'Fold similar' }), 'Shift+Tab');
  await page.keyboard.press('Space');
  await expect(trace.rows).toHaveCount(10);
  await tabTo(page, page.getByRole('slider', { name: 'Start of what is shown' }));
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await trace.zoom()).from).toBe(40e6);
  await page.keyboard.press('Home');
  const splitter = page.getByRole('separator', { name: 'Width of the tree' });
  await tabTo(page, splitter);
  const width = Number(await splitter.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowLeft');
  await expect(splitter).toHaveAttribute('aria-valuenow', String(width - 16));

  // Every key that worked is in the list.
  await page.keyboard.press('?');
  const help = page.getByRole('dialog');
  for (const words of [
    'next error',
    'focus subtree',
    'previous and next trace of the results',
    'longest gap, then the next',
  ]) {
    await expect(help.getByText(words)).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  // Deleted only after it was asked; then the results are there, without it.
  await tabTo(page, page.getByRole('button', { name: 'More to do with this trace' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Download as OTLP/JSON' })).toBeVisible();
  await tabTo(page, page.getByRole('menuitem', { name: 'Delete trace…' }), 'ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('all of its 10 spans are deleted for good');
  await tabTo(page, page.getByRole('button', { name: 'Delete for good' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search/);
  await expect(page.getByRole('grid').getByRole('link')).toHaveCount(2);
  expect((await page.request.get(`/api/v1/traces/${second}`)).status()).toBe(404);
});
