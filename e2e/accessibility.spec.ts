// axe finds nothing serious or critical: every page and its main states, in both themes and both languages.
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { newSpanId, newTraceId, sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const WORDS = {
  en: { locale: 'en-US', keys: 'Keyboard shortcuts', range: /Last 1 hour/, title: 'Traces found' },
  'zh-CN': { locale: 'zh-CN', keys: '键盘快捷键', range: /1 小时/, title: '找到的链路' },
} as const;

for (const [language, words] of Object.entries(WORDS)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colorScheme}`, () => {
      // Without motion: a menu that is still fading in has the contrast of no theme.
      test.use({ locale: words.locale, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('search and its states', async ({ page, server }) => {
        await page.goto('/search');
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.getByText('OTEL_EXPORTER_OTLP', { exact: false }).first()).toBeVisible();
        await expectAccessible(page, 'search, nothing stored');

        await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }), orderTrace({ agoMs: 600_000 }));
        await page.goto('/search?service=shop-api');
        await expect(page.getByRole('gridcell').first()).toBeVisible();
        await expectAccessible(page, 'search, results');

        await page.keyboard.press('t');
        await expect(page.getByRole('table').first()).toBeVisible();
        await expectAccessible(page, 'search, histogram as a table');

        await page.keyboard.press('f');
        await expect(page.getByRole('option').first()).toBeVisible();
        await expectAccessible(page, 'search, adding a filter');
        await page.keyboard.press('Escape');

        await page.keyboard.press('Shift+?');
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page, 'keyboard shortcuts');

        await page.goto('/search?service=shop-api&operation=nothing');
        await expect(page.getByRole('listitem').getByRole('button').first()).toBeVisible();
        await expectAccessible(page, 'search, no results');

        await page.getByRole('banner').getByRole('button').first().click();
        await expect(page.getByRole('banner').getByRole('button').first()).toHaveAttribute('aria-expanded', 'true');
        await expectAccessible(page, 'time range');
      });

      test('search: turned conditions, a box, live, the command palette', async ({ page, server }) => {
        await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
        await page.goto('/search?service=shop-api&attr=http.route%3D%2Forders&notAttr=http.route%3D%2Fcart');
        await expect(page.getByRole('gridcell').first()).toBeVisible();
        await page.getByRole('slider').focus();
        await page.keyboard.press('Shift+ArrowLeft');
        await expect(page).toHaveURL(/box=/);
        await page.keyboard.press('l');
        await expect(page).toHaveURL(/live=1/);
        await sendTraces(server.tracesUrl, orderTrace());
        await expect(page.getByText('N', { exact: true })).toBeVisible();
        await expectAccessible(page, 'search, a box, live, new traces');

        await page.keyboard.press('Control+k');
        await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
        await expectAccessible(page, 'command palette');
      });

      test('get started, stored data and the API', async ({ page, server }) => {
        await page.goto('/start?sdk=collector&protocol=grpc');
        await fetch(server.tracesUrl, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' });
        await expect(page.getByText('415')).toBeVisible();
        await expectAccessible(page, 'get started, something knocked');

        await sendTraces(server.tracesUrl, orderTrace());
        await page.goto('/data');
        await page.getByRole('row').nth(1).getByRole('button').click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page, 'deleting a service');

        await page.goto('/api-docs');
        await expect(page.getByRole('article').first()).toBeVisible();
        await expectAccessible(page, 'API');
      });

      test('trace and its states', async ({ page, server, guard }) => {
        guard.allowConsole(/status of (400|404)/);
        const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
        await page.goto(`/trace/${id}`);
        await expect(page.getByRole('treegrid').getByRole('gridcell').first()).toBeVisible();
        await expectAccessible(page, 'trace');
        await page.keyboard.press('e');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('complementary').getByRole('table').first()).toBeVisible();
        await expectAccessible(page, 'trace, span selected');
        const [partial = ''] = await sendTraces(server.tracesUrl, {
          services: [{ service: 'shop-api', spans: [{ name: 'orphan', parentSpanId: newSpanId(), kind: 2 }] }],
        });
        await page.goto(`/trace/${partial}`);
        await expect(page.getByRole('treegrid').getByRole('gridcell').first()).toBeVisible();
        await expectAccessible(page, 'trace, partial');
        await page.goto(`/trace/${newTraceId()}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page, 'trace, not found');
        await page.goto('/trace/4711');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page, 'trace, not an id');
      });

      test('diagrams and their states', async ({ page, server }) => {
        await page.goto('/diagrams');
        await expect(page.getByRole('region').getByRole('heading').first()).toBeVisible();
        await expectAccessible(page, 'diagrams, nothing to draw');
        await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
        const node = page.locator('[data-part="node"][data-kind="service"]').first();
        await expect(node).toBeVisible();
        await expectAccessible(page, 'diagrams, picture');
        await node.click();
        await expect(node).toHaveAttribute('aria-pressed', 'true');
        await expectAccessible(page, 'diagrams, node selected');
        await page.keyboard.press('t');
        await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
        await expectAccessible(page, 'diagrams, table');
        await page.goto('/diagrams?view=text');
        await expect(page.locator('pre')).toContainText('flowchart');
        await expectAccessible(page, 'diagrams, text');
      });
    });
  }
}
