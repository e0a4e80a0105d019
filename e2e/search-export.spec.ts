// What was found as a file: all pages of it, in the order of the list, up to a limit that is said; cancelled when one likes.
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { searchPage } from './pages/search-page.ts';
import { expect, test } from './support/fixtures.ts';
import { newTraceId, sendTraces, type TraceSpec } from './support/otlp.ts';

/** More than a page of the list. */
const TRACES = 130;
const HOSTILE = '=HYPERLINK("http://x","y")';

function numbered(index: number): TraceSpec {
  const name = index === 0 ? HOSTILE : `GET /${index}`;
  return {
    agoMs: 200_000 - index * 1000,
    services: [{ service: 'shop', spans: [{ name, kind: 2, durationMs: 1 + index }] }],
  };
}

async function exported(page: Page, format: RegExp): Promise<Download> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: format }).click();
  return download;
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

test('all pages become a file, CSV or JSON, as the list shows them', async ({ page, server }) => {
  const ids = await sendTraces(server.tracesUrl, ...Array.from({ length: TRACES }, (_, index) => numbered(index)));
  const search = searchPage(page);
  await search.open('?service=shop&sort=longest');
  await expect(search.counts).toContainText('130 traces');

  const csv = await exported(page, /^CSV/);
  expect(csv.suggestedFilename()).toMatch(
    /^spanloom-traces_\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ_\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.csv$/,
  );
  const rows = (await textOf(csv)).trimEnd().split('\r\n').slice(1);
  expect(rows.map((row) => row.slice(0, 32))).toEqual(ids.toReversed());
  expect(rows.at(-1)).toContain('"\'=HYPERLINK(""http://x"",""y"")"');
  await expect(page.getByText('A file with all 130 traces was made.')).toBeVisible();

  const json = await exported(page, /^JSON/);
  const content = JSON.parse(await textOf(json)) as { readonly traces: readonly { readonly traceId: string }[] };
  expect(content).toMatchObject({ search: { service: 'shop', sort: 'longest' }, complete: true });
  expect(content.traces.map(({ traceId }) => traceId)).toEqual(ids.toReversed());

  // A menu that is still fading out has the keys.
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Export' })).toBeFocused();
  // Of another list nothing was exported yet.
  await search.addFilter('operation', 'GET /7');
  await expect(search.rows).toHaveCount(1);
  await expect(page.getByText('A file with all 130 traces was made.')).toBeHidden();
});

test('a long export tells how far it is, can be cancelled, and says what it left out', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...Array.from({ length: TRACES }, (_, index) => numbered(index)));
  // A store that has no end: every page after the first leads to another.
  let held = true;
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/api\/v1\/search\?.*limit=[45]00.*cursor=/, async (route) => {
    if (held) await released;
    const limit = Number(new URL(route.request().url()).searchParams.get('limit'));
    const answer = await route.fetch({
      url: route
        .request()
        .url()
        .replace(/limit=\d+/, 'limit=1'),
    });
    const { traces, nextCursor, cost } = (await answer.json()) as {
      readonly traces: readonly object[];
      readonly nextCursor: string;
      readonly cost: object;
    };
    const many = Array.from({ length: limit }, () => ({ ...traces[0], traceId: newTraceId() }));
    // The route is gone when the export was cancelled meanwhile.
    await route.fulfill({ json: { traces: many, nextCursor, cost } }).catch((error: unknown) => {
      if (!held) throw error;
    });
  });
  const search = searchPage(page);
  await search.open('?service=shop');
  await expect(search.rows.first()).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^JSON/ }).click();
  await expect(page.getByText('100 of 130 traces read for the file')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('100 of 130 traces read for the file')).toBeHidden();

  held = false;
  letGo();
  const json = await exported(page, /^JSON/);
  expect(json.suggestedFilename()).toMatch(/_first-10000\.json$/);
  const content = JSON.parse(await textOf(json)) as { readonly traces: readonly object[] };
  expect(content).toMatchObject({ complete: false });
  expect(content.traces).toHaveLength(10_000);
  await expect(page.getByText(/A file with the first 10,000 traces was made; there are more/)).toBeVisible();
});

test('a file that cannot be made says why', async ({ page, server, guard }) => {
  guard.allowConsole(/status of 400|Failed to load/);
  await sendTraces(server.tracesUrl, ...Array.from({ length: TRACES }, (_, index) => numbered(index)));
  await page.route(/api\/v1\/search\?.*cursor=/, (route) =>
    route.fulfill({ status: 400, json: { error: { code: 'bad_request', message: 'this cursor is from other data' } } }),
  );
  const search = searchPage(page);
  await search.open('?service=shop');
  await expect(search.rows.first()).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  await expect(page.getByText('No file was made. this cursor is from other data')).toBeVisible();
});
