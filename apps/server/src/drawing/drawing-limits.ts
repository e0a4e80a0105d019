// How much one picture may cost.

/** Characters of a Mermaid text: Mermaid's own limit. */
export const MAX_TEXT = 50_000;
/** Edges of a flowchart: Mermaid's own limit. */
export const MAX_EDGES = 500;
/** Pixels of a PNG: 100 MB while it is drawn. */
export const MAX_PIXELS = 25_000_000;
/** Pixels of a PNG for each of the SVG, in both directions. */
export const PNG_SCALE = 2;

/** How the main thread watches over the drawing thread; what each bounds is said in threads/drawing-client.ts. */
export const DRAWING_LIMITS = {
  drawingMs: 15_000,
  startingMs: 30_000,
  idleMs: 30_000,
  waiting: 16,
  // The largest texts that are allowed take about 250.
  heapMb: 512,
} as const;
