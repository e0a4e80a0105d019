// Traces of work that goes on when its caller has its answer, with their texts as they were read and found right.
import { expect, test } from 'vitest';
import { callGraphOfTrace } from '../call-graph/trace-calls.ts';
import { traceSpans } from '../testing/trace-spans.ts';
import type { CallNode } from './call-node.ts';
import { buildCallTree } from './call-tree.ts';
import { runningAt } from './running.ts';
import { placeSpans } from './sequence-span.ts';
import { drawn, server } from './testing/drawn-sequence.ts';
import { callSpans, databaseSpan, type SampleSpan, sampleSpans } from './testing/sample-spans.ts';

const KAFKA = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
const BACKGROUND: SampleSpan = { id: 'b', parent: 'r', service: 'shop', name: 'background', at: 10, ms: 200 };

test('work in the background of a server that has answered', () => {
  const spans = [
    server('r', 'shop', 'GET /', { ms: 20 }),
    databaseSpan('a', 'r', 'shop', 'SELECT before', 5),
    BACKGROUND,
    databaseSpan('s', 'b', 'shop', 'SELECT after', 100),
    callSpans('m', 'shop', 'mail', 'POST /mail', { parent: 'b', at: 120, ms: 30 }),
    databaseSpan('i', 'm', 'mail', 'INSERT', 130),
  ].flat();
  expect(drawn(spans)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    participant p3 as mail
    p0->>+p1: GET /
    p1->>+p2: SELECT before
    p2-->>-p1: 5.00 ms
    Note over p1: background · 200 ms
    p1-->>-p0: 20.0 ms
    Note over p1: 80.0 ms without a call
    p1->>+p2: SELECT after
    p2-->>-p1: 5.00 ms
    p1->>+p3: POST /mail
    p3->>+p2: INSERT
    p2-->>-p3: 5.00 ms
    p3-->>-p1: 30.0 ms
    "
  `);
  // It was still called for what the server was called for.
  const { edges } = callGraphOfTrace(traceSpans(...spans));
  expect(edges.map(({ from, to }) => `${from.label} -> ${to.label}`)).toMatchInlineSnapshot(`
    [
      "caller -> shop · GET /",
      "shop · GET / -> orders-db",
      "shop · GET / -> mail · POST /mail",
      "mail · POST /mail -> orders-db",
    ]
  `);
});

test('a client that gave up, while the server goes on', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      {
        id: 'c',
        parent: 'r',
        service: 'shop',
        name: 'POST /mail',
        kind: 'client',
        at: 10,
        ms: 20,
        error: 'Timeout',
      },
      server('m', 'mail', 'POST /mail', { parent: 'c', at: 12, ms: 80 }),
      databaseSpan('i', 'm', 'mail', 'INSERT', 20),
      databaseSpan('j', 'm', 'mail', 'COMMIT', 40),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as mail
    participant p3 as orders-db · database
    p0->>+p1: GET /
    critical POST /mail
    p1->>+p2: POST /mail
    p2->>+p3: INSERT
    p3-->>-p2: 5.00 ms
    p2--x-p1: error Timeout · 20.0 ms
    option without it
    Note over p1: goes on without it
    end
    p2->>+p3: COMMIT
    p3-->>-p2: 5.00 ms
    Note over p1: 55.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('a message of a producer without an end is taken after the answer', () => {
  expect(
    drawn(
      server('r', 'shop', 'POST /orders', { ms: 50 }),
      {
        id: 'p',
        parent: 'r',
        service: 'shop',
        name: 'send',
        kind: 'producer',
        at: 20,
        ms: undefined,
        attributes: KAFKA,
      },
      { id: 'c', parent: 'p', service: 'mail', name: 'process', kind: 'consumer', at: 60, attributes: KAFKA },
      databaseSpan('i', 'c', 'mail', 'INSERT', 62),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    participant p4 as orders-db · database
    p0->>+p1: POST /orders
    Note over p1: 20.0 ms without a call
    p1-)p2: send · no end yet
    Note over p1: 30.0 ms without a call
    p1-->>-p0: 50.0 ms
    p2-)+p3: process · 10.0 ms · queued 40.0 ms
    p3->>+p4: INSERT
    p4-->>-p3: 5.00 ms
    deactivate p3
    "
  `);
});

