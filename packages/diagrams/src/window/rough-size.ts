// How heavy a part is where not all have room: by powers of two, so that of parts
// that are about as heavy the same ones stay while counts waver from tick to tick. Another choice is another structure, and the
// picture would be drawn anew each time.

export function roughSize(weight: number): number {
  return weight <= 0 ? -1 : Math.floor(Math.log2(weight + 1));
}
