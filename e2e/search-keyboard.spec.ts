// The whole of Search without a mouse: every control is reached by Tab or its key, says its name, shows its focus, and works.
import type { Page } from '@playwright/test';
import { searchPage } from './pages/search-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

/** Presses Tab until the control with this name has the focus; fails when it comes round without it. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const focused = await focusedControl(page);
    if (name.test(focused.name)) {
      expect(focused.outline, `the focus on ${focused.name} is seen`).toBe(true);
      return;
    }
    seen.push(focused.name);
  }
  throw new Error(`no Tab reaches ${name}; it reached: ${seen.join(' | ')}`);
}

/** Accessible name of what has the focus, and whether something is drawn around it or around what holds it. */
function focusedControl(page: Page): Promise<{ readonly name: string; readonly outline: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', outline: false };
    const labelled = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    const name = element.getAttribute('aria-label') ?? labelled ?? element.textContent ?? '';
    const style = getComputedStyle(element);
    const drawn = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
    // An input of the component library shows its focus by its border.
    return { name: name.trim(), outline: drawn || (element.matches('input') && style.borderTopWidth !== '0px') };
  });
}

test('every control of Search is reached by Tab, with its focus seen', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
  const search = searchPage(page);
  await search.open('?service=shop-api&attr=http.route%3D%2Forders');
  await expect(search.rows).toHaveCount(2);
  await page.keyboard.press('Tab');
  expect((await focusedControl(page)).name).toBe('Skip to the page');
  for (const name of [
    /^Spanloom$/,
    /^Search$/,
    /^Services$/,
    /^Diagrams$/,
    /^Time range/,
    /^Live$/,
    /^Commands/,
    /^Help|^Keyboard/,
    /^Language$/,
    /^Theme$/,
    /^service/,
    /^Remove the filter service = shop-api$/,
    /^Turn the filter http.route = \/orders round$/,
    /^\/orders$/,
    /^Remove the filter http.route/,
    /^Add filter/,
    /^Run/,
    /^Last searches$/,
    /^Saved searches$/,
    /^Show as a table$/,
    /^Bars of the chart/,
    /^Traces$/,
    /^Order$/,
    /^Columns$/,
    /^Export$/,
    /POST \/orders|GET \//,
  ]) {
    await tabTo(page, name);
  }
});

test('conditions are turned round, changed and removed by keys', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace(), {
    services: [
      { service: 'shop-api', spans: [{ name: 'GET /health', kind: 2, attributes: { 'http.route': '/health' } }] },
    ],
  });
  const search = searchPage(page);
  await search.open('?service=shop-api');
  await expect(search.rows).toHaveCount(2);
  await page.keyboard.press('f');
  await page.keyboard.type('http.route!=/health');
  await expect(search.suggestions.first()).toContainText('http.route ≠ /health');
  await page.keyboard.press('Enter');
  await expect(search.rows).toHaveCount(1);
  await expect(page).toHaveURL(/notAttr=http.route/);

  await tabTo(page, /^Remove the filter http.route/);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  expect((await focusedControl(page)).name).toBe('Turn the filter http.route ≠ /health round');
  await page.keyboard.press('Enter');
  await expect(search.rows).toHaveCount(1);
  await expect(search.rows.first()).toContainText('GET /health');
  await expect(page.getByRole('button', { name: 'Turn the filter http.route = /health round' })).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(search.builder).toBeFocused();
  await page.keyboard.type('/orders');
  await page.keyboard.press('Enter');
  await expect(search.chip('http.route = /orders')).toBeVisible();
  await expect(search.rows.first()).not.toContainText('GET /health');

  await tabTo(page, /^Remove the filter service/);
  await page.keyboard.press('Delete');
  await expect(search.chip('service = shop-api')).toBeHidden();
  await expect(page.getByRole('button', { name: /^Add filter/ })).toBeFocused();
});

test('order, time, live, chart, list, trace and back: one round without a mouse', async ({ page, server }) => {
  const [slow = ''] = await sendTraces(server.tracesUrl, {
    agoMs: 30_000,
    services: [{ service: 'slow', spans: [{ name: 'GET /slow', kind: 2, durationMs: 4_000 }] }],
  });
  await sendTraces(server.tracesUrl, orderTrace(), orderTrace({ failed: true }));
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(3);

  await tabTo(page, /^Order$/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'Longest first' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sort=longest/);
  await expect(search.rows.first()).toContainText('GET /slow');

  await page.keyboard.press('h');
  await expect(page.getByRole('textbox', { name: 'Type a time' })).toBeFocused();
  await page.keyboard.type('15m');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/range=15m/);
  await expect(search.rows).toHaveCount(3);
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/live=1/);
  await page.keyboard.press('l');
  await expect(page).not.toHaveURL(/live=1/);

  await page.keyboard.press('t');
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.keyboard.press('t');

  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(search.focusedRow).toContainText('GET /slow');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/trace/${slow}`));
  await page.goBack();
  await expect(search.focusedRow).toContainText('GET /slow');
  await expect(page).toHaveURL(new RegExp(`focus=${slow}`));

  await page.keyboard.press('Control+k');
  await page.keyboard.type('diagrams');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/diagrams/);
});

test('the focus stays on the bars when they are zoomed into, also while they are read', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace({ agoMs: 30_000 }));
  const search = searchPage(page);
  await search.open('?range=15m');
  await expect(search.rows).toHaveCount(1);
  await page.evaluate(() => {
    document.addEventListener('focusout', ({ target, relatedTarget }) => {
      // Not to another element: it went away under the focus, or gave it up.
      if (relatedTarget === null && target instanceof Element) document.body.dataset['lost'] = target.role ?? '';
    });
  });
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await tabTo(page, /^Bars of the chart/);
  await page.keyboard.press('ArrowLeft');
  for (let bars = 0; bars < 15; bars++) await page.keyboard.press('Shift+ArrowLeft');
  await expect(search.box).toContainText('1 trace');
  await page.route('**/search/histogram?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=/);
  await expect(page.getByRole('button', { name: /^Stop/ })).toBeVisible();
  await expect(search.bars).toBeFocused();
  answer();
  await expect(page.getByRole('button', { name: /^Stop/ })).toBeHidden();
  await expect(search.counts).toContainText('1 trace');
  await expect(search.bars).toBeFocused();
  expect(await page.evaluate(() => document.body.dataset['lost'])).toBeUndefined();

  // The button that zooms goes with the box.
  await page.keyboard.press('End');
  for (let bars = 0; bars < 99; bars++) await page.keyboard.press('Shift+ArrowLeft');
  const zoom = search.box.getByRole('button', { name: /^Zoom/ });
  await zoom.focus();
  await page.keyboard.press('Enter');
  await expect(zoom).toBeHidden();
  await expect(search.bars).toBeFocused();

  // Where no bars are left, what says so has the focus, and when they are back they have it again.
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(search.box).toContainText('0 traces');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^No traces/ })).toBeVisible();
  await expect(page.locator(':focus')).toContainText('No traces');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Twice as long/ })).toBeFocused();
  await page.goBack();
  await expect(search.bars).toBeFocused();
});
