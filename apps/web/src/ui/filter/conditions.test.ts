// Conditions in the URL, one by one: nothing is lost or doubled by adding, dropping and writing back.
import { describe, expect, it } from 'vitest';
import { type FilterUrl, filterUrl } from '../../lib/filter-url.ts';
import { stringifySearch, parseSearch } from '../../lib/search-params.ts';
import {
  type Condition,
  conditionId,
  conditionsOf,
  conditionWords,
  oppositeOf,
  withCondition,
  withoutCondition,
  withoutConditions,
  scopedKey,
} from './conditions.ts';
import { conditionFor, typedCondition } from './suggestions.ts';

const ALL: readonly Condition[] = [
  { kind: 'service', name: 'checkout', namespace: 'shop' },
  { kind: 'operation', value: 'POST /checkout' },
  { kind: 'kind', value: 'server' },
  { kind: 'status', value: 'error' },
  { kind: 'minDuration', nanoseconds: '500000000' },
  { kind: 'maxDuration', nanoseconds: '2000000000' },
  { kind: 'attribute', parameter: 'attr', key: 'http.route', value: '/a=b&c' },
  { kind: 'attribute', parameter: 'attr', key: 'http.route', value: '/d' },
  { kind: 'attribute', parameter: 'notAttr', key: 'http.route', value: '/d' },
  { kind: 'attribute', parameter: 'spanAttr', key: 'a=b', value: 'c' },
  { kind: 'attribute', parameter: 'spanAttr', key: 'a', value: 'b=c' },
  { kind: 'attribute', parameter: 'spanAttr', key: '"a"', value: 'b' },
  { kind: 'attribute', parameter: 'spanAttr', key: 'db.system', value: '' },
  { kind: 'attribute', parameter: 'resourceAttr', key: 'host.name', value: '订单' },
  { kind: 'attribute', parameter: 'notResourceAttr', key: 'host.name', value: '订单' },
  { kind: 'call', client: 'service:shop/gateway', server: 'database:orders' },
  { kind: 'text', value: 'check' },
];
const FOLDED: Condition = { kind: 'call', client: 'service:/web/version=', server: undefined, fold: ['proxies'] };
const full = ALL.reduce<FilterUrl>(withCondition, {});

describe('conditions', () => {
  it('a call that is seen folded says so, and takes it along', () => {
    const url = withCondition<FilterUrl>({ text: 'x' }, FOLDED);
    expect(conditionsOf(url)[0]).toEqual(FOLDED);
    expect(conditionWords(FOLDED)).toEqual({ field: 'callsFromFolded', operator: '', value: 'web (version –)' });
    expect(conditionsOf(withoutCondition(url, FOLDED))).toEqual([{ kind: 'text', value: 'x' }]);
    expect(withoutCondition(url, FOLDED).fold).toBeUndefined();
  });

  it('come back from the URL as they went in, in the order of the chips', () => {
    expect(conditionsOf(full)).toEqual(ALL);
    expect(conditionsOf(filterUrl.parse(parseSearch(stringifySearch(full))))).toEqual(ALL);
  });

  it.each(ALL.map((condition) => [conditionId(condition), condition] as const))(
    '%s is dropped alone',
    (_id, condition) => {
      expect(conditionsOf(withoutCondition(full, condition))).toEqual(ALL.filter((other) => other !== condition));
    },
  );

  it('on attributes turn round and back, in their place', () => {
    const at = ALL.findIndex((condition) => condition.kind === 'attribute');
    const condition = ALL[at];
    const opposite = condition && oppositeOf(condition);
    if (condition === undefined || opposite === undefined) throw new Error('an attribute has an opposite');
    expect(conditionWords(opposite)).toEqual({ ...conditionWords(condition), operator: '≠' });
    expect(oppositeOf(opposite)).toEqual(condition);
    expect(oppositeOf({ kind: 'status', value: 'error' })).toBeUndefined();
  });

  it('have ids of their own', () => {
    expect(new Set(ALL.map(conditionId)).size).toBe(ALL.length);
  });

  it('stand once where only one makes sense, and are not doubled', () => {
    const other = withCondition(full, { kind: 'service', name: 'payment', namespace: undefined });
    expect(conditionsOf(other)[0]).toEqual({ kind: 'service', name: 'payment', namespace: undefined });
    const attribute = ALL[6];
    if (attribute === undefined) throw new Error('the list has fewer conditions than this test thinks');
    expect(conditionsOf(withCondition(full, attribute))).toHaveLength(ALL.length);
  });

  it('can all be dropped; what else the address has stays', () => {
    const rest = withoutConditions({ ...full, sort: 'longest' });
    expect(conditionsOf(rest)).toEqual([]);
    expect(rest.sort).toBe('longest');
  });

  it('are worded for chips', () => {
    const words = ALL.map((condition) => {
      const { field, operator, value } = conditionWords(condition);
      return `${typeof field === 'string' ? field : scopedKey(field.scope, field.key)} ${operator} ${value}`.replaceAll(
        '\u202f',
        ' ',
      );
    });
    expect(words).toEqual([
      'service = shop/checkout',
      'operation = POST /checkout',
      'kind = server',
      'status = error',
      'duration ≥ 500 ms',
      'duration ≤ 2.00 s',
      'http.route = /a=b&c',
      'http.route = /d',
      'http.route ≠ /d',
      'span.a=b = c',
      'span.a = b=c',
      'span."a" = b',
      'span.db.system = ',
      'resource.host.name = 订单',
      'resource.host.name ≠ 订单',
      'call  shop/gateway → orders',
      'name contains check',
    ]);
  });

  it('with values that the server will refuse are shown as they are', () => {
    const url = filterUrl.parse({ minDuration: 'soon', client: 'nonsense', attr: 'no equals sign' });
    expect(conditionsOf(url).map((condition) => conditionWords(condition).value)).toEqual(['soon', '', 'nonsense']);
  });
});

