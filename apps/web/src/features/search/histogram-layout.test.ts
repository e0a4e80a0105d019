// Bars, ticks and the bucket under the pointer.
import { describe, expect, it } from 'vitest';
import { bucketAt, HISTOGRAM, histogramLayout } from './histogram-layout.ts';

const startMillis = Date.UTC(2026, 10, 20, 13, 25);
const endMillis = startMillis + 3_600_000;
const layoutOf = (buckets: { traces: number; errorTraces: number }[], width = 1272) =>
  histogramLayout({ width, buckets, startMillis, endMillis, offsetMinutes: 0 });

describe('histogramLayout', () => {
  const buckets = [
    { traces: 0, errorTraces: 0 },
    { traces: 1, errorTraces: 1 },
    { traces: 1000, errorTraces: 0 },
    { traces: 500, errorTraces: 2 },
  ];
  const layout = layoutOf(buckets);

  it('scales to the highest bar, and draws no count as nothing', () => {
    const plot = HISTOGRAM.base - HISTOGRAM.top;
    expect(layout.bars.map((bar) => bar.height)).toEqual([0, 2, plot, plot / 2]);
  });

  it('scales errors on their own, so that one in a thousand is seen', () => {
    expect(layout.bars.map((bar) => bar.errorHeight)).toEqual([0, HISTOGRAM.errorHeight / 2, 0, HISTOGRAM.errorHeight]);
  });

  it('keeps bars inside the plot and side by side', () => {
    const right = HISTOGRAM.left + layout.plotWidth;
    for (const [index, bar] of layout.bars.entries()) {
      expect(bar.x).toBeCloseTo(HISTOGRAM.left + (layout.plotWidth / 4) * index);
      expect(bar.x + bar.width).toBeLessThanOrEqual(right + 1e-6);
    }
  });

  it('ticks are whole counts', () => {
    expect(layout.yTicks.map(({ value }) => value)).toEqual([500, 1000]);
    expect(layoutOf([{ traces: 1, errorTraces: 0 }]).yTicks.map(({ value }) => value)).toEqual([1]);
  });

  it('labels at the edges are aligned so that none is cut', () => {
    for (const { x, anchor } of layout.xTicks) {
      expect(x).toBeGreaterThanOrEqual(HISTOGRAM.left);
      if (x < HISTOGRAM.left + 30) expect(anchor).toBe('start');
    }
  });

  it('finds the bucket under the pointer, none beside the plot', () => {
    for (const bar of layout.bars) expect(bucketAt(layout, bar.x + bar.width / 2)).toBe(bar.index);
    expect(bucketAt(layout, HISTOGRAM.left - 1)).toBeUndefined();
    expect(bucketAt(layout, HISTOGRAM.left + layout.plotWidth + 1)).toBeUndefined();
  });

  it('takes a width of nothing, as before the first measure', () => {
    expect(layoutOf(buckets, 0).plotWidth).toBe(0);
  });
});
