// Loads the pages that were not opened yet, one by one, while the browser has nothing else to do: they then open at once, and
// also while the server is away.
import type { AppRouter } from './router.tsx';

/** Browsers without requestIdleCallback wait for so long instead, milliseconds. */
const IDLE_MS = 2_000;

export async function warmUp(router: AppRouter): Promise<void> {
  for (const route of Object.values(router.routesById)) {
    await idle();
    await router.loadRouteChunk(route);
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, IDLE_MS);
  });
}
