// A pasted Collector configuration becomes a diagram in the page, and nothing of it is sent.
import { expect, expectAccessible, test } from './support/fixtures.ts';

test('the gallery shows the example, and leads to where a configuration is pasted', async ({ page }) => {
  await page.goto('/diagrams?family=pipeline');
  const tile = page.getByRole('link', { name: 'Collector configuration' });
  await expect(tile).toHaveAccessibleDescription(/^an example, \d+ parts: open it to paste your own$/);
  await expect(page.getByRole('listitem').filter({ has: tile }).locator('svg')).toContainText('spanmetrics');
  await tile.click();
  await expect(page).toHaveURL(/kind=collector/);
  await expect(page.getByLabel('Configuration (YAML)')).toHaveValue('');
});

test('the example is drawn, faults are told with their line, the text stays in the tab', async ({ page, server }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(`${server.url}/diagrams?kind=collector`);
  await page.getByRole('button', { name: 'An example' }).first().click();
  const picture = page.locator('svg[aria-label="Pipelines of a Collector: picture"]');
  await expect(picture).toContainText('2. batch');
  await expectAccessible(page, 'a Collector configuration');

  const config = page.getByLabel('Configuration (YAML)');
  await config.fill('receivers: {secret-name: }\nexporters: {}\nreceivers: {}\n');
  await expect(page.getByRole('region', { name: 'This configuration cannot be drawn' })).toContainText('Line 3');
  await config.fill(
    'receivers: {secret-name: }\nservice: {pipelines: {traces: {receivers: [secret-name], exporters: [gone]}}}',
  );
  await expect(picture).toContainText('not declared');
  await page.reload();
  await expect(picture).toContainText('secret-name');
  expect(sent.filter((request) => request.includes('secret-name'))).toEqual([]);
  await page.keyboard.press('t');
  await expect(page.getByRole('table')).toContainText('secret-name');
});
