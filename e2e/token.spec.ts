// A server with a token: the login by keyboard, what the cookie is like, and that nothing answers without it.
import { logIn } from './pages/log-in.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { LOST_SERVER } from './support/lost-server.ts';
import { withPagesLoadedAhead } from './support/loaded-ahead.ts';

const TOKEN = 'correct-horse-battery-staple';
const BEARER = { Authorization: `Bearer ${TOKEN}` };

test.use({ serverFlags: ['--token', TOKEN] });
test.beforeEach(async ({ guard, request }) => {
  // A document that is answered with 401 is written to the console.
  guard.allowConsole(/status of (401|429)/);
  // With nothing stored every page leads to Get started.
  await request.post('/api/v1/test-trace', { headers: BEARER });
});

test('by keyboard: a wrong token is told, the right one opens the page that was asked for', async ({
  page,
  context,
}) => {
  await page.goto('/search?text=checkout');
  await expect(page).toHaveURL(/\/login\?next=/);
  await expect(page.getByLabel('Token')).toBeFocused();
  await expectAccessible(page, 'login');

  await logIn(page, 'not the token');
  await expect(page.getByRole('alert')).toHaveText('This is not the token.');
  await expect(page.getByLabel('Token')).toBeFocused();
  await expect(page.getByLabel('Token')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Token')).toHaveAccessibleDescription(/This is not the token\..*SPANLOOM_TOKEN/);
  await expectAccessible(page, 'login, wrong token');

  await logIn(page, TOKEN);
  await expect(page).toHaveURL(/\/search\?text=checkout/);
  await expect(page.getByRole('navigation').first()).toBeVisible();

  const cookies = await context.cookies();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', secure: false });
  expect(cookies[0]?.value).not.toContain(TOKEN);
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('the page may change things, a restart keeps the session, its end leads to the login and back', async ({
  page,
  context,
  guard,
  server,
}) => {
  // It dies while the page may still read, and while it starts it answers 503.
  guard.allowConsole(LOST_SERVER);
  await page.goto('/login?next=/search');
  await logIn(page, TOKEN);
  await expect(page).toHaveURL(/\/search/);
  // Whole: what it still loads would fail when the server is gone.
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  const traceId = await page.evaluate(async () => {
    const response = await fetch('/api/v1/test-trace', { method: 'POST' });
    return ((await response.json()) as { readonly traceId: string }).traceId;
  });
  expect(
    await page.evaluate(async (id) => (await fetch(`/api/v1/traces/${id}`, { method: 'DELETE' })).status, traceId),
  ).toBe(200);

  await server.kill();
  await server.restart();
  await withPagesLoadedAhead(page, () => page.goto('/search?text=later'));
  await expect(page).toHaveURL(/\/search\?text=later/);

  await context.clearCookies();
  // The page notices with the next thing that it asks for.
  await page.reload();
  await expect(page).toHaveURL(/\/login\?next=%2Fsearch/);
  await logIn(page, TOKEN);
  await expect(page).toHaveURL(/\/search\?text=later/);
});

test('who logs out, by keyboard, is asked for the token again', async ({ page, context, guard, server }) => {
  guard.allowConsole(LOST_SERVER);
  await page.goto('/login?next=/search');
  await logIn(page, TOKEN);
  await expect(page).toHaveURL(/\/search/);
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  await page.getByRole('button', { name: 'Help' }).press('Enter');
  const out = page.getByRole('menuitem', { name: 'Log out' });
  await expect(out).toBeVisible();
  await expectAccessible(page, 'the menu of who is logged in');

  await server.kill();
  await out.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'You are still logged in.' })).toBeVisible();
  expect(await context.cookies()).toHaveLength(1);
  await server.restart();
  await out.press('Enter');
  await expect(page).toHaveURL(/\/login$/);
  expect(await context.cookies()).toEqual([]);
  await page.goto('/search');
  await expect(page).toHaveURL(/\/login\?next=%2Fsearch/);
});

test('a link on another site opens the page of who is logged in', async ({ page, server }) => {
  await page.goto('/login');
  await logIn(page, TOKEN);
  await expect(page).not.toHaveURL(/\/login/);
  await page.goto('data:text/html,<title>elsewhere</title>');
  await page.setContent(`<a href="${server.url}/search?text=linked">open</a>`);
  await page.getByRole('link').click();
  await expect(page).toHaveURL(`${server.url}/search?text=linked`);
});

test('without the token programs are refused, and the page of a phone is whole', async ({ page, request }) => {
  const open = ['/healthz', '/readyz', '/login'];
  const closed = ['/', '/search', '/favicon.svg', '/first-paint.js', '/api/v1/status', '/api/v1/search', '/metrics'];
  for (const path of open) expect((await request.get(path)).status(), path).toBe(200);
  for (const path of closed) expect((await request.get(path)).status(), path).toBe(401);
  expect((await request.get('/api/v1/status', { headers: BEARER })).status()).toBe(200);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/login');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
});

for (const [locale, words] of [
  ['en-US', { lang: 'en', title: 'Log in to Spanloom', label: 'Token', submit: 'Log in' }],
  ['zh-CN', { lang: 'zh-CN', title: '登录 Spanloom', label: '令牌', submit: '登录' }],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('the login speaks the language of the browser and wears its theme', async ({ page }, testInfo) => {
        await page.goto('/login');
        await expect(page.locator('html')).toHaveAttribute('lang', words.lang);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
        await expect(page.getByLabel(words.label)).toBeVisible();
        await page.getByLabel(words.label).fill('wrong');
        await page.getByRole('button', { name: words.submit }).click();
        await expect(page.getByRole('alert')).toBeVisible();
        await expectAccessible(page, `login, ${locale}, ${colorScheme}`);
        await testInfo.attach('login', { body: await page.screenshot(), contentType: 'image/png' });
      });
    });
  }
}
