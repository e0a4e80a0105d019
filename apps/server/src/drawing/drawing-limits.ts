// How much one picture may cost.

/** Edges of a flowchart: Mermaid's own limit. */
export const MAX_EDGES = 500;
/** Pixels of a PNG: 100 MB while it is drawn. */
export const MAX_PIXELS = 25_000_000;
/** Pixels of a PNG for each of the SVG, in both directions. */
export const PNG_SCALE = 2;
