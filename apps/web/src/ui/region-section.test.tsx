import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type RegionRow, RegionRows } from './region-section.tsx';

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));
afterEach(() => vi.unstubAllGlobals());

function drawn(rows: readonly RegionRow[]): HTMLElement {
  const place = document.createElement('div');
  act(() => createRoot(place).render(<RegionRows rows={rows} />));
  return place;
}

test('the values of a list stand alike: all below their names when one is long, and none looks otherwise', () => {
  const looks = (value: string): [string | undefined, (string | null)[]] => {
    const place = drawn([
      ['Drawn', value],
      ['Made of', '36 spans'],
    ]);
    const values = [...place.querySelectorAll('dd')].map((dd) => [...dd.attributes].map(({ name }) => name).join());
    return [place.querySelector('dl')?.dataset['long'], values];
  };
  expect(looks('7 states')).toEqual(['false', ['', '']]);
  expect(looks('7 states, 10 transitions, 140 steps')).toEqual(['true', ['', '']]);
  // Lines of their own, each of them short.
  expect(looks('1,234 of 5,678\n1,234 of 5,678')).toEqual(['false', ['', '']]);
});
