import { expect, test } from 'vitest';
import { leftOut } from './left-out.ts';

test('names that nobody knows, and what stands twice where it may stand once', () => {
  const written = { servise: 'x', view: ['map', 'table'], attr: ['a=1', 'b=2'], sort: '' };
  const understood = { view: 'map', attr: ['a=1', 'b=2'], sort: '', focus: undefined };
  expect(leftOut(written, understood)).toEqual([
    { name: 'servise', value: 'x', isAgain: false },
    { name: 'view', value: 'table', isAgain: true },
  ]);
  expect(leftOut({ service: 'x' }, { service: 'x' })).toEqual([]);
});
