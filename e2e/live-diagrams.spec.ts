// Live diagrams of the server itself: numbers tick in the picture that is there, nothing moves, and they are those of /metrics.
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { metric } from './support/metrics.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

/** The lines of each node, without padding. */
async function nodes(picture: Locator): Promise<string[]> {
  const texts = await picture.locator('g.node').evaluateAll((found) =>
    found.map((node) => {
      const lines: string[] = [];
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) lines.push(walker.currentNode.nodeValue ?? '');
      return lines.join(' ');
    }),
  );
  return texts.map((text) =>
    text
      .replaceAll(/[\u2006-\u2008]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

async function open(page: Page, url: string, kind: string, title: string): Promise<Locator> {
  await page.goto(`${url}/diagrams?kind=${kind}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const picture = page.locator(`svg[aria-label="${title}: live picture"]`);
  await expect(picture).toBeVisible();
  return picture;
}

/** Where everything in the picture is. */
function places(picture: Locator): Promise<string[]> {
  return picture
    .locator('g, path, rect, polygon, line')
    .evaluateAll((drawn) =>
      drawn.map((part) =>
        ['transform', 'd', 'points', 'x', 'y', 'x2', 'y2', 'width'].map((name) => part.getAttribute(name)).join(' '),
      ),
    );
}

test('the pipeline: what comes in ticks in place', async ({ page, server }) => {
  // What was not used is drawn dashed: from then on only numbers change.
  await sendTraces(server.tracesUrl, orderTrace());
  expect((await fetch(`${server.url}/api/v1/diagrams/pipeline.svg`)).status).toBe(200);
  const picture = await open(page, server.url, 'pipeline', 'Ingest pipeline');
  await expect.poll(() => nodes(picture)).toContainEqual(expect.stringMatching(/^Drawing thread\s+1 picture\b/));
  const before = await places(picture);
  const spans = await metric(server, 'spanloom_store_spans');
  await sendTraces(server.tracesUrl, orderTrace());
  await expect.poll(() => metric(server, 'spanloom_ingest_requests_total')).toBe(2);
  await expect.poll(() => nodes(picture)).toContainEqual(expect.stringMatching(/^OTLP\/HTTP :\d+\s+2 taken/));
  expect(await places(picture)).toEqual(before);

  const told = await nodes(picture);
  expect(told).toContainEqual(expect.stringMatching(new RegExp(`^SQLite\\s+${2 * spans} spans\\s+2 traces`)));
  expect(told).toContainEqual(
    expect.stringMatching(new RegExp(`^Writer\\s+${await metric(server, 'spanloom_ingest_commits_total')} commits`)),
  );
  await expectAccessible(page, 'the ingest pipeline');
  await page.keyboard.press('t');
  await expect(page.getByRole('table')).toContainText('Write queue');
});

test('the pipeline: a refusal is told with its reason', async ({ page, server }) => {
  const picture = await open(page, server.url, 'pipeline', 'Ingest pipeline');
  await expect.poll(() => nodes(picture)).toContainEqual(expect.stringMatching(/^Refused\s+0 requests/));
  await fetch(server.tracesUrl, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'hello' });
  await expect.poll(() => nodes(picture)).toContainEqual(expect.stringMatching(/^wrong Content-Type\s+1 request\b/));
  expect(await metric(server, 'spanloom_ingest_refused_requests_total', 'reason="content_type"')).toBe(1);
});

/** Everything that it says, in its order, without padding. */
async function told(picture: Locator): Promise<string> {
  const texts = await picture.locator('p, text').allTextContents();
  return texts
    .map((text) =>
      text
        .replaceAll(/[\u2006-\u2008]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .join(' | ');
}

const KINDS = [
  { kind: 'transport', title: 'How traces come in', ticks: (spans: number) => `JSON, decoded${spans} spans` },
  { kind: 'layers', title: 'Layers of the server', ticks: (spans: number) => `Traces in SQLite${spans} spans` },
  { kind: 'data-path', title: 'What became of what was sent', ticks: (spans: number) => `Stored${spans} spans` },
  { kind: 'ingest', title: 'Ingest of a request', ticks: () => '200 OK · 2 requests' },
  { kind: 'span-life', title: 'Life of a span', ticks: (spans: number) => `stored · ${spans} spans` },
];
for (const { kind, title, ticks } of KINDS) {
  test(`${kind}: what comes in ticks in place, as /metrics has it`, async ({ page, server }) => {
    await sendTraces(server.tracesUrl, orderTrace());
    const picture = await open(page, server.url, kind, title);
    const before = await places(picture);
    await sendTraces(server.tracesUrl, orderTrace());
    const spans = await metric(server, 'spanloom_ingest_spans_total');
    await expect.poll(() => told(picture)).toContain(ticks(spans));
    expect(await places(picture)).toEqual(before);
    expect(await metric(server, 'spanloom_ingest_requests_total', 'protocol="http/json"')).toBe(2);
    await expectAccessible(page, title);
  });
}

test('ingest: who only sends is told of by others, and dashed as the legend has it', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  const picture = await open(page, server.url, 'ingest', 'Ingest of a request');
  const dashed = picture.locator('g[data-state="ghost"] rect.actor');
  await expect(dashed).toHaveCount(1);
  await expect(dashed).toHaveCSS('stroke-dasharray', '4px, 3px');
  await expect(picture.locator('g[data-state="ghost"]')).toContainText('Sender');
});

test('health: the present state has its time, and trouble would be a change', async ({ page, server }) => {
  const picture = await open(page, server.url, 'health', 'Health of the pipeline');
  const before = await places(picture);
  const first = await told(picture);
  expect(first).toContain('now: ok · in all');
  await expect.poll(() => told(picture)).not.toBe(first);
  expect(await places(picture)).toEqual(before);
  await expectAccessible(page, 'health');
});
