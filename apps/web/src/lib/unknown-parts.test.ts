// Which parts of an address mean nothing, and the address without them.
import { expect, it } from 'vitest';
import { oneOf, unknownParts, withoutParts } from './unknown-parts.ts';

const KNOWN = {
  kind: oneOf(['map', 'gantt']),
  without: oneOf(['queue', 'database']),
  hops: (text: string) => text !== '0',
};

it('tells what is none of the values that it may be, of a list each', () => {
  expect(unknownParts({ kind: 'map', without: ['queue'] }, KNOWN)).toEqual([]);
  expect(unknownParts({}, KNOWN)).toEqual([]);
  expect(unknownParts({ without: ['bogus', 'queue', ''], kind: 'bogus', hops: '0' }, KNOWN)).toEqual([
    { parameter: 'kind', value: 'bogus' },
    { parameter: 'without', value: 'bogus' },
    { parameter: 'without', value: '' },
    { parameter: 'hops', value: '0' },
  ]);
});

it('leaves of a list what is known, and nothing of the rest', () => {
  const url = { kind: 'bogus', without: ['bogus', 'queue'], hops: '2' };
  expect(withoutParts(url, unknownParts(url, KNOWN))).toEqual({ kind: undefined, without: ['queue'] });
  const alone = { without: ['bogus'] };
  expect(withoutParts(alone, unknownParts(alone, KNOWN))).toEqual({ without: undefined });
});
