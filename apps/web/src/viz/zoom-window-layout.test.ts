import { describe, expect, it } from 'vitest';
import { clampWindow, formatZoom, isWhole, moveEdge, panBy, parseZoom, zoomAround } from './zoom-window-layout.ts';

const EXTENT = 1000;

describe('zoom window', () => {
  it('keeps the point it zooms around in place', () => {
    const next = zoomAround({ from: 200, to: 600 }, EXTENT, 0.5, 300);
    expect(next).toEqual({ from: 250, to: 450 });
    expect((300 - next.from) / (next.to - next.from)).toBe((300 - 200) / (600 - 200));
  });

  it('never leaves the trace and never gets too short', () => {
    expect(zoomAround({ from: 200, to: 600 }, EXTENT, 100, 300)).toEqual({ from: 0, to: EXTENT });
    const closest = zoomAround({ from: 500, to: 510 }, EXTENT, 0.001, 505);
    expect(closest.to - closest.from).toBe(10);
    expect(panBy({ from: 900, to: 1000 }, EXTENT, 0.5)).toEqual({ from: 900, to: 1000 });
    expect(panBy({ from: 100, to: 300 }, EXTENT, -0.25)).toEqual({ from: 50, to: 250 });
  });

  it('lets an edge cross the other', () => {
    expect(moveEdge({ from: 100, to: 300 }, EXTENT, 'from', 500)).toEqual({ from: 300, to: 500 });
    expect(clampWindow({ from: 700, to: -50 }, EXTENT)).toEqual({ from: 0, to: 750 });
  });

  it('gives a trace without length a window', () => {
    expect(isWhole(clampWindow({ from: 0, to: 0 }, 0), 0)).toBe(true);
  });
});

describe('zoom in the address', () => {
  it('comes back as it was written', () => {
    const window = { from: 12, to: 345 };
    expect(parseZoom(formatZoom(window, EXTENT), EXTENT)).toEqual(window);
    expect(formatZoom({ from: 0, to: EXTENT }, EXTENT)).toBeUndefined();
  });

  it('holds a trace as long as the epoch: a span without times beside one of today', () => {
    const extent = 1_795_000_000e9;
    const window = clampWindow({ from: 1_794_999_999e9, to: extent }, extent);
    expect(parseZoom(formatZoom(window, extent), extent)).toEqual(window);
  });

  it('reads nonsense as the whole trace', () => {
    for (const text of [undefined, '', 'abc', '5-5', '9-3', '5000-6000', '-5-10', '1-2-3', '<b>']) {
      expect(parseZoom(text, EXTENT), String(text)).toEqual({ from: 0, to: EXTENT });
    }
    expect(parseZoom('900-5000', EXTENT)).toEqual({ from: 900, to: 1000 });
  });
});
