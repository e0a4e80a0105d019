import type { AnyValue } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { batchesOf } from './batches.ts';
import { messageFacts } from './message-facts.ts';
import { peerOf } from './peers.ts';
import { receiptsOf } from './receipts.ts';

const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const ORDERS = { 'messaging.destination.name': 'orders' };
const RECEIVE = { ...ORDERS, 'messaging.operation.type': 'receive' };

interface Options {
  readonly parent?: string;
  readonly service?: string;
  readonly attributes?: Readonly<Record<string, string | bigint>>;
  /** `a`: of this trace, `2 a`: of another one. */
  readonly links?: readonly string[];
}

function span(spanId: string, kind: keyof typeof KINDS, options: Options = {}) {
  const { parent: parentSpanId, service = 'mail', links = [] } = options;
  const attributes = Object.entries(options.attributes ?? {}).map(([key, given]) => {
    const value: AnyValue =
      typeof given === 'string' ? { kind: 'string', value: given } : { kind: 'int', value: given };
    return { key, value };
  });
  const sent = {
    traceId: '1',
    spanId,
    kind: KINDS[kind],
    attributes,
    links: links.map((link) => {
      const [first = '', second] = link.split(' ');
      return second === undefined ? { traceId: '1', spanId: first } : { traceId: first, spanId: second };
    }),
  };
  return {
    spanId,
    parentSpanId,
    kind: sent.kind,
    service: { name: service, namespace: '' },
    peer: peerOf(sent),
    message: messageFacts(sent),
  };
}

/** Ids of the spans that took messages, with their queues. */
function receipts(...spans: readonly ReturnType<typeof span>[]): string[] {
  return [...receiptsOf(spans)].map(([{ spanId }, queue]) => `${spanId} ${queue.name}`);
}

const poll = (options: Options = {}) => span('c', 'client', { attributes: RECEIVE, links: ['2 p'], ...options });

test('a client takes from the queue that it names, where it is linked to messages or counts them', () => {
  const counted = (count: bigint) =>
    poll({ attributes: { ...RECEIVE, 'messaging.batch.message_count': count }, links: [] });
  const named = (name: string) => poll({ attributes: { ...ORDERS, 'messaging.operation.name': name } });
  expect(receipts(poll())).toEqual(['c orders']);
  expect(receipts(counted(3n))).toEqual(['c orders']);
  expect(receipts(named('poll'))).toEqual(['c orders']);
  expect(
    receipts(poll({ attributes: { 'messaging.destination': 'orders', 'messaging.operation': 'receive' } })),
  ).toEqual(['c orders']);
  // Nothing got, nothing named, a link to itself, another operation.
  expect(receipts(counted(0n))).toEqual([]);
  expect(receipts(poll({ links: [] }))).toEqual([]);
  expect(receipts(poll({ links: ['c'] }))).toEqual([]);
  expect(receipts(poll({ attributes: { 'messaging.operation.type': 'receive' } }))).toEqual([]);
  for (const type of ['settle', 'send']) {
    expect(receipts(poll({ attributes: { ...ORDERS, 'messaging.operation.type': type } }))).toEqual([]);
  }
  expect(receipts(named('ack'))).toEqual([]);
  expect(receipts(named('constructor'))).toEqual([]);
  expect(receipts(span('c', 'producer', { attributes: RECEIVE, links: ['2 p'] }))).toEqual([]);
});

test('a consumer below it tells of the messages, by a queue or by links, but not by a link to what asked', () => {
  const consumer = (options: Options) => span('d', 'consumer', { parent: 'c', ...options });
  expect(receipts(poll(), consumer({ attributes: ORDERS }))).toEqual([]);
  expect(receipts(poll(), consumer({ attributes: ORDERS, service: 'other' }))).toEqual([]);
  expect(receipts(poll(), consumer({ links: ['2 x'] }))).toEqual([]);
  expect(receipts(poll(), consumer({}))).toEqual(['c orders']);
  expect(receipts(poll(), consumer({ links: ['c'] }))).toEqual(['c orders']);
  expect(receipts(poll(), consumer({ parent: 'x', attributes: ORDERS }))).toEqual(['c orders']);
});

