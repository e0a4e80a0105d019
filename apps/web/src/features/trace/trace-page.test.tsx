// The page as a whole in jsdom: what folding, finding and the keys do to the rows, the drawer and the URL.
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createQueryClient } from '../../api/query-client.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { parseSearch, stringifySearch } from '../../lib/search-params.ts';
import { FootLineProvider } from '../../ui/foot-line.tsx';
import { PageActionsProvider } from '../../ui/page-actions.tsx';
import { PreferencesProvider } from '../../ui/preferences.tsx';
import { SAMPLE_TRACE_ID, sampleOutline, type SampleSpan, sampleTrace, textAttribute } from './testing/sample-trace.ts';
import { TracePage } from './trace-page.tsx';
import { traceUrl } from './trace-url.ts';

const HTML = '<img src=x onerror="window.hit=1">';
const SPANS: readonly SampleSpan[] = [
  { id: '01', name: 'POST /checkout', service: 'web', from: 0, to: 100 },
  { id: '02', parent: '01', name: 'charge', service: 'payment', from: 10, to: 60 },
  { id: '03', parent: '02', name: 'authorize', service: 'payment', from: 20, to: 50, error: 'no answer from issuer' },
  {
    id: '04',
    parent: '01',
    name: HTML,
    service: 'web',
    from: 70,
    to: 90,
    more: { attributes: [textAttribute('card.network', HTML)] },
  },
];

let root: Root | undefined;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // jsdom has no layout: every element is 1200 x 800.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #callback: ResizeObserverCallback;
      constructor(callback: ResizeObserverCallback) {
        this.#callback = callback;
      }
      observe(target: Element): void {
        const size = { inlineSize: 1200, blockSize: 800 };
        const entry = {
          target,
          contentRect: new DOMRect(0, 0, 1200, 800),
          borderBoxSize: [size],
          contentBoxSize: [size],
        };
        this.#callback([{ ...entry, devicePixelContentBoxSize: [size] }], this);
      }
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(800);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
});

