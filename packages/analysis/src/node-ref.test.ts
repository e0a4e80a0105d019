import { expect, test } from 'vitest';
import { nodeId, parseNodeId, type NodeRef } from './node-ref.ts';

test.each<[NodeRef, string]>([
  [{ kind: 'service', namespace: '', name: 'checkout' }, 'service:checkout'],
  [{ kind: 'service', namespace: 'shop', name: 'checkout' }, 'service:shop/checkout'],
  [{ kind: 'external', namespace: '', name: 'a/b:c%2F' }, 'external:a%2Fb:c%252F'],
  [{ kind: 'queue', namespace: '', name: '订单 🛒' }, 'queue:订单 🛒'],
])('%j is written %s and read back', (node, id) => {
  expect(nodeId(node)).toBe(id);
  expect(parseNodeId(id)).toEqual({ ok: true, value: node });
});

test.each(['', 'checkout', 'service:', 'host:x', 'service:/x', 'service:a/', 'service:a/b/c', ':x'])(
  '%j is refused',
  (id) => {
    expect(parseNodeId(id).ok).toBe(false);
  },
);
