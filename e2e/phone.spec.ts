// The pages of the app on a phone: none is wider than the screen, and what a page begins with can be reached.
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const PHONE = { width: 390, height: 844 };

/** Each with what is there when it has been read. `*`: the id of a trace. */
const PAGES = {
  '/search': '[role="row"] a',
  '/services': '[data-part="node"]',
  '/services?view=table': 'tbody tr',
  '/diagrams': 'ul li a',
  '/diagrams?kind=map': '[data-part="node"]',
  '/diagrams?kind=pipeline': '[data-part="node"]',
  '/diagrams?kind=collector': 'textarea',
  '/diagrams?kind=sequence&trace=*': '[data-part="message"]',
  '/trace/*': '[role="treegrid"]',
  '/start': '[role="tab"]',
  '/data': 'table',
  '/shares': 'tbody th',
  '/api-docs': 'h2',
  '/nowhere': 'h1',
} as const;

test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

test('no page is wider than a phone', async ({ page, request, server }) => {
  test.slow();
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  const title = 'A title that is long enough to need more than one line of a phone, and then another one';
  await request.post('/api/v1/shares', { data: { kind: 'sequence', title, query: `trace=${id}` } });
  for (const [path, shown] of Object.entries(PAGES)) {
    await test.step(path, async () => {
      await page.goto(path.replace('*', id));
      await expect(page.locator(shown).first()).toBeAttached();
      // Nothing that is wider is cut off instead: what stands above a page is on the screen.
      const places = await page
        .locator('header')
        .locator('a, button, input, h1')
        .evaluateAll((parts) =>
          parts
            .filter((part) => part.checkVisibility())
            .map((part) => {
              const { left, right } = part.getBoundingClientRect();
              return { part: part.outerHTML, left, right };
            }),
        );
      expect.soft(places.length, path).toBeGreaterThan(7);
      const outside = places.filter(({ left, right }) => left < 0 || right > PHONE.width);
      expect.soft(outside, path).toEqual([]);
      // A page that is wider makes the browser zoom out: the window then tells of more than the screen has.
      const widths = await page.evaluate(() => [
        document.scrollingElement?.scrollWidth,
        document.documentElement.clientWidth,
        innerWidth,
      ]);
      expect.soft(widths, path).toEqual([PHONE.width, PHONE.width, PHONE.width]);
    });
  }
});

test('code to copy and names of services are read whole on a phone', async ({ page, server }) => {
  const service = 'recommendations-of-the-shop-in-europe';
  await sendTraces(server.tracesUrl, { services: [{ service, spans: [{ name: 'a', durationMs: 1 }] }] });
  /** Elements that show less than they hold. */
  const cut = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll((parts) =>
        parts
          .filter((part) => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight)
          .map(({ textContent }) => textContent),
      );
  await page.goto('/data');
  await expect(page.getByRole('rowheader', { name: service })).toBeVisible();
  expect(await cut('tbody th, tbody th > *')).toEqual([]);

  await page.goto('/start');
  await expect(page.getByRole('region', { name: /install/i }).first()).toBeVisible();
  expect(await page.locator('pre').count()).toBeGreaterThan(1);
  expect(await cut('pre')).toEqual([]);
});

test('a trace that is shared is read on a phone in every kind: its picture in four sizes, and as a list', async ({
  page,
  request,
  server,
}) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
  for (const [kind, told] of [
    ['sequence', /^shop-web → shop-api .*POST \/orders/],
    ['gantt', /^shop-api .*POST \/orders/],
    ['entities', /^Resource → Scope .* in all$/],
    ['propagation', /^shop-web → shop-api .*✓/],
    ['states', /^No context → Root ×1/],
    ['calls', /→ shop-api .*POST \/orders/],
    ['waterfall', /^POST \/orders/],
  ] as const) {
    const made = await request.post('/api/v1/shares', { data: { kind, title: kind, query: `trace=${id}` } });
    const { path } = (await made.json()) as { readonly path: string };
    await page.goto(path);
    await expect(page.getByRole('listitem').filter({ hasText: told }).first(), kind).toBeVisible();
    // The context was lost nowhere.
    const failed = page.getByRole('listitem').filter({ hasText: '✕' });
    if (kind === 'propagation') await expect(failed).toHaveCount(0);
    else await expect(failed.first(), kind).toBeVisible();
    const picture = page.getByRole('img', { name: /\w/ }).first();
    const widthOf = async (size: string): Promise<number> => {
      await page.getByText(size, { exact: true }).click();
      return (await picture.boundingBox())?.width ?? 0;
    };
    const whole = await widthOf('100%');
    const twice = await widthOf('200%');
    expect(await widthOf('Page width'), kind).toBeLessThanOrEqual(Math.min(whole, PHONE.width));
    expect(await widthOf('Readable'), kind).toBeGreaterThanOrEqual(whole * 0.8 - 1);
    expect(Math.abs(twice - 2 * whole), kind).toBeLessThan(4);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(PHONE.width);
  }
});

test('a link that is shared is told whole on a phone, and can be ended there', async ({ page, request, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const title = 'A title that is long enough to need more than one line of a phone, and then another one';
  await request.post('/api/v1/shares', { data: { kind: 'sequence', title, query: `trace=${id}` } });
  await page.goto('/shares');
  const parts = [
    page.getByText(title, { exact: true }),
    page.getByText('Trace sequence', { exact: true }),
    page.getByText('never', { exact: true }),
    page.getByRole('button', { name: `Delete ${title}` }),
  ];
  for (const part of parts) {
    const box = await part.boundingBox();
    expect(box?.width).toBeGreaterThan(20);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(PHONE.width);
    expect(await part.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
  }
  await parts[3]?.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Nothing is shared.')).toBeVisible();
});
