// What the options beside a map are drawn of stays the same object while nothing of it changes.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LiveEdges, liveEdgesQuery } from '../../../api/queries.ts';
import type { Against } from '../../../lib/against.ts';
import type { FixedRange } from '../../../lib/time-range.ts';
import { useComparison } from '../../../ui/use-comparison.ts';
import { type LiveMap, type MapFacts, useMapFacts } from './use-live-map.ts';

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));
afterEach(() => vi.unstubAllGlobals());

/** What a hook gives at the first render, and after each further one. */
function given<T>(useValue: () => T, client = new QueryClient()): { readonly first: T; readonly again: () => T } {
  let latest: T | undefined;
  let set: (step: number) => void = () => undefined;
  function Probe() {
    const [, setStep] = useState(0);
    set = setStep;
    latest = useValue();
    return null;
  }
  const root = createRoot(document.createElement('div'));
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Probe />
      </QueryClientProvider>,
    ),
  );
  let step = 0;
  const again = (): T => {
    act(() => set(++step));
    return latest as T;
  };
  return { first: latest as T, again };
}

const RANGE: FixedRange = { kind: 'absolute', start: 1_000n, end: 2_000n };
const EDGES = {
  window: RANGE,
  graph: { nodes: [], edges: [], sampled: false, cost: { elapsedMs: 1, watermark: 1 } },
} as unknown as LiveEdges;

test('a map that is another object with the same parts tells the same facts', () => {
  const changed = new Map<never, never>();
  let edges = EDGES;
  // As useLiveMap and usePartGraph make them: anew at each render.
  const live = (): LiveMap => ({
    read: {
      edges,
      all: EDGES,
      graph: undefined,
      own: undefined,
      wholeGraph: undefined,
      comparison: NONE,
      behind: false,
      updatedAt: 1,
      failedAt: 0,
      error: null,
      fetching: false,
      retry: () => undefined,
    },
    map: undefined,
    layout: undefined,
    ownMap: undefined,
    changed,
  });
  const { first, again } = given<MapFacts>(() => useMapFacts(live()));
  expect(again()).toBe(first);
  edges = { ...EDGES };
  expect(again()).not.toBe(first);
});

const NONE = { state: 'none' } as const;

test.each([
  ['nothing', undefined],
  ['the time before', { kind: 'earlier', text: '1h', seconds: 3600 }],
] as const)('a comparison with %s is the same object at each render', (_, against: Against | undefined) => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(liveEdgesQuery({}, RANGE, against).queryKey, EDGES);
  const { first, again } = given(() => useComparison(EDGES, {}, RANGE, against).comparison, client);
  expect(first.state).toBe(against === undefined ? 'none' : 'empty');
  expect(again()).toBe(first);
});
