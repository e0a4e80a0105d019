// How heavy a part is where not all have room: by powers of two, so that of parts that are about as heavy the same ones stay
// while counts waver from tick to tick. Another choice is another structure, and the picture would be drawn anew each time.

export function roughSize(weight: number): number {
  return weight <= 0 ? -1 : Math.floor(Math.log2(weight + 1));
}

/** Below all others. */
const NOTHING = -2000;

/**
 * Sizes of what is counted over a window, in powers of two of the middle one: what grows alike stays alike, and what is about as
 * heavy as most others is in the middle of a size, not at its border.
 */
export function roughSizes(weights: readonly number[]): (weight: number) => number {
  const sorted = weights.filter((weight) => weight > 0).toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 1;
  // + 0: there is no negative zero then.
  return (weight) => (weight <= 0 ? NOTHING : Math.round(Math.log2(weight / middle)) + 0);
}
