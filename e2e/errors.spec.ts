// When something is wrong the page says what, what stays and what to do.
import { diagramsPage } from './pages/diagrams-page.ts';
import { searchPage } from './pages/search-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { LOST_SERVER } from './support/lost-server.ts';
import { withPagesLoadedAhead } from './support/loaded-ahead.ts';
import { newTraceId, sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

const REFUSED = /status of (400|404)/;

test('the server dies and comes back: what is on screen stays, the page finds back by itself', async ({
  page,
  server,
  guard,
}) => {
  guard.allowConsole(LOST_SERVER);
  await sendTraces(server.tracesUrl, orderTrace());
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(1);

  await server.kill();
  await page.keyboard.press('Control+Enter');
  const banner = page.getByRole('alert');
  await expect(banner).toContainText('The server stopped answering');
  await expect(search.rows).toHaveCount(1);

  // Another question, while it is away: what stays on screen is not said to be its answer.
  await page.getByRole('link', { name: 'Spanloom' }).focus();
  await page.evaluate(() => window.history.pushState({}, '', '/search?text=nothing-like-it'));
  await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate')));
  await expect(page.getByText('the answer to the search before')).toBeVisible();
  await expect(page.getByText('exact', { exact: true })).toBeHidden();
  await page.goBack();

  await server.restart();
  await banner.getByRole('button', { name: 'Try now' }).click();
  await expect(banner).toBeHidden();
  await expect(search.rows).toHaveCount(1);
  await sendTraces(server.tracesUrl, orderTrace());
  await page.keyboard.press('Control+Enter');
  await expect(search.rows).toHaveCount(2);
});

test('the map keeps its last values while the server is away', async ({ page, server, guard }) => {
  guard.allowConsole(LOST_SERVER);
  await sendTraces(server.tracesUrl, orderTrace());
  const map = diagramsPage(page);
  await map.open();
  await expect(map.nodes).toHaveCount(5);
  await server.kill();
  await expect(page.getByRole('alert')).toContainText('The server stopped answering');
  await expect(map.nodes).toHaveCount(5);
  await server.restart();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a trace opened while the server is away appears once it is back', async ({ page, server, guard }) => {
  guard.allowConsole(LOST_SERVER);
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const search = searchPage(page);
  await search.open();
  await expect(search.rows).toHaveCount(1);
  await server.kill();
  await search.rows.first().click();
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByRole('alert')).toContainText('The server stopped answering');
  await server.restart();
  await expect(tracePage(page).row('INSERT orders')).toBeVisible();
});

test('a page that was never opened comes while the server is away, and says so', async ({ page, server, guard }) => {
  guard.allowConsole(LOST_SERVER);
  await sendTraces(server.tracesUrl, orderTrace());
  await withPagesLoadedAhead(page, () => searchPage(page).open());
  await server.kill();
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/\/services/);
  await expect(page.getByRole('alert')).toContainText('The server stopped answering');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'Stored data' }).click();
  await expect(page.getByRole('heading', { name: 'Stored data' })).toBeVisible();
});

test('a trace that is not here, and an address that is none', async ({ page, server, guard }) => {
  guard.allowConsole(REFUSED);
  const id = newTraceId();
  await page.goto(`/trace/${id}`);
  await expect(page.getByRole('heading', { name: 'No trace with this id is stored here' })).toBeVisible();
  await sendTraces(server.tracesUrl, { ...orderTrace(), traceId: id });
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(tracePage(page).row('INSERT orders')).toBeVisible();

  await page.goto('/trace/4711');
  await expect(page.getByRole('heading', { name: 'This is not a trace id' })).toBeVisible();
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
});

test('an address that says what cannot be read is explained, and one goes on without it', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/search?sort=newst&minDuration=soon&kind=server');
  await expect(page.getByRole('heading', { name: 'Part of the address cannot be read' })).toBeVisible();
  await expect(page.getByText('The order is one of newest, longest.')).toBeVisible();
  await expect(page.getByText('minDuration=soon')).toBeVisible();
  await page.getByRole('button', { name: 'Go on without them' }).click();
  await expect(searchPage(page).rows).toHaveCount(1);
  await expect(page).toHaveURL(/\/search\?kind=server$/);
});

