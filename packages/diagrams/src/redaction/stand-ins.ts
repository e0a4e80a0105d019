// Names that stand for others. They are numbered by the order of what they stand for, so the same data gives the same.

export type StandIns = ReadonlyMap<string, string>;

/** `service-1`, `service-2`, ... for `service`. */
export function standIns(names: Iterable<string>, word: string): StandIns {
  const sorted = [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
  return new Map(sorted.map((name, place) => [name, `${word}-${place + 1}`]));
}

const SLOTS = 18;
/** As the registry of colours does when a slot is held. */
const STEP = 7;

/** A colour that tells nothing of the name: the usual one follows from it. */
export function standInColor(place: number): number {
  return (place * STEP) % SLOTS;
}
