// How far down the lines of participants are drawn.
import { NO_MARKS } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { FONTS, parseSvg } from '../../test/support/drawers.ts';
import { createSvgDrawer } from './draw-svg.ts';

test.each([1, 200])('of %i messages every participant has a line down to the end', async (count) => {
  const drawer = await createSvgDrawer(FONTS);
  const messages = Array.from({ length: count }, (_, i) => `p0->>p1: call ${i}`);
  const text = ['sequenceDiagram', 'participant p0 as web', 'participant p1 as shop', ...messages].join('\n');
  const picture = await drawer.draw({ text, theme: 'light', marks: NO_MARKS });
  if (!picture.ok) throw new Error(picture.error);
  const svg = parseSvg(picture.value.svg);
  const [, y = 0, , height = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  expect(height > 2000).toBe(count === 200);
  const vertical = [...svg.querySelectorAll('line')].filter(
    (line) => line.getAttribute('x1') === line.getAttribute('x2'),
  );
  expect(vertical.map((line) => Number(line.getAttribute('y2')))).toEqual([y + height, y + height]);
});
