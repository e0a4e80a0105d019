// The frame around every page: navigation, theme, language, time range, and what of them is remembered.
import { searchPage } from './pages/search-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

test('theme and language are chosen, applied at once and remembered', async ({ page }) => {
  await page.goto('/diagrams');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(html).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('link', { name: '搜索', exact: true })).toBeVisible();

  await page.reload();
  await expect(html).toHaveAttribute('lang', 'zh-CN');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.getByRole('link', { name: '搜索', exact: true })).toBeVisible();
});

test('a menu opens and closes by key and gives the focus back; a button says what it is when the mouse rests on it', async ({
  page,
}) => {
  await page.goto('/diagrams');
  const theme = page.getByRole('button', { name: 'Theme' });
  await expect(theme).toHaveAttribute('aria-expanded', 'false');
  for (const _ of ['made', 'made before']) {
    await theme.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu', { name: 'Theme' })).toBeVisible();
    await expect(theme).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('[role="menu"] :focus')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(theme).toBeFocused();
  }
  // A click on the button closes it too, and so does one anywhere else.
  await theme.click();
  await expect(page.getByRole('menu')).toBeVisible();
  await theme.click();
  await expect(page.getByRole('menu')).toBeHidden();
  await theme.click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.mouse.click(20, 500);
  await expect(page.getByRole('menu')).toBeHidden();

  await theme.hover();
  await expect(page.getByRole('tooltip')).toHaveText('Theme');
  const [button, tip] = await Promise.all([theme.boundingBox(), page.getByRole('tooltip').boundingBox()]);
  expect(Math.abs((tip?.y ?? 999) - (button?.y ?? 0))).toBeLessThan(60);
  await page.mouse.down();
  await expect(page.getByRole('tooltip')).toBeHidden();
  await page.mouse.up();
});

for (const [path, names] of [
  ['/search', ['Time range', 'Columns', 'Saved searches']],
  ['/services', ['Compare', 'Nodes']],
] as const) {
  test(`what a button opens on ${path} closes by Escape, the button and a click elsewhere, and gives the focus back`, async ({
    page,
    server,
  }) => {
    await sendTraces(server.tracesUrl, orderTrace());
    await page.goto(path);
    for (const name of names) {
      const button = page
        .locator('[aria-haspopup="dialog"]')
        .filter({ hasText: name })
        .or(page.getByLabel(name))
        .first();
      const dialog = page.getByRole('dialog');
      await expect(button).toHaveAttribute('aria-expanded', 'false');
      for (const _ of ['made', 'made before']) {
        await button.focus();
        await page.keyboard.press('Enter');
        await expect(dialog).toBeVisible();
        await expect(dialog).toHaveAccessibleName(/\w/);
        await expect(button).toHaveAttribute('aria-expanded', 'true');
        // Tab goes round in it.
        await expect(dialog.locator(':focus')).toBeVisible();
        await page.keyboard.press('Shift+Tab');
        await expect(dialog.locator(':focus')).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
        await expect(button).toBeFocused();
      }
      await button.click();
      await expect(dialog).toBeVisible();
      await button.click();
      await expect(dialog).toBeHidden();
      await button.click();
      await expect(dialog).toBeVisible();
      await page.getByRole('contentinfo').click({ position: { x: 2, y: 2 } });
      await expect(dialog).toBeHidden();
      await expect(button).toHaveAttribute('aria-expanded', 'false');
    }
  });
}

test('the time range is in the address and goes along to other pages', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 20 * 60_000 }));
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(1);
  await page.getByRole('button', { name: /Last 1 hour/ }).click();
  await page.getByRole('button', { name: 'Last 15 minutes' }).click();
  await expect(page).toHaveURL(/range=15m/);
  await expect(page.getByRole('heading', { name: 'No traces in this time' })).toBeVisible();

  await page.getByRole('link', { name: 'Diagrams' }).click();
  await expect(page).toHaveURL(/\/diagrams\?.*range=15m/);
  await page.getByRole('link', { name: /^Ingest pipeline/ }).click();
  await expect(page).toHaveURL(/kind=pipeline.*range=15m|range=15m.*kind=pipeline/);
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/\/search\?.*range=15m/);
  await page.goBack();
  await expect(page).toHaveURL(/\/diagrams/);
});

test('every answer carries the content security policy, and a page asks no other host', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const policies = new Map<string, string | undefined>();
  const pages = new Set<string | undefined>();
  page.on('response', (response) => {
    const policy = response.headers()['content-security-policy'];
    if (response.request().resourceType() === 'document') pages.add(policy);
    else policies.set(response.url(), policy);
  });
  await searchPage(page).open();
  await expect(searchPage(page).rows).toHaveCount(1);
  await page.goto('/diagrams?kind=map');
  await expect(page.locator('[data-part="node"]').first()).toBeVisible();
  await page.goto(`/trace/${id}`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  expect(policies.size).toBeGreaterThan(8);
  expect([...policies].filter(([, policy]) => policy !== CSP)).toEqual([]);
  // Pages may frame a text that is edited, whose one script is named by its hash.
  const [own = '', ...others] = pages;
  expect(others).toEqual([]);
  expect(own).toMatch(/ 'sha256-[\w+/]{43}='/);
  expect(own.replace(/ 'sha256-[\w+/]{43}='/, '')).toBe(CSP);
});

