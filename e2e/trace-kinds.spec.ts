// Each kind of diagram that is drawn from one trace: its parts lead to their spans, its table and text say the same, and
// names from outside are text.
import { kindPage } from './pages/kind-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

interface Kind {
  readonly kind: string;
  readonly title: string;
  /** How many parts the picture of the sample trace has. */
  readonly parts: number;
  /** Beginning of the name of a part that failed, and the heading of the span that it leads to. */
  readonly failed: string;
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
    failed: 'shop-api: INSERT orders',
    leadsTo: 'INSERT orders',
    rows: 6,
    line: 'section shop-api',
  },
  {
    kind: 'entities',
    title: 'Entities of a trace',
    parts: 4,
    failed: 'Span ×6',
    leadsTo: 'POST /orders',
    rows: 22,
    line: 'RESOURCE ||--|| SCOPE : "1 each, 3 in all"',
  },
];

for (const { kind, title, parts, failed, leadsTo, rows, line } of KINDS) {
  test(`${kind}: parts lead to spans, the table and the text say the same`, async ({ page, server }) => {
    const [id = ''] = await sendTraces(server.tracesUrl, orderTrace({ failed: true }));
    const diagram = kindPage(page, title);
    await diagram.open(kind, id);
    await expect(diagram.parts).toHaveCount(parts);
    await expect(diagram.part(failed)).toHaveAttribute('data-failed', 'true');
    await diagram.part(failed).focus();
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
