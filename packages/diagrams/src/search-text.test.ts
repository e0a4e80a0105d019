import { expect, test } from 'vitest';
import { searchIn, searchText, UNTOLD_SEARCH } from './search-text.ts';

test.each([
  [{}, 'all traces'],
  [{ service: 'web' }, 'resource.service.name = "web"'],
  [{ service: 'web', namespace: '' }, 'resource.service.name = "web"'],
  [{ service: 'web', namespace: 'shop' }, 'resource.service.name = "web" && resource.service.namespace = "shop"'],
  [{ operation: 'GET "x"', status: 'error' as const }, 'name = "GET \\"x\\"" && status = error'],
  [{ minDuration: '5', maxDuration: '9' }, 'duration >= 5ns && duration <= 9ns'],
  [{ attr: ['a=b=c'], notSpanAttr: ['k=v'] }, '.a = "b=c" && span.k != "v"'],
  [{ attr: ['"a=b"=c'] }, '."a=b" = "c"'],
  [{ client: 'service:web', fold: ['proxies'] }, 'client = "service:web" && fold = "proxies"'],
  // Without an end of a call it selects nothing.
  [{ fold: ['proxies'] }, 'all traces'],
  [{ text: 'pay', client: 'service:web' }, 'text ~ "pay" && client = "service:web"'],
])('%j', (filter, text) => {
  expect(searchText(filter)).toBe(text);
});

test('what is no condition is said in the language that is asked for, conditions are not', () => {
  const told = [searchText({}), UNTOLD_SEARCH, searchText({ service: 'all' })];
  expect(told.map((search) => searchIn('en', search))).toEqual(told);
  expect(told.map((search) => searchIn('zh', search))).toEqual([
    '全部链路',
    '部分链路，筛选条件不显示',
    'resource.service.name = "all"',
  ]);
});
