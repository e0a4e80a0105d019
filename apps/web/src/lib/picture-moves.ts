// Whether a picture is being moved by hand. What would be read anew meanwhile waits until it rests: reading and drawing a large
// answer takes longer than a frame, and the picture would stick to the hand.
import { idle } from './idle.ts';

/** Without a movement for so long it rests. */
const REST_MS = 250;
/** Whoever goes on moving it for longer sees it jerk rather than get old. */
const LONGEST_MS = 5000;

let lastMoved = Number.NEGATIVE_INFINITY;

/** A movement, just now. */
export function pictureMoved(): void {
  lastMoved = performance.now();
}

/** At once while nothing moves. Rejects with the reason of `signal`. */
export async function untilPictureRests(signal: AbortSignal): Promise<void> {
  const latest = performance.now() + LONGEST_MS;
  for (;;) {
    signal.throwIfAborted();
    const restMs = Math.min(lastMoved + REST_MS, latest) - performance.now();
    if (restMs <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

/** Until the browser has nothing else to do and no picture is being moved, however long that takes. Rejects as above. */
export async function idleAtRest(signal: AbortSignal): Promise<void> {
  do {
    await untilPictureRests(signal);
    await idle();
    // The browser may have been busy with a movement that began meanwhile.
  } while (performance.now() < lastMoved + REST_MS);
}
