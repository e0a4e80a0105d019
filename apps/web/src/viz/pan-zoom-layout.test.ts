import { expect, test } from 'vitest';
import {
  clampScale,
  fitScale,
  isSameCut,
  readCut,
  sidesOutOfView,
  stepScale,
  wheelScale,
  writeCut,
} from './pan-zoom-layout.ts';

const VIEW = { width: 1000, height: 600 };

test('a picture is fitted, but neither blown up nor shrunk below 80 %', () => {
  expect(fitScale(VIEW, { width: 200, height: 100 }, 20)).toBe(1);
  expect(fitScale(VIEW, { width: 1066.6666666666667, height: 100 }, 20)).toBeCloseTo(0.9);
  expect(fitScale(VIEW, { width: 100, height: 622.2222222222222 }, 20)).toBeCloseTo(0.9);
  expect(fitScale(VIEW, { width: 9000, height: 9000 }, 20)).toBe(0.8);
  expect(fitScale(VIEW, { width: 0, height: 0 }, 20)).toBe(1);
});

test('steps and the wheel stay in bounds and undo each other', () => {
  expect(stepScale(stepScale(1, 'in'), 'out')).toBeCloseTo(1);
  expect(stepScale(0.8, 'out')).toBe(0.8);
  expect(stepScale(3, 'in')).toBe(3);
  expect(wheelScale(wheelScale(1, -100), 100)).toBeCloseTo(1);
  expect(wheelScale(1, -1e9)).toBe(3);
  expect(clampScale(0)).toBe(0.8);
});

test('the sides at which a picture goes on, but not for a few pixels of margin', () => {
  const place = { clientWidth: 1000, clientHeight: 600, scrollWidth: 1500, scrollHeight: 600 };
  expect(sidesOutOfView({ ...place, scrollLeft: 0, scrollTop: 0 })).toEqual(['right']);
  expect(sidesOutOfView({ ...place, scrollLeft: 200, scrollTop: 0 })).toEqual(['left', 'right']);
  expect(sidesOutOfView({ ...place, scrollLeft: 495, scrollTop: 0 })).toEqual(['left']);
  expect(sidesOutOfView({ ...place, scrollHeight: 1800, scrollLeft: 495, scrollTop: 600 })).toEqual([
    'left',
    'top',
    'bottom',
  ]);
});

test('a cut is written so that it can be read, and what is none is refused', () => {
  const cut = { scale: 1.728, x: -20.5, y: 1480 };
  expect(writeCut({ scale: 1.728, x: -20.46, y: 1480.04 })).toBe('1.728,-20.5,1480');
  expect(readCut(writeCut(cut))).toEqual(cut);
  for (const text of [undefined, '', '1', '1,2', '0,2,3', '-1,2,3', '1,2,x', '1,2,3,4', '1e9,2,3', '1,2,99999999'])
    expect(readCut(text)).toBeUndefined();
});

test('cuts are the same while no pixel moves', () => {
  const cut = { scale: 2, x: 100, y: 50 };
  expect(isSameCut(cut, { ...cut, x: 100.4 })).toBe(true);
  expect(isSameCut(cut, { ...cut, y: 50.6 })).toBe(false);
  expect(isSameCut(cut, { ...cut, scale: 2.1 })).toBe(false);
});
