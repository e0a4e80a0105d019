// Live diagrams of a window: they open, follow what comes, and their parts lead to their spans.
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { newSpanId, sendTraces, type TraceSpec } from './support/otlp.ts';
import { crossing, workflowRun } from './support/window-traces.ts';

test('deployment: clusters and workloads, new pods as they come, and from a workload to its spans', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, crossing('payment-1'));
  await page.goto('/diagrams?kind=deployment');
  await expect(page.getByRole('heading', { level: 1, name: 'Deployment' })).toBeVisible();
  const picture = page.locator('svg[aria-label="Deployment: live picture"]');
  await expect(picture).toContainText('cluster shop-us');
  const payment = picture.locator('a[aria-label^="Open payment"]');
  await expect(payment).toContainText('1 pod');
  await sendTraces(server.tracesUrl, crossing('payment-2'));
  await expect(payment).toContainText('2 pods');
  await expectAccessible(page, 'deployment');

  await page.keyboard.press('t');
  await expect(page.getByRole('table')).toContainText('checkout → payment');
  await page.goBack();
  await payment.press('Enter');
  await expect(page).toHaveURL(/\/search\?/);
  expect(new URL(page.url()).searchParams.getAll('resourceAttr').join()).toContain('k8s.deployment.name=payment');
  await expect(page.getByText('POST /pay').first()).toBeVisible();
});

test('workflows: queues, workers and attempts, and from an activity that failed to its spans', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, workflowRun());
  await page.goto('/diagrams?kind=workflows');
  const picture = page.locator('svg[aria-label="Workflows: live picture"]');
  await expect(picture).toContainText('renewals');
  const activity = picture.locator('a[aria-label^="Open ChargeCard"]');
  await expect(activity).toContainText('2 attempts');
  await expect(activity).toContainText('50.0%');
  await sendTraces(server.tracesUrl, workflowRun());
  await expect(activity).toContainText('4 attempts');
  await expectAccessible(page, 'workflows');
  await activity.press('Enter');
  await expect(page).toHaveURL(/\/search\?.*operation=RunActivity/);
  await expect(page.getByText('StartWorkflow:Renew').first()).toBeVisible();
});

test('states of workflows: what became of each activity, counted as runs come, and to the slowest span', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, workflowRun());
  await page.goto('/diagrams?kind=workflow-states');
  await expect(page.getByRole('heading', { level: 1, name: 'States of workflows' })).toBeVisible();
  const picture = page.locator('svg[aria-label="States of workflows: live picture"]');
  const retried = picture.locator('a[aria-label^="Open Waiting to retry → Activity retried"]');
  await expect(retried).toContainText('1 ×');
  await expect(picture).toContainText('Workflow completed');
  await sendTraces(server.tracesUrl, workflowRun());
  await expect(retried).toContainText('2 ×');
  await expectAccessible(page, 'states of workflows');
  // The line leads where its label does, a little beside it.
  const line = picture.locator('path[data-id] + a path.sl-hit').first();
  const near = await line.evaluate((path) => {
    if (!(path instanceof SVGPathElement)) throw new Error('no line');
    const matrix = path.getScreenCTM();
    if (matrix === null) throw new Error('not on the screen');
    const { x, y } = path.getPointAtLength(12).matrixTransform(matrix);
    return { x, y: y + 3 };
  });
  await page.mouse.click(near.x, near.y);
  await expect(page).toHaveURL(/\/trace\/[\da-f]{32}.*span=/);
  await page.goBack();
  // Not before the page is back: on the trace's page the key means nothing.
  await expect(picture).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByRole('table')).toContainText('Activity started → Waiting to retry: error');
  await page.goBack();
  await picture.locator('a[aria-label^="Open Activity started → Waiting to retry"]').press('Enter');
  await expect(page).toHaveURL(/\/trace\/[\da-f]{32}.*span=/);
  await expect(page.getByText('RunActivity:ChargeCard').first()).toBeVisible();
});

