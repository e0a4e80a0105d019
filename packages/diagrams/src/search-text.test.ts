import { expect, test } from 'vitest';
import { searchText } from './search-text.ts';

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
