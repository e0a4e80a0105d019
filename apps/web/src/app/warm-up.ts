// Loads the pages that were not opened yet, one by one, while the browser has nothing else to do and nobody moves a picture: they
// then open at once, and also while the server is away.
import { idleAtRest } from '../lib/picture-moves.ts';
import type { AppRouter } from './router.tsx';

export async function warmUp(router: AppRouter): Promise<void> {
  const { signal } = new AbortController();
  for (const route of Object.values(router.routesById)) {
    await idleAtRest(signal);
    await router.loadRouteChunk(route);
  }
}
