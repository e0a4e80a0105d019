// Parts that take a steady function or a value a frame late are drawn as seldom as these promise.
import { act, memo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useFrameLater } from './use-frame-later.ts';
import { useSteady } from './use-steady.ts';

let frames: (() => void)[] = [];

beforeEach(() => {
  frames = [];
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => (frames[frame - 1] = () => undefined));
});
afterEach(() => vi.unstubAllGlobals());

function drawn(Probe: React.ComponentType<{ readonly step: number }>): (step: number) => void {
  let set: (step: number) => void = () => undefined;
  function Steps() {
    const [step, setStep] = useState(0);
    set = setStep;
    return <Probe step={step} />;
  }
  const root = createRoot(document.createElement('div'));
  act(() => root.render(<Steps />));
  return (step) => act(() => set(step));
}

test('a steady function is one and the same, and does what the last render has it do', () => {
  let renders = 0;
  let ask: () => number = () => -1;
  const Child = memo(function Child({ of }: { readonly of: () => number }) {
    renders += 1;
    ask = of;
    return null;
  });
  const to = drawn(({ step }) => <Child of={useSteady(() => step)} />);
  to(1);
  to(2);
  expect(renders).toBe(1);
  expect(ask()).toBe(2);
});

test('a value comes a frame late, the last one of several', () => {
  const values = ['a', 'b', 'c'].map((name) => ({ name }));
  let seen: string | undefined;
  const to = drawn(({ step }) => {
    seen = useFrameLater(values[step])?.name;
    return null;
  });
  expect(seen).toBe('a');
  to(1);
  to(2);
  expect(seen).toBe('a');
  act(() => frames.forEach((frame) => frame()));
  expect(seen).toBe('c');
});
