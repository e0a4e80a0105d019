// Propagation checks of traces that are hard to judge, with their texts as they were read and found right.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import type { LoneServer } from './propagation-hops.ts';
import { MAX_HOPS, propagationOfTrace, propagationParts } from './trace-propagation.ts';
import { propagationText } from './trace-propagation-text.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
/** 2026-11-20T13:25:00Z, when sample traces begin. */
const START = 1_795_181_100_000_000_000n;

type Sample = SampleSpan & FurtherFacts;

function drawn(spans: readonly Sample[], loneServers: readonly LoneServer[] = []): string {
  const given = traceSpans(...spans);
  const model = propagationOfTrace(given, loneServers);
  const text = propagationText(model, TRACE_ID, 'light');
  const other = propagationOfTrace(shuffled(given, seededRandom(3)), shuffled(loneServers, seededRandom(3)));
  expect(propagationText(other, TRACE_ID, 'light')).toBe(text);
  expect(model.hops.reduce((sum, { times }) => sum + times, model.hidden)).toBe(model.total);
  return text;
}

function client(
  id: string,
  parent: string,
  service: string,
  host: string,
  at: number,
  rest: Partial<Sample> = {},
): Sample {
  const attributes = { 'server.address': host };
  return { id, parent, service, name: 'GET', kind: 'client', at, ms: 20, flags: 0x101, attributes, ...rest };
}

function server(
  id: string,
  parent: string | undefined,
  service: string,
  at: number,
  rest: Partial<Sample> = {},
): Sample {
  const above = parent === undefined ? {} : { parent };
  return { id, ...above, service, name: 'GET /', kind: 'server', at, ms: 18, flags: 0x101, ...rest };
}

test('an empty trace has no hops', () => {
  expect(drawn([])).toMatchInlineSnapshot(`
    "flowchart TB
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.000Z, 0 spans, 0 hops: 0 drawn, 0 hidden, calls to databases and queues not checked: 0
    accTitle: Propagation of the trace context
    accDescr: 0 nodes, 0 hops, of them suspected to have lost the context: 0.
    "
  `);
});

test('a context that arrives, by HTTP, in a message and by a link; calls to a database are not checked', () => {
  expect(
    drawn([
      server('r', undefined, 'shop', 0, { ms: 100, language: 'go' }),
      client('a', 'r', 'shop', 'stock.internal', 5, { language: 'go' }),
      server('b', 'a', 'stock', 6, { language: 'java' }),
      client('c', 'r', 'shop', 'stock.internal', 30, { language: 'go' }),
      server('d', 'c', 'stock', 31, { language: 'java' }),
      client('q', 'r', 'shop', 'db', 50, { attributes: { 'db.system.name': 'postgresql', 'server.address': 'db' } }),
      {
        id: 'p',
        parent: 'r',
        service: 'shop',
        name: 'send',
        kind: 'producer',
        at: 60,
        attributes: { 'messaging.destination.name': 'orders' },
      },
      { id: 'm', parent: 'p', service: 'mail', name: 'process', kind: 'consumer', at: 90 },
      { id: 'n', parent: 'r', service: 'shop', name: 'process', kind: 'consumer', at: 95, links: ['p'] },
      { id: 'o', service: 'audit', name: 'process', kind: 'consumer', at: 98, linksElsewhere: ['p'] },
    ]),
  ).toMatchInlineSnapshot(`
    "flowchart TB
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.108Z, 10 spans, 4 hops: 4 drawn, 0 hidden, calls to databases and queues not checked: 1
    accTitle: Propagation of the trace context
    accDescr: 3 nodes, 4 hops, of them suspected to have lost the context: 0.
    n0["shop · go"]
    n1["stock · java"]
    n2["mail"]
    n0 -->|"×2 · ✓ ids · ✓ sampled"| n1
    n0 -.->|"✓ ids · sampled not said"| n2
    n0 -.->|"✓ link · sampled not said"| n0
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    class n0,n1,n2 ok
    "
  `);
});

test('who asks a queue for messages hands no context on: it came from who sent them', () => {
  const queue = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
  const receive = { ...queue, 'messaging.operation.type': 'receive' };
  const text = drawn([
    server('r', undefined, 'shop', 0, { ms: 100 }),
    { id: 'p', parent: 'r', service: 'shop', name: 'send', kind: 'producer', at: 20, flags: 0x101, attributes: queue },
    { id: 'c', service: 'mail', name: 'poll', kind: 'client', at: 90, flags: 0x101, attributes: receive },
    {
      id: 'd',
      parent: 'c',
      service: 'mail',
      name: 'process',
      kind: 'consumer',
      at: 132,
      flags: 0x101,
      attributes: queue,
      links: ['p'],
    },
    // Nothing was there.
    { id: 'e', service: 'mail', name: 'poll', kind: 'client', at: 150, flags: 0x101, attributes: receive },
  ]);
  expect(text.split('\n').filter((line) => line.includes('>|'))).toEqual(['n0 -.->|"✓ link · ✓ sampled"| n1']);
  expect(text).not.toContain('✗');
});