test('clocks that disagree, an end before the start, and the very end are no reason', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /', { ms: 20, host: 'shop-1' }),
      server('o', 'stock', 'GET /stock', { parent: 'r', at: 30, ms: 10, host: 'stock-1' }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    Note over p1: 30.0 ms without a call
    p1->>+p2: GET /stock
    p2-->>-p1: 10.0 ms
    p1-->>-p0: 20.0 ms
    "
  `);
  expect(
    drawn(server('r', 'shop', 'GET /', { at: 5, ms: -5 }), databaseSpan('s', 'r', 'shop', 'SELECT', 10)),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    Note over p1: 5.00 ms without a call
    p1->>+p2: SELECT
    p2-->>-p1: 5.00 ms
    p1-->>-p0: ends before it starts
    "
  `);
  expect(
    drawn(server('r', 'shop', 'GET /', { ms: 20 }), databaseSpan('s', 'r', 'shop', 'SELECT', 20)),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    Note over p1: 20.0 ms without a call
    p1->>+p2: SELECT
    p2-->>-p1: 5.00 ms
    p1-->>-p0: 20.0 ms
    "
  `);
});

/** In the background of a server whose caller has its answer long since. */
function backgroundElsewhere(hosts: Partial<Record<'shop' | 'mail', string>>): SampleSpan[] {
  const at = (service: 'shop' | 'mail') => (hosts[service] === undefined ? {} : { host: hosts[service] });
  return [
    server('r', 'shop', 'GET /', { ms: 30, ...at('shop') }),
    { id: 'k', parent: 'r', service: 'shop', name: 'POST /mail', kind: 'client', at: 5, ...at('shop') },
    server('s', 'mail', 'POST /mail', { parent: 'k', at: 6, ms: 8, ...at('mail') }),
    { id: 'b', parent: 's', service: 'mail', name: 'send later', at: 10, ms: 240, ...at('mail') },
    { ...databaseSpan('q', 'b', 'mail', 'INSERT', 200), ...at('mail') },
    { ...databaseSpan('x', 'r', 'shop', 'SELECT', 18), ...at('shop') },
  ];
}

test('work in the background of a server on another host: what it was called in began before it, whatever the clocks say', () => {
  const texts = [{}, { shop: 'shop-1', mail: 'mail-1' }].map((hosts) => drawn(...backgroundElsewhere(hosts)));
  expect(texts[0]).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as mail
    participant p3 as orders-db · database
    p0->>+p1: GET /
    p1->>+p2: POST /mail
    Note over p2: send later · 240 ms
    p2-->>-p1: 10.0 ms
    p1->>+p3: SELECT
    p3-->>-p1: 5.00 ms
    p1-->>-p0: 30.0 ms
    Note over p2: 170 ms without a call
    p2->>+p3: INSERT
    p3-->>-p2: 5.00 ms
    "
  `);
  expect(texts[1]).toBe(texts[0]);
  const behind = backgroundElsewhere({ shop: 'shop-1', mail: 'mail-1' }).map((span) =>
    span.host === 'mail-1' ? { ...span, at: (span.at ?? 0) - 100 } : span,
  );
  const skew = '    Note over p2: skew −100 ms, corrected for the order\n'.trimStart();
  expect(drawn(...behind).replace(skew, '')).toBe(texts[0]);
});

test('a client on another host that gave up, while the server goes on', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /', { ms: 60, host: 'shop-1' }),
      {
        id: 'k',
        parent: 'r',
        service: 'shop',
        name: 'POST /mail',
        kind: 'client',
        at: 5,
        ms: 10,
        error: 'Timeout',
        host: 'shop-1',
      },
      server('s', 'mail', 'POST /mail', { parent: 'k', at: 6, ms: 100, host: 'mail-1' }),
      { ...databaseSpan('q', 's', 'mail', 'INSERT', 90), host: 'mail-1' },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as mail
    participant p3 as orders-db · database
    p0->>+p1: GET /
    critical POST /mail
    p1->>+p2: POST /mail
    p2--x-p1: error Timeout · 10.0 ms
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 45.0 ms without a call
    p1-->>-p0: 60.0 ms
    Note over p2: 30.0 ms without a call
    p2->>+p3: INSERT
    p3-->>-p2: 5.00 ms
    "
  `);
});

test('who was called in the background calls back: all of that is in the call that runs', () => {
  expect(
    drawn(
      server('r', 'a', 'POST /job', { ms: 30, host: 'a-1' }),
      { id: 'k', parent: 'r', service: 'a', name: 'start', kind: 'client', at: 5, host: 'a-1' },
      server('s', 'b', 'start', { parent: 'k', at: 6, ms: 8, host: 'b-1' }),
      { id: 'w', parent: 's', service: 'b', name: 'job', at: 8, ms: 300, host: 'b-1' },
      { id: 'c', parent: 'w', service: 'b', name: 'callback', kind: 'client', at: 250, ms: 20, host: 'b-1' },
      server('d', 'a', 'callback', { parent: 'c', at: 251, ms: 18, host: 'a-1' }),
      { ...databaseSpan('u', 'd', 'a', 'UPDATE', 255), error: 'Deadlock', host: 'a-1' },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as a
    participant p2 as b
    participant p3 as orders-db · database
    p0->>+p1: POST /job
    p1->>+p2: start
    Note over p2: job · 300 ms
    p2-->>-p1: 10.0 ms
    p1-->>-p0: 30.0 ms
    Note over p2: 220 ms without a call
    p2->>+p1: callback
    critical UPDATE
    p1->>+p3: UPDATE
    p3--x-p1: error Deadlock · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    p1-->>-p2: 20.0 ms
    "
  `);
});

