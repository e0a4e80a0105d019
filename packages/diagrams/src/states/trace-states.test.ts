// State machines of traces, with their texts as they were read and found right.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { workflowSpans } from '../sequence/testing/workflow-spans.ts';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import { MAX_TRANSITIONS, machineOf, machineParts, type Step } from './state-machine.ts';
import { EVENTS, statesOfTrace, WORKFLOW } from './trace-states.ts';
import { statesText } from './trace-states-text.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
/** 2026-11-20T13:25:00Z, when sample traces begin. */
const START = 1_795_181_100_000_000_000n;

function drawn(spans: readonly (SampleSpan & FurtherFacts)[], by?: string): string {
  const given = traceSpans(...spans);
  const model = statesOfTrace(given, by);
  const text = statesText(model, TRACE_ID, 'light');
  expect(statesText(statesOfTrace(shuffled(given, seededRandom(3)), by), TRACE_ID, 'light')).toBe(text);
  expect(model.transitions.reduce((sum, { times }) => sum + times, model.hidden)).toBe(model.steps);
  return text;
}

function event(name: string, atMs: number) {
  return { name, time: START + BigInt(atMs) * 1_000_000n, attributes: [] };
}

test('an empty trace has no states', () => {
  expect(drawn([])).toMatchInlineSnapshot(`
    "stateDiagram-v2
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:00.000Z, 0 spans, life of spans, 0 steps: 0 drawn, 0 hidden, times are medians
    accTitle: States of a trace
    accDescr: 0 states, 0 transitions, of them failed: 0.
    direction LR
    "
  `);
});

test('the life of spans of a sound trace: every invariant holds', () => {
  expect(
    drawn([
      { id: 'r', service: 'shop', name: 'GET /', kind: 'server', ms: 100 },
      { id: 'a', parent: 'r', service: 'shop', name: 'SELECT', at: 10, ms: 20 },
      { id: 'b', parent: 'r', service: 'shop', name: 'SELECT', at: 40, ms: 30 },
      { id: 'c', parent: 'b', service: 'db', name: 'scan', at: 45, ms: 10, error: true },
    ]),
  ).toMatchInlineSnapshot(`
    "stateDiagram-v2
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.100Z, 4 spans, life of spans, 8 steps: 8 drawn, 0 hidden, times are medians
    accTitle: States of a trace
    accDescr: 5 states, 6 transitions, of them failed: 1.
    direction LR
    s0 : No context
    s1 : Root
    s2 : Child
    s3 : Completed
    s4 : Failed
    s0 --> s1 : ×1
    s1 --> s2 : ×2 #40;67#37;#41; · 10.0 ms
    s1 --> s3 : ×1 #40;33#37;#41; · 100 ms
    s2 --> s3 : ×2 #40;50#37;#41; · 20.0 ms
    s2 --> s2 : ×1 #40;25#37;#41; · 5.00 ms
    s2 --> s4 : ×1 #40;25#37;#41; · error · 10.0 ms
    note right of s0
    ✓ one root
    ✓ every parent is here
    ✓ no circle of parents
    ✓ every id once
    ✓ every span has an end
    end note
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    class s4 bad
    class s0,s1,s2,s3 ok
    "
  `);
});

test('the life of spans of a broken trace: each invariant says how it is broken', () => {
  expect(
    drawn([
      { id: 'r', service: 'shop', name: 'GET /', ms: 100 },
      { id: 's', service: 'shop', name: 'GET /', ms: 100 },
      { id: 'o', parent: 'lost', service: 'shop', name: 'work', at: 10, ms: undefined },
      { id: 'x', parent: 'y', service: 'shop', name: 'one' },
      { id: 'y', parent: 'x', service: 'shop', name: 'two' },
      { id: 'd', parent: 'o', service: 'shop', name: 'twice', at: 20 },
      { id: 'd', parent: 'o', service: 'shop', name: 'twice', at: 30, content: 'other' },
    ]),
  ).toMatchInlineSnapshot(`
    "stateDiagram-v2
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.100Z, 7 spans, life of spans, 14 steps: 14 drawn, 0 hidden, times are medians
    accTitle: States of a trace
    accDescr: 6 states, 7 transitions, of them failed: 0.
    direction LR
    s0 : No context
    s1 : Root
    s2 : Orphan
    s3 : Completed
    s4 : Child
    s5 : No end yet
    s0 --> s1 : ×3 #40;75#37;#41;
    s0 --> s2 : ×1 #40;25#37;#41;
    s1 --> s3 : ×3 #40;75#37;#41; · 100 ms
    s1 --> s4 : ×1 #40;25#37;#41; · 0 ns
    s2 --> s4 : ×2 #40;67#37;#41; · 10.0 ms
    s2 --> s5 : ×1 #40;33#37;#41;
    s4 --> s3 : ×3 · 10.0 ms
    note right of s0
    ✗ 2 roots
    ✗ 1 parent missing
    ✗ 1 circle
    ✗ 2 spans with an id of another
    ✗ 1 span without an end
    end note
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    class s1,s2 bad
    class s0,s3,s4,s5 ok
    "
  `);
});

