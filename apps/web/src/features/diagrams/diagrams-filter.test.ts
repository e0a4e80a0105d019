// The filter in the address of a diagram: as Search has it, but for the kind of a span.
import { expect, test } from 'vitest';
import { filterUrl } from '../../lib/filter-url.ts';
import { parseSearch, stringifySearch } from '../../lib/search-params.ts';
import { isFiltered, readFilter, writeFilter } from './diagrams-filter.ts';
import { diagramsUrl, isOldMapAddress } from './diagrams-url.ts';
import { galleryUrl, sectionOf } from './gallery/gallery-url.ts';

const FILTER = {
  service: 'checkout',
  namespace: 'shop',
  operation: 'POST /pay',
  kind: 'server',
  status: 'error',
  minDuration: '1',
  maxDuration: '2',
  attr: ['a=1'],
  spanAttr: ['b=2'],
  resourceAttr: ['telemetry.distro.name=x', 'telemetry.sdk.name=y'],
  notAttr: ['c=3'],
  notSpanAttr: ['d=4'],
  notResourceAttr: ['e=5'],
  text: 'pay',
};
const OF_A_MAP = { client: 'service:web', server: 'service:cart', fold: ['proxies'] };

test('every condition of a search is kept, beside the kind of diagram and what is selected on the map', () => {
  const url = diagramsUrl.parse(
    parseSearch(stringifySearch({ kind: 'sdks', ...OF_A_MAP, ...writeFilter(filterUrl.parse(FILTER)) })),
  );
  expect(readFilter(url)).toEqual(FILTER);
  expect(url).toMatchObject({ kind: 'sdks', ...OF_A_MAP });
  expect(Object.keys(filterUrl.shape).toSorted()).toEqual(
    [...Object.keys(readFilter({})), ...Object.keys(OF_A_MAP)].toSorted(),
  );
});

test('what is not asked for is taken out of the address; a namespace alone asks nothing', () => {
  const url = { kind: 'map', ...writeFilter(FILTER), ...writeFilter({}) };
  expect(stringifySearch(url)).toBe('?kind=map');
  expect(isFiltered(readFilter(url))).toBe(false);
  expect(isFiltered(readFilter({ namespace: 'shop' }))).toBe(false);
  expect(isFiltered(readFilter({ spanKind: 'server' }))).toBe(true);
});

test('the gallery of a service is no old address of the map', () => {
  const url = diagramsUrl.parse(galleryUrl({ service: 'checkout' }));
  expect(isOldMapAddress(url)).toBe(false);
  expect(isOldMapAddress({ service: 'checkout' })).toBe(true);
  expect(sectionOf(url)).toBeUndefined();
  expect(galleryUrl({}).family).toBeUndefined();
  expect(sectionOf(galleryUrl({ service: 'checkout' }, 'states'))).toBe('states');
});
