// Steps of state machines where they just count and just do not: small shares, times that run backwards, what has no order.
import { describe, expect, test } from 'vitest';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { workflowSpans } from '../sequence/testing/workflow-spans.ts';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import { type Machine, machineOf, type Step } from './state-machine.ts';
import { EVENTS, LIFECYCLE, statesOfTrace, WORKFLOW } from './trace-states.ts';

/** 2026-11-20T13:25:00Z, when sample traces begin. */
const START = 1_795_181_100_000_000_000n;

function step(from: string | undefined, to: string | undefined, rest: Partial<Step> = {}): Step {
  return { from, to, took: undefined, failed: false, spanId: 'a', ...rest };
}

function times(count: number, one: Step): Step[] {
  return Array.from({ length: count }, () => one);
}

function told({ transitions }: Pick<Machine, 'transitions'>): string[] {
  return transitions.map(({ from, to, label }) => `${from?.name ?? '●'} > ${to?.name ?? '●'} ${label}`);
}

describe('machines', () => {
  test('a share below one in a hundred is told as that; one of exactly so much is told', () => {
    const rare = (others: number) => told(machineOf([...times(others, step('a', 'b')), step('a', 'c')]))[1];
    expect(rare(99)).toBe('a > c ×1 (1%)');
    expect(rare(100)).toBe('a > c ×1 (<1%)');
    expect(rare(0)).toBeUndefined();
  });

  test('the median is that of numbers, of the steps whose time is known', () => {
    const [only] = machineOf([
      step('a', 'b', { took: 100 }),
      step('a', 'b', { took: 10 }),
      step('a', 'b', { took: 9 }),
      ...times(5, step('a', 'b')),
    ]).transitions;
    expect(only?.median).toBe(10n);
  });

  test('what failed is another transition, behind the one of as many that did not', () => {
    const steps = [step('a', 'b', { failed: true }), step('a', 'b')];
    expect(told(machineOf(steps))).toEqual(['a > b ×1 (50%)', 'a > b ×1 (50%) · error']);
  });

  test('from a state to itself leads one line, which says how many of its steps failed', () => {
    const steps = [
      ...times(2, step('a', 'a', { spanId: 'a' })),
      step('a', 'a', { failed: true, spanId: 'b' }),
      step('a', 'b', { spanId: 'c' }),
    ];
    const machine = machineOf(steps);
    expect(told(machine)).toEqual(['a > a ×3 (75%) · error ×1', 'a > b ×1 (25%)']);
    expect(machine.transitions[0]).toMatchObject({ failed: true, spanId: 'b' });
    expect(told(machineOf(times(2, step('a', 'a', { failed: true }))))).toEqual(['a > a ×2 · error']);
  });

  test('of as many the order is that of their names; what ends comes last', () => {
    const steps = [...times(3, step('z', undefined)), step('b', 'z'), step('a', 'z')];
    expect(told(machineOf(steps))).toEqual(['a > z ×1', 'b > z ×1', 'z > ● ×3']);
  });

  test('states whose place is not known stand behind those whose place is', () => {
    const known = { language: 'en', failing: new Set<string>(), order: ['first', 'second'] } as const;
    const steps = [
      ...times(3, step('unknown', 'x')),
      step('second', 'x'),
      step('first', 'x'),
      step(undefined, 'first'),
    ];
    expect(told(machineOf(steps, known))).toEqual(['● > first ×1', 'first > x ×1', 'second > x ×1', 'unknown > x ×3']);
  });
});

