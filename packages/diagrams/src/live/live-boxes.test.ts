// Titles of boxes: short enough to stand beside others, whole where one points at them, and never two boxes in one.
import type { BlockDiagram, LiveBlock } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { shortenedBoxes } from './live-boxes.ts';
import { livePicture } from './live-picture.ts';
import { liveText } from './live-text.ts';

const ORIGIN = { start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };
const LONG = (end: string): string => `cluster production-${'checkout-platform-'.repeat(4)}${end} · eu-central-1 a b`;

const block = (id: string, within: string[]): LiveBlock => ({
  id,
  name: id,
  shape: 'box',
  values: [],
  state: 'ok',
  within,
});
const diagram = (...blocks: LiveBlock[]): BlockDiagram => ({
  type: 'flowchart',
  direction: 'LR',
  ours: false,
  language: 'en',
  title: 'What runs where',
  source: 'all traces',
  facts: [],
  blocks,
  flows: [],
  notes: [],
});
const titlesIn = (text: string): string[] =>
  [...text.matchAll(/subgraph \w+\["(.*)"\]/g)].map(([, title = '']) => title);

test('a long title is cut in its middle, with both ends; a short one is as it is', () => {
  const made = diagram(block('a', [LONG('blue'), 'namespace shop']), block('b', [LONG('green')]));
  expect(titlesIn(liveText(made, ORIGIN, 'light'))).toEqual([
    'cluster productio…-blue · eu-central-1 a b',
    'namespace shop',
    'cluster productio…green · eu-central-1 a b',
  ]);
  expect(shortenedBoxes(made)).toEqual([
    { key: 'g0', whole: LONG('blue') },
    { key: 'g2', whole: LONG('green') },
  ]);
  expect(livePicture(made, ORIGIN, 'light').marks.titles).toEqual(shortenedBoxes(made));
});

test('boxes that differ in what is cut away stay two', () => {
  const other = LONG('blue').replace('checkout-platform-checkout', 'checkout-platform-payments');
  const made = diagram(block('a', [LONG('blue')]), block('b', [other]), block('c', [LONG('blue')]));
  const text = liveText(made, ORIGIN, 'light');
  expect(titlesIn(text)).toHaveLength(2);
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(/n0\["a"\] n2\["c"\] end subgraph g1/);
});