afterEach(async () => {
  await act(async () => root?.unmount());
  document.body.replaceChildren();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Renders the page at an address; `answer` is what the server says, undefined while it says nothing yet. */
async function open(address: string, answer: (url: URL) => Response | undefined) {
  vi.stubGlobal('fetch', (path: string) => {
    const response = answer(new URL(path, location.origin));
    return response === undefined ? new Promise(() => {}) : Promise.resolve(response);
  });
  const rootRoute = createRootRoute({ component: Outlet });
  const traceRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: '/trace/$traceId',
    validateSearch: (input) => traceUrl.parse(input),
    component: TracePage,
  });
  const searchRoute = createRoute({ getParentRoute: () => rootRoute, path: '/search' });
  const router = createRouter({
    routeTree: rootRoute.addChildren([traceRoute, searchRoute]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch,
    stringifySearch,
  });
  const host = document.body.appendChild(document.createElement('div'));
  const mounted = createRoot(host);
  root = mounted;
  await act(async () => {
    mounted.render(
      <MantineProvider env="test">
        <I18nextProvider i18n={createI18n('en')}>
          <PreferencesProvider storage={localStorage}>
            <QueryClientProvider client={createQueryClient()}>
              <FootLineProvider>
                <PageActionsProvider>
                  <RouterProvider router={router as never} />
                </PageActionsProvider>
              </FootLineProvider>
            </QueryClientProvider>
          </PreferencesProvider>
        </I18nextProvider>
      </MantineProvider>,
    );
  });
  return { router, search: () => router.history.location.search };
}

const openSample = (query = '') => open(`/trace/${SAMPLE_TRACE_ID}${query}`, answerSample);

/** As the server answers: the outline, all of the trace, or one span of it. */
function answerSample({ pathname, searchParams }: URL): Response {
  if (pathname.endsWith('/outline')) return Response.json(sampleOutline(SPANS));
  const whole = sampleTrace(SPANS);
  const wanted = searchParams.get('span');
  const spans = whole.spans.filter(({ spanId }) => wanted === null || spanId === wanted);
  return Response.json({ ...whole, spans });
}
const until = (check: () => void) => act(() => vi.waitFor(check));
const rowElements = () => [...document.querySelectorAll<HTMLElement>('[role="treegrid"] [role="row"][aria-level]')];
const rowNames = () => rowElements().map((row) => row.querySelector('[role="gridcell"]')?.textContent ?? '');
const press = (key: string) =>
  act(async () => {
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
/** As a user types: React listens to the native setter. */
const type = (input: HTMLInputElement, text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

it('folds and opens with the arrow keys, and a folded row says what errors it hides', async () => {
  await openSample();
  await until(() => expect(rowElements()).toHaveLength(4));
  await press('ArrowDown');
  expect(document.activeElement?.textContent).toContain('charge');
  await press('ArrowLeft');
  expect(rowElements()).toHaveLength(3);
  const folded = rowElements()[1];
  expect(folded?.getAttribute('aria-expanded')).toBe('false');
  expect(folded?.textContent).toContain('1 error');
  await press('ArrowRight');
  expect(rowElements()).toHaveLength(4);
  expect(rowElements()[1]?.getAttribute('aria-expanded')).toBe('true');
});

it('goes to the next error and opens what hides it', async () => {
  await openSample();
  await until(() => expect(rowElements()).toHaveLength(4));
  await press('ArrowLeft');
  expect(rowElements()).toHaveLength(1);
  await press('e');
  expect(rowElements()).toHaveLength(4);
  expect(document.activeElement?.textContent).toContain('authorize');
});

it('finds in attributes, counts, and keeps the other rows', async () => {
  const page = await openSample();
  await until(() => expect(rowElements()).toHaveLength(4));
  const input = document.querySelector<HTMLInputElement>('[role="search"] input');
  if (input === null) throw new Error('there is a find box');
  await type(input, 'payment');
  await until(() => expect(document.querySelector('[role="search"] [role="status"]')?.textContent).toBe('2 matches'));
  expect(rowElements()).toHaveLength(4);
  input.focus();
  await press('Enter');
  expect(document.querySelector('[role="search"] [role="status"]')?.textContent).toBe('1 of 2');
  expect(document.activeElement).toBe(input);
  await until(() => expect(page.search()).toBe('?find=payment'));
  await type(input, 'card.network');
  await until(() => expect(document.querySelector('[role="search"] [role="status"]')?.textContent).toBe('1 match'));
});

it('opens the drawer from the keyboard and from the address, and shows outside text as text', async () => {
  const page = await openSample('?span=0404040404040404');
  await until(() => expect(document.querySelector('aside h2')?.textContent).toBe(HTML));
  await until(() => expect(document.querySelector('aside td')?.textContent).toBe(HTML));
  expect(document.querySelector('img, script')).toBeNull();
  expect(rowElements().findIndex((row) => row.getAttribute('aria-selected') === 'true')).toBe(3);
  await press('Escape');
  await until(() => expect(document.querySelector('aside')).toBeNull());
  expect(page.search()).toBe('');
  await press('Enter');
  await until(() => expect(page.search()).toBe('?span=0404040404040404'));
});

it('says so when no trace of this id is stored', async () => {
  await open(`/trace/${SAMPLE_TRACE_ID}`, () =>
    Response.json({ error: { code: 'not_found', message: 'No such trace.' } }, { status: 404 }),
  );
  await until(() => expect(document.querySelector('h1')?.textContent).toBe('No trace with this id is stored here'));
  expect(rowNames()).toEqual([]);
});

it.each([
  ['is still being read', undefined],
  [
    'could not be read',
    Response.json({ error: { code: 'internal', message: 'The disk cannot be read.' } }, { status: 500 }),
  ],
])('leads to its neighbours while the trace %s, key by key', async (_, answer) => {
  const traceIds = ['1', '2', '3', '4'].map((digit) => digit.repeat(32));
  const { router } = await open('/search', () => answer?.clone());
  await act(() =>
    router.navigate({
      to: '/trace/$traceId',
      params: { traceId: '2'.repeat(32) },
      state: { results: { traceIds, total: 4 }, openedFrom: '/search?focus=x' },
    }),
  );
  await until(() => expect(document.querySelector('header')?.textContent).toContain('2 of 4'));
  // All of them before the page of the first is rendered.
  await act(async () => {
    for (const key of [']', '[', ']', ']'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await until(() => expect(document.querySelector('header')?.textContent).toContain('4 of 4'));
  expect(router.history.location.pathname).toBe(`/trace/${'4'.repeat(32)}`);
  expect(router.history.location.state.openedFrom).toBe(`/search?focus=${'4'.repeat(32)}`);
});