/** A call, and a span whose parent never came. */
function callAndOrphan(): TraceSpec[] {
  const [call, lost] = [newSpanId(), newSpanId()];
  return [
    {
      services: [
        { service: 'shop', spans: [{ name: 'GET', spanId: call, kind: 3, durationMs: 30 }] },
        { service: 'stock', spans: [{ name: 'GET /', parentSpanId: call, kind: 2, startMs: 5, durationMs: 20 }] },
      ],
    },
    { services: [{ service: 'mail', spans: [{ name: 'send', parentSpanId: lost, kind: 2, durationMs: 5 }] }] },
  ];
}

test('context from hop to hop: whole, and lost with a parent that never came', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, ...callAndOrphan());
  await page.goto('/diagrams?kind=hops');
  const picture = page.locator('svg[aria-label="Context from hop to hop: live picture"]');
  const whole = picture.locator('a[aria-label^="Open shop → stock"]');
  await expect(whole).toContainText('100% whole');
  await expect(whole).toContainText('1 hop');
  await expect(picture.locator('a[aria-label^="Open parent not here → mail"]')).toContainText('✗');
  await sendTraces(server.tracesUrl, ...callAndOrphan());
  await expect(whole).toContainText('2 hops');
  await expectAccessible(page, 'hops');
  await picture.locator('a[aria-label="Open mail"]').press('Enter');
  await expect(page).toHaveURL(/\/search\?.*service=mail/);
});

test('states of trace contexts: handed on and lost, and what does not hold of every trace', async ({
  page,
  server,
}) => {
  await sendTraces(server.tracesUrl, ...callAndOrphan());
  await page.goto('/diagrams?kind=context-states');
  const picture = page.locator('svg[aria-label="States of trace contexts: live picture"]');
  await expect(picture).toContainText('✗ not always: every parent is here');
  const handedOn = picture.locator('a[aria-label^="Open Context handed on → Child of a remote span"]');
  await expect(handedOn).toContainText('1 ×');
  await sendTraces(server.tracesUrl, ...callAndOrphan());
  await expect(handedOn).toContainText('2 ×');
  await expect(page.getByText('traces with parents that are not here: 2')).toBeVisible();
  await expectAccessible(page, 'states of trace contexts');
});

test('SDKs: services, what makes their spans, and this server', async ({ page, server }) => {
  await sendTraces(server.tracesUrl, workflowRun(), crossing('payment-1'));
  await page.goto('/diagrams?kind=sdks');
  const picture = page.locator('svg[aria-label="SDKs in use: live picture"]');
  await expect(picture).toContainText('no SDK told');
  await expectAccessible(page, 'SDKs');
  await picture.locator('a[aria-label^="Open python opentelemetry 1.38.0"]').press('Enter');
  await expect(page).toHaveURL(/\/search\?/);
  expect(new URL(page.url()).searchParams.getAll('resourceAttr').join()).toContain('telemetry.sdk.version=1.38.0');
});

test('deployment: boxes of long names stand beside one another, and tell the whole name', async ({ page, server }) => {
  const long = (end: string): string => `production-${'checkout-platform-'.repeat(4)}${end}`;
  const { services } = crossing('payment-1');
  const renamed = services.map((one, place) => ({
    ...one,
    resource: { ...one.resource, 'k8s.cluster.name': long(place === 0 ? 'blue' : 'green') },
  }));
  await sendTraces(server.tracesUrl, { services: renamed });
  await page.goto('/diagrams?kind=deployment');
  const picture = page.locator('svg[aria-label="Deployment: live picture"]');
  await expect(picture).toContainText('-blue');
  await expect(picture.locator('g.cluster-label > title')).toHaveText(
    ['green', 'blue'].map((end) => `cluster ${long(end)}`),
  );
  const sides = await picture.locator('g.cluster > rect').evaluateAll((boxes) =>
    boxes.map((box) => {
      const { left, right } = box.getBoundingClientRect();
      return { left, right };
    }),
  );
  const apart = sides.filter((one) =>
    sides.every((other) => one === other || contains(one, other) || isBeside(one, other)),
  );
  expect(apart).toHaveLength(4);
});

interface Sides {
  readonly left: number;
  readonly right: number;
}

function contains(one: Sides, other: Sides): boolean {
  return (one.left < other.left && other.right < one.right) || (other.left < one.left && one.right < other.right);
}

function isBeside(one: Sides, other: Sides): boolean {
  return one.right < other.left || other.right < one.left;
}