describe('machines of a trace', () => {
  const states = (by: string, ...spans: readonly (SampleSpan & FurtherFacts)[]) =>
    statesOfTrace(traceSpans(...spans), by);
  const WORK = { service: 'order', name: 'advance' };
  const event = (name: string, atMs: number) => ({ name, time: START + BigInt(atMs) * 1_000_000n, attributes: [] });

  test('a trace that is a circle has no root: where it is cut is none that holds', () => {
    const { invariants, states: found } = states(LIFECYCLE, { ...WORK, id: 'a', parent: 'a' });
    expect(invariants.find(({ name }) => name === 'oneRoot')?.broken).toBe(-1);
    expect(found.filter(({ failing }) => failing).map(({ name }) => name)).toEqual(['Root']);
    expect(states(LIFECYCLE).invariants).toEqual([]);
  });

  test('two roots are wrong, one is not', () => {
    const failing = (...spans: readonly SampleSpan[]) =>
      states(LIFECYCLE, ...spans)
        .states.filter((state) => state.failing)
        .map(({ name }) => name);
    expect(failing({ ...WORK, id: 'a' })).toEqual([]);
    expect(failing({ ...WORK, id: 'a' }, { ...WORK, id: 'b' })).toEqual(['Root']);
  });

  test('a child that begins before its parent took no time to begin', () => {
    const parent: SampleSpan = { ...WORK, id: 'a', at: 50, ms: 100 };
    expect(told(states(LIFECYCLE, parent, { ...WORK, id: 'b', parent: 'a', at: 20 }))).toContain(
      'Root > Child ×1 (50%) · 0 ns',
    );
  });

  test('events of one time are in the order of their names; exceptions of any kind are failures', () => {
    const events = [event('stored', 10), event('grpc.exception', 30), event('received', 10)];
    expect(told(states(EVENTS, { ...WORK, id: 'a', ms: 100, events })).toSorted()).toEqual([
      'grpc.exception > ● ×1 · 70.0 ms',
      'received > stored ×1 · 0 ns',
      'stored > grpc.exception ×1 · error · 20.0 ms',
      '● > received ×1 · 10.0 ms',
    ]);
  });

  test('an event before its span, or behind its end, tells no time; nor does a span without an end', () => {
    const early = states(EVENTS, { ...WORK, id: 'a', at: 50, ms: 50, events: [event('early', 10)] });
    expect(told(early)).toEqual(['● > early ×1', 'early > ● ×1 · 90.0 ms']);
    const late = states(EVENTS, { ...WORK, id: 'a', ms: 50, events: [event('late', 90)] });
    expect(told(late)).toEqual(['● > late ×1 · 90.0 ms', 'late > ● ×1']);
    const open = states(EVENTS, { ...WORK, id: 'a', ms: undefined, events: [event('begun', 10)] });
    expect(told(open)).toEqual(['● > begun ×1 · 10.0 ms', 'begun > ● ×1']);
  });

  test('an attribute tells states when it has two to thirty values', () => {
    const keys = (values: number) =>
      states(
        LIFECYCLE,
        ...Array.from({ length: 40 }, (_, i) => ({
          ...WORK,
          id: `a${i}`,
          attributes: { 'order.state': `s${i % values}` },
        })),
      ).keys;
    expect([1, 2, 30, 31].map((values) => keys(values).length)).toEqual([0, 1, 1, 0]);
  });
});

describe('machines of workflows', () => {
  const machine = (change: (span: SampleSpan) => SampleSpan) =>
    statesOfTrace(traceSpans(...workflowSpans('done').map(change)), WORKFLOW);

  test('an activity whose clock is ahead of its run takes no time to begin, and is no run', () => {
    const early = machine((span) => (span.id === 'run' ? { ...span, at: 45 } : span));
    expect(told(early)).toContain('Scheduled > Running ×1 · 45.0 ms');
    expect(told(early)).toContain('Running > ReserveStock ×1 · 0 ns');
  });

  test('one that ends before its last activity began closed in no time; one without an end is open', () => {
    const closed = machine((span) => (span.id === 'run' ? { ...span, ms: 50 } : span));
    expect(told(closed)).toContain('PrintLabel > Completed ×1 · 0 ns');
    expect(told(closed).at(-1)).toBe('Completed > ● ×1');
    const open = machine((span) => (span.id === 'run' ? { ...span, ms: undefined } : span));
    expect(told(open).at(-1)).toBe('PrintLabel > No end yet ×1');
  });
});
