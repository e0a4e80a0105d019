// URLs of the app: plain pairs, repeated keys, hostile values.
import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch, urlText, urlTexts } from './search-params.ts';

describe('search parameters', () => {
  it.each([
    [{}, ''],
    [{ a: '1' }, '?a=1'],
    [{ a: ['1', '2'], b: 'x y' }, '?a=1&a=2&b=x+y'],
    [{ attr: 'http.route=/a?b&c=d' }, '?attr=http.route%3D%2Fa%3Fb%26c%3Dd'],
    [{ number: '1795477219000000000' }, '?number=1795477219000000000'],
    [{ text: '订单 "x" {[' }, `?text=${new URLSearchParams({ t: '订单 "x" {[' }).toString().slice(2)}`],
  ])('%j is written %s and read back', (search, query) => {
    expect(stringifySearch(search)).toBe(query);
    expect(parseSearch(query)).toEqual(search);
  });

  it('leaves out what is undefined', () => {
    expect(stringifySearch({ a: undefined, b: 'x', c: [] })).toBe('?b=x');
  });

  it('keeps values as text, and keys of prototypes as data', () => {
    expect(parseSearch('?a=true&b=1')).toEqual({ a: 'true', b: '1' });
    expect(Object.keys(parseSearch('?__proto__=x&a=1'))).toContain('a');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('knows the window as the API names it, unless it is named as pages do too', () => {
    expect(parseSearch('?kind=hops&start=1&end=2')).toEqual({ kind: 'hops', from: '1', to: '2' });
    expect(parseSearch('?start=1&end=2&from=3')).toEqual({ start: '1', to: '2', from: '3' });
  });

  it('takes the first of a repeated text and makes a list of a single one', () => {
    expect(urlText.parse(['a', 'b'])).toBe('a');
    expect(urlTexts.parse('a')).toEqual(['a']);
    expect(urlTexts.parse(undefined)).toBeUndefined();
  });
});