test('runs of workflows: the activities with each attempt, which share of the ways out, and how it ended', () => {
  expect(drawn(workflowSpans('undone'), WORKFLOW)).toMatchInlineSnapshot(`
    "stateDiagram-v2
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.500Z, 14 spans, runs of workflows, 11 steps: 11 drawn, 0 hidden, times are medians
    accTitle: States of a trace
    accDescr: 8 states, 11 transitions, of them failed: 4.
    direction TB
    s0 : Scheduled
    s1 : Running
    s2 : ReserveStock
    s3 : ChargeCard
    s4 : PrintLabel
    s5 : RefundCard
    s6 : ReleaseStock
    s7 : Failed
    [*] --> s0 : ×1
    s0 --> s1 : ×1 · 20.0 ms
    s1 --> s2 : ×1 · 10.0 ms
    s2 --> s3 : ×1 · error · 30.0 ms
    s3 --> s3 : ×1 #40;50#37;#41; · 40.0 ms
    s3 --> s4 : ×1 #40;50#37;#41; · error · 40.0 ms
    s4 --> s5 : ×1 #40;50#37;#41; · 40.0 ms
    s4 --> s4 : ×1 #40;50#37;#41; · error · 60.0 ms
    s5 --> s6 : ×1 · 60.0 ms
    s6 --> s7 : ×1 · error · 200 ms
    s7 --> [*] : ×1
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    class s3,s4,s7 bad
    class s0,s1,s2,s5,s6 ok
    "
  `);
  expect(statesOfTrace(traceSpans(...workflowSpans('done'))).hasWorkflow).toBe(true);
  expect(statesOfTrace(traceSpans({ id: 'r', service: 'shop', name: 'GET /' })).hasWorkflow).toBe(false);
});

const ORDER = { service: 'order', name: 'advance' };

test('an attribute that tells a state: what followed what, how long it took, where it failed', () => {
  const spans: readonly SampleSpan[] = [
    { ...ORDER, id: 'a', attributes: { 'order.state': 'placed', 'http.status': 'x' } },
    { ...ORDER, id: 'b', at: 20, attributes: { 'order.state': 'paid', 'http.status': 'y' } },
    { ...ORDER, id: 'c', at: 50, attributes: { 'order.state': 'placed' } },
    { ...ORDER, id: 'd', at: 60, error: true, attributes: { 'order.state': 'paid' } },
    { ...ORDER, id: 'e', at: 100, attributes: { 'order.state': 'end; [*] --> x' } },
    { ...ORDER, id: 'f', at: 110 },
  ];
  expect(statesOfTrace(traceSpans(...spans)).keys).toEqual(['order.state']);
  expect(drawn(spans, 'order.state')).toMatchInlineSnapshot(`
    "stateDiagram-v2
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.120Z, 6 spans, attribute order.state, 6 steps: 6 drawn, 0 hidden, times are medians
    accTitle: States of a trace
    accDescr: 3 states, 6 transitions, of them failed: 1.
    direction LR
    s0 : placed
    s1 : paid
    s2 : end#59; #91;#42;#93; --#62; x
    [*] --> s0 : ×1
    s1 --> s2 : ×1 #40;50#37;#41; · 40.0 ms
    s1 --> s0 : ×1 #40;50#37;#41; · 30.0 ms
    s0 --> s1 : ×1 #40;50#37;#41; · 20.0 ms
    s0 --> s1 : ×1 #40;50#37;#41; · error · 10.0 ms
    s2 --> [*] : ×1
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    class s1 bad
    class s0,s2 ok
    "
  `);
});

test('events of spans, from their start to their end', () => {
  expect(
    drawn(
      [
        { ...ORDER, id: 'a', ms: 100, events: [event('received', 10), event('stored', 40)] },
        { ...ORDER, id: 'b', ms: 100, events: [event('received', 20), event('exception', 30)], error: true },
        { ...ORDER, id: 'c' },
      ],
      EVENTS,
    ),
  ).toMatchInlineSnapshot(`
    "stateDiagram-v2
    %% source: trace 0af7651916cd43dd8448eb211c80319c, 2026-11-20T13:25:00.000Z to 2026-11-20T13:25:00.100Z, 3 spans, events of spans, 6 steps: 6 drawn, 0 hidden, times are medians
    accTitle: States of a trace
    accDescr: 3 states, 5 transitions, of them failed: 2.
    direction LR
    s0 : received
    s1 : stored
    s2 : exception
    [*] --> s0 : ×2 · 10.0 ms
    s0 --> s1 : ×1 #40;50#37;#41; · 30.0 ms
    s0 --> s2 : ×1 #40;50#37;#41; · error · 10.0 ms
    s1 --> [*] : ×1 · 60.0 ms
    s2 --> [*] : ×1 · error · 70.0 ms
    classDef ok fill:#ffffff,stroke:#7f8790,color:#171a1e
    classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
    class s2 bad
    class s0,s1 ok
    "
  `);
});

test('more transitions than there is room for: what failed stays, then the most frequent', () => {
  const step = (from: string, to: string, failed = false): Step => ({ from, to, failed, took: 5, spanId: from });
  const machine = machineOf([
    ...Array.from({ length: 80 }, (_, index) => step(`a${index}`, `b${index}`)),
    step('a79', 'b79'),
    step('x', 'y', true),
  ]);
  expect(machine).toMatchObject({ steps: 82, hidden: 80 - (MAX_TRANSITIONS - 1) });
  expect(machine.transitions.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['×2 · 5 ns', '×1 · error · 5 ns']),
  );
});

test('the median is a time that was measured; states and transitions lead to spans', () => {
  const step = (took: number, spanId: string): Step => ({ from: undefined, to: 'on', took, failed: false, spanId });
  const machine = machineOf([step(30, 'c'), step(10, 'a'), step(20, 'b'), step(40, 'd')]);
  expect(machine.transitions[0]?.median).toBe(20n);
  expect(machineParts(machine)).toEqual([
    { mark: 'state', key: 's0', name: 'on', spanId: 'a', failed: false },
    { mark: 'transition', key: '[*] s0', name: 'begin → on: ×4 · 20 ns', spanId: 'a', failed: false },
  ]);
});
