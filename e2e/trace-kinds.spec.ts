// Each kind of diagram that is drawn from one trace: its parts lead to their spans, its table and text say the same, and
// names from outside are text.
import { kindPage } from './pages/kind-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces, type TraceSpec } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

interface Kind {
  readonly kind: string;
  readonly title: string;
  /** How many parts the picture of the sample trace has. */
  readonly parts: number;
  /** Beginning of the name of a part, whether it failed, and the heading of the span that it leads to. */
  readonly part: string;
  readonly failed: boolean;
  readonly leadsTo: string;
  readonly rows: number;
  /** A line of the text. */
  readonly line: string;
}

const KINDS: readonly Kind[] = [
  {
    kind: 'gantt',
    title: 'Trace as a gantt',
    parts: 6,
    part: 'shop-api: INSERT orders',
    failed: true,
    leadsTo: 'INSERT orders',
    rows: 6,
    line: 'section shop-api',
  },
  {
    kind: 'entities',
    title: 'Entities of a trace',
    parts: 4,
    part: 'Span ×6',
    failed: true,
    leadsTo: 'POST /orders',
    rows: 22,
    line: 'RESOURCE ||--|| SCOPE : "1 each, 3 in all"',
  },
  {
    kind: 'propagation',
    title: 'Propagation check',
    parts: 5,
    part: 'shop-web → shop-api: ✓ ids',
    failed: false,
    leadsTo: 'POST /orders',
    rows: 2,
    line: 'n0 -->|"✓ ids · sampled not said"| n1',
  },
  {
    kind: 'states',
    title: 'States of a trace',
    parts: 11,
    part: 'Child → Failed: ×2 (22%) · error',
    failed: true,
    // Two spans failed; of those it is the one with the lesser id.
    leadsTo: 'INSERT orders',
    rows: 6,
    line: 'No context',
  },
  {
    kind: 'calls',
    title: 'Calls of a trace',
    parts: 11,
    part: 'shop-api · POST /orders → orders-db:',
    failed: true,
    leadsTo: 'INSERT orders',
    rows: 5,
    line: 'flowchart LR',
  },
];

/** An order that failed in the database, whose span has the least id of all. */
function failedOrder(): TraceSpec {
  const trace = orderTrace({ failed: true });
  return {
    ...trace,
    services: trace.services.map(({ service, spans }) => ({
      service,
      spans: spans.map((span) => (span.name === 'INSERT orders' ? { ...span, spanId: '0000000000000001' } : span)),
    })),
  };
}

for (const { kind, title, parts, part, failed, leadsTo, rows, line } of KINDS) {
  test(`${kind}: parts lead to spans, the table and the text say the same`, async ({ page, server }) => {
    const [id = ''] = await sendTraces(server.tracesUrl, failedOrder());
    const diagram = kindPage(page, title);
    await diagram.open(kind, id);
    await expect(diagram.parts).toHaveCount(parts);
    await expect(diagram.part(part)).toHaveAttribute('data-failed', String(failed));
    await diagram.part(part).focus();
    await page.keyboard.press('Enter');
    await expect(tracePage(page).details.getByRole('heading', { name: leadsTo })).toBeVisible();
    await page.getByRole('link', { name: 'Diagram', exact: true }).click();
    await expect(diagram.parts).toHaveCount(parts);
    await page.keyboard.press('t');
    await expect(diagram.rows).toHaveCount(rows);
    await page.getByText('Text', { exact: true }).click();
    await expect(diagram.text).toContainText(`%% source: trace ${id}`);
    await expect(diagram.text).toContainText(line);
  });

  test(`${kind}: names from outside are text`, async ({ page, server }) => {
    const trace = orderTrace({ failed: true });
    const [id = ''] = await sendTraces(server.tracesUrl, {
      ...trace,
      services: trace.services.map(({ service, spans }) => ({
        service: `${service}<img src=x onerror=alert(1)>`,
        spans: spans.map((span) => ({
          ...span,
          name: `${span.name}<script>alert(1)</script>\nclick t0 call alert(1)`,
        })),
      })),
    });
    page.on('dialog', (dialog) => {
      throw new Error(`a name from outside opened a dialog: ${dialog.message()}`);
    });
    const diagram = kindPage(page, title);
    await diagram.open(kind, id);
    await expect(diagram.parts).toHaveCount(parts);
    await expect(diagram.picture.locator('img, script')).toHaveCount(0);
  });
}

test('from one kind to another the trace stays', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, orderTrace());
  const gantt = kindPage(page, 'Trace as a gantt');
  await gantt.open('gantt', id);
  await expect(gantt.parts).toHaveCount(6);
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Entities of a trace' }).click();
  await expect(kindPage(page, 'Entities of a trace').part('Span ×6')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`kind=entities.*trace=${id}|trace=${id}.*kind=entities`));
});

test('a hop whose parent is not here is red, and its cause only suspected', async ({ page, server }) => {
  const whole = orderTrace();
  const [id = ''] = await sendTraces(server.tracesUrl, { ...whole, services: whole.services.slice(1) });
  const check = kindPage(page, 'Propagation check');
  await check.open('propagation', id);
  const lost = check.part('parent not here → shop-api: ✗ parent not here · suspected');
  await expect(lost).toHaveAttribute('data-failed', 'true');
  await expect(page.getByText('Suspected losses').locator('xpath=following-sibling::*')).toHaveText('1 hop');
});

test('a call that no span answers, while a trace begins that could be its other side', async ({ page, server }) => {
  const call = {
    name: 'GET /search',
    kind: 3,
    durationMs: 200,
    attributes: { 'server.address': 'search.shop.svc' },
  };
  const lone = { name: 'GET /search', kind: 2, startMs: 50, durationMs: 100 };
  const [id = ''] = await sendTraces(
    server.tracesUrl,
    { agoMs: 5_000, services: [{ service: 'gateway', spans: [call] }] },
    { agoMs: 5_000, services: [{ service: 'search', spans: [lone] }] },
  );
  const check = kindPage(page, 'Propagation check');
  await check.open('propagation', id);
  await expect(
    check.part('gateway → search.shop.svc: ✗ no SERVER span · suspected: goes on as another trace'),
  ).toBeVisible();
});

test('states are told by events or an attribute too, which stands in the address', async ({ page, server }) => {
  const step = (state: string, startMs: number) => ({
    name: 'advance',
    startMs,
    durationMs: 10,
    attributes: { 'order.state': state },
  });
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [{ service: 'order', spans: [step('placed', 0), step('paid', 20), step('sent', 60)] }],
  });
  const states = kindPage(page, 'States of a trace');
  await states.open('states', id);
  await expect(states.part('Root, open its span')).toHaveAttribute('data-failed', 'true');
  await page.getByRole('combobox', { name: 'States are told by' }).click();
  await page.getByRole('option', { name: 'order.state' }).click();
  await expect(states.part('paid → sent: ×1 · 40.0 ms')).toBeVisible();
  await expect(page).toHaveURL(/by=order\.state/);
  await page.reload();
  await expect(states.part('placed → paid: ×1 · 20.0 ms')).toBeVisible();
});
