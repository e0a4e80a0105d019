import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pictureMoved } from '../lib/picture-moves.ts';
import { warmUp } from './warm-up.ts';

type Router = Parameters<typeof warmUp>[0];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => void setTimeout(callback, 1));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('no page is loaded ahead while a picture is moved, all of them afterwards', async () => {
  const loaded: string[] = [];
  const routes = ['/search', '/services', '/diagrams'];
  const router = {
    routesById: Object.fromEntries(routes.map((id) => [id, id])),
    loadRouteChunk: async (route: string) => void loaded.push(route),
  } as unknown as Router;
  const hand = setInterval(pictureMoved, 16);
  await vi.advanceTimersByTimeAsync(100);
  void warmUp(router);
  await vi.advanceTimersByTimeAsync(3000);
  expect(loaded).toEqual([]);
  clearInterval(hand);
  await vi.advanceTimersByTimeAsync(1000);
  expect(loaded).toEqual(routes);
});
