// `--demo`: a shop to look at within seconds, sent through the real OTLP endpoint, and then it goes on.
import { diagramsPage } from './pages/diagrams-page.ts';
import { logIn } from './pages/log-in.ts';
import { searchPage } from './pages/search-page.ts';
import { sequencePage } from './pages/sequence-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';

/** Of some 200,000. How long it takes until data is on screen, on a machine with nothing else to do, `npm run bench:demo` tells. */
const HALF_OF_HISTORY = 100_000;
/** A busy machine takes its time for 200,000 spans. */
const HISTORY_WITHIN_MS = 120_000;

test.use({ serverFlags: ['--demo'] });
// One after the other: two servers that load an hour of spans at once are no fair start for what must be quick.
test.describe.configure({ mode: 'default' });

test('data is on screen while most of the history is still on its way, and more comes', async ({ page }) => {
  test.setTimeout(2 * HISTORY_WITHIN_MS);
  const search = searchPage(page);
  const spans = async (): Promise<number> => {
    const answer = await page.request.get('/api/v1/status');
    const { ingest } = (await answer.json()) as { readonly ingest: { readonly acceptedSpans: number } };
    return ingest.acceptedSpans;
  };
  await page.goto('/search');
  await expect(search.rows.first()).toBeVisible();
  expect(await spans()).toBeLessThan(HALF_OF_HISTORY);
  await expect.poll(spans, { timeout: HISTORY_WITHIN_MS }).toBeGreaterThan(20_000);
  const before = await spans();
  await expect.poll(spans).toBeGreaterThan(before);
});

test('the map has at least eight services, a database, a cache and a queue; the shop has errors, a slow path and a retry', async ({
  page,
}) => {
  test.setTimeout(2 * HISTORY_WITHIN_MS);
  const map = diagramsPage(page);
  await map.open();
  // Shipping takes messages minutes after they were sent, many at once.
  await expect(map.node('shipping, service')).toBeVisible({ timeout: HISTORY_WITHIN_MS });
  const names = await map.nodeNames();
  expect(names.filter((name) => name.includes(', service')).length).toBeGreaterThanOrEqual(8);
  expect(names).toEqual(expect.arrayContaining(['orders-db, database', 'redis, database', 'orders.created, queue']));

  const search = searchPage(page);
  /** The history comes newest first, and what one looks for may be older: asks again until it is there. */
  const find = (query: string): Promise<void> =>
    expect(async () => {
      await search.open(query);
      await expect(search.rows.first()).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: HISTORY_WITHIN_MS });
  await find('?range=1h&status=error&service=gateway&attr=http.response.status_code%3D504');
  await find('?range=1h&service=inventory&operation=SELECT+stock&minDuration=1000000000');
  // A second attempt that was answered, so the first one alone had failed.
  await find('?range=1h&service=payment&attr=http.request.resend_count%3D1&attr=http.status_code%3D200');
  await search.rows.first().click();
  const trace = tracePage(page);
  // Rows out of sight are not drawn, and an order of many positions has more than a screen of them before the payment.
  await page.getByRole('textbox', { name: 'Find in trace' }).fill('backoff 100 ms');
  await page.keyboard.press('Enter');
  await expect(trace.row('backoff 100 ms')).toBeVisible();
  await expect(trace.row('POST /v2/authorize').first()).toContainText('504');

  await page.getByRole('button', { name: 'More to do with this trace' }).click();
  await page.getByRole('menuitem', { name: 'Sequence diagram' }).click();
  const sequence = sequencePage(page);
  const attempts = sequence.message('payment to acquirer.cards.example');
  await expect(attempts).toHaveText(['POST /v2/authorize', /^POST \/v2\/authorize · retry 1 after 1\d\d ms$/]);
  const answers = sequence.message('acquirer.cards.example · external answers payment');
  await expect(answers).toHaveText([/^error 504 · /, /^200 · /]);
  await expect(sequence.picture.getByText('critical')).toBeVisible();
  await expect(sequence.picture.getByText(/^\[retry 1 after 1\d\d ms\]$/)).toBeVisible();
  await expect(sequence.picture.getByText('goes on without it')).toHaveCount(0);
});

test.describe('with a token', () => {
  const TOKEN = 'correct-horse-battery-staple';
  test.use({ serverFlags: ['--demo', '--token', TOKEN] });

  test('the map of the shop is shared, and read without the token by a browser and a phone', async ({
    page,
    freshPage,
    guard,
  }) => {
    test.setTimeout(2 * HISTORY_WITHIN_MS);
    guard.allowConsole(/status of 401/);
    await page.goto(`/login?next=${encodeURIComponent('/diagrams?kind=map&range=15m')}`);
    await logIn(page, TOKEN);
    await expect(diagramsPage(page).call('gateway', 'checkout')).toBeVisible({ timeout: HISTORY_WITHIN_MS });
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share this view' });
    await dialog.getByLabel('Title').fill('The shop of today');
    await expect(dialog.getByRole('region', { name: 'What others will see' }).getByRole('img')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('heading', { name: 'The snapshot is there' })).toBeVisible();
    const link = await dialog.getByRole('region', { name: 'Link', exact: true }).textContent();
    const address = link?.trim() ?? '';

    const others = [{}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }];
    for (const options of others) {
      const visitor = await freshPage(options);
      expect((await visitor.goto('/diagrams?kind=map'))?.url()).toContain('/login');
      expect((await visitor.request.get('/api/v1/status')).status()).toBe(401);
      expect((await visitor.goto(address))?.status()).toBe(200);
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('The shop of today');
      const picture = visitor.getByRole('img');
      await expect
        .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(300);
      await expect(
        visitor.getByRole('list').getByRole('listitem').filter({ hasText: 'checkout' }).first(),
      ).toBeVisible();
      const { scrollWidth, clientWidth } = await visitor.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    }
  });
});