describe('typedCondition', () => {
  it.each([
    ['service=checkout', { kind: 'service', name: 'checkout', namespace: undefined }],
    ['status = error', { kind: 'status', value: 'error' }],
    ['name=GET /x=1', { kind: 'operation', value: 'GET /x=1' }],
    ['duration>500ms', { kind: 'minDuration', nanoseconds: '500000000' }],
    ['duration <= 1.2 s', { kind: 'maxDuration', nanoseconds: '1200000000' }],
    ['duration≥2s', { kind: 'minDuration', nanoseconds: '2000000000' }],
    ['http.route=/cart', { kind: 'attribute', parameter: 'attr', key: 'http.route', value: '/cart' }],
    ['span.a=b=c', { kind: 'attribute', parameter: 'spanAttr', key: 'a', value: 'b=c' }],
    ['http.route!=/cart', { kind: 'attribute', parameter: 'notAttr', key: 'http.route', value: '/cart' }],
    ['span.a ≠ b=c', { kind: 'attribute', parameter: 'notSpanAttr', key: 'a', value: 'b=c' }],
    ['"a=b"=c', { kind: 'attribute', parameter: 'attr', key: 'a=b', value: 'c' }],
    ['span."a b" != c', { kind: 'attribute', parameter: 'notSpanAttr', key: 'a b', value: 'c' }],
    ['resource."\\"="=c', { kind: 'attribute', parameter: 'resourceAttr', key: '"=', value: 'c' }],
    ['"service"=c', { kind: 'attribute', parameter: 'attr', key: 'service', value: 'c' }],
    ['resource.host.name=x', { kind: 'attribute', parameter: 'resourceAttr', key: 'host.name', value: 'x' }],
  ])('%j', (text, condition) => expect(typedCondition(text)).toEqual(condition));

  it.each([
    'checkout',
    '=x',
    'a b=c',
    'key=',
    'duration>slow',
    '',
    'status!=error',
    'a!b',
    'a!=',
    '"a=b',
    'span."a=b"',
  ])('%j is none', (text) => {
    expect(typedCondition(text)).toBeUndefined();
  });

  it('needs a value', () => {
    expect(conditionFor({ kind: 'service' }, '  ')).toBeUndefined();
  });
});
