import { NO_MARKS } from '@spanloom/diagrams';
import { beforeAll, expect, test } from 'vitest';
import { FONTS, parseSvg, readPackagedAsset } from '../../test/support/drawers.ts';
import { type PngPixels, pixelsOf } from '../../test/support/png-pixels.ts';
import { createPngDrawer, type PngDrawer } from './draw-png.ts';
import { createSvgDrawer, type SvgDrawer } from './draw-svg.ts';
import { PNG_SCALE } from './drawing-limits.ts';

let svgs: SvgDrawer;
let pngs: PngDrawer;
beforeAll(async () => {
  svgs = await createSvgDrawer(FONTS);
  pngs = await createPngDrawer(readPackagedAsset, FONTS);
});

/** How high the ink of an arrow stands at a pixel beyond either end of its line, and at six pixels before. */
async function headsOf(message: string) {
  const text = `sequenceDiagram\nparticipant p0\nparticipant p1\n${message}`;
  const picture = await svgs.draw({ text, theme: 'light', marks: NO_MARKS });
  if (!picture.ok) throw new Error(picture.error);
  const { svg } = picture.value;
  const pixels = pixelsOf(pngs.draw(picture.value));
  const root = parseSvg(svg);
  const [left = 0, top = 0] = (root.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const [arrow] = root.querySelectorAll('line[marker-end]');
  const [x1 = 0, x2 = 0, y = 0] = ['x1', 'x2', 'y1'].map((name) => Number(arrow?.getAttribute(name)));
  const inkAt = (x: number): number => heightOfInk(pixels, PNG_SCALE * (x - left), PNG_SCALE * (y - top));
  const [from, to] = [Math.min(x1, x2), Math.max(x1, x2)];
  return {
    svg,
    left: { tip: inkAt(from - 1), base: inkAt(from + 6) },
    right: { tip: inkAt(to + 1), base: inkAt(to - 6) },
  };
}

function heightOfInk({ lightAt }: PngPixels, x: number, y: number): number {
  return Array.from({ length: 24 }, (_, i) => lightAt(x, y - 12 + i)).filter((light) => light < 140).length;
}

test.each([
  ['p0->>p1: asks', [false, true]],
  ['p1-->>p0: answers', [true, false]],
  ['p0<<->>p1: both', [true, true]],
  ['p1<<->>p0: both', [true, true]],
])('pixels of %s: a head is thin at its tip and thick where its line begins', async (message, [atLeft, atRight]) => {
  const { left, right, svg } = await headsOf(message);
  for (const [side, hasHead] of [
    [left, atLeft],
    [right, atRight],
  ] as const) {
    if (hasHead) expect(side.base).toBeGreaterThan(side.tip + 4);
    else expect(side.base).toBeLessThan(4);
  }
  expect(svg).not.toContain('auto-start-reverse');
});
