import type { SpanId, UnixNano } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { IndexedTrace } from './indexed-trace.ts';
import type { NodeRef } from './node-ref.ts';
import { requestsOf, type RequestSpan } from './requests.ts';

const ORDERS: NodeRef = { kind: 'queue', name: 'orders', namespace: '' };

function span(id: number, parent: number, kind: number, rest: Partial<RequestSpan> = {}): RequestSpan {
  const hex = (number: number): SpanId => number.toString(16).padStart(16, '0') as SpanId;
  return {
    spanId: hex(id),
    parentSpanId: parent === 0 ? undefined : hex(parent),
    name: `span ${id}`,
    kind,
    start: BigInt(id * 10) as UnixNano,
    end: BigInt(id * 10 + 5) as UnixNano,
    service: { name: 'cart', namespace: 'shop' },
    error: false,
    weight: 1,
    peer: undefined,
    ...rest,
  };
}

const namesOf = (...spans: RequestSpan[]): string[] =>
  requestsOf(new IndexedTrace(spans)).map(({ operation }) => operation);

test('a request has the time, the error and the weight of its own span', () => {
  const failed = span(3, 2, 2, { error: true, weight: 4, end: 1n as UnixNano });
  expect(requestsOf(new IndexedTrace([span(2, 0, 3), failed]))).toEqual([
    {
      service: { name: 'cart', namespace: 'shop' },
      operation: 'span 3',
      kind: 2,
      start: 30n,
      duration: 0n,
      error: true,
      weight: 4,
    },
  ]);
});

test('server and consumer spans are requests wherever they stand; other kinds are not', () => {
  expect(namesOf(...[0, 1, 2, 3, 4, 5, 6].map((kind) => span(kind + 1, 0, kind)))).toEqual(['span 3', 'span 6']);
  // Below a span of the same service, of a missing one, of itself; twice under one id.
  expect(namesOf(span(1, 0, 2), span(2, 1, 2), span(3, 9, 2), span(4, 4, 2), span(4, 4, 2))).toHaveLength(5);
});

test('a message that is received and processed is one request', () => {
  const receive = span(1, 0, 5, { peer: ORDERS });
  expect(namesOf(receive, span(2, 1, 5, { peer: ORDERS }), span(3, 1, 5, { peer: ORDERS }))).toEqual([
    'span 2',
    'span 3',
  ]);
  const other = { service: { name: 'mail', namespace: '' } };
  expect(namesOf(receive, span(2, 1, 5, { peer: ORDERS, ...other }))).toEqual(['span 1', 'span 2']);
  expect(namesOf(receive, span(2, 1, 5, { peer: { ...ORDERS, name: 'mails' } }))).toEqual(['span 1', 'span 2']);
});
