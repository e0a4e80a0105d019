// Diagrams as files: what the server draws without a browser is what the page shows, and harmless wherever it is opened.
import { readFile } from 'node:fs/promises';
import { diagramsPage } from './pages/diagrams-page.ts';
import { kindPage } from './pages/kind-page.ts';
import { sequencePage } from './pages/sequence-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces, type TraceSpec } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

/** Mermaid sets lines of text a little apart where labels are HTML. */
const SIZE_DIFFERS_BY = 0.07;
/** And without HTML it makes room for a label of an edge as if its letters were those of a node: pixels, of a narrow picture. */
const LABEL_DIFFERS_BY = 20;

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(viewBox: string | null | undefined): Size {
  const [, , width = Number.NaN, height = Number.NaN] = (viewBox ?? '').split(/[\s,]+/).map(Number);
  return { width, height };
}

function expectAlike(server: Size, page: Size, pixels = 0): void {
  for (const side of ['width', 'height'] as const) {
    const allowed = Math.max(SIZE_DIFFERS_BY * page[side], side === 'width' ? pixels : 0);
    const told = `${side}: ${server[side]}, in the page ${page[side]}`;
    expect(Math.abs(server[side] - page[side]), told).toBeLessThan(allowed);
  }
}

test('the map: both files come from the menu, in the theme and the size of the page', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
  await page.emulateMedia({ colorScheme: 'dark' });
  const map = diagramsPage(page);
  await map.open();
  await expect(map.nodes).toHaveCount(5);
  const inPage = sizeOf(await page.locator('svg[aria-label^="Architecture map"]').getAttribute('viewBox'));

  const download = async (format: string): Promise<{ name: string; bytes: Buffer }> => {
    await page.getByRole('button', { name: 'Download the picture' }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: `As ${format}` }).click();
    const file = await started;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const svg = await download('SVG');
  expect(svg.name).toBe('map.svg');
  const text = svg.bytes.toString();
  expectAlike(sizeOf(/viewBox="([^"]*)"/.exec(text)?.[1]), inPage);
  for (const name of ['shop-web', 'shop-api', 'shop-mail', 'orders-db', 'orders.created']) {
    expect(text).toContain(`>${name}</text>`);
  }
  expect(text).toContain('fill="#14171b"');
  const png = await download('PNG');
  expect(png.name).toBe('map.png');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  const twice = 2 * sizeOf(/viewBox="([^"]*)"/.exec(text)?.[1]).width;
  expect(Math.abs(png.bytes.readUInt32BE(16) - twice)).toBeLessThan(1);
});

test('a sequence drawn by the server is as large as in the page, and has its texts', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  const sequence = sequencePage(page);
  await sequence.open(id);
  await expect(sequence.messages).toHaveCount(8);
  const response = await page.request.get(`/api/v1/diagrams/sequence.svg?trace=${id}`);
  const text = await response.text();
  expectAlike(sizeOf(/viewBox="([^"]*)"/.exec(text)?.[1]), sizeOf(await sequence.picture.getAttribute('viewBox')));
  for (const label of ['caller', 'INSERT orders', 'error · 20.0 ms', 'send orders.created']) {
    expect(text).toContain(`>${label}</text>`);
  }
});

const TRACE_KINDS = [
  ['gantt', 'Trace as a gantt', 'INSERT orders · 20.0 ms'],
  ['entities', 'Entities of a trace', 'Span ×6'],
  ['propagation', 'Propagation check', 'shop-mail'],
  ['states', 'States of a trace', 'Failed'],
  ['calls', 'Calls of a trace', 'orders-db'],
] as const;