test('a time in the address that cannot be read is said on every page, with the one that is shown', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto('/search?from=yesterday&to=5');
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('The time in the address cannot be read: from=yesterday&to=5');
  await expect(notice).toContainText('Last 1 hour is shown instead.');
  await expect(searchPage(page).rows).toHaveCount(1);
  await page.keyboard.press('3');
  await expect(page).toHaveURL(/diagrams/);
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Remove it from the address' }).click();
  await expect(notice).toBeHidden();
  await expect(page).toHaveURL(/\/diagrams$/);
});

test('what an address names and nobody knows is said, with what is shown instead', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const notice = page.getByRole('alert');
  const said = async (address: string, ...words: readonly string[]): Promise<void> => {
    await page.goto(address);
    for (const text of words) await expect(notice).toContainText(text);
  };
  const drop = notice.getByRole('button', { name: /^Remove (it|them) from the address$/ });

  await said('/diagrams?kind=bogus', 'kind=bogus All diagrams are shown instead.');
  await expect(page.getByRole('heading', { name: 'Diagrams', level: 1 })).toBeVisible();
  await said('/diagrams?without=bogus&without=queue', 'without=bogus Nothing is left out for it.');
  await expect(page.getByRole('heading', { name: 'Architecture map' })).toBeVisible();
  await expectAccessible(page, 'a notice about the address');
  await drop.press('Enter');
  await expect(notice).toBeHidden();
  await expect(page).toHaveURL(/\/diagrams\?without=queue&kind=map$/);
  await page.goBack();
  await expect(notice).toBeVisible();

  // As the API names a window.
  const asked = page.waitForRequest(/context-states.*start=1790000000000000000&end=1790000060000000000/);
  await page.goto('/diagrams?kind=context-states&start=1790000000000000000&end=1790000060000000000');
  await asked;
  await expect(page.getByRole('heading', { level: 1, name: 'States of trace contexts' })).toBeVisible();
  await expect(notice).toBeHidden();

  await said('/diagrams?node=bogus', 'node=bogus No part of a map is called that');
  await said('/services?view=bogus&sort=-bogus', 'view=bogus Map and table', 'sort=-bogus The most called come first.');
  await said(`/trace/${id}?zoom=9-2`, 'zoom=9-2 The whole time is shown instead.');
  await said(`/trace/${id}?within=4711`, 'within=4711 This trace has no such span');
  await drop.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/trace/${id}$`));
  await expect(notice).toBeHidden();
  await said('/start?sdk=cobol', 'sdk=cobol JavaScript is shown instead.');
});

test.describe('on a small screen', () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test('a selected part that is not there is said to be gone', async ({ page, server }) => {
    await sendTraces(server.tracesUrl, orderTrace());
    await page.goto('/diagrams?node=service:bogus');
    await expect(page.getByText('What was selected is not in this picture.')).toBeVisible();
    await page.goto('/services?node=service:bogus');
    await expect(page.getByText('What was selected had no calls in this time.')).toBeVisible();
  });
});

test('a query that the server does not take is explained in its words', async ({ page, server, guard }) => {
  guard.allowConsole(REFUSED);
  await sendTraces(server.tracesUrl, orderTrace());
  // Each of them can be read; they are more than the server takes.
  const conditions = Array.from({ length: 33 }, (_, index) => `attr=key${index}%3Dvalue`).join('&');
  await page.goto(`/search?${conditions}`);
  await expect(page.getByRole('heading', { name: 'The server did not take this query' })).toBeVisible();
  await expect(page.getByText('attr').first()).toBeVisible();
  await page.getByRole('button', { name: 'Start a new search' }).click();
  await expect(searchPage(page).rows).toHaveCount(1);
});

test('a search that the server never answered says what to do, and goes on by a key once it is back', async ({
  page,
  server,
  guard,
}) => {
  guard.allowConsole(LOST_SERVER);
  await sendTraces(server.tracesUrl, orderTrace());
  const search = searchPage(page);
  await search.open('?service=nobody');
  await expect(page.getByRole('heading', { name: 'No trace matches this condition' })).toBeVisible();
  await server.kill();
  await page.getByRole('button', { name: 'Remove the filter service = nobody' }).click();
  await expect(page.getByRole('heading', { name: 'This query was not finished' })).toBeVisible();
  await expect(page.getByText(`npm run spanloom -- status --server ${server.url}`)).toBeVisible();
  await expect(page.getByText('GET /api/v1/search', { exact: false }).first()).toBeVisible();
  await server.restart();
  await page.keyboard.press('r');
  await expect(search.rows).toHaveCount(1);
});
