// How a gantt of spans is put onto Mermaid's axis, which knows dates of whole milliseconds: the trace begins at 0, and a
// second of the axis is one of a unit that the trace has less than sixty of. Minutes would be those of the reader's time zone.

export interface TimeScale {
  /** Nanoseconds to what stands in the text. */
  readonly perStep: number;
  /** For `axisFormat`. */
  readonly format: string;
}

const UNITS = [
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['min', 60e9],
  ['h', 3600e9],
  ['d', 86_400e9],
] as const;

/** `extent`: nanoseconds from the first start to the last end. `permille`: what a thousandth of it is called. */
export function timeScale(extent: number, permille: string): TimeScale {
  for (const [unit, size] of UNITS) {
    if (extent < 60 * size) return { perStep: size / 1000, format: `%-S.%L ${unit}` };
    // Without a decimal point, but as exact as the next unit would be.
    if (extent < 1000 * size && unit !== 'd') return { perStep: size, format: `%-L ${unit}` };
  }
  // Clocks that are years apart.
  return { perStep: extent / 999, format: `%-L ${permille}` };
}
