import { readFileSync } from 'node:fs';
import { NO_MARKS } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { FONTS, parseSvg } from '../../test/support/drawers.ts';
import { linesUnderBoxes } from '../../test/support/lines-under-boxes.ts';
import { createSvgDrawer } from './draw-svg.ts';

test.each(['deployment', 'map', 'hops'])(
  'in a %s of the shop no line runs under a box that it does not belong to',
  async (name) => {
    const text = readFileSync(new URL(`../../test/charts/${name}.mmd`, import.meta.url), 'utf8');
    const picture = await (await createSvgDrawer(FONTS)).draw({ text, theme: 'light', marks: NO_MARKS });
    if (!picture.ok) throw new Error(picture.error);
    expect(linesUnderBoxes(parseSvg(picture.value.svg))).toEqual([]);
  },
);
