// Traces that are hard to draw, with their texts as they were read and found right. Past 400 lines because each text stands
// whole beside its spans: they are reviewed together, one case after the other.
import { expect, test } from 'vitest';
import { sequenceOfTrace } from './sequence.ts';
import { sequenceText } from './sequence-text.ts';
import { drawn, sequenceOf, server, TRACE_ID } from './testing/drawn-sequence.ts';
import { workflowSpans } from './testing/workflow-spans.ts';
import { callSpans, databaseSpan, type SampleSpan, sampleSpans } from './testing/sample-spans.ts';

const KAFKA = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };

test('an empty trace: nothing to draw', () => {
  expect(sequenceOf()).toMatchObject({ participants: [], statements: [], spans: 0, calls: 0 });
  expect(sequenceText(sequenceOf(), TRACE_ID)).toMatchInlineSnapshot(`
    "sequenceDiagram
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.000Z, 0 spans, 0 calls: 0 drawn, 0 folded into loops, 0 hidden, 0 of them failed, inner work without a line: 0
    accTitle: Sequence of a trace
    accDescr: 0 participants, of them inferred: 0. 0 calls drawn, of them failed: 0.
    "
  `);
});

test('one span', () => {
  expect(sequenceText(sequenceOf(server('r', 'shop', 'GET /')), TRACE_ID)).toMatchInlineSnapshot(`
    "sequenceDiagram
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.100Z, 1 span, 1 call: 1 drawn, 0 folded into loops, 0 hidden, 0 of them failed, inner work without a line: 0
    accTitle: Sequence of a trace
    accDescr: 2 participants, of them inferred: 1. 1 call drawn, of them failed: 0.
    participant p0 as caller
    participant p1 as shop
    p0->>+p1: GET /
    p1-->>-p0: 100 ms
    "
  `);
  expect(drawn({ id: 'r', service: 'job', name: 'nightly' })).toMatchInlineSnapshot(`
    "participant p0 as job
    Note over p0: nightly · 10.0 ms
    "
  `);
});

