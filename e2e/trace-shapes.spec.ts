// Traces of unusual shape: as deep as a recursion, without any length, still going on, ended before they began.
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, sendTraces, type SpanSpec } from './support/otlp.ts';

const LEVELS = 500;

function chain(): readonly SpanSpec[] {
  const ids = Array.from({ length: LEVELS }, newSpanId);
  return ids.map((spanId, level): SpanSpec => {
    const parent = ids[level - 1];
    return {
      name: `level ${level + 1}`,
      spanId,
      ...(parent === undefined ? {} : { parentSpanId: parent }),
      startMs: level,
      durationMs: 2 * (LEVELS - level),
    };
  });
}

test('500 levels: every name stays readable, and keys go down and fold all of it', async ({ page, server }) => {
  const [id = ''] = await sendTraces(server.tracesUrl, { services: [{ service: 'walker', spans: chain() }] });
  const trace = tracePage(page);
  await trace.open(id);
  await page.keyboard.press('End');
  const last = trace.row(`level ${LEVELS}`);
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('aria-level', String(LEVELS));
  const name = await last.getByText(`level ${LEVELS}`, { exact: true }).boundingBox();
  const cell = await last.getByRole('gridcell').first().boundingBox();
  expect(name?.width).toBeGreaterThan(40);
  expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThan((cell?.x ?? 0) + (cell?.width ?? 0));
  await page.getByRole('button', { name: '1', exact: true }).click();
  await expect(trace.rows).toHaveCount(1);
});

test('no length, no end, an end before the start: each is drawn and explained', async ({ page, server }) => {
  const [root, open] = [newSpanId(), newSpanId()];
  const [nothing = '', odd = ''] = await sendTraces(
    server.tracesUrl,
    { services: [{ service: 'clock', spans: [{ name: 'tick', durationMs: 0 }] }] },
    {
      services: [
        {
          service: 'clock',
          spans: [
            { name: 'root', spanId: root, durationMs: 100 },
            { name: 'still running', spanId: open, parentSpanId: root, startMs: 20, running: true },
            { name: 'backwards', parentSpanId: root, startMs: 50, durationMs: -20 },
          ],
        },
      ],
    },
  );
  const trace = tracePage(page);
  await trace.open(nothing);
  await expect(trace.row('tick').getByRole('gridcell').last()).toHaveAccessibleName(/0.ns/);
  await trace.row('tick').click();
  await expect(trace.details.getByRole('heading', { name: 'tick' })).toBeVisible();

  await trace.open(odd);
  await expect(trace.row('still running').getByRole('gridcell').last()).toHaveAccessibleName(/≥ 80.*still running/);
  await trace.row('still running').click();
  await expect(trace.details.getByText('This span was sent without an end.')).toBeVisible();
  await trace.row('backwards').click();
  await expect(trace.details.getByText(/ends 20.*ms before it starts/)).toBeVisible();
});

test('the other side of a call is inferred only where no span of it is here', async ({ page, server }) => {
  const [root, answered] = [newSpanId(), newSpanId()];
  const call = { parentSpanId: root, kind: 3, durationMs: 20, attributes: { 'server.address': 'pay.shop.svc' } };
  const [id = ''] = await sendTraces(server.tracesUrl, {
    services: [
      {
        service: 'shop',
        spans: [
          { name: 'GET /', spanId: root, kind: 2, durationMs: 100 },
          { ...call, name: 'answered', spanId: answered, startMs: 10 },
          { ...call, name: 'unanswered', startMs: 50 },
        ],
      },
      { service: 'payment', spans: [{ name: 'POST /pay', parentSpanId: answered, kind: 2, startMs: 12 }] },
    ],
  });
  const trace = tracePage(page);
  await trace.open(id);
  await trace.row('answered').click();
  await expect(trace.details.getByRole('heading', { name: 'answered', exact: true })).toBeVisible();
  await expect(trace.details.getByText('payment', { exact: true })).toBeVisible();
  await expect(trace.details.getByText('inferred', { exact: true })).toBeHidden();
  await trace.row('unanswered').click();
  await expect(trace.details.getByText('pay.shop.svc', { exact: true }).first()).toBeVisible();
  await expect(trace.details.getByText('inferred', { exact: true })).toBeVisible();
});
