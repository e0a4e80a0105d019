import { describe, expect, it } from 'vitest';
import { timeScale } from './time-scale-layout.ts';
import { barGeometry, eventPixels, labelPlace, ownPixels, ownStretches, stripePixels } from './waterfall-layout.ts';

// 600 px for 600 ns: pixel = 8 + nanoseconds - from.
const scale = timeScale({ from: 0, to: 600 }, 668);

describe('barGeometry', () => {
  it('clips to the column, not to the window', () => {
    expect(barGeometry(scale, 100, 200)).toEqual({ kind: 'bar', x: 108, width: 100, cutLeft: false, cutRight: false });
    const zoomed = timeScale({ from: 300, to: 900 }, 668);
    expect(barGeometry(zoomed, 0, 2000)).toEqual({ kind: 'bar', x: 0, width: 668, cutLeft: true, cutRight: true });
  });

  it('says on which side a bar is that cannot be seen', () => {
    const zoomed = timeScale({ from: 300, to: 900 }, 668);
    expect(barGeometry(zoomed, 0, 200)).toEqual({ kind: 'before' });
    expect(barGeometry(zoomed, 961, 2000)).toEqual({ kind: 'after' });
  });

  it('draws what has no length, or ends before it starts, 2 px wide', () => {
    expect(barGeometry(scale, 100, 100)).toMatchObject({ kind: 'bar', x: 108, width: 2 });
    expect(barGeometry(scale, 100, 50)).toMatchObject({ kind: 'bar', x: 108, width: 2 });
    const atEdge = barGeometry(timeScale({ from: 0, to: 600 }, 668), 659.5, 659.5);
    expect(atEdge).toMatchObject({ kind: 'bar', x: 666, width: 2 });
  });
});

describe('own work', () => {
  it('is the span minus the union of its children', () => {
    const children = [
      { from: 10, to: 30 },
      { from: 20, to: 25 },
      { from: 28, to: 40 },
      { from: 90, to: 140 },
    ];
    expect(ownStretches({ from: 0, to: 100 }, children)).toEqual([
      { from: 0, to: 10 },
      { from: 40, to: 90 },
    ]);
    expect(ownStretches({ from: 0, to: 100 }, [])).toEqual([{ from: 0, to: 100 }]);
    expect(ownStretches({ from: 50, to: 100 }, [{ from: 0, to: 200 }])).toEqual([]);
    expect(
      ownStretches({ from: 50, to: 100 }, [
        { from: 0, to: 20 },
        { from: 200, to: 300 },
      ]),
    ).toEqual([{ from: 50, to: 100 }]);
  });

  it('never draws more pieces than there are pixels, and dense slivers not as solid work', () => {
    const own = Array.from({ length: 100_000 }, (_, index) => ({ from: index * 0.006, to: index * 0.006 + 0.0006 }));
    const pieces = ownPixels(scale, own);
    expect(pieces.length).toBeLessThanOrEqual(668);
    expect(pieces[0]?.from).toBe(8);
    expect(pieces.at(-1)?.to).toBeGreaterThan(607);
    for (const piece of pieces) expect(piece.share).toBeLessThanOrEqual(0.2);
  });

  it('shows a lonely sliver', () => {
    expect(ownPixels(scale, [{ from: 10.2, to: 10.3 }])).toEqual([{ from: 18, to: 19, share: 0.8 }]);
  });

  it('leaves out what is not in the column', () => {
    const zoomed = timeScale({ from: 300, to: 900 }, 668);
    const pieces = ownPixels(zoomed, [
      { from: 0, to: 10 },
      { from: 290, to: 310 },
      { from: 5000, to: 6000 },
    ]);
    expect(pieces).toEqual([{ from: 0, to: 18, share: 1 }]);
  });
});

describe('labels and events', () => {
  it('puts a label right of its bar, else left of it, else inside', () => {
    expect(labelPlace(scale, { x: 100, width: 100 }, 50)).toEqual({ x: 206, anchor: 'start' });
    expect(labelPlace(scale, { x: 500, width: 160 }, 50)).toEqual({ x: 494, anchor: 'end' });
    expect(labelPlace(scale, { x: 0, width: 668 }, 50)).toEqual({ x: 662, anchor: 'end' });
  });

  it('joins events that would cover one another', () => {
    expect(eventPixels(scale, [100, 101, 102, 300, 9999])).toEqual([108, 308]);
  });
});

describe('stripePixels', () => {
  const at = (start: number, end = start) => ({ start, end });

  it('draws each span at least 2 px wide, with a pixel to the next', () => {
    expect(stripePixels(scale, [at(0), at(10, 18), at(18, 30)])).toEqual([
      { from: 8, to: 10 },
      { from: 18, to: 25 },
      { from: 26, to: 38 },
    ]);
  });

  it('draws no more stripes than there is room for', () => {
    const crowd = Array.from({ length: 5000 }, (_, index) => at(index / 100, index / 100 + 1));
    const stripes = stripePixels(scale, crowd);
    expect(stripes.length).toBeLessThanOrEqual(51 / 3 + 1);
    for (const [index, stripe] of stripes.entries()) {
      expect(stripe.to - stripe.from).toBeGreaterThanOrEqual(2);
      expect(stripe.from).toBeGreaterThan(stripes[index - 1]?.to ?? -1);
    }
  });

  it('leaves out what lies outside, and clips the rest', () => {
    const zoomed = timeScale({ from: 300, to: 900 }, 668);
    expect(stripePixels(zoomed, [at(0, 100), at(200, 400), at(2000, 3000)])).toEqual([{ from: 0, to: 108 }]);
  });
});
