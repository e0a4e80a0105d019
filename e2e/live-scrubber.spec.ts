// The time below a live diagram of a window: a part of it is chosen and played, while the picture stays where it is.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { newSpanId, sendTraces, type TraceSpec } from './support/otlp.ts';

const MINUTE = 60_000;

/** A call between two workloads of a cluster. */
function call(from: string, to: string, agoMs: number, more: { readonly error?: string } = {}): TraceSpec {
  const id = newSpanId();
  const runs = (workload: string) => ({
    'k8s.cluster.name': 'shop-eu',
    'k8s.deployment.name': workload,
    'k8s.pod.name': `${workload}-1`,
  });
  return {
    agoMs,
    services: [
      { service: from, resource: runs(from), spans: [{ name: 'ask', spanId: id, kind: 3, durationMs: 30 }] },
      {
        service: to,
        resource: runs(to),
        spans: [{ name: 'answer', parentSpanId: id, kind: 2, durationMs: 20, ...more }],
      },
    ],
  };
}

/** Boxes of the picture by their names, where they stand. */
function places(page: Page) {
  return page.locator('svg[aria-label="Deployment: live picture"]').evaluate((svg) =>
    [...svg.querySelectorAll('g.node')].map((node) => {
      const { x, y, width } = node.getBoundingClientRect();
      return [node.querySelector('p')?.firstChild?.textContent, Math.round(x), Math.round(y), Math.round(width)];
    }),
  );
}

test('played by Space: values are those of the part, what it has nothing of is faint, nothing moves, text and files are of the part', async ({
  page,
  server,
}) => {
  await sendTraces(
    server.tracesUrl,
    call('checkout', 'payment', 48 * MINUTE),
    call('checkout', 'stock', MINUTE),
    call('checkout', 'payment', MINUTE, { error: 'declined' }),
  );
  await page.goto('/diagrams?kind=deployment&speed=1800');
  const picture = page.locator('svg[aria-label="Deployment: live picture"]');
  const box = (name: string) => picture.locator(`a[aria-label^="Open ${name},"]`);
  await expect(box('payment')).toContainText('payment');
  await expect(box('payment')).toHaveAttribute('data-failed', 'true');
  await expect(page.getByRole('group', { name: /Rate and errors over time/ }).locator('svg')).toBeVisible();
  const stood = await places(page);

  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(picture.getByRole('link', { name: 'Open stock, nothing in this part of the time' })).toHaveAttribute(
    'data-absent',
    'true',
  );
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(page).toHaveURL(/part=\d+-\d+/);
  await expect(box('payment')).toHaveAttribute('data-failed', 'true');
  expect(await places(page)).toEqual(stood);

  await picture.evaluate((svg) => svg.setAttribute('data-drawn', 'once'));
  const window = page.getByRole('slider', { name: 'Part of the time that is shown' });
  await window.press('Home');
  for (let steps = 0; steps < 2; steps++) await window.press('Shift+ArrowRight');
  await expect(box('payment')).toHaveAttribute('data-absent', 'false');
  await expect(box('payment')).toHaveAttribute('data-failed', 'false');
  await expect(box('stock')).toHaveAttribute('data-absent', 'true');
  expect(await places(page)).toEqual(stood);
  await expect(picture).toHaveAttribute('data-drawn', 'once');
  await expectAccessible(page, 'deployment of a part of the time');

  const [, from, to] = /part=(\d+)-(\d+)/.exec(page.url()) ?? [];
  await page.getByRole('button', { name: 'Download the picture' }).click();
  const href = (await page.getByRole('menuitem', { name: 'As SVG' }).getAttribute('href')) ?? '';
  expect(href).toContain(`start=${from}&end=${to}`);
  await page.keyboard.press('Escape');

  await page.getByText('Text', { exact: true }).click();
  await expect(page.getByText('accTitle')).toContainText('payment');
  await expect(page.getByText('accTitle')).not.toContainText('stock');
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('row', { name: /^stock/ })).toContainText('nothing in this part of the time');
  await page.getByRole('button', { name: 'Show all of the time' }).click();
  await expect(page).not.toHaveURL(/part=/);
  await expect(page.getByRole('row', { name: /^stock/ })).toContainText('spans/s');
});

test('states of contexts: arrows of what a part has nothing of are faint, notes and states are those of the part', async ({
  page,
  server,
}) => {
  const lost = newSpanId();
  await sendTraces(
    server.tracesUrl,
    // Its parent never comes.
    { agoMs: 48 * MINUTE, services: [{ service: 'a', spans: [{ name: 'left', parentSpanId: lost, durationMs: 5 }] }] },
    { agoMs: MINUTE, services: [{ service: 'a', spans: [{ name: 'whole', durationMs: 5 }] }] },
  );
  await page.goto('/diagrams?kind=context-states&speed=1800');
  const picture = page.locator('svg[aria-label="States of trace contexts: live picture"]');
  const arrowOf = async (name: RegExp) => {
    const label = picture.getByRole('link', { name }).locator('g.label');
    return picture.locator(`path[data-et="edge"][data-id="${await label.getAttribute('data-id')}"]`);
  };
  const note = picture.locator('.statediagram-note');
  const lostParent = picture.locator('.node', { hasText: 'Parent not here' }).locator('xpath=..');
  await expect(note).toContainText('✗ not always: every parent is here');
  await expect(lostParent).toHaveAttribute('data-state', 'bad');
  await expect(page.getByRole('group', { name: /Rate and errors over time/ }).locator('svg')).toBeVisible();

  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(note).toContainText('✓ every parent is here');
  await expect(lostParent).toHaveAttribute('data-state', 'ok');
  await expect(await arrowOf(/^Open No context →/)).toHaveAttribute('data-absent', 'false');
  await expect(await arrowOf(/^Open Context from elsewhere →/)).toHaveAttribute('data-absent', 'true');
  await picture.evaluate((svg) => svg.setAttribute('data-drawn', 'once'));

  const window = page.getByRole('slider', { name: 'Part of the time that is shown' });
  await window.press('Home');
  for (let steps = 0; steps < 2; steps++) await window.press('Shift+ArrowRight');
  await expect(note).toContainText('✗ not always: every parent is here');
  await expect(lostParent).toHaveAttribute('data-state', 'bad');
  await expect(await arrowOf(/^Open No context →/)).toHaveAttribute('data-absent', 'true');
  await expect(picture).toHaveAttribute('data-drawn', 'once');
});
