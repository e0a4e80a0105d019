import { describe, expect, it } from 'vitest';
import { type FindCache, findMatches, findNeedle, matchPlace, type SpanDetails, stepMatch } from './find-spans.ts';
import { sampleOutline, type SampleSpan, sampleTrace, textAttribute } from './testing/sample-trace.ts';
import { buildTraceModel } from './trace-model.ts';

const SPANS: readonly SampleSpan[] = [
  { id: '01', name: 'POST /checkout', service: 'web', from: 0, to: 100 },
  {
    id: '02',
    parent: '01',
    name: 'charge',
    service: 'payment',
    from: 10,
    to: 40,
    more: { attributes: [textAttribute('card.network', 'Visa')] },
  },
  { id: '03', parent: 'ee', name: 'estimate', service: 'shipping', from: 12, to: 20, error: 'No carrier' },
];
const { rows } = buildTraceModel(sampleOutline(SPANS), { foldSimilar: false, correctSkew: true });
const details: SpanDetails = new Map(sampleTrace(SPANS).spans.map((span) => [span.spanId, span]));
const cache: FindCache = new WeakMap();
const find = (text: string) => findMatches(rows, findNeedle(text), details, cache);

describe('findMatches', () => {
  it('looks at names, services, keys and values, ignoring case', () => {
    expect(find('CHECKOUT')).toEqual([0]);
    expect(find('payment')).toEqual([1]);
    expect(find('card.net')).toEqual([1]);
    expect(find('visa')).toEqual([1]);
    expect(find('card.network=visa')).toEqual([1]);
    expect(find('no carrier')).toEqual([3]);
    expect(find('host.name')).toEqual([0, 1, 3]);
    expect(find('nowhere')).toEqual([]);
  });

  it('looks at names, services and resources while nothing more is known', () => {
    const findEarly = (text: string) => findMatches(rows, findNeedle(text), undefined, new WeakMap());
    expect(findEarly('checkout')).toEqual([0]);
    expect(findEarly('payment-7f9')).toEqual([1]);
    expect(findEarly('visa')).toEqual([]);
  });

  it('asks for nothing when the text is blank', () => {
    expect(findNeedle('   ')).toBeUndefined();
    expect(find('')).toEqual([]);
  });
});

describe('matchPlace', () => {
  it('names the most visible place', () => {
    const span = rows[1]?.kind === 'span' ? rows[1].row.span : undefined;
    if (span === undefined) throw new Error('the second row is a span');
    expect(matchPlace(span, 'charge', details)).toEqual({ kind: 'name' });
    expect(matchPlace(span, 'pay', details)).toEqual({ kind: 'service' });
    expect(matchPlace(span, 'visa', details)).toEqual({ kind: 'attribute', key: 'card.network' });
    expect(matchPlace(span, 'nowhere', details)).toBeUndefined();
  });
});

describe('stepMatch', () => {
  it('goes to the neighbours and round the ends', () => {
    const matches = [2, 5, 9];
    expect(stepMatch(matches, 2, 1)).toBe(5);
    expect(stepMatch(matches, 3, 1)).toBe(5);
    expect(stepMatch(matches, 9, 1)).toBe(2);
    expect(stepMatch(matches, 2, -1)).toBe(9);
    expect(stepMatch(matches, 7, -1)).toBe(5);
    expect(stepMatch([], 7, 1)).toBeUndefined();
  });
});
