// Traces of clients that got messages from a queue and alone tell of it, and of messages that are sent together, with their texts
// as they were read and found right.
import { expect, test } from 'vitest';
import { callGraphOfTrace } from '../call-graph/trace-calls.ts';
import { traceSpans } from '../testing/trace-spans.ts';
import { drawn, server } from './testing/drawn-sequence.ts';
import { databaseSpan, type SampleSpan } from './testing/sample-spans.ts';

const KAFKA = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const RECEIVE = { ...KAFKA, 'messaging.operation.type': 'receive' };

const SENT: readonly SampleSpan[] = [
  server('r', 'shop', 'POST /orders', { ms: 50 }),
  { id: 'p', parent: 'r', service: 'shop', name: 'send order', kind: 'producer', at: 5, ms: 5, attributes: KAFKA },
];

function poll(rest: Partial<SampleSpan> = {}): SampleSpan {
  const links = ['p'];
  return { id: 'c', service: 'mail', name: 'poll', kind: 'client', at: 60, links, attributes: RECEIVE, ...rest };
}

test('a message that a poll got, and what is done with it below', () => {
  const spans = [
    ...SENT,
    poll(),
    { id: 'w', parent: 'c', service: 'mail', name: 'handle', at: 63, ms: 50 },
    databaseSpan('i', 'w', 'mail', 'INSERT', 70),
  ];
  expect(drawn(...spans)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    participant p4 as orders-db · database
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 40.0 ms without a call
    p1-->>-p0: 50.0 ms
    p2-)+p3: poll · 10.0 ms · queued 50.0 ms
    Note over p3: handle · 50.0 ms
    p3->>+p4: INSERT
    p4-->>-p3: 5.00 ms
    Note over p3: 38.0 ms without a call
    deactivate p3
    "
  `);
  const { edges } = callGraphOfTrace(traceSpans(...spans));
  expect(edges.map(({ from, to }) => `${from.label} -> ${to.label}`)).toMatchInlineSnapshot(`
    [
      "caller -> shop · POST /orders",
      "shop · POST /orders -> orders",
      "orders -> mail · poll",
      "mail · poll -> orders-db",
    ]
  `);
});

test('a poll in a loop, then work on what it got; a poll that gets nothing', () => {
  const loop = { id: 'w', service: 'mail', name: 'loop', at: 55, ms: 60 };
  const rest = [databaseSpan('i', 'w', 'mail', 'INSERT', 75), poll({ id: 'e', parent: 'w', at: 90, ms: 2, links: [] })];
  expect(drawn(...SENT, loop, poll({ parent: 'w' }), ...rest)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    participant p4 as orders-db · database
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 40.0 ms without a call
    p1-->>-p0: 50.0 ms
    Note over p3: loop · 60.0 ms
    p2-)+p3: poll · 10.0 ms · queued 50.0 ms
    deactivate p3
    p3->>+p4: INSERT
    p4-->>-p3: 5.00 ms
    Note over p3: 35.0 ms without a call
    "
  `);
});

test('messages of other traces, by their links or by their number, and one that fails', () => {
  const count = { ...RECEIVE, 'messaging.batch.message_count': 3 };
  expect(
    drawn(
      poll({ links: [], linksElsewhere: ['x', 'y', 'z'] }),
      poll({ id: 'd', at: 80, links: [], attributes: count, error: 'Decode' }),
      poll({ id: 'e', at: 100, ms: undefined, links: [], attributes: count }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as orders · queue
    participant p1 as mail
    p0-)+p1: poll · 10.0 ms · 3 links, 3 to elsewhere
    deactivate p1
    Note over p0: 10.0 ms without a call
    p0-)+p1: poll · 10.0 ms
    Note over p1: error Decode
    deactivate p1
    p0-)+p1: poll · retry 1 after 10.0 ms · no end yet
    deactivate p1
    "
  `);
});

test('told by the consumer that works on it, wherever that stands: once', () => {
  const consumer = (rest: Partial<SampleSpan>): SampleSpan => {
    return { id: 'd', service: 'mail', name: 'process', kind: 'consumer', at: 72, attributes: KAFKA, ...rest };
  };
  const once = drawn(...SENT, poll(), consumer({ parent: 'c' }));
  expect(once).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 40.0 ms without a call
    p1-->>-p0: 50.0 ms
    Note over p3: poll · 10.0 ms · 1 link
    p2-)+p3: process · 10.0 ms
    deactivate p3
    "
  `);
  expect(drawn(...SENT, poll(), consumer({ parent: 'p', links: ['p'] }))).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 40.0 ms without a call
    p1-->>-p0: 50.0 ms
    Note over p3: poll · 10.0 ms · 1 link
    p2-)+p3: process · 10.0 ms · queued 62.0 ms
    deactivate p3
    "
  `);
  expect(
    drawn(...SENT, poll({ attributes: { ...KAFKA, 'messaging.operation.name': 'poll' } }), consumer({ links: ['p'] })),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: POST /orders
    p1-)p2: send order
    Note over p1: 40.0 ms without a call
    p1-->>-p0: 50.0 ms
    Note over p3: poll · 10.0 ms · 1 link
    p2-)+p3: process · 10.0 ms · queued 62.0 ms
    deactivate p3
    "
  `);
});

test('messages that are made one by one and sent together: one line each, with the failure of sending them', () => {
  const made = (id: string, at: number): SampleSpan => {
    const attributes = { ...KAFKA, 'messaging.operation.type': 'create' };
    return { id, parent: 'r', service: 'shop', name: `create ${id}`, kind: 'producer', at, ms: 1, attributes };
  };
  const attributes = { ...KAFKA, 'messaging.operation.type': 'send' };
  const rest = { parent: 'r', service: 'shop', name: 'send', attributes, links: ['a', 'b'], at: 10 } as const;
  const root = server('r', 'shop', 'POST /orders', { ms: 50 });
  expect(drawn(root, made('a', 5), made('b', 7), { ...rest, id: 's', kind: 'client' })).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    p0->>+p1: POST /orders
    p1-)p2: create a
    p1-)p2: create b
    Note over p1: 42.0 ms without a call
    p1-->>-p0: 50.0 ms
    "
  `);
  expect(
    drawn(root, made('a', 5), made('b', 7), { ...rest, id: 's', kind: 'producer', error: 'Full' }),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    p0->>+p1: POST /orders
    critical create a
    p1-xp2: create a · error Full
    option without it
    Note over p1: goes on without it
    end
    critical create b
    p1-xp2: create b · error Full
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 30.0 ms without a call
    p1-->>-p0: 50.0 ms
    "
  `);
});
