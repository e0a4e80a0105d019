import { expect, test } from 'vitest';
import type { ChartBox, ChartLine, ChartParts } from './chart-parts.ts';
import type { PictureElement } from './picture-element.ts';
import { withRoomForEnds } from './roomy-boxes.ts';

function element(attributes: Readonly<Record<string, string>>): PictureElement & { numbers: () => number[] } {
  const values = new Map(Object.entries(attributes));
  return {
    localName: 'rect',
    children: [],
    getAttribute: (name) => values.get(name) ?? null,
    setAttribute: (name, value) => values.set(name, value),
    querySelectorAll: () => [],
    numbers: () => ['x', 'y', 'width', 'height'].map((name) => Number(values.get(name))),
  };
}

const ROOM = { u0: 300, u1: 400, v0: 100, v1: 134 };

/** Lines from the left into one box. */
function chart(count: number, more: Partial<ChartParts> = {}) {
  const rectangle = element({ x: '-50', y: '-17', width: '100', height: '34' });
  const box: ChartBox = { ...ROOM, outline: undefined, rectangle };
  const lines = Array.from(
    { length: count },
    (_, i): ChartLine => ({
      path: element({ 'marker-end': 'url(#head)' }),
      spots: [
        { u: 0, v: i * 50 },
        { u: 150, v: i * 50 },
        { u: 300, v: 117 },
      ],
      gaps: [0, 0],
      label: undefined,
    }),
  );
  const parts: ChartParts = { axis: 'x', boxes: [], frames: [], lines, ...more };
  return { rectangle, parts: { ...parts, boxes: [box, ...parts.boxes] } };
}

test('a box is as high as the heads at its side need, around its middle', () => {
  const { rectangle, parts } = chart(6);
  const { boxes, grown } = withRoomForEnds(parts, 12);
  const [box] = boxes;
  expect(grown).toEqual([box]);
  expect((box?.v1 ?? 0) - (box?.v0 ?? 0)).toBeGreaterThan(6 * 12);
  expect(((box?.v1 ?? 0) + (box?.v0 ?? 0)) / 2).toBe(117);
  const [x, y = 0, width, height = 0] = rectangle.numbers();
  expect([x, width, y + height / 2]).toEqual([-50, 100, 0]);
  expect(height).toBe((box?.v1 ?? 0) - (box?.v0 ?? 0));
});

test('along the other axis it becomes wider', () => {
  const { rectangle, parts } = chart(6, { axis: 'y' });
  withRoomForEnds(parts, 40);
  const [, y, width, height] = rectangle.numbers();
  expect([y, height]).toEqual([-17, 34]);
  expect(width).toBeGreaterThan(200);
});

test('a box with room enough stays as it is', () => {
  const { rectangle, parts } = chart(2);
  expect(withRoomForEnds(parts, 12).grown).toEqual([]);
  expect(rectangle.numbers()).toEqual([-50, -17, 100, 34]);
});

test.each<[string, Partial<ChartParts>]>([
  ['another box', { boxes: [{ ...ROOM, v0: 150, v1: 184, outline: undefined }] }],
  ['the border of a box around it', { frames: [{ u0: 250, u1: 450, v0: 0, v1: 164 }] }],
  ['a line that passes', { lines: [passing(150), ...chart(6).parts.lines] }],
])('it ends before it comes to %s', (_, more) => {
  const { parts } = chart(6, more);
  const [box] = withRoomForEnds(parts, 12).boxes;
  expect(box?.v1).toBe(138);
  expect(box?.v0).toBe(96);
});

function passing(v: number): ChartLine {
  return {
    path: element({}),
    spots: [
      { u: 0, v },
      { u: 350, v },
      { u: 600, v },
    ],
    gaps: [0, 0],
    label: undefined,
  };
}
