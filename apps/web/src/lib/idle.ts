// The browser's idle time.

/** Browsers without requestIdleCallback wait for so long instead, milliseconds. */
const IDLE_MS = 2_000;

/** Until the browser has nothing else to do. `atMostMs`: or for so long. */
export function idle(atMostMs?: number): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) {
      requestIdleCallback(() => resolve(), atMostMs === undefined ? {} : { timeout: atMostMs });
    } else setTimeout(resolve, atMostMs ?? IDLE_MS);
  });
}
