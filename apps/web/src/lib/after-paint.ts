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