for (const [kind, title, name] of TRACE_KINDS) {
  test(`${kind}: the files come from the menu, as large as in the page`, async ({ page, server }) => {
    const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
    const diagram = kindPage(page, title);
    await diagram.open(kind, id);
    await expect(diagram.parts.first()).toBeVisible();
    const inPage = sizeOf(await diagram.picture.getAttribute('viewBox'));
    await page.getByRole('button', { name: 'Download the picture' }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'As SVG' }).click();
    const file = await started;
    expect(file.suggestedFilename()).toBe(`${kind}.svg`);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain(`>${name}</text>`);
    const pixels = kind === 'propagation' ? LABEL_DIFFERS_BY : 0;
    expectAlike(sizeOf(/viewBox="([^"]*)"/.exec(text)?.[1]), inPage, pixels);
  });
}

test('states by an attribute come as a file too, and what is not there has none', async ({ page, server }) => {
  const step = (state: string, startMs: number) => ({ name: 'step', startMs, attributes: { 'order.state': state } });
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [{ service: 'order', spans: [step('placed', 0), step('paid', 20)] }],
  });
  const states = kindPage(page, 'States of a trace');
  await states.open('states', id, '&by=order.state');
  await expect(states.part('placed → paid')).toBeVisible();
  await page.getByRole('button', { name: 'Download the picture' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As SVG' }).click();
  const text = await readFile(await (await started).path(), 'utf8');
  for (const state of ['placed', 'paid']) expect(text).toContain(`>${state}</text>`);
  await states.open('states', id, '&by=nobody.has.it');
  await expect(page.getByRole('combobox', { name: 'States are told by' })).toHaveValue('nobody.has.it');
  await expect(page.getByRole('button', { name: 'Download the picture' })).toHaveCount(0);
});

test('opened by itself, and as an image of a page, a picture of hostile names is only a picture', async ({
  page,
  guard,
  server,
}) => {
  const hostile = '"><script>window.evil = 1</script><img src=http://evil.example/x onerror=alert(1)>';
  const trace = orderTrace();
  const named: TraceSpec = {
    ...trace,
    services: trace.services.map((one) => ({ ...one, service: `${one.service} ${hostile}` })),
  };
  const [id = ''] = await sendTraces(server.tracesUrl, named);
  // The file's own policy stops what the test itself brings along; that the picture has no script is looked at below.
  guard.allowConsole(/Blocked script execution/);
  await page.goto(`/api/v1/diagrams/sequence.svg?trace=${id}`);
  await expect(page.locator('text').filter({ hasText: 'shop-web ' }).first()).toContainText('<script>');
  expect(
    await page.evaluate(() => [
      document.documentElement.localName,
      document.querySelectorAll('script, image, a').length,
    ]),
  ).toEqual(['svg', 0]);

  await page.goto('/diagrams');
  const size = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, `/api/v1/diagrams/sequence.svg?trace=${id}`);
  expect(Math.min(...size)).toBeGreaterThan(100);
  expect(guard.problems()).toEqual([]);
});

test('without its font a picture keeps its texts in the room that was made for them', async ({
  page,
  request,
  server,
}) => {
  const orphan: TraceSpec = {
    agoMs: 3_000,
    services: [{ service: 'shop', spans: [{ name: 'GET /', parentSpanId: '00000000000000aa', durationMs: 5 }] }],
  };
  const [id = ''] = await sendTraces(server.tracesUrl, orphan);
  const svg = await (await request.get(`/api/v1/diagrams/states.svg?trace=${id}`)).text();
  const widthsIn = async (family: string): Promise<readonly (readonly [string, number])[]> => {
    await page.setContent(svg.replace(/font-family="[^"]*"/, `font-family="${family}"`));
    const texts = page.locator('svg text');
    return texts.evaluateAll((all) =>
      all.map((text) => [text.textContent, text.getBoundingClientRect().width] as const),
    );
  };
  const narrow = await widthsIn('sans-serif');
  // One of the lines has a sign that the fonts of pictures have not.
  expect(narrow.map(([text]) => text)).toContain('✗ 1 parent missing');
  for (const [place, [text, width]] of (await widthsIn('monospace')).entries()) {
    expect(Math.abs(width - (narrow[place]?.[1] ?? 0)), text).toBeLessThan(3);
  }
});
