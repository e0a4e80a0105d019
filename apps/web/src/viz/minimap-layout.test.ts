import { describe, expect, it } from 'vitest';
import { minimapBars } from './minimap-layout.ts';

const size = { height: 50, left: 8, inner: 580 };

describe('minimapBars', () => {
  it('gives each span of a small trace a line of its own, in order', () => {
    const bars = minimapBars(
      [
        { start: 0, end: 100, slot: 1, error: false },
        { start: 50, end: 100, slot: 2, error: false },
      ],
      100,
      size,
    );
    expect(bars.map(({ x, width, slot }) => ({ x, width, slot }))).toEqual([
      { x: 8, width: 580, slot: 1 },
      { x: 298, width: 290, slot: 2 },
    ]);
    expect(bars[1]?.y).toBeGreaterThan(bars[0]?.y ?? 0);
  });

  it('stays inside the strip, merges what touches, and draws errors last', () => {
    const spans = Array.from({ length: 10_000 }, (_, index) => ({
      start: index,
      end: index + 1,
      slot: 3,
      error: index === 5000,
    }));
    const bars = minimapBars(spans, 10_000, size);
    expect(bars.length).toBeLessThan(200);
    expect(bars.at(-1)?.error).toBe(true);
    for (const bar of bars) {
      expect(bar.y).toBeGreaterThanOrEqual(0);
      expect(bar.y + bar.height).toBeLessThanOrEqual(50);
      expect(bar.x + bar.width).toBeLessThanOrEqual(589);
    }
  });
});
