// Calls that two spans tell, with their texts as they were read and found right: of what the outer one alone tells, nothing is lost.
import { expect, test } from 'vitest';
import { callGraphOfTrace } from '../call-graph/trace-calls.ts';
import { traceSpans } from '../testing/trace-spans.ts';
import { drawn, sequenceOf, server } from './testing/drawn-sequence.ts';
import { databaseSpan, type SampleSpan } from './testing/sample-spans.ts';

const KAFKA = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const SHOP = server('r', 'shop', 'GET /');

function sent(id: string, parent: string, at: number, rest: Partial<SampleSpan> = {}): SampleSpan {
  return { id, parent, service: 'shop', name: `send ${id}`, kind: 'producer', at, attributes: KAFKA, ...rest };
}

function taken(id: string, name: string, rest: Partial<SampleSpan> = {}): SampleSpan {
  return { id, service: 'mail', name, kind: 'consumer', attributes: KAFKA, ...rest };
}

test('a query that runs out of time after its statement went well', () => {
  const spans = [
    SHOP,
    { ...databaseSpan('q', 'r', 'shop', 'query orders', 10, 60), error: 'Timeout' },
    databaseSpan('s', 'q', 'shop', 'SELECT orders', 15),
  ];
  expect(drawn(spans)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    critical SELECT orders
    p1->>+p2: SELECT orders
    p2--x-p1: error Timeout · 60.0 ms
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 30.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
  const { nodes, edges } = callGraphOfTrace(traceSpans(...spans));
  expect(nodes.map(({ label, failing }) => [label, failing])).toMatchInlineSnapshot(`
    [
      [
        "caller",
        false,
      ],
      [
        "shop · GET /",
        false,
      ],
      [
        "orders-db",
        true,
      ],
    ]
  `);
  expect(edges.map(({ label, failed }) => [label, failed])).toMatchInlineSnapshot(`
    [
      [
        "r · 100 ms",
        0,
      ],
      [
        "s · error · 60.0 ms",
        1,
      ],
    ]
  `);
});

test('both the query and its statement failed: once, as the statement says it', () => {
  expect(
    drawn(
      SHOP,
      { ...databaseSpan('q', 'r', 'shop', 'query orders', 10, 60), error: 'Wrapped' },
      { ...databaseSpan('s', 'q', 'shop', 'SELECT orders', 15), error: 'Deadlock' },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    critical SELECT orders
    p1->>+p2: SELECT orders
    p2--x-p1: error Deadlock · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 80.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('a query of several statements: its own failure is a note, that of its last statement is told there', () => {
  const query = { ...databaseSpan('q', 'r', 'shop', 'query orders', 10, 60), error: 'Timeout' };
  const statements = [
    databaseSpan('s', 'q', 'shop', 'SELECT orders', 15),
    databaseSpan('t', 'q', 'shop', 'COMMIT', 30),
  ];
  expect(drawn(SHOP, query, statements)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    Note over p1: query orders · error Timeout · 60.0 ms
    p1->>+p2: SELECT orders
    p2-->>-p1: 5.00 ms
    p1->>+p2: COMMIT
    p2-->>-p1: 5.00 ms
    Note over p1: 35.0 ms without a call
    Note over p1: 30.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
  const [first, last] = statements;
  if (first === undefined || last === undefined) throw new Error('two statements');
  expect(drawn(SHOP, query, first, { ...last, error: 'Deadlock' })).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    p1->>+p2: SELECT orders
    p2-->>-p1: 5.00 ms
    critical COMMIT
    p1->>+p2: COMMIT
    p2--x-p1: error Deadlock · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 65.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('a server span in a server span of its service: whichever fails', () => {
  const inner = server('i', 'shop', 'OrderController', { parent: 'r', at: 10, ms: 50 });
  expect(drawn(SHOP, inner)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    p0->>+p1: GET /
    p1-->>-p0: 100 ms
    "
  `);
  expect(drawn({ ...SHOP, error: 'Outer' }, inner)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    p0->>+p1: GET /
    p1--x-p0: error Outer · 100 ms
    "
  `);
  expect(drawn(SHOP, { ...inner, error: 'Inner' })).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    p0->>+p1: GET /
    Note over p1: OrderController · error Inner · 50.0 ms
    Note over p1: 40.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
  expect(drawn(SHOP, { ...inner, ms: undefined })).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    p0->>+p1: GET /
    Note over p1: OrderController · no end yet
    Note over p1: 90.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('a message whose receive fails and whose process goes well', () => {
  expect(
    drawn(
      SHOP,
      sent('p', 'r', 20),
      taken('c', 'receive', { at: 110, ms: 5, links: ['p'], error: 'CommitFailed' }),
      taken('d', 'process', { parent: 'c', at: 117 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: GET /
    p1-)p2: send p
    Note over p1: 70.0 ms without a call
    p1-->>-p0: 100 ms
    Note over p3: receive · error CommitFailed · 5.00 ms · queued 80.0 ms
    p2-)+p3: process · 10.0 ms · queued 80.0 ms
    deactivate p3
    "
  `);
});

test('a message whose outer send fails', () => {
  expect(
    drawn(SHOP, sent('p', 'r', 20, { ms: 40, error: 'Timeout' }), sent('q', 'p', 25, { ms: 5 })),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    p0->>+p1: GET /
    critical send q
    p1-xp2: send q · error Timeout
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 40.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('an outer span without a parent, or without an end', () => {
  expect(
    drawn(
      { ...databaseSpan('q', 'lost', 'shop', 'query orders', 0, 20) },
      databaseSpan('s', 'q', 'shop', 'SELECT orders', 5),
      { ...databaseSpan('u', 'r', 'shop', 'query stock', 40), ms: undefined },
      databaseSpan('v', 'u', 'shop', 'SELECT stock', 45),
      { ...SHOP, at: 30, ms: 60 },
      sent('p', 'r', 60, { ms: undefined }),
      sent('o', 'p', 62, { ms: 2 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as shop
    participant p1 as orders-db · database
    participant p2 as caller
    participant p3 as orders · queue
    p0->>+p1: SELECT orders · parent missing
    p1-->>-p0: 5.00 ms
    Note over p2: 20.0 ms without a call
    p2->>+p0: GET /
    p0->>+p1: SELECT stock
    Note over p1: no end yet
    deactivate p1
    p0-)p3: send o · no end yet
    Note over p0: 26.0 ms without a call
    p0-->>-p2: 60.0 ms
    "
  `);
  expect(
    drawn(
      SHOP,
      sent('p', 'r', 20),
      taken('c', 'receive', { parent: 'lost', at: 110, ms: 5, links: ['p'] }),
      taken('d', 'process', { parent: 'c', at: 117 }),
      taken('e', 'receive', { at: 130, ms: undefined, links: ['p'] }),
      taken('f', 'process', { parent: 'e', at: 137 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    p0->>+p1: GET /
    p1-)p2: send p
    Note over p1: 70.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process · 10.0 ms · queued 80.0 ms · parent missing
    deactivate p3
    Note over p3: receive · no end yet · queued 100 ms
    p2-)+p3: process · 10.0 ms · queued 100 ms
    deactivate p3
    "
  `);
  expect(
    sequenceOf(databaseSpan('q', 'lost', 'shop', 'query', 0), databaseSpan('s', 'q', 'shop', 'SELECT', 5)),
  ).toMatchObject({ elided: 0, calls: 1 });
});

test('a client that names the service which answers another one below it: one call', () => {
  const outer = { id: 'o', parent: 'r', service: 'shop', name: 'Stock/Get', kind: 'client', at: 5, ms: 50 } as const;
  const inner = { id: 'i', parent: 'o', service: 'shop', name: 'POST', kind: 'client', at: 6, ms: 48 } as const;
  const grpc = { ...outer, attributes: { 'rpc.system': 'grpc', 'server.address': 'stock' } };
  const http = { ...inner, attributes: { 'server.address': '10.1.2.3' } };
  const answer = server('s', 'stock', 'Stock/Get', { parent: 'i', at: 10, ms: 30 });
  expect(drawn(SHOP, grpc, http, answer)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    p1->>+p2: POST
    p2-->>-p1: 48.0 ms
    Note over p1: 46.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
  expect(drawn(SHOP, { ...grpc, error: 'Decode' }, http, answer)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    critical POST
    p1->>+p2: POST
    p2--x-p1: error Decode · 50.0 ms
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 45.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});
