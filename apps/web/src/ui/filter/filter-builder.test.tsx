// The filter builder by keyboard: a field, its value, the condition; completion from the API; names are only ever text.
import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueryClient } from '../../api/query-client.ts';
import { createI18n } from '../../i18n/i18n.ts';
import type { Condition } from './conditions.ts';
import { FilterBuilder } from './filter-builder.tsx';

const HOSTILE = '<img src=x onerror=alert(1)>';
const ANSWERS: Readonly<Record<string, unknown>> = {
  services: {
    services: [
      { name: 'checkout', namespace: 'shop', color: 13, spans: 61, errors: 0 },
      { name: 'checkout', namespace: 'bank', color: 2, spans: 4, errors: 0 },
      { name: HOSTILE, namespace: '', color: 5, spans: 1, errors: 0 },
    ],
  },
  'attributes/keys': {
    keys: [
      { scope: 'span', key: 'http.route' },
      { scope: 'span', key: 'host.name' },
      { scope: 'resource', key: 'host.name' },
    ],
  },
  'attributes/values': { values: ['/cart', '/checkout'] },
  operations: {
    operations: [
      { name: 'GET /orders', kind: 'server', spans: 90 },
      { name: 'POST /orders', kind: 'server', spans: 10 },
    ],
  },
};

/** As the server does: of what it knows, what begins with the prefix. */
function answerTo(url: URL): unknown {
  const answer = ANSWERS[url.pathname.replace('/api/v1/', '')];
  const prefix = (url.searchParams.get('prefix') ?? '').toLowerCase();
  const fits = (item: unknown): boolean => {
    const { key, name } = Object(item);
    return String(key ?? name ?? item)
      .toLowerCase()
      .startsWith(prefix);
  };
  return Object.fromEntries(
    Object.entries(Object(answer)).map(([part, items]) => [part, Array.isArray(items) ? items.filter(fits) : items]),
  );
}

let root: Root;
let container: HTMLElement;
let taken: Condition[];
let closed: number;
let asked: URL[];
/** While it is set, the server does not answer. */
let held: Promise<void> | undefined;

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  Element.prototype.scrollIntoView = () => undefined;
  asked = [];
  held = undefined;
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://localhost');
    asked.push(url);
    await held;
    return Response.json(answerTo(url));
  });
  taken = [];
  closed = 0;
  container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
  await act(async () =>
    root.render(
      <I18nextProvider i18n={createI18n('en')}>
        <QueryClientProvider client={createQueryClient()}>
          <FilterBuilder
            initialField={undefined}
            service={undefined}
            onTake={(condition) => taken.push(condition)}
            onClose={() => {
              closed += 1;
            }}
          />
        </QueryClientProvider>
      </I18nextProvider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
  vi.unstubAllGlobals();
});

const input = (): HTMLInputElement => {
  const found = container.querySelector('input');
  if (found === null) throw new Error('the builder has an input');
  return found;
};
const options = (): string[] =>
  [...container.querySelectorAll('[role=option]')].map((option) => option.firstElementChild?.textContent ?? '');

