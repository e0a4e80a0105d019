// Gantts of traces that are hard to draw, with their texts as they were read and found right.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { callSpans, databaseSpan, type SampleSpan, sampleSpans } from '../sequence/testing/sample-spans.ts';
import { timeScale } from './time-scale.ts';
import { ganttOfTrace, ganttParts, MAX_BARS, type TraceGantt } from './trace-gantt.ts';
import { ganttText } from './trace-gantt-text.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

function ganttOf(...spans: readonly (SampleSpan | readonly SampleSpan[])[]): TraceGantt {
  return ganttOfTrace(sampleSpans(...spans.flat()));
}

/** The text; the same for any order of the spans, and no span is lost. */
function drawn(...spans: readonly (SampleSpan | readonly SampleSpan[])[]): string {
  const given = sampleSpans(...spans.flat());
  const gantt = ganttOfTrace(given);
  const text = ganttText(gantt, TRACE_ID);
  expect(ganttText(ganttOfTrace(shuffled(given, seededRandom(3))), TRACE_ID)).toBe(text);
  expect(gantt.drawn + gantt.folded + gantt.hidden).toBe(gantt.spans);
  return text;
}

function server(id: string, service: string, name: string, rest: Partial<SampleSpan> = {}): SampleSpan {
  return { id, service, name, kind: 'server', ms: 100, ...rest };
}

test('an empty trace has no sections', () => {
  expect(drawn()).toMatchInlineSnapshot(`
    "gantt
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.000Z, 0 spans: 0 drawn, 0 folded into bars of the same, 0 hidden, 0 of them failed
    accTitle: Trace as a gantt
    accDescr: 0 services, 0 bars, of them failed: 0.
    dateFormat x
    axisFormat %-S.%L µs
    todayMarker off
    "
  `);
});

test('sections by service, what the trace waited for, what failed, the same beside each other as one bar', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      callSpans('a', 'shop', 'stock', 'reserve', { parent: 'r', at: 5, ms: 30 }),
      databaseSpan('d', 'a', 'stock', 'SELECT', 10, 4),
      databaseSpan('e', 'a', 'stock', 'SELECT', 15, 4),
      databaseSpan('f', 'a', 'stock', 'SELECT', 20, 4),
      databaseSpan('g', 'a', 'stock', 'SELECT', 25, 4),
      callSpans('b', 'shop', 'bank', 'charge', { parent: 'r', at: 40, ms: 50, error: 'Declined' }),
      { id: 'm', parent: 'r', service: 'shop', name: 'send mail', at: 90, ms: 200 },
    ),
  ).toMatchInlineSnapshot(`
    "gantt
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.290Z, 10 spans: 7 drawn, 3 folded into bars of the same, 0 hidden, 0 of them failed
    accTitle: Trace as a gantt
    accDescr: 3 services, 7 bars, of them failed: 2.
    dateFormat x
    axisFormat %-L ms
    todayMarker off
    section shop
    GET / · 100 ms :active, t0, 0, 100
    reserve · 30.0 ms :active, t1, 5, 35
    charge · 50.0 ms :crit, t2, 40, 90
    send mail · 200 ms :t3, 90, 290
    section stock
    reserve · 28.0 ms :active, t4, 6, 34
    SELECT · ×4 · 16.0 ms :active, t5, 10, 29
    section bank
    charge · 48.0 ms :crit, t6, 41, 89
    "
  `);
});

test('lost parents, circles, no end, an end before the start, one name in two namespaces, words of the grammar', () => {
  expect(
    drawn(
      server('a', 'east/shop', 'title of it', { parent: 'lost' }),
      server('b', 'west/shop', 'section; end', { at: 10, ms: undefined }),
      server('c', 'end', '2026-11-20 report: :crit, x', { parent: 'c', at: 20, ms: 10 }),
      server('d', '', '', { parent: 'b', at: 30, ms: -5 }),
    ),
  ).toMatchInlineSnapshot(`
    "gantt
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.100Z, 4 spans: 4 drawn, 0 folded into bars of the same, 0 hidden, 0 of them failed
    accTitle: Trace as a gantt
    accDescr: 4 services, 4 bars, of them failed: 0.
    dateFormat x
    axisFormat %-L ms
    todayMarker off
    section east/shop
    #116;itle of it · 100 ms · parent missing :active, t0, 0, 100
    section west/shop
    #115;ection#59; end · no end yet :t1, 10, 11
    section end
    #50;026-11-20 report#58; #58;crit, x · 10.0 ms · circle of parents cut :t2, 20, 30
    section #40;no name#41;
    #40;no name#41; · 0 ns :t3, 30, 31
    "
  `);
});

test('more bars than there is room for: what failed and what the trace waited for stays, the shortest go', () => {
  const many = Array.from({ length: 200 }, (_, index) => ({
    ...databaseSpan(`s${index}`, 'r', 'shop', `SELECT ${index}`, 10 + index, 300 + index),
    error: index === 7,
  }));
  const gantt = ganttOf(server('r', 'shop', 'GET /', { ms: 1000 }), many);
  const bars = gantt.sections.flatMap((section) => section.bars);
  expect(gantt).toMatchObject({ spans: 201, drawn: MAX_BARS, hidden: 201 - MAX_BARS, hiddenWithErrors: 0 });
  expect(bars.map(({ name }) => name)).toEqual(expect.arrayContaining(['GET /', 'SELECT 7', 'SELECT 199']));
  expect(bars.map(({ name }) => name)).not.toContain('SELECT 0');
});

test('every bar leads to its span', () => {
  const gantt = ganttOf(
    server('r', 'shop', 'GET /'),
    callSpans('b', 'shop', 'bank', 'charge', { parent: 'r', at: 40, ms: 50, error: 'Declined' }),
  );
  expect(ganttParts(gantt).map(({ key, spanId, failed }) => [key, spanId, failed])).toEqual([
    ['t0', 'r', false],
    ['t1', 'bc', true],
    ['t2', 'b', true],
  ]);
});

test.each([
  [0, '%-S.%L µs', 1],
  [59_999, '%-S.%L µs', 1],
  [60_000, '%-L µs', 1e3],
  [12_400_000, '%-S.%L ms', 1e3],
  [810e6, '%-L ms', 1e6],
  [2.5e9, '%-S.%L s', 1e6],
  [90e9, '%-L s', 1e9],
  [3000e9, '%-S.%L min', 60e6],
  [86_400e9 * 59, '%-S.%L d', 86_400e6],
  [999 * 86_400e9, '%-L ‰ of it', 86_400e9],
])('%d ns of a trace stand on an axis of %s', (extent, format, perStep) => {
  const scale = timeScale(extent, '‰ of it');
  expect(scale).toEqual({ format, perStep });
  // Fewer than a minute of the axis: no reader's time zone shifts it.
  expect(extent / scale.perStep).toBeLessThan(60_000);
});
