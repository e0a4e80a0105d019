import { describe, expect, it } from 'vitest';
import { type ClockSpan, clockShifts } from './clock-skew.ts';

type Given = Partial<ClockSpan> & Pick<ClockSpan, 'spanId' | 'start' | 'end'> & { readonly clock?: string };

function shiftsOf(...spans: readonly Given[]): Record<string, number> {
  const whole = spans.map((span): ClockSpan => ({ parentSpanId: undefined, kind: 'internal', error: false, ...span }));
  const shifts = clockShifts(
    whole,
    spans.map(({ clock }) => clock ?? 'a'),
  );
  return Object.fromEntries(whole.map((span, index) => [span.spanId, shifts[index] ?? Number.NaN]));
}

const client: Given = { spanId: 'client', start: 100, end: 200, kind: 'client' };
const server = { spanId: 'server', parentSpanId: 'client', kind: 'server', clock: 'b' } as const;

describe('a call between two clocks', () => {
  it('is left alone when it lies inside its caller', () => {
    expect(shiftsOf(client, { ...server, start: 110, end: 190 })).toEqual({ client: 0, server: 0 });
    expect(shiftsOf(client, { ...server, start: 100, end: 200 })).toEqual({ client: 0, server: 0 });
  });

  it('is put into the middle of its caller, from before, across its ends and from after', () => {
    expect(shiftsOf(client, { ...server, start: 20, end: 80 }).server).toBe(100);
    expect(shiftsOf(client, { ...server, start: 90, end: 150 }).server).toBe(30);
    expect(shiftsOf(client, { ...server, start: 150, end: 210 }).server).toBe(-30);
    expect(shiftsOf(client, { ...server, start: 500, end: 560 }).server).toBe(-380);
  });

  it('starts with its caller when it is longer and started before, and stays when it started after', () => {
    expect(shiftsOf(client, { ...server, start: 50, end: 250 }).server).toBe(50);
    expect(shiftsOf(client, { ...server, start: 150, end: 350 }).server).toBe(0);
  });

  it('may go on after a caller that failed', () => {
    const failed = { ...client, error: true };
    expect(shiftsOf(failed, { ...server, start: 150, end: 240 }).server).toBe(0);
    expect(shiftsOf(failed, { ...server, start: 20, end: 80 }).server).toBe(100);
  });
});

it('takes along what the moved span did on its own clock, and measures the next clock from there', () => {
  expect(
    shiftsOf(
      client,
      { ...server, start: 1020, end: 1080 },
      { spanId: 'inner', parentSpanId: 'server', clock: 'b', kind: 'client', start: 1030, end: 1070 },
      { spanId: 'third', parentSpanId: 'inner', clock: 'c', kind: 'server', start: 140, end: 160 },
      { spanId: 'below', parentSpanId: 'third', clock: 'c', start: 145, end: 150 },
      { spanId: 'fourth', parentSpanId: 'inner', clock: 'd', kind: 'server', start: 1040, end: 1060 },
    ),
  ).toEqual({ client: 0, server: -900, inner: -900, third: 0, below: 0, fourth: -900 });
});

it('does not judge one clock, nor calls that nobody waits for', () => {
  expect(shiftsOf(client, { ...server, clock: 'a', start: 20, end: 80 }).server).toBe(0);
  const producer: Given = { ...client, kind: 'internal' };
  expect(shiftsOf(producer, { ...server, kind: 'internal', start: 900, end: 950 }).server).toBe(0);
});

it('stands circles, spans with one id, parents that are not here, and chains of any depth', () => {
  expect(
    shiftsOf(
      { spanId: 'x', parentSpanId: 'y', start: 0, end: 1 },
      { spanId: 'y', parentSpanId: 'x', start: 0, end: 1 },
      { spanId: 'self', parentSpanId: 'self', start: 0, end: 1 },
      { spanId: 'orphan', parentSpanId: 'nowhere', start: 0, end: 1 },
    ),
  ).toEqual({ x: 0, y: 0, self: 0, orphan: 0 });
  const chain = Array.from(
    { length: 50_000 },
    (_, index): Given => ({
      spanId: String(index),
      ...(index === 0 ? {} : { parentSpanId: String(index - 1) }),
      start: 0,
      end: 10,
    }),
  );
  expect(Object.values(shiftsOf(...chain)).every((shift) => shift === 0)).toBe(true);
});
