import { expect, test } from 'vitest';
import type { ChartBox, ChartLine } from './chart-parts.ts';
import { loopAt } from './self-loops.ts';

const BOX: ChartBox = { u0: 0, u1: 100, v0: 0, v1: 40, outline: undefined };
const ELEMENT = {
  localName: 'g',
  children: [],
  getAttribute: () => null,
  setAttribute: () => undefined,
  querySelectorAll: () => [],
};

function line(width: number, height: number): ChartLine {
  const label = { u0: 0, u1: width, v0: 0, v1: height, element: ELEMENT };
  return { path: ELEMENT, spots: [], gaps: [0, 4], label: width === 0 ? undefined : label };
}

test('it stands beside the box, where no other line leaves', () => {
  const { course, label, extent } = loopAt(line(80, 16), BOX, [], 'x');
  // Below the box, out at 34 and back at 66, 4 before the border for the head.
  expect(course).toBe('M34,40L34,60Q34,66,40,66L60,66Q66,66,66,60L66,44');
  expect(label).toMatchObject({ u0: 10, u1: 90, v0: 58, v1: 74 });
  expect(extent).toMatchObject({ u0: 10, u1: 90, v1: 74 });
});

test('a label that is smaller than the loop stands beyond it', () => {
  const { course, label } = loopAt(line(20, 16), BOX, [], 'x');
  expect(course).toContain('Q34,58,40,58');
  expect(label).toMatchObject({ u0: 40, u1: 60, v0: 62, v1: 78 });
});

test('it takes another side when one is taken, and crosses a line rather than cover a box', () => {
  const below = { u0: 0, u1: 100, v0: 60, v1: 90 };
  const above = { u0: 0, u1: 100, v0: -50, v1: -20 };
  expect(loopAt(line(80, 16), BOX, [below], 'x').label.v1).toBeLessThan(0);
  expect(loopAt(line(80, 16), BOX, [below, above], 'x').label.u0).toBeGreaterThan(100);
  const beyond = { u0: 110, u1: 200, v0: 0, v1: 40 };
  const lineBefore = { u: -10, v: 20 };
  expect(loopAt(line(80, 16), BOX, [below, above, beyond, lineBefore], 'x').label.u1).toBeLessThan(0);
});

test('without a label it is as wide as its legs', () => {
  expect(loopAt(line(0, 0), BOX, [], 'x').extent).toMatchObject({ u0: 34, u1: 66, v1: 58 });
});
