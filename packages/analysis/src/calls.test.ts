// Which calls the spans of a trace tell. Past 400 lines because each rule stands beside the shapes that look like it and are not.
import type { SpanId, UnixNano } from '@spanloom/otlp-model';
import { expect, test } from 'vitest';
import { callsOfTrace, callsOfUsers, type Call } from './calls.ts';
import { type CallSpan, IndexedTrace } from './indexed-trace.ts';
import type { MessageFacts } from './message-facts.ts';
import { nodeId, parseNodeId, type NodeRef } from './node-ref.ts';
import { seededRandom, shuffled } from './testing/random.ts';

const KINDS = { other: 0, internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

interface Options {
  readonly at?: readonly [number, number];
  readonly error?: boolean;
  readonly weight?: number;
  readonly peer?: string;
  /** Whom its links lead to. */
  readonly senders?: readonly string[];
  readonly namespace?: string;
  readonly name?: string;
  readonly message?: Partial<MessageFacts>;
}

const NO_MESSAGE: MessageFacts = { takes: false, got: undefined, creates: false, sends: false, links: [] };

/** `id` and `parent` are small numbers; 0 = no parent. */
function span(id: number, parent: number, kind: keyof typeof KINDS, service: string, options: Options = {}): CallSpan {
  const [start, end] = options.at ?? [id * 10, id * 10 + 5];
  return {
    spanId: hex(id),
    parentSpanId: parent === 0 ? undefined : hex(parent),
    kind: KINDS[kind],
    start: BigInt(start) as UnixNano,
    end: BigInt(end) as UnixNano,
    service: { name: service, namespace: options.namespace ?? '' },
    error: options.error ?? false,
    weight: options.weight ?? 1,
    ...(options.name === undefined ? {} : { name: options.name }),
    peer: options.peer === undefined ? undefined : node(options.peer),
    ...(options.message === undefined ? {} : { message: { ...NO_MESSAGE, ...options.message } }),
    ...(options.senders === undefined ? {} : { senders: options.senders.map(node) }),
  };
}

function node(id: string): NodeRef {
  const parsed = parseNodeId(id);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function hex(id: number): SpanId {
  return id.toString(16).padStart(16, '0') as SpanId;
}

function show(call: Call): string {
  const flags = [call.async ? 'async' : '', call.inferred ? 'inferred' : '', call.error ? 'error' : ''].filter(Boolean);
  return [`${nodeId(call.client)} -> ${nodeId(call.server)} ${call.duration} w${call.weight}`, ...flags].join(' ');
}

const callsOf = (...spans: CallSpan[]): string[] => callsOfTrace(spans).map(show);

test('a client with a server child is one call with the duration of the client and the error of either', () => {
  expect(
    callsOf(
      span(1, 0, 'server', 'gateway', { error: true }),
      span(2, 1, 'client', 'gateway', { at: [20, 90], weight: 4, peer: 'external:checkout.svc' }),
      span(3, 2, 'server', 'checkout', { at: [30, 40], error: true }),
    ),
  ).toEqual(['service:gateway -> service:checkout 70 w4 error']);
});

test('a client with two server children is two calls; a call to oneself is a call', () => {
  expect(
    callsOf(span(1, 0, 'client', 'a', { at: [0, 50] }), span(2, 1, 'server', 'b'), span(3, 1, 'server', 'a')),
  ).toEqual(['service:a -> service:b 50 w1', 'service:a -> service:a 50 w1']);
});

test('a client without server child calls its peer', () => {
  expect(callsOf(span(1, 0, 'client', 'a', { peer: 'database:orders-db' }))).toEqual([
    'service:a -> database:orders-db 5 w1',
  ]);
  expect(callsOf(span(1, 0, 'client', 'a', { peer: 'external:cards', error: true }))).toEqual([
    'service:a -> external:cards 5 w1 inferred error',
  ]);
  expect(callsOf(span(1, 0, 'client', 'a'))).toEqual([]);
});

test('a call that a proxy passes on goes to the proxy, once, and from there on', () => {
  expect(
    callsOf(
      span(1, 0, 'client', 'checkout', { at: [10, 90], weight: 2, peer: 'external:payment.svc' }),
      span(2, 1, 'client', 'checkout.shop', { at: [20, 80], error: true, peer: 'external:payment.svc' }),
      span(3, 2, 'server', 'payment.shop', { at: [30, 70] }),
      span(4, 3, 'server', 'payment', { at: [40, 60] }),
    ),
  ).toEqual([
    'service:checkout -> service:checkout.shop 80 w2 error',
    'service:checkout.shop -> service:payment.shop 60 w1 error',
    'service:payment.shop -> service:payment 20 w1',
  ]);
  // What took the call without telling of it makes several itself: it was called once.
  expect(
    callsOf(
      span(1, 0, 'client', 'checkout', { peer: 'external:legacy.svc' }),
      span(2, 1, 'client', 'legacy', { peer: 'database:stock' }),
      span(3, 1, 'client', 'legacy', { peer: 'database:stock' }),
    ),
  ).toEqual([
    'service:checkout -> service:legacy 5 w1',
    'service:legacy -> database:stock 5 w1',
    'service:legacy -> database:stock 5 w1',
  ]);
});

test('a call that a proxy passes on again failed if the last attempt did', () => {
  const passed = (...errors: readonly [boolean, boolean]) =>
    callsOf(
      span(1, 0, 'client', 'shop', { at: [10, 90], peer: 'external:stock.svc' }),
      span(2, 1, 'client', 'envoy', { at: [20, 30], error: errors[0], peer: 'external:stock.svc' }),
      span(3, 2, 'server', 'stock', { at: [22, 28], error: errors[0] }),
      span(4, 1, 'client', 'envoy', { at: [40, 80], error: errors[1], peer: 'external:stock.svc' }),
      span(5, 4, 'server', 'stock', { at: [42, 78], error: errors[1] }),
    );
  expect(passed(true, false)).toEqual([
    'service:shop -> service:envoy 80 w1',
    'service:envoy -> service:stock 10 w1 error',
    'service:envoy -> service:stock 40 w1',
  ]);
  expect(passed(false, true)[0]).toBe('service:shop -> service:envoy 80 w1 error');
});

test('an external peer named like a service of the trace is that service, in the namespace of the caller first', () => {
  const other = (namespace: string): CallSpan => span(9, 0, 'internal', 'cards', { namespace });
  const caller = span(1, 0, 'client', 'a', { peer: 'external:cards', namespace: 'shop' });
  expect(callsOf(caller, other('bank'))).toEqual(['service:shop/a -> service:bank/cards 5 w1']);
  expect(callsOf(caller, other('bank'), other('shop'))).toEqual(['service:shop/a -> service:shop/cards 5 w1']);
});

test('through a named queue: two asynchronous calls', () => {
  const calls = ['service:order -> queue:orders 5 w1 async', 'queue:orders -> service:mail 5 w1 async error'];
  const producer = span(1, 0, 'producer', 'order', { peer: 'queue:orders' });
  expect(callsOf(producer, span(2, 1, 'consumer', 'mail', { peer: 'queue:orders', error: true }))).toEqual(calls);
  // One side names it, that is enough.
  expect(callsOf(producer, span(2, 1, 'consumer', 'mail', { error: true }))).toEqual(calls);
  expect(
    callsOf(span(1, 0, 'producer', 'order'), span(2, 1, 'consumer', 'mail', { peer: 'queue:orders', error: true })),
  ).toEqual(calls);
  // A consumer in a trace of its own.
  expect(callsOf(span(2, 0, 'consumer', 'mail', { peer: 'queue:orders' }))).toEqual([
    'queue:orders -> service:mail 5 w1 async',
  ]);
});

test('through a queue without a name: service to service, asynchronous, with the duration of the producer', () => {
  expect(
    callsOf(span(1, 0, 'producer', 'order', { at: [0, 2] }), span(2, 1, 'consumer', 'mail', { error: true })),
  ).toEqual(['service:order -> service:mail 2 w1 async error']);
});

test('who starts a workflow does not wait for the worker that runs it; a workflow waits for its activities', () => {
  const named = (start: string, run: string): string[] =>
    callsOf(
      span(1, 0, 'client', 'shop', { at: [0, 7], name: start }),
      span(2, 1, 'server', 'worker', { at: [30, 900], name: run }),
    );
  expect(named('StartWorkflow:Order', 'RunWorkflow:Order')).toEqual(['service:shop -> service:worker 7 w1 async']);
  expect(named('StartChildWorkflow:Refund', 'RunWorkflow:Refund')).toEqual([
    'service:shop -> service:worker 7 w1 async',
  ]);
  expect(named('StartActivity:Charge', 'RunActivity:Charge')).toEqual(['service:shop -> service:worker 7 w1']);
  expect(named('StartWorkflow:Order', 'POST /orders')).toEqual(['service:shop -> service:worker 7 w1']);
});

test('a consumer that names no queue takes from those that it is linked to, unless it is the child of a sender', () => {
  const senders = ['queue:orders', 'service:shop/order'];
  const linked = [
    'queue:orders -> service:mail 5 w2 async error',
    'service:shop/order -> service:mail 5 w2 async error',
  ];
  const options = { senders, error: true, weight: 2 } as const;
  expect(callsOf(span(2, 0, 'consumer', 'mail', options))).toEqual(linked);
  expect(callsOf(span(1, 0, 'internal', 'other'), span(2, 1, 'consumer', 'mail', options))).toEqual(linked);
  expect(callsOf(span(1, 0, 'producer', 'order'), span(2, 1, 'consumer', 'mail', options))).toEqual([
    'service:order -> service:mail 5 w1 async error',
  ]);
  // Links to nobody who sends, and a queue that it names itself.
  expect(callsOf(span(2, 0, 'consumer', 'mail', { senders: [] }))).toEqual([]);
  expect(callsOf(span(2, 0, 'consumer', 'mail', { ...options, peer: 'queue:mails' }))).toEqual([
    'queue:mails -> service:mail 5 w2 async error',
  ]);
  // Receive and process: one message, told twice.
  expect(callsOf(span(1, 0, 'consumer', 'mail', options), span(2, 1, 'consumer', 'mail', options))).toEqual(linked);
});

test('who asks a queue for messages sends nothing; the consumer below it takes them', () => {
  const poll = span(1, 0, 'client', 'mail', { at: [0, 9] });
  expect(callsOf(poll, span(2, 1, 'consumer', 'mail', { peer: 'queue:orders' }))).toEqual([
    'queue:orders -> service:mail 5 w1 async',
  ]);
  expect(callsOf(poll, span(2, 1, 'consumer', 'mail', { senders: ['service:shop/order'] }))).toEqual([
    'service:shop/order -> service:mail 5 w1 async',
  ]);
  // What its links lead to is not stored: from somewhere else, not from itself.
  expect(callsOf(poll, span(2, 1, 'consumer', 'mail', { senders: [] }))).toEqual([]);
  // Of another service, or when it names where it sends, it is the sender.
  expect(callsOf(span(1, 0, 'client', 'order'), span(2, 1, 'consumer', 'mail', { peer: 'queue:orders' }))).toEqual([
    'service:order -> queue:orders 5 w1 async',
    'queue:orders -> service:mail 5 w1 async',
  ]);
  expect(callsOf(span(1, 0, 'client', 'mail', { peer: 'queue:orders' }), span(2, 1, 'consumer', 'mail'))).toEqual([
    'service:mail -> queue:orders 5 w1 async',
    'queue:orders -> service:mail 5 w1 async',
  ]);
  // Nothing tells of a queue: as with every other CLIENT.
  expect(callsOf(span(1, 0, 'client', 'mail'), span(2, 1, 'consumer', 'mail'))).toEqual([
    'service:mail -> service:mail 5 w1 async',
  ]);
});

test('users call the servers that begin their trace', () => {
  const usersOf = (...spans: CallSpan[]): string[] => callsOfUsers(new IndexedTrace(spans)).map(show);
  const spans = [
    span(1, 0, 'server', 'gateway', { namespace: 'shop', error: true, weight: 4 }),
    span(2, 9, 'server', 'orphan'),
    span(3, 0, 'client', 'job'),
    span(4, 0, 'consumer', 'mail'),
    span(5, 3, 'server', 'called'),
  ];
  expect(usersOf(...spans)).toEqual(['user:user -> service:shop/gateway 5 w4 inferred error']);
  expect(callsOf(...spans)).toEqual(['service:job -> service:called 5 w1']);
});

test('a server below a span of another kind is a call when it is in another service', () => {
  const parent = span(1, 0, 'internal', 'a', { weight: 3 });
  expect(callsOf(parent, span(2, 1, 'server', 'b'))).toEqual(['service:a -> service:b 5 w3']);
  expect(callsOf(parent, span(2, 1, 'server', 'a'))).toEqual([]);
  expect(callsOf(parent, span(2, 1, 'internal', 'b'))).toEqual([]);
});

test('of a span and its child that name the same peer the child counts', () => {
  expect(
    callsOf(
      span(1, 0, 'client', 'a', { peer: 'database:orders', at: [0, 90] }),
      span(2, 1, 'client', 'a', { peer: 'database:orders' }),
      span(3, 1, 'client', 'a', { peer: 'database:orders' }),
      span(4, 1, 'client', 'a', { peer: 'database:other' }),
    ),
  ).toEqual([
    'service:a -> database:orders 5 w1',
    'service:a -> database:orders 5 w1',
    'service:a -> database:other 5 w1',
  ]);
  expect(
    callsOf(
      span(1, 0, 'consumer', 'mail', { peer: 'queue:orders', at: [0, 90] }),
      span(2, 1, 'consumer', 'mail', { peer: 'queue:orders' }),
    ),
  ).toEqual(['queue:orders -> service:mail 5 w1 async']);
});

test('spans that share an id: children are calls once', () => {
  expect(
    callsOf(
      span(1, 0, 'client', 'a', { at: [0, 9], peer: 'external:b' }),
      span(1, 0, 'client', 'a', { at: [0, 8], peer: 'external:b' }),
      span(2, 1, 'server', 'b'),
    ),
  ).toEqual(['service:a -> service:b 8 w1']);
});

test('cycles, a span that is its own parent, an end before the start: no loop, no throw', () => {
  expect(
    callsOf(span(1, 2, 'client', 'a'), span(2, 1, 'server', 'b', { at: [90, 10] }), span(3, 3, 'server', 'c')),
  ).toEqual(['service:a -> service:b 5 w1']);
  expect(callsOf(span(1, 0, 'client', 'a', { at: [90, 10], peer: 'external:x' }))).toEqual([
    'service:a -> external:x 0 w1 inferred',
  ]);
  expect(callsOf()).toEqual([]);
});

const SEED = 20_261_123;

test(`the same calls for any order of the spans (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const peers = [undefined, undefined, 'database:d', 'queue:q', 'external:x', 'external:a'];
  let seen = 0;
  for (let round = 0; round < 300; round++) {
    const size = 1 + Math.floor(random() * 14);
    const spans = Array.from({ length: size }, () => {
      // Few ids and times on purpose: duplicates, cycles, ties and missing parents all happen.
      const peer = pick(peers);
      return span(
        1 + Math.floor(random() * 8),
        Math.floor(random() * 10),
        pick(['other', 'internal', 'server', 'client', 'producer', 'consumer'] as const),
        pick(['a', 'b', 'c']),
        {
          at: [Math.floor(random() * 3), Math.floor(random() * 4)],
          error: random() < 0.3,
          weight: pick([1, 2]),
          namespace: pick(['', 'n']),
          ...(peer === undefined ? {} : { peer }),
        },
      );
    });
    const expected = callsOf(...spans);
    seen += expected.length;
    for (let i = 0; i < 4; i++) expect(callsOf(...shuffled(spans, random))).toEqual(expected);
  }
  expect(seen).toBeGreaterThan(500);
});

test('a failure that only the outer of two spans tells is that of the call, with its times', () => {
  const outer = (options: Options = {}) =>
    span(1, 0, 'client', 'shop', { at: [0, 60], error: true, peer: 'database:orders', ...options });
  const inner = (options: Options = {}) =>
    span(2, 1, 'client', 'shop', { at: [5, 10], weight: 4, peer: 'database:orders', ...options });
  expect(callsOf(outer(), inner())).toEqual(['service:shop -> database:orders 60 w4 error']);
  // It names nobody; it went well; both failed; it has no end.
  expect(callsOf({ ...outer(), peer: undefined }, inner())).toEqual(['service:shop -> database:orders 60 w4 error']);
  expect(callsOf(outer({ error: false }), inner())).toEqual(['service:shop -> database:orders 5 w4']);
  expect(callsOf(outer(), inner({ error: true }))).toEqual(['service:shop -> database:orders 5 w4 error']);
  expect(callsOf(outer({ at: [0, 0] }), inner())).toEqual(['service:shop -> database:orders 5 w4 error']);
  // Another call within it.
  expect(callsOf(outer(), inner({ peer: 'database:users' }))).toEqual([
    'service:shop -> database:orders 60 w1 error',
    'service:shop -> database:users 5 w4',
  ]);
  // Of several, none knows.
  expect(callsOf(outer(), inner(), span(3, 1, 'client', 'shop', { peer: 'database:orders' }))).toEqual([
    'service:shop -> database:orders 5 w4',
    'service:shop -> database:orders 5 w1',
  ]);
});

test('a failure around a call that a server answers, that a proxy passes on, that goes to a queue', () => {
  const failed = (id: number, parent: number, kind: 'client' | 'producer', peer: string) =>
    span(id, parent, kind, 'shop', { at: [0, 60], error: true, peer });
  const stock = { peer: 'external:stock.svc', at: [5, 20] } as const;
  const answered = [span(2, 1, 'client', 'shop', stock), span(3, 2, 'server', 'stock', { at: [8, 15] })];
  expect(callsOf(failed(1, 0, 'client', stock.peer), ...answered)).toEqual([
    'service:shop -> service:stock 60 w1 error',
  ]);
  const passedOn = [span(2, 1, 'client', 'shop', stock), span(3, 2, 'client', 'envoy', stock)];
  expect(callsOf(failed(1, 0, 'client', stock.peer), ...passedOn)).toEqual([
    'service:shop -> service:envoy 60 w1 error',
    'service:envoy -> external:stock.svc 15 w1 inferred',
  ]);
  // What the proxy tells of the call that it took is no failure of the call that it makes.
  const proxy = { ...stock, error: true } as const;
  expect(
    callsOf(
      span(1, 0, 'client', 'shop', stock),
      span(2, 1, 'client', 'envoy', proxy),
      span(3, 2, 'client', 'envoy', stock),
    ),
  ).toEqual(['service:shop -> service:envoy 15 w1 error', 'service:envoy -> external:stock.svc 15 w1 inferred']);
  expect(
    callsOf(
      failed(1, 0, 'producer', 'queue:orders'),
      span(2, 1, 'producer', 'shop', { at: [5, 7], peer: 'queue:orders' }),
      span(3, 2, 'consumer', 'mail', { peer: 'queue:orders' }),
      span(4, 1, 'consumer', 'audit', { peer: 'queue:orders' }),
    ),
  ).toEqual([
    'service:shop -> queue:orders 60 w1 async error',
    'queue:orders -> service:mail 5 w1 async',
    'queue:orders -> service:audit 5 w1 async',
  ]);
});

test('messages that are made one by one fail where what sends them together fails, with its times', () => {
  const made = (id: number): CallSpan =>
    span(id, 0, 'producer', 'shop', { peer: 'queue:orders', message: { creates: true } });
  const send = (error: boolean): CallSpan =>
    span(4, 0, 'client', 'shop', {
      at: [40, 70],
      peer: 'queue:orders',
      error,
      message: { sends: true, links: [hex(1), hex(2)] },
    });
  expect(callsOf(made(1), made(2), made(3), send(true))).toMatchInlineSnapshot(`
    [
      "service:shop -> queue:orders 30 w1 async error",
      "service:shop -> queue:orders 30 w1 async error",
      "service:shop -> queue:orders 5 w1 async",
    ]
  `);
  expect(callsOf(made(1), made(2), send(false))).toMatchInlineSnapshot(`
    [
      "service:shop -> queue:orders 5 w1 async",
      "service:shop -> queue:orders 5 w1 async",
    ]
  `);
});

test('a client that names the service which answers its client child is one call with it', () => {
  const outer = span(1, 0, 'client', 'shop', { at: [0, 50], peer: 'external:stock' });
  const inner = span(2, 1, 'client', 'shop', { at: [5, 40], peer: 'external:10.1.2.3' });
  const stock = span(3, 2, 'server', 'stock');
  expect(callsOf(outer, inner, stock)).toEqual(['service:shop -> service:stock 35 w1']);
  expect(callsOf({ ...outer, error: true }, inner, stock)).toEqual(['service:shop -> service:stock 50 w1 error']);
  // Another service answers it, the outer one is answered itself, or nobody answers the inner one.
  expect(callsOf(outer, inner, span(3, 2, 'server', 'auth'), span(4, 9, 'internal', 'stock'))).toEqual([
    'service:shop -> service:stock 50 w1',
    'service:shop -> service:auth 35 w1',
  ]);
  expect(callsOf(outer, inner, stock, span(4, 1, 'server', 'stock'))).toEqual([
    'service:shop -> service:stock 35 w1',
    'service:shop -> service:stock 50 w1',
  ]);
  expect(callsOf(outer, inner, span(4, 9, 'internal', 'stock'))).toEqual([
    'service:shop -> service:stock 50 w1',
    'service:shop -> external:10.1.2.3 35 w1 inferred',
  ]);
});