async function press(key: string): Promise<void> {
  await act(async () => {
    input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
}

async function type(text: string): Promise<void> {
  await act(async () => {
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setter?.call(input(), text);
    input().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** The server is silent until the function that this returns is called. */
function hold(): () => Promise<void> {
  let release = (): void => undefined;
  held = new Promise((resolve) => {
    release = resolve;
  });
  return () => act(async () => release());
}

const until = (check: () => void): Promise<void> =>
  vi.waitFor(async () => {
    await act(async () => undefined);
    check();
  });
const shown = (text: string): Promise<void> => until(() => expect(container.textContent).toContain(text));

describe('FilterBuilder', () => {
  it('has the focus, and names its chosen option', () => {
    expect(document.activeElement).toBe(input());
    const active = input().getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.getAttribute('aria-selected')).toBe('true');
  });

  it('leads from a field to its values to a condition', async () => {
    await type('serv');
    expect(options()[0]).toBe('service =');
    await press('Enter');
    await shown('bank');
    await press('ArrowDown');
    await press('Enter');
    expect(taken).toEqual([{ kind: 'service', name: 'checkout', namespace: 'bank' }]);
  });

  it('asks for the scope of a key only where it is in both', async () => {
    await shown('http.route');
    await type('host.name');
    await shown('resource.host.name');
    const keyOptions = [...container.querySelectorAll('[role=option]')].filter((option) =>
      option.textContent?.includes('resource.host.name'),
    );
    await act(async () => keyOptions[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    await shown('/cart');
    expect(asked.at(-1)?.searchParams.get('scope')).toBe('resource');
    await press('Enter');
    expect(taken).toEqual([{ kind: 'attribute', parameter: 'resourceAttr', key: 'host.name', value: '/cart' }]);
  });

  it('takes a whole condition in one go', async () => {
    await type('duration>1.2s');
    await press('Enter');
    expect(taken).toEqual([{ kind: 'minDuration', nanoseconds: '1200000000' }]);
  });

  it('says what is wrong with a duration, and takes none', async () => {
    await type('duration');
    await press('Enter');
    await type('soon');
    expect(container.textContent).toContain('Not a duration');
    await press('Enter');
    expect(taken).toEqual([]);
  });

  describe('while the suggestions are behind what is typed', () => {
    const takenAfterAll = () => until(() => expect(taken).toHaveLength(1));

    it('Enter takes a value as it is typed, not the first of the older list', async () => {
      await shown('http.route');
      await type('http.route');
      await shown('http.route');
      await press('Enter');
      await shown('/cart');
      hold();
      await type('/checkout');
      expect(options()).toEqual(['/checkout']);
      await press('Enter');
      expect(taken).toEqual([{ kind: 'attribute', parameter: 'attr', key: 'http.route', value: '/checkout' }]);
    });

    it('Enter waits for the operations that match', async () => {
      await type('operation');
      const release = hold();
      await press('Enter');
      await type('post');
      await press('Enter');
      expect(taken).toEqual([]);
      await release();
      await takenAfterAll();
      expect(taken).toEqual([{ kind: 'operation', value: 'POST /orders' }]);
    });

    it('Enter waits for the keys that match, and a field that matches needs none', async () => {
      await shown('http.route');
      const release = hold();
      await type('host.name');
      await press('Enter');
      expect(input().getAttribute('aria-label')).toBe('Add filter');
      await release();
      await shown('/cart');
      expect(asked.at(-1)?.searchParams.get('key')).toBe('host.name');

      await press('Backspace');
      hold();
      await type('status');
      await press('Enter');
      expect(options()).toEqual(['error', 'ok', 'unset']);
    });

    it('shows no values of another key', async () => {
      await shown('http.route');
      await type('http.route');
      await press('Enter');
      await shown('/cart');
      await press('Backspace');
      await type('host.name');
      await shown('resource.host.name');
      hold();
      await press('Enter');
      await until(() => expect(input().getAttribute('aria-label')).toContain('host.name'));
      await press('Enter');
      expect(options()).toEqual([]);
      expect(taken).toEqual([]);
    });

    it('an Enter that waits is forgotten when one types on', async () => {
      await type('operation');
      const release = hold();
      await press('Enter');
      await type('post');
      await press('Enter');
      await type('get');
      await release();
      await shown('GET /orders');
      // An Enter that still waits is carried out in the next frame.
      await act(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(taken).toEqual([]);
    });

    it('what the arrow keys chose stays chosen when others come before it', async () => {
      await type('operation');
      const release = hold();
      await press('Enter');
      await type('post');
      await press('ArrowDown');
      await release();
      await shown('POST /orders');
      await press('Enter');
      expect(taken).toEqual([{ kind: 'operation', value: 'post' }]);
    });
  });

  it('goes back with Backspace and closes with Escape', async () => {
    await type('status');
    await press('Enter');
    expect(options()).toEqual(['error', 'ok', 'unset']);
    await press('Backspace');
    expect(options()).toContain('service =');
    await press('Escape');
    expect(closed).toBe(1);
  });

  it('shows hostile names as text', async () => {
    await type('service');
    await press('Enter');
    await shown(HOSTILE);
    expect(container.querySelector('img')).toBeNull();
  });
});
