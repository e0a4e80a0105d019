import { seededRandom } from '@spanloom/analysis/testing';
import { leftOutText, type SpanBarRow, type Waterfall } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { hostileLabels } from '../../../../packages/diagrams/src/testing/hostile-labels.ts';
import { FONTS, parseSvg, textsOf } from '../../test/support/drawers.ts';
import { drawWaterfall } from './draw-waterfall.ts';

const ROW: SpanBarRow = {
  kind: 'span',
  depth: 0,
  name: 'GET /',
  party: 'web',
  color: 3,
  state: 'usual',
  times: 1,
  from: 0,
  to: 1e9,
  duration: '1.00 s',
  below: 0,
};

function waterfallOf(rows: Waterfall['rows'], rest: Partial<Waterfall> = {}): Waterfall {
  const counts = { services: 1, failed: 0, spans: rows.length, folded: 0, hidden: 0, hiddenFailed: 0 };
  return { rows, extent: 1e9, ...counts, ...rest };
}

const draw = (waterfall: Waterfall, theme: 'light' | 'dark' = 'light') =>
  drawWaterfall(waterfall, theme, FONTS.metrics);

test('rows say who, what, how long; what failed has a cross; what is left out is said', () => {
  const waterfall = waterfallOf(
    [
      { ...ROW, below: 7 },
      { ...ROW, depth: 1, name: 'charge', party: '支付', state: 'failed', from: 5e8, to: 6e8, duration: '100 ms' },
      { ...ROW, depth: 1, name: 'SELECT', party: 'db', times: 137, duration: undefined },
      { kind: 'missing', depth: 0, spanId: '00ab' },
    ],
    { spans: 147, hidden: 7 },
  );
  const texts = textsOf(parseSvg(draw(waterfall).svg));
  expect(texts).toEqual(
    expect.arrayContaining([
      'GET /',
      'web · +7 spans',
      '1.00 s',
      '× charge',
      '支付',
      '100 ms',
      'db · ×137',
      'no end yet',
    ]),
  );
  expect(texts).toEqual(
    expect.arrayContaining(['0', '200 ms', '800 ms', 'Parent 00ab is missing', leftOutText(waterfall)]),
  );
});

test('in Chinese where that was asked for', () => {
  const rows: Waterfall['rows'] = [
    { ...ROW, below: 7, duration: undefined },
    { kind: 'missing', depth: 0, spanId: '00ab' },
  ];
  const texts = textsOf(parseSvg(draw(waterfallOf(rows, { spans: 9, hidden: 7, language: 'zh' })).svg));
  // Each typeface has texts of its own, and no space between them.
  for (const said of ['web · +7个Span', '尚未结束', '缺少父Span 00ab']) expect(texts.join('')).toContain(said);
  expect(texts.join('')).not.toMatch(/no end|missing|left out/);
});

test('no bar leaves the picture, and each can be seen, whatever the times are', () => {
  for (const extent of [0, 1, 999, 1e18]) {
    const rows = [0, 0.3, 1].map((share) => ({ ...ROW, from: extent * share, to: extent * share }));
    const { svg, width } = draw(waterfallOf(rows, { extent }));
    for (const box of parseSvg(svg).querySelectorAll('rect')) {
      const [x, across] = [Number(box.getAttribute('x')), Number(box.getAttribute('width'))];
      expect(across, svg).toBeGreaterThanOrEqual(1);
      expect(x + across, svg).toBeLessThanOrEqual(width);
    }
  }
});

test('any name is text of the picture, in its place', () => {
  for (const name of hostileLabels(150, seededRandom(5))) {
    const { svg, width } = draw(waterfallOf([{ ...ROW, name: name.repeat(9), party: name.repeat(9), depth: 400 }]));
    const root = parseSvg(svg);
    expect(new Set([...root.querySelectorAll('*')].map(({ localName }) => localName))).toEqual(
      new Set(['rect', 'text']),
    );
    for (const text of root.querySelectorAll('text')) {
      const right = Number(text.getAttribute('x')) + Number(text.getAttribute('textLength') ?? '0');
      expect(right, svg).toBeLessThanOrEqual(width);
    }
  }
});

test('the same bytes each time, other colours in the dark', () => {
  const waterfall = waterfallOf([ROW]);
  expect(draw(waterfall)).toEqual(draw(waterfall));
  expect(draw(waterfall, 'dark').svg).not.toBe(draw(waterfall).svg);
});
