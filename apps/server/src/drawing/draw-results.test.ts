import { seededRandom } from '@spanloom/analysis/testing';
import type { FoundResults, ResultRow } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { hostileLabels } from '../../../../packages/diagrams/src/testing/hostile-labels.ts';
import { FONTS, parseSvg, textsOf } from '../../test/support/drawers.ts';
import { drawResults } from './draw-results.ts';

const ROW: ResultRow = {
  traceId: '01',
  start: '1795181100000000000',
  party: '支付',
  name: 'POST /pay',
  color: 2,
  duration: '1.50 s',
  failed: true,
  spans: 1234,
  errors: 7,
};

function draw(row: Partial<ResultRow>, rest: Partial<FoundResults> = {}) {
  const results: FoundResults = {
    list: 'traces',
    order: 'newest',
    query: 'all traces',
    more: false,
    rows: [{ ...ROW, ...row }],
  };
  return drawResults({ ...results, ...rest }, 'light', FONTS.metrics);
}

test('each row says when, who, what, how long and how many; below it what was asked', () => {
  expect(textsOf(parseSvg(draw({}).svg))).toEqual(
    expect.arrayContaining([
      'Start (UTC)',
      'Trace',
      '2026-11-20 13:25:00',
      '支付',
      '× POST /pay',
      '1.50 s',
      '1234',
      '7',
      '1 trace, newest first: all traces.',
    ]),
  );
});

test('any name and any time is text within the picture', () => {
  for (const name of hostileLabels(150, seededRandom(5))) {
    const start = '18446744073709551615';
    const { svg, width } = draw({ name: name.repeat(9), party: name.repeat(9), start }, { query: name.repeat(99) });
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
