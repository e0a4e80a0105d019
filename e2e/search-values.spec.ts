// Values that are written in more than one way, and keys without a name: what is stored can be asked for.
import type { Page } from '@playwright/test';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, newTraceId } from './support/otlp.ts';

const ATTRIBUTES = [
  { key: 'd', value: { doubleValue: 1e21 } },
  { key: '', value: { stringValue: 'under no name' } },
  { key: 'a="b"', value: { stringValue: 'c=d' } },
];

async function sendSpan(tracesUrl: string): Promise<string> {
  const traceId = newTraceId();
  const start = BigInt(Date.now() - 5_000) * 1_000_000n;
  const span = {
    traceId,
    spanId: newSpanId(),
    name: 'weigh',
    kind: 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 5_000_000n),
    attributes: ATTRIBUTES,
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'scales' } }] };
  const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
  const response = await fetch(tracesUrl, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  expect(response.status).toBe(200);
  return traceId;
}

const found = (page: Page) => page.getByRole('row').filter({ hasText: 'weigh' });

test('a number is found however it is typed', async ({ page, server }) => {
  await sendSpan(server.tracesUrl);
  await page.goto('/search');
  await expect(found(page)).toBeVisible();
  await page.keyboard.press('f');
  await page.keyboard.type('d=1e21');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/attr=d%3D1e%2B21/);
  await expect(found(page)).toBeVisible();

  // An address asks for what it says; the other way of writing it is offered.
  await page.goto('/search?attr=d%3D1e21');
  const offer = page.getByRole('listitem').filter({ hasText: 'd = 1e+21' });
  await expect(offer).toContainText('1 trace');
  await offer.getByRole('button').click();
  await expect(found(page)).toBeVisible();
});

test('an attribute without a key is found from its span and by its chip', async ({ page, server }) => {
  const traceId = await sendSpan(server.tracesUrl);
  await page.goto(`/trace/${traceId}`);
  const trace = tracePage(page);
  await trace.row('weigh').click();
  const row = trace.details.getByRole('row').filter({ hasText: 'under no name' });
  await expect(row.getByRole('rowheader')).toHaveText('(no name)');
  await row
    .getByRole('link', { name: /\(no name\)/ })
    .first()
    .click();
  await expect(page).toHaveURL(/spanAttr=%3Dunder\+no\+name/);
  await expect(found(page)).toBeVisible();
  await expect(page.getByRole('button', { name: /remove.*no name/i })).toBeVisible();
});

test('an attribute whose key has = in it is found from its span, by its chip, and typed', async ({ page, server }) => {
  const traceId = await sendSpan(server.tracesUrl);
  await page.goto(`/trace/${traceId}`);
  const trace = tracePage(page);
  await trace.row('weigh').click();
  const row = trace.details.getByRole('row').filter({ hasText: 'c=d' });
  const links = row.getByRole('link', { name: /a="b"/ });
  await links.last().click();
  await expect(page).toHaveURL(/notSpanAttr=/);
  await expect(page.getByText('No trace matches this condition')).toBeVisible();
  await page.goBack();
  await trace.row('weigh').click();
  await links.first().click();
  await expect(page).toHaveURL((url) => url.searchParams.get('spanAttr') === '"a=\\"b\\""=c=d');
  await expect(found(page)).toBeVisible();
  await page.getByRole('button', { name: /remove.*a="b"/i }).click();
  await expect(page).not.toHaveURL(/spanAttr/);

  await page.keyboard.press('f');
  await page.keyboard.type('"a=\\"b\\""=c=d');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('attr') === '"a=\\"b\\""=c=d');
  await expect(found(page)).toBeVisible();
});
