// Two traces as one call graph, with its text as it was read and found right.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { callSpans, databaseSpan, type SampleSpan } from '../sequence/testing/sample-spans.ts';
import { traceSpans } from '../testing/trace-spans.ts';
import { comparedCallsOfTraces } from './compared-calls.ts';
import { callGraphOfTrace, callGraphParts } from './trace-calls.ts';
import { callGraphText } from './trace-calls-text.ts';

const [BEFORE_ID, AFTER_ID] = ['0af7651916cd43dd8448eb211c80319c', '4bf92f3577b34da6a3ce929d0e0e4736'];
const ROOT: SampleSpan = { id: 'r000', service: 'shop', name: 'GET /', kind: 'server', ms: 100 };
const BEFORE = [
  ROOT,
  ...callSpans('a000', 'shop', 'stock', 'reserve', { parent: 'r000', at: 5, ms: 20 }),
  ...callSpans('b000', 'shop', 'price', 'quote', { parent: 'r000', at: 30, ms: 20 }),
  ...callSpans('c000', 'shop', 'coupons', 'check', { parent: 'r000', at: 60, ms: 5 }),
  databaseSpan('d000', 'a000', 'stock', 'SELECT', 8, 4),
];
const AFTER = [
  ROOT,
  ...callSpans('e000', 'shop', 'stock', 'reserve', { parent: 'r000', at: 5, ms: 20.5 }),
  ...callSpans('f000', 'shop', 'price', 'quote', { parent: 'r000', at: 30, ms: 60, error: 'Timeout' }),
  ...callSpans('g000', 'shop', 'fraud', 'score', { parent: 'r000', at: 90, ms: 5 }),
  databaseSpan('h000', 'e000', 'stock', 'SELECT', 8, 4),
  databaseSpan('i000', 'e000', 'stock', 'SELECT', 13, 6),
];
const compared = (before: readonly SampleSpan[], after: readonly SampleSpan[], seed?: number) => {
  const inOrder = (given: readonly SampleSpan[]) =>
    seed === undefined ? traceSpans(...given) : shuffled(traceSpans(...given), seededRandom(seed));
  return comparedCallsOfTraces(inOrder(before), inOrder(after), BEFORE_ID ?? '');
};

test('what is new, gone, slower or fails is told at its arrow; the same for any order of the spans', () => {
  const model = compared(BEFORE, AFTER);
  const text = callGraphText(model, AFTER_ID ?? '', 'light');
  expect(text).toMatchInlineSnapshot(`
    "flowchart LR
    %% source: trace 4bf92f3577b34da6a3ce929d0e0e4736 against trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.100Z, 9 spans, 6 calls: 6 drawn, 0 hidden, 0 of them failed
    accTitle: Calls of a trace
    accDescr: 7 nodes, 6 edges, of them with errors: 1. Against the other trace: nodes new 1, gone 1; edges gone 1, slower 1.
    n0(["caller"])
    n1["shop<br/>GET /"]
    n2["stock<br/>reserve"]
    n3[("orders-db")]
    n4["price<br/>quote"]
    n5["fraud<br/>score<br/>new"]
    n6["coupons<br/>check<br/>gone"]
    n0 ==>|"r000<br/>100 ms"| n1
    n1 ==>|"e000 → e000<br/>20.5 ms"| n2
    n2 ==>|"×2<br/>10.0 ms · was ×1 · #43;6.00 ms"| n3
    n1 ==>|"f000 → f000<br/>error · 60.0 ms · fails now · #43;40.0 ms"| n4
    n1 ==>|"g000 → g000<br/>5.00 ms · new"| n5
    n1 -->|"gone"| n6
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    classDef ghost fill:#ffffff,stroke:#98a0a9,color:#171a1e,stroke-dasharray:4 3
    classDef added fill:#ffffff,stroke:#171a1e,color:#171a1e,stroke-width:2px
    classDef gone fill:#ffffff,stroke:#7f8790,color:#5f6771,stroke-dasharray:2 4
    class n5 added
    class n4 bad
    class n0 ghost
    class n6 gone
    class n1,n2,n3 ok
    linkStyle 2 stroke:#9a5200
    linkStyle 3 stroke:#c4231c
    linkStyle 5 stroke:#7f8790,stroke-dasharray:2 5
    "
  `);
  for (let seed = 1; seed <= 20; seed++) {
    expect(callGraphText(compared(BEFORE, AFTER, seed), AFTER_ID ?? '', 'light')).toBe(text);
  }
  // What is gone has no span in this trace to lead to.
  expect(callGraphParts(model).filter(({ name }) => /coupons/.test(name))).toEqual([]);
});

test('a trace differs in nothing from itself; the other way round what was new is gone', () => {
  const same = compared(AFTER, AFTER);
  const alone = callGraphOfTrace(traceSpans(...AFTER));
  expect(same.edges.map(({ label, tone }) => [label, tone])).toEqual(
    alone.edges.map(({ label, tone }) => [label, tone]),
  );
  expect(same.nodes.every(({ change }) => change === undefined)).toBe(true);

  const ends = (tone: string, model: ReturnType<typeof compared>) =>
    model.edges.filter((edge) => edge.tone === tone || edge.label.endsWith(tone)).map(({ to }) => to.label);
  const [there, back] = [compared(BEFORE, AFTER), compared(AFTER, BEFORE)];
  expect(ends('new', there)).toEqual(['fraud · score']);
  expect(ends('gone', back)).toEqual(ends('new', there));
  expect(ends('new', back)).toEqual(ends('gone', there));
  expect(back.edges.find(({ to }) => to.label === 'price · quote')?.tone).toBe('less');
});

test('an edge that one of the two traces has no room for is not gone: what changed is drawn, the rest is counted as hidden', () => {
  const wide = (ms: number, further: number): SampleSpan[] => [
    ROOT,
    ...Array.from({ length: 70 + further }, (_, place) =>
      callSpans(`c${String(place).padStart(3, '0')}`, 'shop', `service-${place}`, 'do', { parent: 'r000', at: 1, ms }),
    ).flat(),
  ];
  const model = compared(wide(5, 0), wide(5, 1));
  expect(model.edges).toHaveLength(60);
  expect(model.edges.filter(({ tone }) => tone === 'gone')).toEqual([]);
  expect(model.edges.filter(({ label }) => label.endsWith(' · new')).map(({ to }) => to.label)).toEqual([
    'service-70 · do',
  ]);
  expect(model.edges.reduce((sum, { times }) => sum + times, 0) + model.hidden).toBe(model.calls);
});
