import { readFileSync } from 'node:fs';
import { seededRandom } from '@spanloom/analysis/testing';
import { NO_MARKS } from '@spanloom/diagrams';
import { beforeAll, expect, test } from 'vitest';
import { FONTS, parseSvg } from '../../test/support/drawers.ts';
import { crowdedHeads, labelsOverLines, linesOf, linesUnderBoxes } from '../../test/support/lines-under-boxes.ts';
import { randomChart } from '../../test/support/random-chart.ts';
import type { DomElement } from './dom.ts';
import { createSvgDrawer, type SvgDrawer } from './draw-svg.ts';

let drawer: SvgDrawer;
beforeAll(async () => {
  drawer = await createSvgDrawer(FONTS);
});

async function draw(text: string): Promise<DomElement> {
  const picture = await drawer.draw({ text, theme: 'light', marks: NO_MARKS });
  if (!picture.ok) throw new Error(`${picture.error}\n${text}`);
  return parseSvg(picture.value.svg);
}

function chart(name: string): string {
  return readFileSync(new URL(`../../test/charts/${name}.mmd`, import.meta.url), 'utf8');
}

const CHARTS = [
  'deployment',
  'map',
  'hops',
  'layers',
  'workflow-states',
  'context-states',
  'states',
  'health',
  'workflow',
];

test.each(CHARTS)('in a chart of %s no line runs under a box or a label that it does not belong to', async (name) => {
  const root = await draw(chart(name));
  expect({ under: linesUnderBoxes(root), over: labelsOverLines(root) }).toEqual({ under: [], over: [] });
});

const ARROW = { length: 7, width: 8 };
const STATE_ARROW = { length: 9, width: 12 };

test.each([
  ['deployment', ARROW],
  ['map', ARROW],
  ['hops', ARROW],
  ['layers', ARROW],
  ['workflow', STATE_ARROW],
  ['states', STATE_ARROW],
  ['context-states', STATE_ARROW],
  ['health', STATE_ARROW],
])('in a chart of %s every line has a head of its own, and nothing runs through it', async (name, head) => {
  expect(crowdedHeads(await draw(chart(name)), head)).toEqual([]);
});

test('lines around boxes in boxes arrive straight', async () => {
  for (const { points } of linesOf(await draw(chart('deployment')))) {
    const [before, last] = points.slice(-2);
    expect(last?.y).toBeCloseTo(before?.y ?? Number.NaN, 2);
  }
});

test('how many there are of an entity stands across the ends of its lines', async () => {
  for (const { points } of linesOf(await draw(chart('entities')))) {
    const [from, to] = [points[0], points.at(-1)];
    const near = (end: typeof from): number[] =>
      points.filter(({ y }) => Math.abs(y - (end?.y ?? Number.NaN)) < 18).map(({ x }) => x - (end?.x ?? Number.NaN));
    for (const aside of [...near(from), ...near(to)]) expect(Math.abs(aside)).toBeLessThan(0.5);
  }
});

test('a line from a box to itself stands beside it, and within the picture', async () => {
  for (const name of ['states', 'workflow']) {
    const root = await draw(chart(name));
    const [left = 0, top = 0, width = 0, height = 0] = (root.getAttribute('viewBox') ?? '').split(' ').map(Number);
    const loops = linesOf(root).filter(({ from, to }) => Math.hypot(from.x - to.x, from.y - to.y) < 40);
    expect(loops).toHaveLength(1);
    for (const { x, y } of loops.flatMap(({ points }) => points)) {
      expect(x > left && x < left + width && y > top && y < top + height).toBe(true);
    }
  }
});

const SEED = 4100;

test.each(Array.from({ length: 16 }, (_, i) => SEED + i))('in a random chart of seed %i none does', async (seed) => {
  const text = randomChart(seededRandom(seed));
  const root = await draw(text);
  expect({ under: linesUnderBoxes(root), over: labelsOverLines(root), text }).toEqual({ under: [], over: [], text });
});
