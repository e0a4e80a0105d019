// A diagram of a window is narrowed by the filter of Search: built by keyboard, kept in the address, in files and in what is shared.
import type { Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, test } from './support/fixtures.ts';
import { newSpanId, sendTraces, type TraceSpec } from './support/otlp.ts';

const PROBE = 'opentelemetry-ebpf-instrumentation';
const REFUSED = /status of 400/;

/** A call between two services, seen by an SDK or by a probe. The hour of a living image ends where the present minute begins. */
function call(client: string, server: string, seen: Readonly<Record<string, string>>): TraceSpec {
  const spanId = newSpanId();
  const resource = { 'telemetry.sdk.language': 'go', 'telemetry.sdk.version': '1.38.0', ...seen };
  return {
    agoMs: 61_000,
    services: [
      { service: client, resource, spans: [{ name: 'GET /', spanId, kind: 3, durationMs: 30 }] },
      { service: server, resource, spans: [{ name: 'GET /', parentSpanId: spanId, kind: 2, durationMs: 20 }] },
    ],
  };
}

const TRACES = [
  call('web', 'api', { 'telemetry.sdk.name': 'opentelemetry' }),
  call('edge', 'stock', { 'telemetry.distro.name': PROBE, 'telemetry.distro.version': '0.9.0' }),
];

function filterOf(page: Page) {
  const region = page.getByRole('region', { name: 'Filters' });
  return {
    region,
    chip: region.getByRole('button', { name: `Remove the filter telemetry.distro.name = ${PROBE}` }),
    async add(): Promise<void> {
      await page.keyboard.press('f');
      await expect(region.getByRole('combobox')).toBeFocused();
      const options = region.getByRole('option');
      await page.keyboard.type('telemetry.distro.name');
      await expect(options.first()).toContainText('telemetry.distro.name');
      await page.keyboard.press('Enter');
      await expect(options.first()).toContainText(PROBE);
      await page.keyboard.press('Enter');
      await expect(region.getByRole('combobox')).toBeHidden();
    },
  };
}

const pictureOf = (page: Page, title: string) => page.locator(`svg[aria-label^="${title}"]`);

test('by an attribute of the resource, on every kind of a window, in text and file, and back', async ({
  page,
  request,
  server,
}) => {
  await sendTraces(server.tracesUrl, ...TRACES);
  await page.goto('/diagrams?kind=sdks');
  const sdks = pictureOf(page, 'SDKs in use');
  await expect(sdks).toContainText('web');
  await expect(sdks).toContainText('stock');
  const filter = filterOf(page);
  await filter.add();
  await expect(filter.chip).toBeVisible();
  await expect(sdks).not.toContainText('web');
  await expect(sdks).toContainText('stock');
  expect(new URL(page.url()).searchParams.get('attr')).toBe(`telemetry.distro.name=${PROBE}`);
  const source = page.getByRole('complementary', { name: 'Source and options' });
  await expect(source).toContainText(`.telemetry.distro.name = "${PROBE}"`);
  await expectAccessibleInBothThemes(page, { state: 'a filtered diagram', shown: sdks });

  await page.getByRole('button', { name: 'Download the picture' }).click();
  const file = await page.getByRole('menuitem', { name: 'As SVG' }).getAttribute('href');
  const drawn = await (await request.get(file ?? '')).text();
  expect(drawn).toContain('stock');
  expect(drawn).not.toContain('>web<');
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(filter.chip).toBeVisible();
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Architecture map' }).click();
  const map = pictureOf(page, 'Architecture map');
  await expect(map.getByRole('button', { name: 'stock, service' })).toBeVisible();
  await expect(map.getByRole('button', { name: 'web, service' })).toHaveCount(0);
  await expect(source).toContainText(`.telemetry.distro.name = "${PROBE}"`);
  // What is asked of a span holds on one span, not of the service that is selected: its traces are asked for by its calls.
  await map.getByRole('button', { name: 'stock, service' }).press('Enter');
  await expect(page.getByRole('complementary', { name: 'Selected part' }).getByRole('listitem').first()).toBeVisible();

  await filter.chip.click();
  await expect(map.getByRole('button', { name: 'web, service' })).toBeVisible();
  await expect(page).not.toHaveURL(/attr=/);
  await page.goBack();
  await expect(filter.chip).toBeVisible();
  await expect(map.getByRole('button', { name: 'web, service' })).toHaveCount(0);
});