test('of a single hop over HTTP: what is called, and the header that is rebuilt from ids and flags', () => {
  const attributes = { 'http.request.method': 'GET', 'server.address': 'stock' };
  const called = client('a', 'r', 'shop', 'stock', 5, { attributes });
  const hop = [server('r', undefined, 'shop', 0, { ms: 50 }), called, server('b', 'a', 'stock', 6)];
  expect(drawn(hop)).toContain(
    `n0 -->|"GET<br/>traceparent<br/>00-${TRACE_ID.slice(0, 8)}…-a-01<br/>✓ ids · ✓ sampled"| n1`,
  );
  const untold = [...hop.slice(0, 1), { ...called, flags: 0 }, ...hop.slice(2)];
  expect(drawn(untold)).toContain('-a-…<br/>✓ ids · sampled not said');
  // More hops than one: no room. By a message or gRPC: no such header of HTTP.
  expect(drawn([...hop, client('c', 'r', 'shop', 'else', 30)])).not.toContain('traceparent');
  expect(drawn([...hop.slice(0, 1), client('a', 'r', 'shop', 'stock', 5), ...hop.slice(2)])).not.toContain(
    'traceparent',
  );
});

test('another sampled flag, a parent that is not here, a call that no span answers', () => {
  expect(
    drawn([
      server('r', undefined, 'shop', 0, { ms: 200 }),
      client('a', 'r', 'shop', 'stock', 5),
      server('b', 'a', 'stock', 6, { flags: 0x300 }),
      server('o', 'lost', 'stock', 40),
      client('c', 'r', 'shop', 'stock.internal', 60),
      client('e', 'r', 'shop', 'cards.example', 90),
      { id: 'u', parent: 'r', service: 'shop', name: 'call', kind: 'client', at: 120 },
    ]),
  ).toMatchInlineSnapshot(`
    "flowchart TB
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.200Z, 7 spans, 5 hops: 5 drawn, 0 hidden, calls to databases and queues not checked: 0
    accTitle: Propagation of the trace context
    accDescr: 5 nodes, 5 hops, of them suspected to have lost the context: 3.
    n0["shop"]
    n1["stock"]
    n2["cards.example"]
    n3["unnamed host"]
    n4(["parent not here"])
    n0 -->|"✓ ids · ✗ sampled flag differs"| n1
    n0 -->|"✗ no SERVER span · suspected#58; context lost on the way"| n1
    n0 -->|"no SERVER span"| n2
    n0 -->|"no SERVER span"| n3
    n4 -->|"✗ parent not here · suspected#58; not sent, or not yet"| n1
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    classDef ghost fill:#ffffff,stroke:#98a0a9,color:#171a1e,stroke-dasharray:4 3
    class n1 bad
    class n2,n3,n4 ghost
    class n0 ok
    linkStyle 0,1,4 stroke:#c4231c
    "
  `);
});

test('a trace that begins in a call without an answer is where it may have gone on', () => {
  const lone = (service: string, atMs: number): LoneServer => ({
    traceId: 'f'.repeat(32),
    service,
    start: START + BigInt(atMs) * 1_000_000n,
  });
  const spans = [server('r', undefined, 'gate', 0, { ms: 100 }), client('a', 'r', 'gate', 'search.shop.svc', 10)];
  expect(drawn(spans, [lone('search', 12)])).toContain('suspected#58; goes on as another trace');
  expect(drawn(spans, [lone('search', 50)])).toContain('no SERVER span');
  expect(drawn(spans, [lone('other', 12)])).toContain('no SERVER span');
});

test('more hops than there is room for: what seems lost stays', () => {
  const many = Array.from({ length: 100 }, (_, index) => [
    client(`c${index}`, 'r', 'shop', `s${index}`, index),
    server(`s${index}`, `c${index}`, `s${index}`, index, { flags: index === 99 ? 0x300 : 0x101 }),
  ]).flat();
  const model = propagationOfTrace(traceSpans(server('r', undefined, 'shop', 0, { ms: 500 }), ...many));
  expect(model).toMatchObject({ total: 100, suspected: 1, hidden: 100 - MAX_HOPS });
  expect(model.hops.filter(({ state }) => state === 'lost').map(({ to }) => to.label)).toEqual(['s99']);
});

test('nodes and hops lead to their spans', () => {
  const model = propagationOfTrace(
    traceSpans(
      server('r', undefined, 'shop', 0, { ms: 50 }),
      client('a', 'r', 'shop', 'x', 5),
      server('b', 'a', 'x', 6),
    ),
  );
  expect(propagationParts(model).map(({ mark, key, spanId }) => [mark, key, spanId])).toEqual([
    ['node', 'n0', 'a'],
    ['node', 'n1', 'b'],
    ['edge', 'n0 n1', 'b'],
  ]);
});