test('no root: what lost its parent is drawn, and says so', () => {
  expect(
    drawn(
      server('a', 'shop', 'GET /', { parent: 'lost' }),
      { id: 'b', service: 'shop', name: 'tidy up', parent: 'lost too', at: 200 },
      databaseSpan('c', 'lost three', 'shop', 'SELECT', 220),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET / · parent missing
    p1-->>-p0: 100 ms
    Note over p1: 100 ms without a call
    Note over p1: tidy up · 10.0 ms · parent missing
    p1->>+p2: SELECT · parent missing
    p2-->>-p1: 5.00 ms
    "
  `);
});

test('many roots, one after the other and at the same time', () => {
  expect(
    drawn(
      server('a', 'shop', 'GET /a'),
      server('b', 'shop', 'GET /b', { at: 200 }),
      server('c', 'shop', 'GET /c', { at: 210 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    p0->>+p1: GET /a
    p1-->>-p0: 100 ms
    Note over p0: 100 ms without a call
    par GET /b
    p0->>+p1: GET /b
    p1-->>-p0: 100 ms
    and GET /c
    p0->>+p1: GET /c
    p1-->>-p0: 100 ms
    end
    "
  `);
});

test('circles of parents are cut, and an own parent too', () => {
  expect(
    drawn(
      server('a', 'one', 'A', { parent: 'b' }),
      server('b', 'two', 'B', { parent: 'a', at: 10, ms: 50 }),
      server('c', 'three', 'C', { parent: 'c', at: 200 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as one
    participant p2 as two
    participant p3 as three
    p0->>+p1: A · circle of parents cut
    p1->>+p2: B
    p2-->>-p1: 50.0 ms
    p1-->>-p0: 100 ms
    Note over p0: 100 ms without a call
    p0->>+p3: C · circle of parents cut
    p3-->>-p0: 100 ms
    "
  `);
  expect(sequenceOf(server('c', 'three', 'C', { parent: 'c' })).flaws.cycles).toBe(1);
});

test('an id used twice: two contents are two calls, the same content is one', () => {
  expect(
    drawn(server('r', 'shop', 'GET /'), databaseSpan('d', 'r', 'shop', 'SELECT a', 10), {
      ...databaseSpan('d', 'r', 'shop', 'SELECT b', 30),
      content: 'other',
    }),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    p1->>+p2: SELECT a · id used twice
    p2-->>-p1: 5.00 ms
    p1->>+p2: SELECT b · id used twice
    p2-->>-p1: 5.00 ms
    Note over p1: 65.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
  expect(sequenceOf(server('r', 'shop', 'GET /'), server('r', 'shop', 'GET /')).calls).toBe(1);
});

test('the id of a span around the one that tells the call is used twice: its call says so', () => {
  const around = databaseSpan('q', 'r', 'shop', 'query orders', 10, 30);
  const text = drawn(
    server('r', 'shop', 'GET /'),
    around,
    { ...around, at: 60, content: 'other' },
    {
      ...databaseSpan('s', 'q', 'shop', 'SELECT orders', 15),
    },
  );
  expect(text.match(/SELECT orders.*/g)).toEqual(['SELECT orders · id used twice']);
});

test('without an end, and an end before the start', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /', { ms: undefined }),
      callSpans('a', 'shop', 'stock', 'reserve', { parent: 'r', at: 10, ms: 20 }),
      { ...databaseSpan('d', 'r', 'shop', 'SELECT', 50), ms: -20 },
      { ...databaseSpan('e', 'r', 'shop', 'INSERT', 60), ms: undefined, error: 'Timeout' },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    participant p3 as orders-db · database
    p0->>+p1: GET /
    p1->>+p2: reserve
    p2-->>-p1: 20.0 ms
    Note over p1: 20.0 ms without a call
    p1->>+p3: SELECT
    p3-->>-p1: ends before it starts
    critical INSERT
    p1->>+p3: INSERT
    Note over p3: error Timeout · no end yet
    deactivate p3
    option without it
    Note over p1: goes on without it
    end
    Note over p1: no end yet
    deactivate p1
    "
  `);
});

test('a service that calls itself', () => {
  expect(
    drawn(
      server('r', 'walker', 'walk 1'),
      callSpans('a', 'walker', 'walker', 'walk 2', { parent: 'r', at: 10, ms: 80 }),
      callSpans('b', 'walker', 'walker', 'walk 3', { parent: 'a', at: 20, ms: 60 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as walker
    p0->>+p1: walk 1
    p1->>+p1: walk 2
    p1->>+p1: walk 3
    p1-->>-p1: 60.0 ms
    p1-->>-p1: 80.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('500 levels: the deepest ones are hidden, and counted', () => {
  const levels = Array.from({ length: 500 }, (_, level) =>
    callSpans(`s${level}`, `service ${level % 5}`, `service ${(level + 1) % 5}`, `level ${level}`, {
      ...(level === 0 ? {} : { parent: `s${level - 1}` }),
      at: level * 2,
      ms: 2000 - level * 4,
    }),
  );
  const sequence = sequenceOf(...levels);
  expect(sequence).toMatchObject({ calls: 500, drawn: 150, repeats: 0, hidden: { calls: 350, withErrors: 0 } });
  const from = (level: number): string => `p${level % 5}`;
  const shown = Array.from({ length: 150 }, (_, level) => level);
  expect(drawn(...levels).split('\n')).toEqual([
    ...shown.slice(0, 5).map((level) => `participant ${from(level)} as service ${level}`),
    ...shown.map((level) => `${from(level)}->>+${from(level + 1)}: level ${level}`),
    'Note over p0: #43;350 calls not drawn · 1.40 s',
    ...shown.toReversed().map((level) => `${from(level + 1)}-->>-${from(level)}: ${(2 - level * 0.004).toFixed(2)} s`),
    '',
  ]);
});

test('10,000 spans: within the limits, errors first, all counted', () => {
  const many = Array.from({ length: 9999 }, (_, i) => ({
    ...databaseSpan(`d${i}`, 'r', 'shop', `SELECT ${i}`, i * 2, 1 + (i % 7) / 10),
    error: i % 1000 === 999,
  }));
  const sequence = sequenceOf(server('r', 'shop', 'GET /', { ms: 20_000 }), ...many);
  expect(sequence).toMatchObject({ calls: 10_000, drawn: 150, repeats: 0, hidden: { calls: 9850, withErrors: 0 } });
  const failed = sequence.statements.filter((one) => one.kind === 'message' && one.look === 'answer' && one.failed);
  expect(failed).toHaveLength(9);
  // The 140 that took longest stand for themselves; of those that failed all do.
  const slow = /(?:p1->>\+p2: SELECT \d+\np2-->>-p1: 1\.60 ms\n){2,}/;
  const failing =
    /(?:critical SELECT (\d+)\np1->>\+p2: SELECT \1\np2--x-p1: error · [\d.]+ ms\noption without it\nNote over p1: goes on without it\nend\n){2,}/;
  const rounds = (run: string, line: RegExp): number => run.match(line)?.length ?? 0;
  const text = drawn(server('r', 'shop', 'GET /', { ms: 20_000 }), ...many)
    .replace(slow, (run) => `(${rounds(run, /->>\+/g)} queries of 1.60 ms)\n`)
    .replace(failing, (run) => `(${rounds(run, /--x/g)} queries that fail)\n`);
  expect(text).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    (140 queries of 1.60 ms)
    (9 queries that fail)
    Note over p1: #43;9850 calls not drawn · 12.8 s
    p1-->>-p0: 20.0 s
    "
  `);
  const alike = many.map((span) => ({ ...span, name: 'SELECT', error: false }));
  expect(sequenceOf(server('r', 'shop', 'GET /', { ms: 20_000 }), ...alike)).toMatchObject({
    calls: 10_000,
    drawn: 2,
    repeats: 9998,
    hidden: { calls: 0 },
  });
});

test('clocks that differ: the order is corrected, and it says by how much', () => {
  expect(
    drawn(
      server('r', 'gate', 'GET /', { host: 'h1' }),
      { id: 'c', parent: 'r', service: 'gate', name: 'GET /x', kind: 'client', at: 20, ms: 40, host: 'h1' },
      { ...databaseSpan('d', 'r', 'gate', 'SELECT', 70), host: 'h1' },
      server('s', 'shop', 'GET /x', { parent: 'c', at: 1020, ms: 30, host: 'h2' }),
      { ...databaseSpan('e', 's', 'shop', 'SELECT', 1025), host: 'h2' },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as gate
    participant p2 as shop
    participant p3 as orders-db · database
    p0->>+p1: GET /
    p1->>+p2: GET /x
    Note over p2: skew #43;995 ms, corrected for the order
    p2->>+p3: SELECT
    p3-->>-p2: 5.00 ms
    Note over p2: 25.0 ms without a call
    p2-->>-p1: 40.0 ms
    p1->>+p3: SELECT
    p3-->>-p1: 5.00 ms
    Note over p1: 25.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('spans that come late change only what they tell', () => {
  const early = [server('r', 'shop', 'GET /'), { ...databaseSpan('d', 's', 'stock', 'SELECT', 40) }];
  const late = [
    { id: 'c', parent: 'r', service: 'shop', name: 'reserve', kind: 'client' as const, at: 20, ms: 60 },
    server('s', 'stock', 'reserve', { parent: 'c', at: 30, ms: 40 }),
  ];
  expect(drawn(...early)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    participant p3 as orders-db · database
    par GET /
    p0->>+p1: GET /
    p1-->>-p0: 100 ms
    and SELECT
    p2->>+p3: SELECT · parent missing
    p3-->>-p2: 5.00 ms
    end
    "
  `);
  expect(drawn(...early, ...late)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    participant p3 as orders-db · database
    p0->>+p1: GET /
    p1->>+p2: reserve
    p2->>+p3: SELECT
    p3-->>-p2: 5.00 ms
    Note over p2: 35.0 ms without a call
    p2-->>-p1: 60.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('a parent that ends before what it sent is taken', () => {
  expect(
    drawn(
      server('r', 'shop', 'POST /orders'),
      { id: 'p', parent: 'r', service: 'shop', name: 'send', kind: 'producer', at: 20, ms: 2, attributes: KAFKA },
      { id: 'c', parent: 'p', service: 'mail', name: 'process', kind: 'consumer', at: 105, ms: 30, attributes: KAFKA },
      databaseSpan('d', 'r', 'shop', 'COMMIT', 50),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as orders-db · database
    participant p4 as mail
    p0->>+p1: POST /orders
    p1-)p2: send
    Note over p1: 28.0 ms without a call
    p1->>+p3: COMMIT
    p3-->>-p1: 5.00 ms
    Note over p1: 45.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p4: process · 30.0 ms · queued 83.0 ms
    deactivate p4
    "
  `);
});

test('a server whose client sent nothing, a client whose server sent nothing, a client that names nobody', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      server('a', 'stock', 'reserve', { parent: 'r', at: 10, ms: 10 }),
      {
        id: 'b',
        parent: 'r',
        service: 'shop',
        name: 'GET /rates',
        kind: 'client',
        at: 30,
        ms: 10,
        attributes: { 'server.address': 'rates.example' },
      },
      { id: 'c', parent: 'r', service: 'shop', name: 'connect', kind: 'client', at: 50, ms: 10 },
      {
        id: 'd',
        parent: 'r',
        service: 'shop',
        name: 'GET /price',
        kind: 'client',
        at: 70,
        ms: 10,
        attributes: { 'peer.service': 'stock' },
      },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    participant p3 as rates.example · external
    participant p4 as external
    p0->>+p1: GET /
    p1->>+p2: reserve
    p2-->>-p1: 10.0 ms
    p1->>+p3: GET /rates
    p3-->>-p1: 10.0 ms
    p1->>+p4: connect
    p4-->>-p1: 10.0 ms
    p1->>+p2: GET /price
    p2-->>-p1: 10.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('hedged calls: the slower one is given up', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      callSpans('a', 'shop', 'stock', 'GET /stock', { parent: 'r', at: 10, ms: 80, error: 'Canceled' }),
      callSpans('b', 'shop', 'stock', 'GET /stock', { parent: 'r', at: 40, ms: 20 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    par GET /stock
    critical GET /stock
    p1->>+p2: GET /stock
    p2--x-p1: error Canceled · 80.0 ms
    option without it
    Note over p1: goes on without it
    end
    and GET /stock
    p1->>+p2: GET /stock
    p2-->>-p1: 20.0 ms
    end
    p1-->>-p0: 100 ms
    "
  `);
});

test('one query for each row, and one of them fails', () => {
  const queries = Array.from({ length: 12 }, (_, i) => ({
    ...databaseSpan(`d${i}`, 'r', 'shop', 'SELECT stock', 5 + i * 7, 5),
    ...(i === 5 ? { error: 'Deadlock' } : {}),
  }));
  expect(drawn(server('r', 'shop', 'GET /'), ...queries)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    loop ×5 · sum 25.0 ms · p95 5.00 ms
    p1->>p2: SELECT stock
    end
    critical SELECT stock
    p1->>+p2: SELECT stock
    p2--x-p1: error Deadlock · 5.00 ms
    option without it
    Note over p1: goes on without it
    end
    loop ×6 · sum 30.0 ms · p95 5.00 ms
    p1->>p2: SELECT stock
    end
    p1-->>-p0: 100 ms
    "
  `);
});

test('a run of several calls repeats', () => {
  const rounds = Array.from({ length: 4 }, (_, i) => [
    databaseSpan(`a${i}`, 'r', 'shop', 'SELECT', i * 20, 5),
    callSpans(`b${i}`, 'shop', 'stock', 'reserve', { parent: 'r', at: i * 20 + 6, ms: 8 }),
  ]);
  expect(drawn(server('r', 'shop', 'GET /'), ...rounds.flat())).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    participant p3 as stock
    p0->>+p1: GET /
    loop ×4 · sum 52.0 ms · p95 13.0 ms
    p1->>p2: SELECT
    p1->>p3: reserve
    end
    Note over p1: 26.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('links: a batch, one message taken by link alone, and links to other traces', () => {
  expect(
    drawn(
      server('r', 'shop', 'POST /orders'),
      { id: 'p', parent: 'r', service: 'shop', name: 'send', kind: 'producer', at: 20, ms: 2, attributes: KAFKA },
      { id: 'q', parent: 'r', service: 'shop', name: 'send', kind: 'producer', at: 40, ms: 2, attributes: KAFKA },
      {
        id: 'c',
        service: 'mail',
        name: 'process batch',
        kind: 'consumer',
        at: 150,
        ms: 30,
        attributes: KAFKA,
        links: ['p', 'q'],
        linksElsewhere: ['r'],
      },
      { id: 'd', service: 'audit', name: 'note order', kind: 'consumer', at: 200, ms: 10, links: ['p'] },
      { id: 'e', service: 'audit', name: 'note again', kind: 'consumer', at: 250, ms: 10, linksElsewhere: ['far'] },
      // Another trace has a span of that id too.
      { id: 'f', service: 'audit', name: 'note late', kind: 'consumer', at: 225, ms: 10, linksElsewhere: ['p'] },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    participant p4 as audit
    participant p5 as sender elsewhere
    p0->>+p1: POST /orders
    p1-)p2: send
    p1-)p2: send
    Note over p1: 58.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process batch · 30.0 ms · queued 128 ms · 3 links, 1 to elsewhere
    deactivate p3
    p2-)+p4: note order · 10.0 ms · queued 178 ms
    deactivate p4
    p5-)+p4: note late · 10.0 ms · link to elsewhere
    deactivate p4
    p5-)+p4: note again · 10.0 ms · link to elsewhere
    deactivate p4
    "
  `);
});

test('links that fan out: one message is sent once, and taken by each who links to it', () => {
  const taken = (id: string, service: string, at: number): SampleSpan => ({
    id,
    service,
    name: `process by ${service}`,
    kind: 'consumer',
    at,
    ms: 10,
    attributes: KAFKA,
    links: ['p'],
  });
  expect(
    drawn(
      server('r', 'shop', 'POST /orders'),
      { id: 'p', parent: 'r', service: 'shop', name: 'send', kind: 'producer', at: 20, ms: 2, attributes: KAFKA },
      taken('c', 'mail', 110),
      taken('d', 'audit', 130),
      taken('e', 'billing', 150),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders · queue
    participant p3 as mail
    participant p4 as audit
    participant p5 as billing
    p0->>+p1: POST /orders
    p1-)p2: send
    Note over p1: 78.0 ms without a call
    p1-->>-p0: 100 ms
    p2-)+p3: process by mail · 10.0 ms · queued 88.0 ms
    deactivate p3
    p2-)+p4: process by audit · 10.0 ms · queued 108 ms
    deactivate p4
    p2-)+p5: process by billing · 10.0 ms · queued 128 ms
    deactivate p5
    "
  `);
});

test('names: empty, of 200 characters, right to left, emoji, and a service called end', () => {
  expect(
    drawn(
      server('r', 'end', 'end'),
      callSpans('a', 'end', '', '', { parent: 'r', at: 10, ms: 10 }),
      callSpans('b', 'end', 'x'.repeat(200), 'y'.repeat(200), { parent: 'r', at: 30, ms: 10 }),
      callSpans('c', 'end', 'שלום', 'مرحبا', { parent: 'r', at: 50, ms: 10 }),
      callSpans('d', 'end', '🛒 购物车', '<b>"a";%%{init}', { parent: 'r', at: 70, ms: 10 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as end
    participant p2 as #40;no name#41;
    participant p3 as xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
    participant p4 as שלום
    participant p5 as 🛒 购物车
    p0->>+p1: end
    p1->>+p2: #40;no name#41;
    p2-->>-p1: 10.0 ms
    p1->>+p3: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
    p3-->>-p1: 10.0 ms
    p1->>+p4: مرحبا
    p4-->>-p1: 10.0 ms
    p1->>+p5: #60;b#62;#34;a#34;#59;#37;#37;#123;init#125;
    p5-->>-p1: 10.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('one name in two namespaces', () => {
  expect(
    drawn(server('r', 'shop/cart', 'GET /'), callSpans('a', 'shop/cart', 'bank/cart', 'pay', { parent: 'r', at: 10 })),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop/cart
    participant p2 as bank/cart
    p0->>+p1: GET /
    p1->>+p2: pay
    p2-->>-p1: 10.0 ms
    Note over p1: 80.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('old and new semantic conventions name the same peers', () => {
  const client = (id: string, at: number, attributes: Readonly<Record<string, string | number>>): SampleSpan => ({
    id,
    parent: 'r',
    service: 'shop',
    name: `call ${at}`,
    kind: 'client',
    at,
    ms: 5,
    attributes,
  });
  expect(
    drawn(
      server('r', 'shop', 'GET /', { attributes: { 'http.status_code': 200 } }),
      client('a', 10, { 'db.system': 'mysql', 'net.peer.name': 'orders-db' }),
      client('b', 20, { 'db.system.name': 'mysql', 'server.address': 'orders-db' }),
      client('c', 30, { 'http.url': 'http://bank.example/pay', 'http.status_code': 201 }),
      client('d', 40, { 'url.full': 'http://bank.example/pay', 'http.response.status_code': 201 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    participant p3 as bank.example · external
    p0->>+p1: GET /
    p1->>+p2: call 10
    p2-->>-p1: 5.00 ms
    p1->>+p2: call 20
    p2-->>-p1: 5.00 ms
    p1->>+p3: call 30
    p3-->>-p1: 201 · 5.00 ms
    p1->>+p3: call 40
    p3-->>-p1: 201 · 5.00 ms
    Note over p1: 55.0 ms without a call
    p1-->>-p0: 200 · 100 ms
    "
  `);
});

test('a call is tried again after work, another call or a long wait: one block tells all of its attempts', () => {
  expect(
    drawn(
      server('r', 'pay', 'POST /charges', { ms: 1000 }),
      callSpans('a', 'pay', 'bank', 'authorize', { parent: 'r', at: 10, ms: 200, error: 'Timeout' }),
      { id: 'w', parent: 'r', service: 'pay', name: 'backoff', at: 210, ms: 100 },
      callSpans('b', 'pay', 'bank', 'authorize', { parent: 'r', at: 310, ms: 40, error: 'Expired' }),
      callSpans('t', 'pay', 'auth', 'renew token', { parent: 'r', at: 350, ms: 30 }),
      callSpans('c', 'pay', 'bank', 'authorize', { parent: 'r', at: 700, ms: 290 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as pay
    participant p2 as bank
    participant p3 as auth
    p0->>+p1: POST /charges
    critical authorize
    p1->>+p2: authorize
    p2--x-p1: error Timeout · 200 ms
    Note over p1: backoff · 100 ms
    option retry 1 after 100 ms
    p1->>+p2: authorize · retry 1 after 100 ms
    p2--x-p1: error Expired · 40.0 ms
    p1->>+p3: renew token
    p3-->>-p1: 30.0 ms
    option retry 2 after 350 ms
    p1->>+p2: authorize · retry 2 after 350 ms
    p2-->>-p1: 290 ms
    end
    p1-->>-p0: 1.00 s
    "
  `);
  expect(
    drawn(
      server('r', 'pay', 'POST /charges', { ms: 400, error: true }),
      callSpans('a', 'pay', 'bank', 'authorize', { parent: 'r', at: 10, ms: 100, error: 'Timeout' }),
      { id: 'w', parent: 'r', service: 'pay', name: 'backoff', at: 110, ms: 100 },
      callSpans('b', 'pay', 'bank', 'authorize', { parent: 'r', at: 220, ms: 170, error: 'Timeout' }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as pay
    participant p2 as bank
    p0->>+p1: POST /charges
    break authorize · 2 attempts failed · failure passed on
    p1->>+p2: authorize
    p2--x-p1: error Timeout · 100 ms
    Note over p1: backoff · 100 ms
    p1->>+p2: authorize · retry 1 after 110 ms
    p2--x-p1: error Timeout · 170 ms
    end
    p1--x-p0: error · 400 ms
    "
  `);
});

test('attempts stay in one branch while something else runs; two calls tried again in turn are told apart', () => {
  expect(
    drawn(
      server('r', 'pay', 'POST /charges', { ms: 400 }),
      callSpans('s', 'pay', 'risk', 'score', { parent: 'r', at: 5, ms: 60 }),
      callSpans('a', 'pay', 'bank', 'authorize', { parent: 'r', at: 10, ms: 100, error: 'Timeout' }),
      { id: 'w', parent: 'r', service: 'pay', name: 'backoff', at: 110, ms: 100 },
      callSpans('b', 'pay', 'bank', 'authorize', { parent: 'r', at: 220, ms: 170 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as pay
    participant p2 as risk
    participant p3 as bank
    p0->>+p1: POST /charges
    par score
    p1->>+p2: score
    p2-->>-p1: 60.0 ms
    and authorize
    critical authorize
    p1->>+p3: authorize
    p3--x-p1: error Timeout · 100 ms
    Note over p1: backoff · 100 ms
    option retry 1 after 110 ms
    p1->>+p3: authorize · retry 1 after 110 ms
    p3-->>-p1: 170 ms
    end
    end
    p1-->>-p0: 400 ms
    "
  `);
  expect(
    drawn(
      server('r', 'pay', 'POST /charges'),
      callSpans('a', 'pay', 'bank', 'authorize', { parent: 'r', at: 5, ms: 20, error: 'Timeout' }),
      callSpans('b', 'pay', 'risk', 'score', { parent: 'r', at: 30, ms: 20, error: 'Timeout' }),
      callSpans('c', 'pay', 'bank', 'authorize', { parent: 'r', at: 55, ms: 20 }),
      callSpans('d', 'pay', 'risk', 'score', { parent: 'r', at: 80, ms: 18 }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as pay
    participant p2 as bank
    participant p3 as risk
    p0->>+p1: POST /charges
    critical authorize
    p1->>+p2: authorize
    p2--x-p1: error Timeout · 20.0 ms
    critical score
    p1->>+p3: score
    p3--x-p1: error Timeout · 20.0 ms
    option again
    Note over p1: tried again later
    end
    option retry 1 after 30.0 ms
    p1->>+p2: authorize · retry 1 after 30.0 ms
    p2-->>-p1: 20.0 ms
    end
    p1->>+p3: score · retry 1 after 30.0 ms
    p3-->>-p1: 18.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('a failure is passed on, another one is recovered from by trying again, a third is ignored', () => {
  expect(
    drawn(
      server('r', 'gate', 'POST /', { ms: 300, error: true, attributes: { 'http.response.status_code': 502 } }),
      callSpans('a', 'gate', 'ads', 'GET /ads', { parent: 'r', at: 5, ms: 10 }),
      callSpans('k', 'gate', 'shop', 'POST /buy', { parent: 'r', at: 20, ms: 270, error: true }),
      callSpans('b', 'shop', 'stock', 'reserve', { parent: 'k', at: 30, ms: 20, error: 'Timeout' }),
      callSpans('c', 'shop', 'stock', 'reserve', { parent: 'k', at: 80, ms: 20 }),
      callSpans('d', 'shop', 'bank', 'charge', { parent: 'k', at: 120, ms: 20, error: 'Declined' }),
      callSpans('e', 'shop', 'bank', 'charge', {
        parent: 'k',
        at: 150,
        ms: 20,
        error: 'Declined',
        attributes: { 'http.request.resend_count': 1 },
      }),
    ),
  ).toMatchInlineSnapshot(`
      "participant p0 as caller
      participant p1 as gate
      participant p2 as ads
      participant p3 as shop
      participant p4 as stock
      participant p5 as bank
      p0->>+p1: POST /
      p1->>+p2: GET /ads
      p2-->>-p1: 10.0 ms
      p1->>+p3: POST /buy
      critical reserve
      p3->>+p4: reserve
      p4--x-p3: error Timeout · 20.0 ms
      option retry 1 after 30.0 ms
      p3->>+p4: reserve · retry 1 after 30.0 ms
      p4-->>-p3: 20.0 ms
      end
      break charge · 2 attempts failed · failure passed on
      p3->>+p5: charge
      p5--x-p3: error Declined · 20.0 ms
      p3->>+p5: charge · retry 1 after 10.0 ms
      p5--x-p3: error Declined · 20.0 ms
      end
      Note over p3: 120 ms without a call
      p3--x-p1: error · 270 ms
      p1--x-p0: error 502 · 300 ms
      "
    `);
  expect(
    drawn(
      server('r', 'gate', 'GET /'),
      callSpans('a', 'gate', 'ads', 'GET /ads', { parent: 'r', at: 5, ms: 10, error: true }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as gate
    participant p2 as ads
    p0->>+p1: GET /
    critical GET /ads
    p1->>+p2: GET /ads
    p2--x-p1: error · 10.0 ms
    option without it
    Note over p1: goes on without it
    end
    Note over p1: 85.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('a workflow: who starts it does not wait, activities take as long as workers do, a saga is undone in reverse', () => {
  expect(drawn(...workflowSpans('undone'))).toMatchInlineSnapshot(`
    "participant p0 as nightly
    participant p1 as fulfilment
    participant p2 as stock
    participant p3 as bank
    participant p4 as printer
    p0-)+p1: StartWorkflow#58;Renew · 480 ms · queued 14.0 ms
    p1->>+p2: StartActivity#58;ReserveStock · queued 4.00 ms
    p2-->>-p1: 20.0 ms
    critical StartActivity#58;ChargeCard
    p1->>+p3: StartActivity#58;ChargeCard · queued 4.00 ms
    p3--x-p1: error Reset · 10.0 ms
    option retry 1 after 30.0 ms
    p1->>+p3: StartActivity#58;ChargeCard · retry 1 after 30.0 ms
    p3-->>-p1: 30.0 ms
    end
    break StartActivity#58;PrintLabel · 2 attempts failed · failure passed on
    p1->>+p4: StartActivity#58;PrintLabel · queued 4.00 ms
    p4--x-p1: error NoPrinter · 20.0 ms
    p1->>+p4: StartActivity#58;PrintLabel · retry 1 after 40.0 ms
    p4--x-p1: error NoPrinter · 20.0 ms
    end
    rect rgba(127, 135, 144, 0.16)
    Note over p1: undoes earlier steps, inferred from names
    p1->>+p3: StartActivity#58;RefundCard · queued 4.00 ms
    p3-->>-p1: 40.0 ms
    p1->>+p2: StartActivity#58;ReleaseStock · queued 4.00 ms
    p2-->>-p1: 20.0 ms
    end
    Note over p1: 180 ms without a call
    Note over p1: error NoPrinter
    deactivate p1
    "
  `);
  // With other names, as replaced ones: what is known by keys still is.
  const renamed = workflowSpans('done').map((span, place) => ({ ...span, name: `operation ${place}` }));
  expect(drawn(...renamed)).toMatchInlineSnapshot(`
    "participant p0 as nightly
    participant p1 as fulfilment
    participant p2 as stock
    participant p3 as bank
    participant p4 as printer
    p0-)+p1: operation 0 · 180 ms · queued 14.0 ms
    p1->>+p2: operation 2 · queued 4.00 ms
    p2-->>-p1: 20.0 ms
    critical operation 4
    p1->>+p3: operation 4 · queued 4.00 ms
    p3--x-p1: error Reset · 10.0 ms
    option retry 1 after 30.0 ms
    p1->>+p3: operation 4 · retry 1 after 30.0 ms
    p3-->>-p1: 30.0 ms
    end
    p1->>+p4: operation 7 · queued 4.00 ms
    p4-->>-p1: 20.0 ms
    deactivate p1
    "
  `);
});

test('what an activity calls is within it, though who started it is over with it at once', () => {
  const spans = workflowSpans('undone');
  const statements = spans.flatMap(({ id, service, kind, at = 0, ms = 0, attributes }) =>
    kind === 'server' && attributes?.['temporalActivityID'] !== undefined
      ? [databaseSpan(`${id}d`, id, service, 'UPDATE', at + 1, ms - 2)]
      : [],
  );
  expect(statements.length).toBe(7);
  expect(drawn(...spans, ...statements)).toMatchInlineSnapshot(`
    "participant p0 as nightly
    participant p1 as fulfilment
    participant p2 as stock
    participant p3 as orders-db · database
    participant p4 as bank
    participant p5 as printer
    p0-)+p1: StartWorkflow#58;Renew · 480 ms · queued 14.0 ms
    p1->>+p2: StartActivity#58;ReserveStock · queued 4.00 ms
    p2->>+p3: UPDATE
    p3-->>-p2: 18.0 ms
    p2-->>-p1: 20.0 ms
    critical StartActivity#58;ChargeCard
    p1->>+p4: StartActivity#58;ChargeCard · queued 4.00 ms
    p4->>+p3: UPDATE
    p3-->>-p4: 8.00 ms
    p4--x-p1: error Reset · 10.0 ms
    option retry 1 after 30.0 ms
    p1->>+p4: StartActivity#58;ChargeCard · retry 1 after 30.0 ms
    p4->>+p3: UPDATE
    p3-->>-p4: 28.0 ms
    p4-->>-p1: 30.0 ms
    end
    break StartActivity#58;PrintLabel · 2 attempts failed · failure passed on
    p1->>+p5: StartActivity#58;PrintLabel · queued 4.00 ms
    p5->>+p3: UPDATE
    p3-->>-p5: 18.0 ms
    p5--x-p1: error NoPrinter · 20.0 ms
    p1->>+p5: StartActivity#58;PrintLabel · retry 1 after 40.0 ms
    p5->>+p3: UPDATE
    p3-->>-p5: 18.0 ms
    p5--x-p1: error NoPrinter · 20.0 ms
    end
    rect rgba(127, 135, 144, 0.16)
    Note over p1: undoes earlier steps, inferred from names
    p1->>+p4: StartActivity#58;RefundCard · queued 4.00 ms
    p4->>+p3: UPDATE
    p3-->>-p4: 38.0 ms
    p4-->>-p1: 40.0 ms
    p1->>+p2: StartActivity#58;ReleaseStock · queued 4.00 ms
    p2->>+p3: UPDATE
    p3-->>-p2: 18.0 ms
    p2-->>-p1: 20.0 ms
    end
    Note over p1: 180 ms without a call
    Note over p1: error NoPrinter
    deactivate p1
    "
  `);
});

test('of a single HTTP call the traceparent is rebuilt from ids and flags', () => {
  const attributes = { 'http.request.method': 'GET' };
  const hop = (flags: number): SampleSpan[] => [
    { id: 'a', service: 'web', name: 'GET /', kind: 'client', ms: 20, attributes, flags },
    { id: 'b', parent: 'a', service: 'shop', name: 'GET /', kind: 'server', at: 1, ms: 18 },
  ];
  expect(drawn(...hop(0x301))).toMatchInlineSnapshot(`
    "participant p0 as web
    participant p1 as shop
    p0->>+p1: GET /
    Note over p1: traceparent#58; 00-0af7651916cd43dd8448eb211c80319c-a-01
    p1-->>-p0: 20.0 ms
    "
  `);
  expect(drawn(...hop(0))).toContain(`traceparent#58; 00-${TRACE_ID}-a-…`);
  const further: SampleSpan[] = [
    { id: 'c', parent: 'b', service: 'shop', name: 'GET /x', kind: 'client', at: 4, ms: 5, attributes },
    { id: 'd', parent: 'c', service: 'stock', name: 'GET /x', kind: 'server', at: 5, ms: 3 },
  ];
  expect(drawn(...hop(1), ...further)).not.toContain('traceparent');
});

test('what a probe saw is said once for each service', () => {
  const probe = 'go.opentelemetry.io/obi';
  expect(
    drawn(
      server('r', 'shop', 'GET /'),
      { id: 'a', parent: 'r', service: 'shop', name: 'GET /like', kind: 'client', at: 5, ms: 60 },
      { id: 'b', parent: 'a', service: 'legacy', name: 'GET /like', kind: 'server', at: 6, ms: 58, probe },
      { id: 'c', parent: 'b', service: 'legacy', name: 'GET /stock', kind: 'client', at: 10, ms: 20, probe },
      { id: 'd', parent: 'c', service: 'stock', name: 'GET /stock', kind: 'server', at: 11, ms: 18 },
      { id: 'e', parent: 'b', service: 'legacy', name: 'GET /price', kind: 'client', at: 40, ms: 5, probe },
      { id: 'f', parent: 'e', service: 'price', name: 'GET /price', kind: 'server', at: 41, ms: 3 },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as legacy
    participant p3 as stock
    participant p4 as price
    p0->>+p1: GET /
    p1->>+p2: GET /like
    Note over p2: seen by eBPF#58; go.opentelemetry.io/obi
    p2->>+p3: GET /stock
    p3-->>-p2: 20.0 ms
    p2->>+p4: GET /price
    p4-->>-p2: 5.00 ms
    p2-->>-p1: 60.0 ms
    Note over p1: 35.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('a call that the proxies beside two services pass on: one arrow for each hop', () => {
  const host = { 'server.address': 'payment.svc' };
  expect(
    drawn(
      server('r', 'checkout', 'POST /checkout'),
      {
        id: 'a',
        parent: 'r',
        service: 'checkout',
        name: 'POST /charges',
        kind: 'client',
        at: 5,
        ms: 80,
        attributes: host,
      },
      { id: 'b', parent: 'a', service: 'checkout.shop', name: 'payment.svc:80/*', kind: 'client', at: 6, ms: 78 },
      { id: 'c', parent: 'b', service: 'payment.shop', name: 'payment.svc:80/*', kind: 'server', at: 10, ms: 70 },
      { id: 'd', parent: 'c', service: 'payment', name: 'POST /charges', kind: 'server', at: 11, ms: 68 },
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as checkout
    participant p2 as checkout.shop
    participant p3 as payment.shop
    participant p4 as payment
    p0->>+p1: POST /checkout
    p1->>+p2: POST /charges
    p2->>+p3: payment.svc#58;80/#42;
    p3->>+p4: POST /charges
    p4-->>-p3: 68.0 ms
    p3-->>-p2: 78.0 ms
    p2-->>-p1: 80.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('a saga undoes its steps in reverse order', () => {
  const step = (id: string, at: number, name: string, target: string, rest: Partial<SampleSpan> = {}): SampleSpan[] =>
    callSpans(id, 'orders', target, name, { parent: 'r', at, ms: 10, ...rest });
  expect(
    drawn(
      server('r', 'orders', 'PlaceOrder', { ms: 200 }),
      step('a', 10, 'ReserveStock', 'stock'),
      step('b', 30, 'ChargeCard', 'bank'),
      step('c', 50, 'BookCourier', 'courier', { error: 'NoCourier' }),
      step('d', 80, 'RefundCharge', 'bank'),
      step('e', 100, 'CancelStock', 'stock'),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as orders
    participant p2 as stock
    participant p3 as bank
    participant p4 as courier
    p0->>+p1: PlaceOrder
    p1->>+p2: ReserveStock
    p2-->>-p1: 10.0 ms
    p1->>+p3: ChargeCard
    p3-->>-p1: 10.0 ms
    critical BookCourier
    p1->>+p4: BookCourier
    p4--x-p1: error NoCourier · 10.0 ms
    option without it
    Note over p1: goes on without it
    end
    rect rgba(127, 135, 144, 0.16)
    Note over p1: undoes earlier steps, inferred from names
    p1->>+p3: RefundCharge
    p3-->>-p1: 10.0 ms
    p1->>+p2: CancelStock
    p2-->>-p1: 10.0 ms
    end
    Note over p1: 90.0 ms without a call
    p1-->>-p0: 200 ms
    "
  `);
  const said = drawn(
    server('r', 'orders', 'PlaceOrder', { ms: 200 }),
    step('c', 50, 'BookCourier', 'courier', { error: 'NoCourier' }),
    step('d', 80, 'Restock', 'stock', { attributes: { 'saga.compensation': true } }),
  );
  expect(said).toContain('Note over p1: undoes earlier steps\n');
  const unrelated = drawn(
    server('r', 'orders', 'x'),
    step('c', 50, 'a', 'b', { error: true }),
    step('d', 80, 'cancel', 'z'),
  );
  expect(unrelated).not.toContain('rect');
});

test('a saga releases what it reserved: calls of a workflow share words that tell nothing', () => {
  const step = (id: string, at: number, name: string, rest: Partial<SampleSpan> = {}): SampleSpan[] =>
    callSpans(id, 'fulfilment', `${id}-worker`, `StartActivity:${name}`, { parent: 'r', at, ms: 10, ...rest });
  const text = drawn(
    server('r', 'fulfilment', 'RunWorkflow:Renew', { ms: 200 }),
    step('a', 10, 'ReserveStock'),
    step('b', 30, 'ChargeCard'),
    step('c', 50, 'PrintLabel', { error: 'NoPrinter' }),
    step('d', 80, 'RefundCard'),
    step('e', 100, 'ReleaseStock'),
    step('f', 120, 'CancelNewsletter'),
  );
  const [, undone = ''] = /\nrect [^\n]*\n(.*?)\nend/s.exec(text) ?? [];
  expect(undone).toContain('RefundCard');
  expect(undone).toContain('ReleaseStock');
  expect(undone).not.toContain('CancelNewsletter');
});

test('at the same time is what shares more than a tenth of the shorter one', () => {
  const pair = (secondAt: number): string =>
    drawn(
      server('r', 'shop', 'GET /', { ms: 300 }),
      callSpans('a', 'shop', 'stock', 'reserve', { parent: 'r', at: 10, ms: 100 }),
      callSpans('b', 'shop', 'bank', 'charge', { parent: 'r', at: secondAt, ms: 50 }),
    );
  expect(pair(105)).not.toContain('par ');
  expect(pair(104)).toContain('par reserve\n');
});

test('more than six at the same time: the five longest, those that failed, and how many more', () => {
  const calls = Array.from({ length: 9 }, (_, i) =>
    callSpans(`a${i}`, 'shop', 'stock', `part ${i}`, {
      parent: 'r',
      at: 10 + i,
      ms: 50 + i,
      ...(i === 0 ? { error: true } : {}),
    }),
  );
  expect(drawn(server('r', 'shop', 'GET /'), ...calls)).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as stock
    p0->>+p1: GET /
    par part 0
    critical part 0
    p1->>+p2: part 0
    p2--x-p1: error · 50.0 ms
    option without it
    Note over p1: goes on without it
    end
    and part 5
    p1->>+p2: part 5
    p2-->>-p1: 55.0 ms
    and part 6
    p1->>+p2: part 6
    p2-->>-p1: 56.0 ms
    and part 7
    p1->>+p2: part 7
    p2-->>-p1: 57.0 ms
    and part 8
    p1->>+p2: part 8
    p2-->>-p1: 58.0 ms
    end
    Note over p1: #43;4 calls not drawn · 210 ms
    Note over p1: 24.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('own work is told when it is slow or failed; a gap is told', () => {
  expect(
    drawn(
      server('r', 'shop', 'GET /', { ms: 100 }),
      { id: 'a', parent: 'r', service: 'shop', name: 'parse', at: 1, ms: 1 },
      { id: 'b', parent: 'r', service: 'shop', name: 'price', at: 5, ms: 10 },
      { id: 'c', parent: 'r', service: 'shop', name: 'validate', at: 16, ms: 1, error: 'ValueError' },
      databaseSpan('d', 'r', 'shop', 'SELECT', 60),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    participant p1 as shop
    participant p2 as orders-db · database
    p0->>+p1: GET /
    Note over p1: price · 10.0 ms
    Note over p1: validate · error ValueError · 1.00 ms
    Note over p1: 43.0 ms without a call
    p1->>+p2: SELECT
    p2-->>-p1: 5.00 ms
    Note over p1: 35.0 ms without a call
    p1-->>-p0: 100 ms
    "
  `);
});

test('two clusters are two boxes', () => {
  expect(
    drawn(
      server('r', 'gate', 'GET /', { cluster: 'eu' }),
      { id: 'c', parent: 'r', service: 'gate', name: 'GET /x', kind: 'client', at: 10, ms: 50, cluster: 'eu' },
      server('s', 'shop', 'GET /x', { parent: 'c', at: 12, ms: 40, cluster: 'end us' }),
      { ...databaseSpan('d', 's', 'shop', 'SELECT', 20), cluster: 'end us' },
      { id: 'e', parent: 'r', service: 'gate', name: 'GET /y', kind: 'client', at: 70, ms: 20, cluster: 'eu' },
      server('f', 'user', 'GET /y', { parent: 'e', at: 72, ms: 10, cluster: 'eu' }),
    ),
  ).toMatchInlineSnapshot(`
    "participant p0 as caller
    box transparent cluster eu
    participant p1 as gate
    participant p2 as user
    end
    box transparent cluster end us
    participant p3 as shop
    end
    participant p4 as orders-db · database
    p0->>+p1: GET /
    p1->>+p3: GET /x
    p3->>+p4: SELECT
    p4-->>-p3: 5.00 ms
    Note over p3: 35.0 ms without a call
    p3-->>-p1: 50.0 ms
    p1->>+p2: GET /y
    p2-->>-p1: 20.0 ms
    p1-->>-p0: 100 ms
    "
  `);
});

test('more than 14 participants: the cheapest are hidden, and counted', () => {
  const calls = Array.from({ length: 20 }, (_, i) =>
    callSpans(`a${i}`, 'shop', `part ${i}`, 'GET', { parent: 'r', at: 10 + i * 50, ms: 10 + i }),
  );
  const sequence = sequenceOf(server('r', 'shop', 'GET /', { ms: 1100 }), ...calls);
  expect(sequence).toMatchObject({ calls: 21, drawn: 13, hidden: { calls: 8 }, participantsHidden: 8 });
  expect(sequence.participants).toHaveLength(14);
  const all = sequenceOfTrace(sampleSpans(server('r', 'shop', 'GET /', { ms: 1100 }), ...calls.flat()), {
    everyParticipant: true,
  });
  expect(all).toMatchObject({ calls: 21, drawn: 21, hidden: { calls: 0 }, participantsHidden: 0 });
});

test('long hostile names: the text stays under the limit of mermaid', () => {
  const calls = Array.from({ length: 150 }, (_, i) =>
    callSpans(`a${i}`, 'shop', `${'<&>'.repeat(20)}${i % 9}`, `${'%;#'.repeat(20)}${i}`, {
      parent: 'r',
      at: 10 + i * 20,
      error: '<">'.repeat(30),
    }),
  );
  const sequence = sequenceOf(server('r', 'shop', 'GET /', { ms: 4000 }), ...calls);
  expect(sequenceText(sequence, TRACE_ID).length).toBeLessThanOrEqual(50_000);
  expect(sequence.drawn).toBeGreaterThan(20);
  expect(sequence.drawn + sequence.hidden.calls).toBe(151);
  expect(sequence.hidden.withErrors).toBe(sequence.hidden.calls);
});
