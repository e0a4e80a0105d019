// The slowest of what was seen in the last minute, give or take half of it.

const HALF_MS = 30_000;

export interface SlowestLately<T> {
  saw(one: T, milliseconds: number): void;
  /** undefined when there was nothing lately. */
  read(): T | undefined;
}

/** `clock` gives milliseconds and never goes back. */
export function createSlowestLately<T>(clock: () => number): SlowestLately<T> {
  type Seen = { readonly half: number; readonly milliseconds: number; readonly one: T };
  let current: Seen | undefined;
  let previous: Seen | undefined;
  const halfNow = (): number => Math.floor(clock() / HALF_MS);
  return {
    saw(one, milliseconds) {
      const half = halfNow();
      if (current !== undefined && current.half !== half) {
        previous = current;
        current = undefined;
      }
      if (current === undefined || milliseconds > current.milliseconds) current = { half, milliseconds, one };
    },
    read() {
      const oldest = halfNow() - 1;
      const [slowest] = [current, previous]
        .filter((seen) => seen !== undefined && seen.half >= oldest)
        .sort((a, b) => (b?.milliseconds ?? 0) - (a?.milliseconds ?? 0));
      return slowest?.one;
    },
  };
}
