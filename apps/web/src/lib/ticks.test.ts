// Ticks stand at round values, in the given number at most.
import { describe, expect, it } from 'vitest';
import { niceStep, timeTicks, valueTicks } from './ticks.ts';

describe('valueTicks', () => {
  it.each([
    [27, 4, [0, 10, 20]],
    [4, 4, [0, 1, 2, 3, 4]],
    [1, 4, [0, 0.5, 1]],
    [100, 5, [0, 20, 40, 60, 80, 100]],
    [0, 4, [0]],
  ])('up to %s in %s steps', (max, count, ticks) => expect(valueTicks(max, count)).toEqual(ticks));

  it('steps are 1, 2 or 5 times a power of ten', () => {
    for (let rough = 0.003; rough < 1e7; rough *= 1.37) {
      const step = niceStep(rough);
      expect(step).toBeGreaterThanOrEqual(rough * 0.999);
      const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
      expect([1, 2, 5].some((factor) => Math.abs(mantissa - factor) < 1e-6)).toBe(true);
    }
  });
});

describe('timeTicks', () => {
  const start = Date.UTC(2026, 10, 20, 13, 25);

  it('stands at round minutes of an hour', () => {
    const { step, at } = timeTicks(start, start + 3_600_000, 7, 0);
    expect(step).toBe(600_000);
    expect(at.map((millis) => new Date(millis).toISOString().slice(11, 16))).toEqual([
      '13:30',
      '13:40',
      '13:50',
      '14:00',
      '14:10',
      '14:20',
    ]);
  });

  it('stands at local midnights of a week', () => {
    const { step, at } = timeTicks(start, start + 7 * 86_400_000, 8, 330);
    expect(step).toBe(86_400_000);
    for (const millis of at) expect((millis + 330 * 60_000) % 86_400_000).toBe(0);
    expect(at).toHaveLength(7);
  });

  it('gives none for an empty window', () => {
    expect(timeTicks(start, start, 5, 0).at).toEqual([]);
  });
});
