// Whether a picture is being moved by hand, or drawn. What would be read anew meanwhile waits until it rests: reading and drawing a
// large answer takes longer than a frame, and the picture would stick to the hand; and a server on the same machine would take the
// processor from the one that is being drawn.
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

const drawings = new Set<Promise<unknown>>();

/** One is being drawn until the promise is settled. Gives it back. */
export function drawsPicture<T>(drawing: Promise<T>): Promise<T> {
  drawings.add(drawing);
  const end = (): void => void drawings.delete(drawing);
  drawing.then(end, end);
  return drawing;
}

/** At once while nothing moves and nothing is drawn. Rejects with the reason of `signal`. */
export async function untilPictureRests(signal: AbortSignal): Promise<void> {
  const latest = performance.now() + LONGEST_MS;
  for (;;) {
    signal.throwIfAborted();
    const now = performance.now();
    const restMs = Math.min(drawings.size > 0 ? latest : lastMoved + REST_MS, latest) - now;
    if (restMs <= 0) return;
    await Promise.race([...drawings, sleep(restMs)]).catch(() => undefined);
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

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