test('a consumer of its service tells that is linked to the same message, to what asked, or is the child of one', () => {
  const consumer = (options: Options) => span('d', 'consumer', { attributes: ORDERS, ...options });
  expect(receipts(poll(), consumer({ links: ['2 p'] }))).toEqual([]);
  expect(receipts(poll(), consumer({ links: ['2 p'], attributes: {} }))).toEqual([]);
  expect(receipts(poll(), consumer({ links: ['c'] }))).toEqual([]);
  expect(receipts(poll({ links: ['p'] }), consumer({ parent: 'p' }))).toEqual([]);
  expect(receipts(poll({ links: ['p'] }), consumer({ parent: 'p', attributes: {} }))).toEqual([]);
  // Of another message, trace, queue or service.
  expect(receipts(poll(), consumer({ links: ['2 q'] }))).toEqual(['c orders']);
  expect(receipts(poll(), consumer({ links: ['p'] }))).toEqual(['c orders']);
  expect(receipts(poll(), consumer({ links: ['2 p'], attributes: { 'messaging.destination.name': 'bills' } }))).toEqual(
    ['c orders'],
  );
  expect(receipts(poll(), consumer({ links: ['2 p'], service: 'audit' }))).toEqual(['c orders']);
});

test('what takes from the same queue around it or below it is the same receipt; what is answered is a call', () => {
  const inner = span('e', 'client', { parent: 'c', attributes: RECEIVE, links: ['2 p'] });
  expect(receipts(poll(), inner)).toEqual(['e orders']);
  expect(receipts(span('d', 'consumer', { attributes: ORDERS }), poll({ parent: 'd' }))).toEqual([]);
  expect(receipts(poll(), span('s', 'server', { parent: 'c', service: 'broker' }))).toEqual([]);
  expect(receipts(poll(), span('s', 'client', { parent: 'c', service: 'proxy' }))).toEqual([]);
  expect(receipts(poll(), span('h', 'client', { parent: 'c', attributes: { 'server.address': 'sqs' } }))).toEqual([
    'c orders',
  ]);
});

test('what sends messages that other spans of its service made for its queue, and links to them', () => {
  const made = (id: string, more: Options = {}) =>
    span(id, 'producer', { attributes: { ...ORDERS, 'messaging.operation.type': 'create' }, ...more });
  const send = (kind: 'client' | 'producer', more: Options = {}) =>
    span('s', kind, { attributes: { ...ORDERS, 'messaging.operation.type': 'send' }, links: ['a', 'b'], ...more });
  const batches = (...spans: readonly ReturnType<typeof span>[]): string[] =>
    [...batchesOf(spans)].map(([{ spanId }, own]) => `${spanId} ${own.map((one) => one.spanId).join(' ')}`);
  expect(batches(made('a'), made('b'), send('client'))).toEqual(['s a b']);
  expect(batches(made('a'), made('b'), send('producer', { links: ['a', '2 x'] }))).toEqual(['s a']);
  // Of another trace, service or queue; messages that were sent already.
  expect(batches(made('a'), send('client', { links: ['2 a'] }))).toEqual([]);
  expect(batches(made('a', { service: 'x' }), send('client'))).toEqual([]);
  expect(
    batches(
      made('a'),
      send('client', { attributes: { 'messaging.destination.name': 'bills', 'messaging.operation.type': 'send' } }),
    ),
  ).toEqual([]);
  expect(batches(span('a', 'producer', { attributes: ORDERS }), send('client'))).toEqual([]);
  expect(batches(made('a'), span('s', 'client', { attributes: ORDERS, links: ['a'] }))).toEqual([]);
});
