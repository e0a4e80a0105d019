// The field with its list: made with the focus, and the keyboard goes on from what is chosen.
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, type Mock, test, vi } from 'vitest';
import { Select } from './select.tsx';

let root: Root;
let container: HTMLElement;
let onChange: Mock<(value: string | null) => void>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
  window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never;
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  onChange = vi.fn<(value: string | null) => void>();
  act(() =>
    root.render(
      <MantineProvider env="test">
        <Select aria-label="Speed" value="2" data={['1', '2', '3']} onChange={onChange} />
      </MantineProvider>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  container.remove();
  vi.unstubAllGlobals();
});

function field(): HTMLElement {
  const input = container.querySelector<HTMLElement>('[role="combobox"]');
  if (input === null) throw new Error('no field');
  return input;
}

function options(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[role="option"]')];
}

/** A press of a key, and what the field does a moment later. */
async function press(code: string): Promise<void> {
  await act(async () => {
    field().dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve));
  });
}

test('the list is made with the focus, not with the page', () => {
  expect(options()).toEqual([]);
  act(() => field().focus());
  expect(options().map(({ textContent }) => textContent)).toEqual(['1', '2', '3']);
});

test('the keyboard goes on from what is chosen, also when the list opens for the first time', async () => {
  act(() => field().focus());
  await press('ArrowDown');
  expect(field().getAttribute('aria-expanded')).toBe('true');
  expect(options().map((option) => option.hasAttribute('data-combobox-selected'))).toEqual([false, true, false]);
  await press('ArrowDown');
  await press('Enter');
  expect(onChange.mock.calls[0]?.[0]).toBe('3');
});

test('a press opens it at once', () => {
  act(() => field().click());
  expect(field().getAttribute('aria-expanded')).toBe('true');
  act(() => options()[0]?.click());
  expect(onChange.mock.calls[0]?.[0]).toBe('1');
});
