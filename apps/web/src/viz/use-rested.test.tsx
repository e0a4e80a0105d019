import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ZoomWindow } from './time-scale-layout.ts';
import { type Rested, useRested } from './use-rested.ts';

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const WHOLE: ZoomWindow = { from: 0, to: 100 };

/** `told`: what the hook tells of, which is then given to it, unless `late`. */
function probe({ late = false } = {}) {
  const told: ZoomWindow[] = [];
  let rested: Rested | undefined;
  let give: (window: ZoomWindow) => void = () => undefined;
  function Probe() {
    const [given, setGiven] = useState(WHOLE);
    give = setGiven;
    rested = useRested(given, (window) => {
      told.push(window);
      if (!late) setGiven(window);
    });
    return null;
  }
  const root = createRoot(document.createElement('div'));
  act(() => root.render(<Probe />));
  return {
    told,
    shown: () => rested?.window,
    move: (from: number) => act(() => rested?.move({ from, to: from + 10 })),
    drop: () => act(() => rested?.drop()),
    give: (window: ZoomWindow) => act(() => give(window)),
    pass: (ms: number) =>
      act(() => {
        vi.advanceTimersByTime(ms);
      }),
    unmount: () => act(() => root.unmount()),
  };
}

test('each step of a drag is seen at once, and the last one told of when the hand rests', () => {
  const { told, shown, move, pass } = probe();
  for (let from = 0; from < 50; from++) {
    move(from);
    expect(shown()).toEqual({ from, to: from + 10 });
    pass(16);
  }
  expect(told).toEqual([]);
  pass(120);
  expect(told).toEqual([{ from: 49, to: 59 }]);
  expect(shown()).toEqual({ from: 49, to: 59 });
  move(60);
  expect(shown()).toEqual({ from: 60, to: 70 });
  pass(120);
  expect(told).toHaveLength(2);
});

test('what is moved on while the last is on its way stays, and is told of too', () => {
  const { told, shown, move, give, pass } = probe({ late: true });
  move(20.4);
  pass(120);
  move(30);
  give({ from: 20, to: 30 });
  expect(shown()).toEqual({ from: 30, to: 40 });
  pass(120);
  expect(told.map(({ from }) => from)).toEqual([20.4, 30]);
});

test('a window from elsewhere takes the place of one that was moved; what is let go is not told of', () => {
  const { told, shown, move, drop, give, pass, unmount } = probe();
  move(20);
  drop();
  expect(shown()).toEqual(WHOLE);
  pass(500);
  move(30);
  give({ from: 5, to: 6 });
  expect(shown()).toEqual({ from: 5, to: 6 });
  pass(500);
  move(40);
  unmount();
  pass(500);
  expect(told).toEqual([]);
});
