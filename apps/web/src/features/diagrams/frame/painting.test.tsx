// A changed value is marked, fades within its time, and is not marked for those who want no motion.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function flashed(reduced: boolean): Promise<(milliseconds: number) => (string | null)[]> {
  vi.stubGlobal('matchMedia', () => ({ matches: reduced }));
  const { flash } = await import('./painting.ts');
  const elements = ['1.2 rps', '3 ms'].map((text) =>
    Object.assign(document.createElement('span'), { textContent: text }),
  );
  flash(elements);
  return (milliseconds) => {
    vi.advanceTimersByTime(milliseconds);
    return elements.map((element) => element.getAttribute('data-fresh'));
  };
}

test('the ground fades in steps and is gone after 600 ms', async () => {
  const after = await flashed(false);
  expect(after(0)).toEqual(['3', '3']);
  expect(after(200)).toEqual(['2', '2']);
  expect(after(200)).toEqual(['1', '1']);
  expect(after(199)).toEqual(['1', '1']);
  expect(after(1)).toEqual([null, null]);
});

test('no motion: no mark', async () => {
  const after = await flashed(true);
  expect(after(0)).toEqual([null, null]);
});
