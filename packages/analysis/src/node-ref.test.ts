import { expect, test } from 'vitest';
import { nodeId, parseNodeId, wholeNode, type NodeRef } from './node-ref.ts';

test.each<[NodeRef, string]>([
  [{ kind: 'service', namespace: '', name: 'checkout' }, 'service:checkout'],
  [{ kind: 'service', namespace: 'shop', name: 'checkout' }, 'service:shop/checkout'],
  [{ kind: 'external', namespace: '', name: 'a/b:c%2F' }, 'external:a%2Fb:c%252F'],
  [{ kind: 'queue', namespace: '', name: '订单 🛒' }, 'queue:订单 🛒'],
  [
    { kind: 'service', namespace: '', name: 'cart', split: { by: 'version', value: '1.2' } },
    'service:/cart/version=1.2',
  ],
  [
    { kind: 'service', namespace: 's/h', name: 'cart', split: { by: 'instance', value: 'a/b=%c\n' } },
    'service:s%2Fh/cart/instance=a%2Fb=%25c\n',
  ],
  [
    { kind: 'service', namespace: 'shop', name: 'cart', split: { by: 'cluster', value: '' } },
    'service:shop/cart/cluster=',
  ],
])('%j is written %s and read back', (node, id) => {
  expect(nodeId(node)).toBe(id);
  expect(parseNodeId(id)).toEqual({ ok: true, value: node });
});

test('the parts of a service and the whole of it have different names', () => {
  const whole: NodeRef = { kind: 'service', namespace: '', name: 'cart/version=' };
  const part: NodeRef = { kind: 'service', namespace: '', name: 'cart', split: { by: 'version', value: '' } };
  expect(nodeId(whole)).not.toBe(nodeId(part));
  expect(nodeId(wholeNode(part))).toBe('service:cart');
});

test.each([
  '',
  'checkout',
  'service:',
  'host:x',
  'service:/x',
  'service:a/',
  'service:a/b/c',
  ':x',
  'service:a//version=1',
  'service:a/b/color=red',
  'queue:/a/version=1',
  'service:a/b/version=1/2',
])('%j is refused', (id) => {
  expect(parseNodeId(id).ok).toBe(false);
});
