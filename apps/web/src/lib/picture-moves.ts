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

/** How soon the end of a drawing is seen. */
const LOOK_MS = 50;

interface Drawing {
  /** `performance.now()`; from then on nobody waits for it any longer. */
  readonly until: number;
}

const drawings = new Set<Drawing>();

/** One is being drawn until the promise is settled. Gives it back. */
export async function drawsPicture<T>(picture: Promise<T>): Promise<T> {
  const drawing = { until: performance.now() + LONGEST_MS };
  drawings.add(drawing);
  try {
    return await picture;
  } finally {
    drawings.delete(drawing);
  }
}

/** At once while nothing moves and nothing is drawn. Rejects with the reason of `signal`. */
export async function untilPictureRests(signal: AbortSignal): Promise<void> {
  const latest = performance.now() + LONGEST_MS;
  for (;;) {
    signal.throwIfAborted();
    const now = performance.now();
    const restMs = Math.min(lastMoved + REST_MS, latest) - now;
    const isDrawn = [...drawings].some(({ until }) => now < until);
    if (restMs <= 0 && !isDrawn) return;
    await new Promise((resolve) => setTimeout(resolve, restMs > 0 ? restMs : LOOK_MS));
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
