// Waterfalls of traces that are hard to draw.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { randomTrace } from '../sequence/testing/random-trace.ts';
import { callSpans, databaseSpan, type SampleSpan, sampleSpans } from '../sequence/testing/sample-spans.ts';
import { MAX_ROWS, type Waterfall, waterfallOfTrace } from './trace-waterfall.ts';
import { waterfallDescription } from './waterfall-words.ts';

const SHOP = { name: 'shop', namespace: '', color: 4, secondLap: true };

function waterfallOf(...spans: readonly (SampleSpan | readonly SampleSpan[])[]): Waterfall {
  return waterfallOfTrace(sampleSpans(...spans.flat()), [SHOP]);
}

/** `2 SELECT stock-db ×3`, and what else is told of a row. */
function told({ rows }: Waterfall): string[] {
  return rows.map((row) => {
    if (row.kind === 'missing') return `${row.depth} missing ${row.spanId}`;
    const { depth, name, party, state, times, below, duration } = row;
    const parts = [depth, name, party, state, times === 1 ? '' : `×${times}`, duration ?? 'no end'];
    return [...parts, below === 0 ? '' : `+${below}`].filter((part) => part !== '').join(' ');
  });
}

const root: SampleSpan = { id: 'r', service: 'shop', name: 'GET /', kind: 'server', ms: 100 };

test('the tree of spans: who was asked, what failed, the same beside each other as one row', () => {
  const waterfall = waterfallOf(
    root,
    callSpans('a', 'shop', 'stock', 'reserve', { parent: 'r', at: 5, ms: 30 }),
    databaseSpan('d', 'a', 'stock', 'SELECT', 10, 4),
    databaseSpan('e', 'a', 'stock', 'SELECT', 15, 4),
    databaseSpan('f', 'a', 'stock', 'SELECT', 20, 4),
    callSpans('b', 'shop', 'bank', 'charge', { parent: 'r', at: 40, ms: 50, error: 'Declined' }),
    { id: 'm', parent: 'gone', service: 'shop', name: 'send mail', at: 90, ms: undefined },
  );
  expect(told(waterfall)).toMatchInlineSnapshot(`
    [
      "0 GET / shop critical 100 ms",
      "1 reserve shop critical 30.0 ms",
      "2 reserve stock critical 28.0 ms",
      "3 SELECT orders-db critical ×3 12.0 ms",
      "1 charge shop failed 50.0 ms",
      "2 charge bank failed 48.0 ms",
      "0 missing gone",
      "1 send mail shop usual no end",
    ]
  `);
  expect(waterfall).toMatchObject({ spans: 9, folded: 2, hidden: 0, failed: 2, services: 3, extent: 100_000_000 });
  expect(waterfall.rows[0]).toMatchObject({ color: 4, secondLap: true, from: 0, to: 100_000_000 });
  expect(waterfallDescription(waterfall)).toBe('9 spans of 3 services in 100 ms, of them failed: 2.');
});

test('without spans it has no rows', () => {
  expect(waterfallOf()).toMatchObject({ rows: [], extent: 0, spans: 0 });
});

test('a huge trace keeps what failed with what it hangs from, then the longest; the rest is counted where it is', () => {
  const spans = Array.from({ length: 2000 }, (_, n): SampleSpan => {
    const parent = n % 2 === 0 ? 'r' : `s${n - 1}`;
    return { id: `s${n}`, parent, service: 'shop', name: `step ${n}`, at: 1, ms: 1 + (n % 50), error: n === 1 };
  });
  const waterfall = waterfallOf({ ...root, ms: 1000 }, spans);
  const rows = told(waterfall);
  expect(rows.length).toBeLessThanOrEqual(MAX_ROWS);
  expect(rows.length).toBeGreaterThan(MAX_ROWS - 2);
  expect(rows[0]).toContain(`+${waterfall.hidden - hiddenBelowOthers(waterfall)}`);
  const failed = rows.findIndex((row) => row.includes('failed'));
  expect(rows.slice(failed - 1, failed + 1)).toEqual(['1 step 0 shop usual 1.00 ms', '2 step 1 shop failed 2.00 ms']);
  expect(rows.some((row) => row.includes('50.0 ms'))).toBe(true);
  expect(waterfallDescription(waterfall)).toContain(
    `${waterfall.hidden} of 2001 spans are left out, of them failed: 0.`,
  );
});

function hiddenBelowOthers({ rows }: Waterfall): number {
  return rows.slice(1).reduce((sum, row) => sum + (row.kind === 'span' ? row.below : 0), 0);
}

test('a chain that is deeper than there is room is drawn from its top', () => {
  const chain = Array.from({ length: 3000 }, (_, n): SampleSpan => {
    return { id: `s${n}`, ...(n > 0 && { parent: `s${n - 1}` }), service: 'shop', name: `${n}`, at: 0, ms: 4000 - n };
  });
  const waterfall = waterfallOf(chain);
  expect(waterfall.rows.map(({ depth }) => depth)).toEqual(Array.from({ length: MAX_ROWS }, (_, depth) => depth));
  expect(waterfall.rows.at(-1)).toMatchObject({ below: 3000 - MAX_ROWS });
});

const SEED = 11;

test(`random traces (seed ${SEED}): no span is lost, and their order does not matter`, () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < 60; round++) {
    const { spans } = randomTrace(random);
    const waterfall = waterfallOfTrace(spans, []);
    expect(waterfallOfTrace(shuffled(spans, random), []), `seed ${SEED}, round ${round}`).toEqual(waterfall);
    const shown = waterfall.rows.reduce((sum, row) => sum + (row.kind === 'span' ? row.times : 0), 0);
    expect(shown + waterfall.hidden, `seed ${SEED}, round ${round}`).toBe(waterfall.spans);
  }
});