test('a time is typed, said back before it is applied, widened and gone back from by keys', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 20 * 60_000 }));
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(1);
  await page.keyboard.press('h');
  const control = page.getByRole('dialog', { name: 'Time range' });
  const typed = control.getByRole('textbox', { name: 'Type a time' });
  await expect(typed).toBeFocused();
  // Closed, it is gone at once, and the next key is the page's again.
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await expect(typed).toBeFocused();
  await page.keyboard.type('15 parsecs');
  await expect(control.getByRole('status')).toContainText('Not understood');
  await page.keyboard.press('Enter');
  await expect(control).toBeVisible();
  await typed.fill('最近 10 分钟');
  await expect(control.getByRole('status')).toContainText('Understood as Last 10 minutes');
  await page.keyboard.press('Enter');
  await expect(control).toBeHidden();
  await expect(page).toHaveURL(/range=10m/);
  await expect(page.getByRole('heading', { name: 'No traces in this time' })).toBeVisible();

  await page.keyboard.press('Alt+ArrowUp');
  await expect(page).toHaveURL(/range=20m/);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page).toHaveURL(/range=40m/);
  await expect(search.rows).toHaveCount(1);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page).toHaveURL(/range=20m/);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page).toHaveURL(/range=10m/);

  await page.keyboard.press('h');
  await typed.fill('2026-01-02 13:25 - 14:25');
  await expect(control.getByRole('status')).toContainText('Fixed time 2 Jan, 13:25:00 – 2 Jan, 14:25:00');
  await page.keyboard.press('Enter');
  await expect(control).toBeHidden();
  const hour = new URL(page.url()).searchParams;
  expect(BigInt(hour.get('to') ?? 0) - BigInt(hour.get('from') ?? 0)).toBe(3_600_000_000_000n);

  await page.keyboard.press('h');
  await control.getByRole('button', { name: 'Last 40 minutes' }).click();
  await expect(page).toHaveURL(/range=40m/);
  await page.reload();
  // Keys are heard once the page is there.
  await expect(search.rows).toHaveCount(1);
  await page.keyboard.press('h');
  await expect(control.getByRole('button', { name: /2 Jan, 13:25:00/ })).toBeVisible();
});

test('the command palette: pages, a pasted trace id, a service, a typed time, the page’s own actions, what was recent', async ({
  page,
  server,
}) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(1);
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const options = palette.getByRole('option');
  const choose = async (typed: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  };

  await page.keyboard.press('Control+k');
  await page.keyboard.type('shop-mail');
  await expect(options).toHaveText(['shop-mail']);
  await page.keyboard.press('Enter');
  await expect(search.chip('service = shop-mail')).toBeVisible();
  // What was asked before had one row too: only a search that was answered is remembered.
  await expect(page.getByRole('grid', { name: 'Traces found' })).toHaveAttribute('aria-busy', 'false');
  await expect(search.rows).toHaveCount(1);

  await choose('diagr');
  await expect(page).toHaveURL(/\/diagrams/);
  await choose(`00-${id.toUpperCase()}-00f067aa0ba902b7-01`);
  await expect(page).toHaveURL(new RegExp(`/trace/${id}`));
  await choose('service = shop-mail');
  await expect(search.chip('service = shop-mail')).toBeVisible();
  await choose('last 2 hours');
  await expect(page).toHaveURL(/range=2h/);
  await choose('add fil');
  await expect(search.builder).toBeFocused();
  await page.keyboard.press('Escape');
  await choose('dark');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await choose('shortcuts');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');

  // Opened again while it still fades out, it has forgotten what was typed.
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('dark');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toHaveValue('');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();

  await page.getByRole('button', { name: 'Commands' }).click();
  await expect(options.filter({ hasText: id })).toBeVisible();
  await page.keyboard.type('no such thing');
  await expect(palette.getByRole('status')).toContainText('Nothing here is called that');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page.getByRole('button', { name: 'Commands' })).toBeFocused();
});

test('the command palette leads to what can be deleted, wherever one is', async ({ page, server, guard }) => {
  // The trace is asked for once more when it is gone.
  guard.allowConsole(/status of 404/);
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const options = palette.getByRole('option');
  const search = async (typed: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(typed);
  };
  await page.goto('/search');
  await expect(searchPage(page).rows).toHaveCount(1);
  await search('remove');
  await expect(options).toHaveText(['Stored data']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /shop-mail/ })).toBeVisible();
  await search('delete shop-mail');
  await expect(options).toHaveText(['Delete shop-mail']);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete the spans of this service?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await search('remove everything');
  await expect(options).toHaveText(['Delete everything …']);
  await page.keyboard.press('Escape');

  await page.goto(`/trace/${id}`);
  await expect(page.getByRole('button', { name: 'More to do with this trace' })).toBeVisible();
  await search('delete');
  await expect(options).toHaveText(['Delete trace…', 'Stored data']);
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Delete this trace?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/(search|start)/);
  await page.goto(`/trace/${id}`);
  await expect(page.getByRole('heading', { name: 'No trace with this id is stored here' })).toBeVisible();
});

test('without a token there is nothing to log out of', async ({ page }) => {
  await page.goto('/data');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const answered = page.waitForResponse(/\/api\/v1\/status/);
  await page.getByRole('button', { name: 'Help' }).click();
  await answered;
  await expect(page.getByRole('menuitem')).toHaveText([
    /^Keyboard shortcuts/,
    'Get started',
    'Stored data',
    'Shared links',
    'API',
  ]);
});
