import { describe, expect, it } from 'vitest';
import { axisTicks, nanosAt, pixelOf, timeScale } from './time-scale-layout.ts';

describe('timeScale', () => {
  it('maps the window between the paddings and back', () => {
    const scale = timeScale({ from: 1000, to: 2000 }, 668);
    expect(pixelOf(scale, 1000)).toBe(8);
    expect(pixelOf(scale, 2000)).toBe(608);
    expect(nanosAt(scale, pixelOf(scale, 1234))).toBeCloseTo(1234, 6);
  });

  it('survives a column that has no room', () => {
    const scale = timeScale({ from: 0, to: 10 }, 0);
    expect(Number.isFinite(pixelOf(scale, 10))).toBe(true);
  });
});

describe('axisTicks', () => {
  it('stands at 1-2-5 steps inside the window', () => {
    const ticks = axisTicks(timeScale({ from: 0, to: 1.84e9 }, 650));
    expect(ticks.map((tick) => tick.label.replace('\u202f', ' '))).toEqual([
      '0',
      '200 ms',
      '400 ms',
      '600 ms',
      '800 ms',
      '1.0 s',
      '1.2 s',
      '1.4 s',
      '1.6 s',
      '1.8 s',
    ]);
  });

  it('groups the digits of seconds, however many there are', () => {
    const ticks = axisTicks(timeScale({ from: 4230.1e9, to: 4230.5e9 }, 650));
    expect(ticks[1]?.label.replace('\u202f', ' ')).toBe('4,230.2 s');
  });

  it('keeps labels apart and different however far one zooms', () => {
    for (let length = 10; length < 1e13; length *= 3.7) {
      for (const from of [0, 1.234567891e9, 7.5e12]) {
        const ticks = axisTicks(timeScale({ from, to: from + length }, 650));
        expect(ticks.length, `${from}+${length}`).toBeLessThanOrEqual(12);
        expect(new Set(ticks.map((tick) => tick.label)).size, `${from}+${length}`).toBe(ticks.length);
        for (const [index, tick] of ticks.entries()) {
          expect(tick.nanos).toBeGreaterThanOrEqual(from);
          expect(tick.nanos).toBeLessThanOrEqual(from + length);
          const next = ticks[index + 1];
          if (next !== undefined) expect(next.x - tick.x).toBeGreaterThan(tick.label.length * 5.5);
        }
      }
    }
  });
});
