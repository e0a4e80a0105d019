// axe finds nothing serious or critical: every page and its main states, in both themes and both languages.
import { expect, expectAccessibleInBothThemes as expectAccessible, test } from './support/fixtures.ts';
import { newSpanId, newTraceId, sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

for (const { language, locale, colorScheme } of [
  { language: 'en', locale: 'en-US', colorScheme: 'light' },
  { language: 'zh-CN', locale: 'zh-CN', colorScheme: 'dark' },
] as const) {
  test.describe(language, () => {
    // Without motion: a menu that is still fading in has the contrast of no theme.
    test.use({ locale, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('search and its states', async ({ page, server }) => {
      await page.goto('/search');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const settings = page.getByText('OTEL_EXPORTER_OTLP', { exact: false }).first();
      await expectAccessible(page, { state: 'search, nothing stored', shown: settings });

      await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }), orderTrace({ agoMs: 600_000 }));
      await page.goto('/search?service=shop-api');
      await expectAccessible(page, { state: 'search, results', shown: page.getByRole('gridcell').first() });

      await page.keyboard.press('t');
      await expectAccessible(page, { state: 'search, histogram as a table', shown: page.getByRole('table').first() });

      await page.keyboard.press('f');
      await expectAccessible(page, { state: 'search, adding a filter', shown: page.getByRole('option').first() });
      await page.keyboard.press('Escape');

      await page.keyboard.press('Shift+?');
      await expectAccessible(page, { state: 'keyboard shortcuts', shown: page.getByRole('dialog') });

      await page.goto('/search?service=shop-api&operation=nothing');
      const suggestion = page.getByRole('listitem').getByRole('button').first();
      await expectAccessible(page, { state: 'search, no results', shown: suggestion });

      const timeRange = page.getByRole('banner').getByRole('button').first();
      await timeRange.click();
      await expect(timeRange).toHaveAttribute('aria-expanded', 'true');
      await expectAccessible(page, {
        state: 'time range',
        shown: page.getByRole('banner').getByRole('button', { expanded: true }),
      });
    });

    test('sharing', async ({ page, server }) => {
      const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
      await page.goto('/diagrams?kind=map');
      await expect(page.locator('[data-part="node"]').first()).toBeVisible();
      await page.keyboard.press('Shift+S');
      const dialog = page.getByRole('dialog');
      await expectAccessible(page, { state: 'share dialog', shown: dialog.getByRole('figure').getByRole('img') });
      await dialog.getByRole('radio').first().check();
      await expectAccessible(page, { state: 'share dialog, live link', shown: dialog.getByText('/diagrams') });

      const body = JSON.stringify({ kind: 'sequence', query: `trace=${id}`, title: 'Order' });
      await page.request.post('/api/v1/shares', { data: body, headers: { 'Content-Type': 'application/json' } });
      await page.goto('/shares');
      const row = page.getByRole('row', { name: /Order/ });
      await expectAccessible(page, { state: 'shared links', shown: row });
      await row.getByRole('button').press('Enter');
      await expectAccessible(page, { state: 'ending a share', shown: page.getByRole('dialog') });
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
      const newTraces = page.getByText('N', { exact: true });
      await expectAccessible(page, { state: 'search, a box, live, new traces', shown: newTraces });

      await page.keyboard.press('Control+k');
      const command = page.getByRole('dialog').getByRole('option').first();
      await expectAccessible(page, { state: 'command palette', shown: command });
    });

    test('search: its history, saved searches, columns, a file', async ({ page, server }) => {
      await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
      await page.goto('/search?service=shop-api&status=error');
      await expect(page.getByRole('gridcell').first()).toBeVisible();
      await page.keyboard.press('y');
      await expectAccessible(page, { state: 'search, history', shown: page.getByRole('menuitem').nth(1) });
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toBeHidden();

      const dialog = page.getByRole('dialog');
      await page.keyboard.press('b');
      await expect(dialog.getByRole('textbox')).toBeFocused();
      await page.keyboard.press('Enter');
      await expectAccessible(page, { state: 'search, a saved search', shown: dialog.getByRole('listitem') });
      await dialog.getByRole('listitem').getByRole('button').nth(1).click();
      await expectAccessible(page, { state: 'search, renaming', shown: dialog.getByRole('textbox').nth(1) });
      // Left, the field is gone.
      await dialog.getByRole('textbox').first().focus();
      await dialog.getByRole('listitem').getByRole('button').nth(2).click();
      await expectAccessible(page, { state: 'search, removed', shown: dialog.getByRole('status').getByRole('button') });
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();

      await page.getByRole('button', { name: /^(Columns|列)$/ }).click();
      for (const box of await dialog.getByRole('checkbox', { disabled: false }).all()) {
        // Clicked, not checked: those that are checked go.
        await box.click();
      }
      await expectAccessible(page, { state: 'search, columns', shown: dialog.getByRole('checkbox').first() });
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();

      await page.getByRole('button', { name: /^(Export|导出)$/ }).click();
      await expectAccessible(page, { state: 'search, export', shown: page.getByRole('menuitem').first() });
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem').first().click();
      await download;
      const told = page.getByRole('status').filter({ hasText: /file|文件/ });
      await expectAccessible(page, { state: 'search, exported', shown: told });
    });

    test('search, span by span', async ({ page, server }) => {
      await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
      await page.goto('/search?list=spans&service=shop-api');
      await expect(page.getByRole('gridcell').first()).toBeVisible();
      await page.keyboard.press('j');
      await expectAccessible(page, { state: 'search, spans', shown: page.getByRole('gridcell').first() });
    });

    test('get started, stored data and the API', async ({ page, server }) => {
      await page.goto('/start?sdk=collector&protocol=grpc');
      await fetch(server.tracesUrl, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' });
      await expectAccessible(page, {
        state: 'get started, something knocked',
        shown: page.getByText('415', { exact: true }),
      });

      await sendTraces(server.tracesUrl, orderTrace());
      await page.goto('/data');
      await page.getByRole('row').nth(1).getByRole('button').click();
      await expectAccessible(page, { state: 'deleting a service', shown: page.getByRole('dialog') });

      await page.goto('/api-docs');
      await expectAccessible(page, { state: 'API', shown: page.getByRole('article').first() });
    });

    test('trace and its states', async ({ page, server, guard }) => {
      guard.allowConsole(/status of (400|404)/);
      const row = page.getByRole('treegrid').getByRole('gridcell').first();
      const heading = page.getByRole('heading', { level: 1 });
      const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
      await page.goto(`/trace/${id}`);
      await expectAccessible(page, { state: 'trace', shown: row });
      await page.keyboard.press('e');
      await page.keyboard.press('Enter');
      const attributes = page.getByRole('complementary').getByRole('table').first();
      await expectAccessible(page, { state: 'trace, span selected', shown: attributes });
      const [partial = ''] = await sendTraces(server.tracesUrl, {
        services: [{ service: 'shop-api', spans: [{ name: 'orphan', parentSpanId: newSpanId(), kind: 2 }] }],
      });
      await page.goto(`/trace/${partial}`);
      await expectAccessible(page, { state: 'trace, partial', shown: row });
      await page.goto(`/trace/${newTraceId()}`);
      await expectAccessible(page, { state: 'trace, not found', shown: heading });
      await page.goto('/trace/4711');
      await expectAccessible(page, { state: 'trace, not an id', shown: heading });
    });

    test('services and their states', async ({ page, server }) => {
      await page.goto('/services');
      const nothing = page.getByRole('region').getByRole('heading').first();
      await expectAccessible(page, { state: 'services, nothing to show', shown: nothing });
      await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
      const node = page.locator('[data-part="node"][data-kind="service"]').first();
      await expectAccessible(page, { state: 'services, map and table', shown: node });
      await node.click();
      const chart = page.getByRole('complementary').getByRole('img').first();
      await expectAccessible(page, { state: 'services, node selected', shown: chart });
      await page.goto('/services?view=table&rows=nodes&min=1000');
      const hidden = page.getByRole('region').getByRole('heading').first();
      await expectAccessible(page, { state: 'services, all hidden', shown: hidden });
    });

    test('the gallery of diagrams', async ({ page, server }) => {
      await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
      await page.goto('/diagrams');
      const pictures = page.getByRole('main').locator('[data-cut-below] svg');
      await page.getByRole('main').getByRole('link').last().scrollIntoViewIfNeeded();
      await expectAccessible(page, { state: 'gallery', shown: pictures.last(), picture: pictures.last() });
    });

    test('diagrams and their states', async ({ page, server }) => {
      await page.goto('/diagrams?kind=map');
      const nothing = page.getByRole('region').getByRole('heading').first();
      await expectAccessible(page, { state: 'diagrams, nothing to draw', shown: nothing });
      await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
      const node = page.locator('[data-part="node"][data-kind="service"]').first();
      // The one that is shown: the next is drawn off screen.
      const picture = page.locator('svg[aria-describedby]').filter({ has: node });
      await expectAccessible(page, { state: 'diagrams, picture', shown: node, picture });
      await node.click();
      const pressed = page.locator('[data-part="node"][data-kind="service"][aria-pressed="true"]');
      await expectAccessible(page, { state: 'diagrams, node selected', shown: pressed, picture });
      await page.keyboard.press('t');
      const row = page.getByRole('table').getByRole('row').nth(1);
      await expectAccessible(page, { state: 'diagrams, table', shown: row });
      await page.goto('/diagrams?view=text');
      const text = page.locator('pre').filter({ hasText: 'flowchart' });
      await expectAccessible(page, { state: 'diagrams, text', shown: text });
    });

    test('a trace drawn as every kind', async ({ page, server }) => {
      const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
      for (const kind of ['gantt', 'entities', 'propagation', 'states', 'calls']) {
        await page.goto(`/diagrams?kind=${kind}&trace=${id}`);
        const part = page.locator('a[data-part]').first();
        const picture = page.locator('svg[aria-describedby]').filter({ has: part });
        await expectAccessible(page, { state: `${kind}, picture`, shown: part, picture });
      }
    });

    test('the sequence of a trace and its states', async ({ page, server }) => {
      await page.goto('/diagrams?kind=sequence');
      const choose = page.getByRole('region').getByRole('heading').first();
      await expectAccessible(page, { state: 'sequence, no trace', shown: choose });
      const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
      await page.goto(`/diagrams?kind=sequence&trace=${id}`);
      const message = page.locator('[data-part="message"]').first();
      const picture = page.locator('svg[aria-describedby]').filter({ has: message });
      await expectAccessible(page, { state: 'sequence, picture', shown: message, picture });
      await page.keyboard.press('t');
      await expectAccessible(page, {
        state: 'sequence, table',
        shown: page.getByRole('table').getByRole('row').nth(1),
      });
    });
  });
}
