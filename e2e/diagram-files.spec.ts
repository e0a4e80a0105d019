// Diagrams as files: what the server draws without a browser is what the page shows, and harmless wherever it is opened.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { diagramsPage } from './pages/diagrams-page.ts';
import { kindPage } from './pages/kind-page.ts';
import { sequencePage } from './pages/sequence-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces, type TraceSpec } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';
import { crossing, workflowRun } from './support/window-traces.ts';

/** The browser of the tests may draw a sign in another font than the server's. */
const SIZE_DIFFERS_BY = 0.03;
/**
 * Pixels that a page is wider than the file, which has what is so now: there a note has room for what it says of another part of the
 * time (`not always` before a line), and along an arrow there is room for the longest values, eight here, of 20 pixels each at most.
 */
const ROOM_IN_PAGE: Readonly<Record<string, number>> = { 'context-states': 70, ingest: 160 };

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(viewBox: string | null | undefined): Size {
  const [, , width = Number.NaN, height = Number.NaN] = (viewBox ?? '').split(/[\s,]+/).map(Number);
  return { width, height };
}

function expectAlike(server: Size, page: Size, kind = ''): void {
  const room = { width: ROOM_IN_PAGE[kind] ?? 0, height: 0 };
  for (const side of ['width', 'height'] as const) {
    const told = `${kind} ${side}: ${server[side]}, in the page ${page[side]}`;
    const tolerance = SIZE_DIFFERS_BY * page[side];
    expect(server[side], told).toBeLessThan(page[side] + tolerance);
    expect(server[side], told).toBeGreaterThan(page[side] - room[side] - tolerance);
  }
}

/** What stands out in a picture, in the order of the alphabet: lines may be broken elsewhere. Without digits, which go on. */
interface Letters {
  readonly bold: string;
  readonly red: string;
}

const RED = { file: '#c4231c', page: 'rgb(196, 35, 28)' };

function letters(texts: readonly (string | null)[]): string {
  return [...texts.join('').replaceAll(/[\s\d.]+/gu, '')].sort().join('');
}

async function inFile(page: Page, svg: string): Promise<Letters> {
  const [bold, red] = await page.evaluate(
    ([source, color]) => {
      const texts = [...new DOMParser().parseFromString(source, 'image/svg+xml').querySelectorAll('text')];
      return [
        texts.filter((text) => text.getAttribute('font-weight') === '600'),
        texts.filter((text) => text.getAttribute('fill') === color),
      ].map((some) => some.map((text) => text.textContent));
    },
    [svg, RED.file] as const,
  );
  return { bold: letters(bold ?? []), red: letters(red ?? []) };
}

async function inPage(picture: Locator): Promise<Letters> {
  const [bold, red] = await picture.evaluate((svg, color) => {
    const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
    const found: string[][] = [[], []];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest('style, title, desc, .sl-heads') !== null) continue;
      const style = getComputedStyle(parent);
      if (Number(style.fontWeight) >= 550) found[0]?.push(node.nodeValue ?? '');
      if ((parent instanceof SVGElement ? style.fill : style.color) === color) found[1]?.push(node.nodeValue ?? '');
    }
    return found;
  }, RED.page);
  return { bold: letters(bold ?? []), red: letters(red ?? []) };
}

test('the map: both files come from the menu, in the theme and the size of the page', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
  await page.emulateMedia({ colorScheme: 'dark' });
  const map = diagramsPage(page);
  await map.open();
  await expect(map.nodes).toHaveCount(5);
  const size = sizeOf(await page.locator('svg[aria-label^="Architecture map"]').getAttribute('viewBox'));

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
  expectAlike(sizeOf(/viewBox="([^"]*)"/.exec(text)?.[1]), size);
  expect((await inFile(page, text)).bold).toBe(
    (await inPage(page.locator('svg[aria-label^="Architecture map"]'))).bold,
  );
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
  expect(await inFile(page, text)).toEqual(await inPage(sequence.picture));
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
    const size = sizeOf(await diagram.picture.getAttribute('viewBox'));
    await page.getByRole('button', { name: 'Download the picture' }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'As SVG' }).click();
    const file = await started;
    expect(file.suggestedFilename()).toBe(`${kind}.svg`);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain(`>${name}</text>`);
    expectAlike(sizeOf(/viewBox="([^"]*)"/.exec(text)?.[1]), size);
    expect(await inFile(page, text)).toEqual(await inPage(diagram.picture));
  });
}

const WINDOW_KINDS = ['hops', 'context-states', 'workflow-states', 'workflows', 'deployment', 'sdks'];
const SERVER_KINDS = ['pipeline', 'data-path', 'layers', 'transport', 'ingest', 'span-life', 'health'];

for (const [language, locale] of [
  ['en', 'en-US'],
  ['zh', 'zh-CN'],
] as const) {
  test(`diagrams of a window and of the server are as large as in the page, as bold and as red (${language})`, async ({
    freshPage,
    server,
  }) => {
    await sendTraces(server.tracesUrl, orderTrace({ failed: true }), crossing('payment-1'), workflowRun());
    const page = await freshPage({ locale });
    const now = BigInt(Date.now()) * 1_000_000n;
    const window = `start=${now - 3_600_000_000_000n}&end=${now + 60_000_000_000n}`;
    for (const kind of [...WINDOW_KINDS, ...SERVER_KINDS]) {
      // Mermaid measures a sequence in the browser's own sans-serif too, and makes room for that where it is larger.
      if (kind === 'ingest' && language === 'zh') continue;
      const query = WINDOW_KINDS.includes(kind) ? window : '';
      const picture = page
        .locator('main svg[role="img"], main svg[aria-label]')
        .filter({ has: page.locator('.node, .actor') });
      // What the server counts of itself goes on between the two.
      await expect(async () => {
        await page.goto(`/diagrams?kind=${kind}&${query}`);
        await expect(picture, kind).toBeVisible();
        const file = await page.request.get(`/api/v1/diagrams/${kind}.svg?${query}&language=${language}`);
        const svg = await file.text();
        expectAlike(sizeOf(/viewBox="([^"]*)"/.exec(svg)?.[1]), sizeOf(await picture.getAttribute('viewBox')), kind);
        expect(await inFile(page, svg), kind).toEqual(await inPage(picture));
      }).toPass({ timeout: 60_000 });
    }
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
