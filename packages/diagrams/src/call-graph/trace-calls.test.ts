// Call graphs of traces that are hard to draw, with their texts as they were read and found right.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { callSpans, databaseSpan, type SampleSpan } from '../sequence/testing/sample-spans.ts';
import { traceSpans } from '../testing/trace-spans.ts';
import { callGraphOfTrace, callGraphParts, MAX_EDGES } from './trace-calls.ts';
import { callGraphText } from './trace-calls-text.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

function drawn(...spans: readonly (SampleSpan | readonly SampleSpan[])[]): string {
  const given = traceSpans(...spans.flat());
  const model = callGraphOfTrace(given);
  const text = callGraphText(model, TRACE_ID, 'light');
  expect(callGraphText(callGraphOfTrace(shuffled(given, seededRandom(3))), TRACE_ID, 'light')).toBe(text);
  expect(model.edges.reduce((sum, { times }) => sum + times, model.hidden)).toBe(model.calls);
  return text;
}

const ROOT: SampleSpan = { id: 'r000', service: 'shop', name: 'GET /', kind: 'server', ms: 100 };

test('an empty trace has no calls', () => {
  expect(drawn()).toMatchInlineSnapshot(`
    "flowchart LR
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.000Z, 0 spans, 0 calls: 0 drawn, 0 hidden, 0 of them failed
    accTitle: Calls of a trace
    accDescr: 0 nodes, 0 edges, of them with errors: 0.
    "
  `);
});

test('services by operation, a database, a queue, a host; several calls of one way are one edge', () => {
  expect(
    drawn(
      ROOT,
      callSpans('a000', 'shop', 'stock', 'reserve', { parent: 'r000', at: 5, ms: 20 }),
      callSpans('b000', 'shop', 'stock', 'reserve', { parent: 'r000', at: 30, ms: 20, error: 'Timeout' }),
      callSpans('c000', 'shop', 'stock', 'release', { parent: 'r000', at: 60, ms: 5 }),
      databaseSpan('d000', 'a000', 'stock', 'SELECT', 8, 4),
      databaseSpan('e000', 'r000', 'shop', 'SELECT', 70, 4),
      {
        id: 'p000',
        parent: 'r000',
        service: 'shop',
        name: 'send',
        kind: 'producer',
        at: 80,
        attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' },
      },
      { id: 'm000', parent: 'p000', service: 'mail', name: 'process', kind: 'consumer', at: 120, ms: 30 },
      {
        id: 'h000',
        parent: 'm000',
        service: 'mail',
        name: 'POST',
        kind: 'client',
        at: 125,
        ms: undefined,
        attributes: { 'server.address': 'smtp.example' },
      },
    ),
  ).toMatchInlineSnapshot(`
    "flowchart LR
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.150Z, 12 spans, 9 calls: 9 drawn, 0 hidden, 0 of them failed
    accTitle: Calls of a trace
    accDescr: 8 nodes, 8 edges, of them with errors: 1.
    n0(["caller"])
    n1["shop<br/>GET /"]
    n2["stock<br/>reserve"]
    n3[("orders-db")]
    n4["stock<br/>release"]
    n5[/"orders"/]
    n6["mail<br/>process"]
    n7["smtp.example"]
    n0 ==>|"r000<br/>100 ms"| n1
    n1 ==>|"×2<br/>1 failed · 40.0 ms"| n2
    n2 ==>|"d000<br/>4.00 ms"| n3
    n1 ==>|"c000 → c000<br/>5.00 ms"| n4
    n1 ==>|"e000<br/>4.00 ms"| n3
    n1 -.->|"p000<br/>10.0 ms"| n5
    n5 -.->|"m000<br/>30.0 ms"| n6
    n6 ==>|"h000<br/>no end yet"| n7
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    classDef ghost fill:#ffffff,stroke:#98a0a9,color:#171a1e,stroke-dasharray:4 3
    class n2 bad
    class n0,n7 ghost
    class n1,n3,n4,n5,n6 ok
    linkStyle 1 stroke:#c4231c
    "
  `);
});

test('own work at the top names what calls; a lost parent, a service that calls itself, hostile names', () => {
  expect(
    drawn(
      { id: 'j000', service: 'end', name: 'subgraph x; "y"', ms: 50 },
      callSpans('a000', 'end', 'end', 'click n0', { parent: 'j000', at: 5, ms: 20 }),
      { id: 'o000', parent: 'lost', service: 'x/stock', name: '<b>', kind: 'server', at: 60 },
      { id: 'q000', parent: 'lost', service: 'y/stock', name: '<b>', kind: 'server', at: 70 },
    ),
  ).toMatchInlineSnapshot(`
    "flowchart LR
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.080Z, 5 spans, 3 calls: 3 drawn, 0 hidden, 0 of them failed
    accTitle: Calls of a trace
    accDescr: 5 nodes, 3 edges, of them with errors: 0.
    n0["end<br/>subgraph x#59; #34;y#34;"]
    n1["end<br/>click n0"]
    n2(["caller"])
    n3["x/stock<br/>#60;b#62;"]
    n4["y/stock<br/>#60;b#62;"]
    n0 ==>|"a000 → a000<br/>20.0 ms"| n1
    n2 ==>|"o000<br/>10.0 ms"| n3
    n2 ==>|"q000<br/>10.0 ms"| n4
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef ghost fill:#ffffff,stroke:#98a0a9,color:#171a1e,stroke-dasharray:4 3
    class n2 ghost
    class n0,n1,n3,n4 ok
    "
  `);
});

test('more edges than there is room for: what failed stays, the shortest go', () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...databaseSpan(`s${index}`, 'r000', 'shop', 'SELECT', index, index === 3 ? 1 : 100 + index),
    ...(index === 3 ? { error: true } : {}),
    attributes: { 'db.system.name': 'postgresql', 'server.address': `db-${index}` },
  }));
  const model = callGraphOfTrace(traceSpans({ ...ROOT, ms: 500 }, ...many));
  expect(model).toMatchObject({ calls: 101, hidden: 101 - MAX_EDGES, hiddenWithErrors: 0 });
  expect(model.edges.map(({ to }) => to.label)).toEqual(expect.arrayContaining(['db-3', 'db-99']));
  expect(model.edges.map(({ to }) => to.label)).not.toContain('db-0');
});

test('nodes lead to what answered, edges to what asked', () => {
  const model = callGraphOfTrace(
    traceSpans(ROOT, ...callSpans('a000', 'shop', 'stock', 'reserve', { parent: 'r000', at: 5, ms: 20 })),
  );
  expect(callGraphParts(model).map(({ mark, key, spanId }) => [mark, key, spanId])).toEqual([
    ['node', 'n0', 'r000'],
    ['node', 'n1', 'r000'],
    ['node', 'n2', 'a000'],
    ['edge', 'n0 n1', 'r000'],
    ['edge', 'n1 n2', 'a000c'],
  ]);
});
