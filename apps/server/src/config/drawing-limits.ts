// How the main thread watches over the drawing thread; what each of them bounds is said in threads/drawing-client.ts.

export const DRAWING_LIMITS = {
  drawingMs: 30_000,
  startingMs: 60_000,
  idleMs: 30_000,
  waiting: 16,
  // The largest texts that are allowed take about 250.
  heapMb: 512,
} as const;
