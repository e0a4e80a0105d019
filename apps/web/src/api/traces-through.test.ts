import type { GraphNode } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { throughCall, throughNode } from './traces-through.ts';

const node = (value?: string): GraphNode => ({
  id: value === undefined ? 'service:cart' : `service:/cart/version=${value}`,
  kind: 'service',
  name: 'cart',
  namespace: '',
  color: 1,
  ...(value === undefined ? {} : { split: { by: 'version', value } }),
});
const VIEW = { split: 'version', fold: ['proxies'] } as const;
const ASKED = { split: VIEW.split, fold: [...VIEW.fold] };

test('a call is asked for as it is seen, folded', () => {
  expect(throughCall({ status: 'error', ...ASKED }, { client: 'service:web', server: 'service:cart' })).toEqual({
    status: 'error',
    fold: ['proxies'],
    client: 'service:web',
    server: 'service:cart',
  });
});

test('a service is its spans, a part of it those with its value', () => {
  expect(throughNode(ASKED, node(), [])).toEqual({ service: 'cart', namespace: '' });
  expect(throughNode(ASKED, node('1=2'), [])).toEqual({
    service: 'cart',
    namespace: '',
    resourceAttr: ['service.version=1=2'],
  });
});

test('what is asked of a span already stays apart from the service: it may hold on a span of another one', () => {
  const { id } = node();
  const filter = { resourceAttr: ['a=b'], status: undefined };
  expect(throughNode(filter, node(), [{ client: 'service:web', server: id }])).toEqual({ ...filter, server: id });
  expect(throughNode(filter, node('1'), [])).toEqual({ ...filter, client: node('1').id });
  expect(throughNode({ service: 'cart', text: undefined }, node(), [])).toMatchObject({ service: 'cart' });
});

test('what no condition on a span can say is asked for by its calls', () => {
  const { id } = node('');
  expect(throughNode(ASKED, node(''), [{ client: 'service:web', server: id }])).toEqual({
    server: id,
    fold: ['proxies'],
  });
  expect(throughNode(ASKED, node(`${'x'.repeat(256)}…`), [])).toEqual({
    client: `service:/cart/version=${'x'.repeat(256)}…`,
    fold: ['proxies'],
  });
  expect(throughNode({ service: 'other' }, node('1'), [])).toEqual({ service: 'other', client: node('1').id });
});
