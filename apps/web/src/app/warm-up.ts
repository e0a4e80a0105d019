// Loads the pages that were not opened yet, one by one, while the browser has nothing else to do: they then open at once, and
// also while the server is away.
import { idle } from '../lib/idle.ts';
import type { AppRouter } from './router.tsx';

export async function warmUp(router: AppRouter): Promise<void> {
  for (const route of Object.values(router.routesById)) {
    await idle();
    await router.loadRouteChunk(route);
  }
}
