// Work that the first sight of a page does not wait for.

/** Does it once what is on the page now was painted. Gives back what calls it off. */
export function afterPaint(work: () => void): () => void {
  let timer: number | undefined;
  // A frame callback runs before its frame is painted; a timer that it sets, afterwards.
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}

/** A page that nobody sees is not painted. */
const UNSEEN_MS = 500;

/** Once what is on the page now was painted, or would have been. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN_MS);
    afterPaint(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
