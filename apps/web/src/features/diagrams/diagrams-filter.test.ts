// The filter in the address of a diagram: as Search has it, but for the kind of a span.
import { expect, test } from 'vitest';
import { filterUrl } from '../../lib/filter-url.ts';
import { parseSearch, stringifySearch } from '../../lib/search-params.ts';
import { unknownParts } from '../../lib/unknown-parts.ts';
import { conditionsOf } from '../../ui/filter/conditions.ts';
import { isFiltered, readFilter, writeFilter } from './diagrams-filter.ts';
import { diagramsUrl, isOldMapAddress, knownIn } from './diagrams-url.ts';
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

test('a condition that nobody can read is told and not made', () => {
  const url = diagramsUrl.parse(
    parseSearch(
      '?kind=map&service=&namespace=shop&spanKind=servr&status=ERROR&minDuration=soon&attr=%3D%3D%3D&attr=a%3D1&notAttr=nothing&text=pay',
    ),
  );
  expect(unknownParts(url, knownIn(url)).map(({ parameter, value }) => `${parameter}=${value}`)).toEqual([
    'service=',
    'spanKind=servr',
    'status=ERROR',
    'minDuration=soon',
    'attr====',
    'notAttr=nothing',
  ]);
  expect(conditionsOf(readFilter(url))).toEqual([
    { kind: 'attribute', parameter: 'attr', key: 'a', value: '1' },
    { kind: 'text', value: 'pay' },
  ]);
  const all = diagramsUrl.parse({ kind: 'map', ...writeFilter(FILTER) });
  expect(unknownParts(all, knownIn(all))).toEqual([]);
});

test('only the map is split and folded', () => {
  const seen = { split: 'version', fold: ['proxies', 'service:gateway'] };
  const told = (kind: string | undefined) => unknownParts({ kind, ...seen }, knownIn({ kind, ...seen }));
  expect(told('map')).toEqual([]);
  for (const kind of ['deployment', 'sdks', 'calls', undefined]) {
    expect(told(kind).map(({ parameter, value }) => `${parameter}=${value}`)).toEqual([
      'split=version',
      'fold=proxies',
      'fold=service:gateway',
    ]);
  }
});

test('the gallery of a service is no old address of the map', () => {
  const url = diagramsUrl.parse(galleryUrl({ service: 'checkout' }));
  expect(isOldMapAddress(url)).toBe(false);
  expect(isOldMapAddress({ service: 'checkout' })).toBe(true);
  expect(sectionOf(url)).toBeUndefined();
  expect(galleryUrl({}).family).toBeUndefined();
  expect(sectionOf(galleryUrl({ service: 'checkout' }, 'states'))).toBe('states');
});
