import { expect, test } from 'vitest';
import { sparklinePaths } from './sparkline-layout.ts';

test('the largest value reaches the top, 0 is the foot', () => {
  const { line, area } = sparklinePaths([0, 10, 5], 30, 20);
  expect(line).toBe('M5 20L15 0L25 10');
  expect(area).toBe('M5 20L5 20L15 0L25 10L25 20Z');
});

test('gaps interrupt the line; a value alone is a dash as wide as its step', () => {
  expect(sparklinePaths([undefined, 4, undefined, 2, 2], 50, 20).line).toBe('M10 0L20 0M35 10L45 10');
});

test('without values there is no line, with zeros it lies at the foot', () => {
  expect(sparklinePaths([], 50, 20)).toEqual({ line: '', area: '' });
  expect(sparklinePaths([undefined], 50, 20).line).toBe('');
  expect(sparklinePaths([0, 0], 50, 20).line).toBe('M12.5 20L37.5 20');
});
