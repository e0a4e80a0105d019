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
  expect(runningAt(watched(deepest), { start: deepest.end + 1, waits: true, clock: '' })?.spans).toBe(deepest.spans);
  expect(steps).toBeLessThan(3);
});

function depthOf(node: CallNode | undefined): number {
  let depth = 0;
  for (let at = node; at !== undefined; at = at.parent) depth += 1;
  return depth;
}