test('the gallery keeps it, draws its pictures by it, and hands it on', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...TRACES);
  await page.goto('/diagrams?kind=hops&service=edge');
  await expect(pictureOf(page, 'Context from hop to hop')).toContainText('stock');
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Diagrams' })).toBeVisible();
  const tile = (name: string) =>
    page.getByRole('region', { name: 'Diagrams', exact: true }).getByRole('listitem').filter({ hasText: name });
  for (const name of ['Architecture map', 'SDKs in use', 'Trace sequence']) {
    // What is out of sight is not drawn.
    await tile(name).scrollIntoViewIfNeeded();
    await expect(tile(name).locator('svg')).toContainText('stock');
    await expect(tile(name).locator('svg')).not.toContainText('web');
  }
  const sections = page.getByRole('navigation', { name: 'Sections of the gallery' });
  await sections.getByRole('link', { name: /^State machine/ }).click();
  await expect(page).toHaveURL(/family=states/);
  await sections.getByRole('link', { name: /^All/ }).click();
  await expect(page).toHaveURL(/service=edge/);
  await expect(page.getByText('Of the traces that the filters leave.')).toBeVisible();
  await tile('SDKs in use').getByRole('link').click();
  await expect(page).toHaveURL(/service=edge/);
  await expect(pictureOf(page, 'SDKs in use')).not.toContainText('web');
});

test('a living image is of what the filter leaves', async ({ page, request, server }) => {
  await sendTraces(server.tracesUrl, ...TRACES);
  await page.goto(`/diagrams?kind=deployment&resourceAttr=telemetry.distro.name%3D${PROBE}&spanKind=server`);
  await expect(pictureOf(page, 'Deployment')).toContainText('stock');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this view' });
  await dialog.getByRole('radio', { name: /Living image/ }).check();
  await dialog.getByRole('button', { name: 'Create living image' }).click();
  const markdown = (await dialog.getByRole('region', { name: 'Markdown image' }).textContent()) ?? '';
  const address = /\((\S+\.svg)\)/.exec(markdown)?.[1] ?? '';
  const picture = await (await request.get(address)).text();
  expect(picture).toContain('stock');
  expect(picture).not.toContain('>web<');
});

test('what leaves nothing says so, what the server does not take is said in its words; both lead back', async ({
  page,
  server,
  guard,
}) => {
  guard.allowConsole(REFUSED);
  await sendTraces(server.tracesUrl, ...TRACES);
  const showAll = page.getByRole('button', { name: 'Show all traces' });
  for (const [kind, title, words, fault] of [
    [
      'hops',
      'Context from hop to hop',
      'Nothing that the filters leave of this window',
      'This diagram cannot be drawn',
    ],
    ['map', 'Architecture map', 'None of the traces that the filters leave', 'The map could not be read'],
  ] as const) {
    await page.goto(`/diagrams?kind=${kind}&resourceAttr=telemetry.sdk.name%3Dnone`);
    await expect(page.getByText(words)).toBeVisible();
    await showAll.click();
    await expect(pictureOf(page, title)).toContainText('stock');
    await expect(page).not.toHaveURL(/resourceAttr/);

    // More than it takes of one condition, each of which can be read.
    await page.goto(`/diagrams?kind=${kind}${Array.from({ length: 33 }, (_, place) => `&attr=a%3D${place}`).join('')}`);
    await expect(page.getByRole('heading', { name: fault })).toBeVisible();
    await expect(page.getByText(/Wrong parameters: attr/).first()).toBeVisible();
    await showAll.click();
    await expect(pictureOf(page, title)).toContainText('stock');
  }
});

test('a condition that cannot be read is told and not made, as is what only the map does', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...TRACES);
  const told = page.getByRole('alert');
  await page.goto('/diagrams?kind=sdks&spanKind=bogus&attr=%3D%3D%3D&attr=nonsense&fold=proxies&split=version');
  await expect(told).toContainText('spanKind=bogus The kind of a span is one of unspecified, internal');
  await expect(told).toContainText('attr==== A condition on an attribute is written key=value');
  await expect(told).toContainText('attr=nonsense');
  await expect(told).toContainText('fold=proxies Only the architecture map folds calls');
  await expect(told).toContainText('split=version Only the architecture map splits services');
  await expect(pictureOf(page, 'SDKs in use')).toContainText('stock');
  await expect(page.getByRole('button', { name: /^Remove the filter/ })).toHaveCount(0);
  await told.getByRole('button', { name: 'Remove them from the address' }).click();
  await expect(told).toHaveCount(0);
  await expect(page).toHaveURL(/\?kind=sdks$/);

  await page.goto('/search?attr=%3D%3D%3D');
  await expect(page.getByText('attr====')).toBeVisible();
  await expect(page.getByText('A condition on an attribute is written key=value')).toBeVisible();
});

test.describe('on a small screen', () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test('suggestions stay on it, far to the right too', async ({ page, server }) => {
    await sendTraces(server.tracesUrl, ...TRACES);
    await page.goto(
      `/diagrams?kind=sdks&attr=some.long.key%3D${'long-'.repeat(12)}value&service=stock&spanKind=server`,
    );
    await expect(page.getByRole('button', { name: /^Add filter/ })).toBeVisible();
    await page.keyboard.press('f');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await expect(list).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024);
  });
});