const STOCK = { 'server.address': 'stock' };

function passedOn(...spans: readonly SampleSpan[]): string {
  return drawn(
    server('r', 'shop', 'GET /', { ms: 80 }),
    { id: 'i', parent: 'r', service: 'shop', name: 'HTTP', kind: 'client', at: 6, ms: 60, attributes: STOCK },
    ...spans,
  );
}

test('a proxy that asks another service before it passes a call on: the call is not over with the first of the two', () => {
  expect(
    passedOn(
      { id: 'a', parent: 'i', service: 'envoy', name: 'ext_authz', kind: 'client', at: 7, ms: 5 },
      server('b', 'auth', 'Check', { parent: 'a', at: 8, ms: 3 }),
      { id: 'e', parent: 'i', service: 'envoy', name: 'egress', kind: 'client', at: 15, ms: 40, attributes: STOCK },
      server('s', 'stock', 'GET /stock', { parent: 'e', at: 16, ms: 38 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as envoy
    participant p3 as auth
    participant p4 as stock
    p0->>+p1: GET /
    p1->>+p2: HTTP
    p2->>+p3: ext_authz
    p3-->>-p2: 5.00 ms
    p2->>+p4: egress
    p4-->>-p2: 40.0 ms
    p2-->>-p1: 60.0 ms
    p1-->>-p0: 80.0 ms
    "
  `);
});

test('a proxy that passes a call on again when it failed: the call itself did not fail', () => {
  expect(
    passedOn(
      {
        id: 'e',
        parent: 'i',
        service: 'envoy',
        name: 'egress',
        kind: 'client',
        at: 7,
        ms: 20,
        error: '503',
        attributes: STOCK,
      },
      server('s', 'stock', 'GET /stock', { parent: 'e', at: 8, ms: 18, error: '503' }),
      { id: 'f', parent: 'i', service: 'envoy', name: 'egress', kind: 'client', at: 40, ms: 20, attributes: STOCK },
      server('t', 'stock', 'GET /stock', { parent: 'f', at: 41, ms: 18 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as envoy
    participant p3 as stock
    p0->>+p1: GET /
    p1->>+p2: HTTP
    critical egress
    p2->>+p3: egress
    p3--x-p2: error 503 · 20.0 ms
    option retry 1 after 13.0 ms
    p2->>+p3: egress · retry 1 after 13.0 ms
    p3-->>-p2: 20.0 ms
    end
    p2-->>-p1: 60.0 ms
    p1-->>-p0: 80.0 ms
    "
  `);
});

test('within many levels of work that is over, the way up is not gone for what something waits for', () => {
  const levels = Array.from({ length: 1000 }, (_, level): SampleSpan => {
    const parent = level === 0 ? {} : { parent: `s${level - 1}` };
    return { id: `s${level}`, ...parent, service: 'shop', name: 'step', at: level, ms: 0.5, error: true };
  });
  const deepest = buildCallTree(placeSpans(sampleSpans(...levels))).nodes.at(-1);
  if (deepest === undefined) throw new Error('nothing was built');
  let steps = 0;
  const watched = (node: CallNode): CallNode => ({
    ...node,
    get parent() {
      steps += 1;
      return node.parent && watched(node.parent);
    },
  });
  expect(depthOf(deepest)).toBe(1000);
  expect(runningAt(watched(deepest), { start: deepest.end + 1, waits: true, clock: '' }).parent?.spans).toBe(
    deepest.spans,
  );
  expect(steps).toBeLessThan(3);
});

function depthOf(node: CallNode | undefined): number {
  let depth = 0;
  for (let at = node; at !== undefined; at = at.parent) depth += 1;
  return depth;
}
