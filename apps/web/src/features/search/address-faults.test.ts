// What of a search's address cannot be read, and what is left of it.
import { expect, it } from 'vitest';
import { parseSearch } from '../../lib/search-params.ts';
import { addressFaults } from './address-faults.ts';
import { searchUrl } from './search-url.ts';

const faultsOf = (query: string) => addressFaults(searchUrl.parse(parseSearch(query)));

it.each([
  ['list=logs', 'list'],
  ['sort=newst', 'sort'],
  ['kind=servr', 'kind'],
  ['status=ERROR', 'status'],
  ['minDuration=soon', 'duration'],
  ['maxDuration=-5', 'duration'],
  ['attr=nothing', 'attribute'],
  ['notResourceAttr=nothing', 'attribute'],
  ['attr=%3D%3D%3D', 'attribute'],
  ['client=nobody', 'node'],
  ['namespace=shop', 'namespace'],
  ['box=5-2', 'other'],
  ['service=', 'other'],
])('%s is not readable, and is left out', (query, expected) => {
  const { faults, readable } = faultsOf(`${query}&text=pay`);
  const [parameter = '', value = ''] = query.split('=');
  expect(faults).toEqual([{ parameter, value: decodeURIComponent(value), expected }]);
  expect(readable).toEqual({ text: 'pay' });
});

it('keeps the other conditions of a list', () => {
  const { faults, readable } = faultsOf('attr=a%3D1&attr=b&attr=c%3D2&sort=longest&focus=x&box=1-2');
  expect(faults.map(({ value }) => value)).toEqual(['b']);
  expect(readable).toEqual({ attr: ['a=1', 'c=2'], sort: 'longest', focus: 'x', box: '1-2' });
});

it('finds nothing wrong with what the app writes', () => {
  const query =
    'service=a&namespace=&operation=GET%20%2F&kind=server&status=error&minDuration=5&maxDuration=9&spanAttr=a%3D&attr=%3Db' +
    '&client=service:a&server=database:b%2Fc&text=x&sort=newest&list=spans';
  expect(faultsOf(query).faults).toEqual([]);
});
