// Traces of who asks a queue for messages, with their texts as they were read and found right.
import { expect, test } from 'vitest';
import { callGraphOfTrace } from '../call-graph/trace-calls.ts';
import { traceSpans } from '../testing/trace-spans.ts';
import { drawn, server } from './testing/drawn-sequence.ts';
import { databaseSpan, type SampleSpan } from './testing/sample-spans.ts';

const KAFKA = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const RECEIVE = { ...KAFKA, 'messaging.operation.type': 'receive' };

const SENT: readonly SampleSpan[] = [
  server('r', 'shop', 'POST /orders'),
  { id: 'p', parent: 'r', service: 'shop', name: 'send order', kind: 'producer', at: 20, ms: 2, attributes: KAFKA },
];

function poll(rest: Partial<SampleSpan> = {}): SampleSpan {
  return {
    id: 'c',
    service: 'mail',
    name: 'poll orders',
    kind: 'client',
    at: 90,
    ms: 40,
    attributes: RECEIVE,
    ...rest,
  };
}

function process(rest: Partial<SampleSpan> = {}): SampleSpan {
  const links = ['p'];
  return {
    id: 'd',
    parent: 'c',
    service: 'mail',
    name: 'process order',
    kind: 'consumer',
    at: 132,
    links,
    attributes: KAFKA,
    ...rest,
  };
}

test('a poll, and the process below it that is linked to what was sent', () => {
  expect(drawn(...SENT, poll(), process())).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    par POST /orders
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 78.0 ms without a call
    p1-->>-p0: 100 ms
    and poll orders
    Note over p3: poll orders · 40.0 ms
    end
    p2-)+p3: process order · 10.0 ms · queued 110 ms
    deactivate p3
    "
  `);
  const { edges } = callGraphOfTrace(traceSpans(...SENT, poll(), process()));
  expect(edges.map(({ from, to }) => `${from.label} -> ${to.label}`)).toMatchInlineSnapshot(`
    [
      "caller -> shop · POST /orders",
      "shop · POST /orders -> orders",
      "orders -> mail · process order",
    ]
  `);
});

test('a poll of any topic, whose process alone names the queue', () => {
  const { 'messaging.destination.name': _, ...attributes } = RECEIVE;
  expect(drawn(...SENT, poll({ attributes }), process())).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    par POST /orders
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 78.0 ms without a call
    p1-->>-p0: 100 ms
    and poll orders
    Note over p3: poll orders · 40.0 ms
    end
    p2-)+p3: process order · 10.0 ms · queued 110 ms
    deactivate p3
    "
  `);
});

test('a poll within other work, one that gets nothing, and one that fails', () => {
  expect(
    drawn(
      ...SENT,
      { id: 'w', service: 'mail', name: 'consume', at: 85, ms: 100 },
      poll({ parent: 'w', ms: 2 }),
      process({ at: 95 }),
      databaseSpan('s', 'd', 'mail', 'INSERT mail', 98),
      poll({ id: 'e', parent: 'w', at: 120, ms: 2 }),
      poll({ id: 'f', parent: 'w', at: 140, ms: 2, error: 'Disconnected' }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    participant p4 as orders-db · database
    par POST /orders
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 78.0 ms without a call
    p1-->>-p0: 100 ms
    and consume
    Note over p3: consume · 100 ms
    p2-)+p3: process order · 10.0 ms · queued 73.0 ms
    p3->>+p4: INSERT mail
    p4-->>-p3: 5.00 ms
    deactivate p3
    Note over p3: poll orders · error Disconnected · 2.00 ms
    Note over p3: 43.0 ms without a call
    end
    "
  `);
});

test('a client of another service, or one that names whom it calls, is what sent the message', () => {
  expect(
    drawn(
      { id: 'a', service: 'shop', name: 'send', kind: 'client', ms: 5 },
      process({ id: 'b', parent: 'a', at: 10, links: [] }),
      { id: 'e', service: 'mail', name: 'send on', kind: 'client', at: 30, ms: 5, attributes: KAFKA },
      process({ id: 'f', parent: 'e', at: 40, links: [] }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as shop
    participant p1 as orders · queue
    participant p2 as mail
    p0-)p1: send
    p1-)+p2: process order · 10.0 ms · queued 5.00 ms
    deactivate p2
    p2-)p1: send on
    p1-)+p2: process order · 10.0 ms · queued 5.00 ms
    deactivate p2
    "
  `);
});

test('a client that what is processed below it is linked to is what sent it, to its own service', () => {
  const hands: SampleSpan = { id: 'c', service: 'mail', name: 'hand on', kind: 'client', at: 10, ms: 5 };
  expect(drawn(hands, process({ at: 20, attributes: {}, links: ['c'] }))).toMatchInlineSnapshot(`
    "participant p0 as mail
    p0-)+p0: hand on · 5.00 ms · queued 5.00 ms
    deactivate p0
    "
  `);
});

test('what a poll got is from elsewhere: no message of its own service', () => {
  const { 'messaging.destination.name': _, ...attributes } = RECEIVE;
  const spans = [
    poll({ attributes }),
    process({ attributes: { 'messaging.system': 'kafka' }, links: [], linksElsewhere: ['x'] }),
  ];
  expect(drawn(...spans)).toMatchInlineSnapshot(`
    "participant p0 as mail
    participant p1 as sender elsewhere
    Note over p0: poll orders · 40.0 ms
    p1-)+p0: process order · 10.0 ms · link to elsewhere
    deactivate p0
    "
  `);
});
