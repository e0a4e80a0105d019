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

/** Once what is on the page now was painted; at once where nobody sees it. */
export async function painted(): Promise<void> {
  if (!document.hidden) await new Promise<void>((resolve) => void afterPaint(resolve));
}
