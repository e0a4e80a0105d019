// How many bytes of request bodies may be in memory at once, over all requests of all receivers.

export interface MemoryBudget {
  /** False when the bytes do not fit right now: nothing is taken then. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createMemoryBudget(maxBytes: number): MemoryBudget {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > maxBytes) return false;
      taken += bytes;
      return true;
    },
    give(bytes) {
      taken -= bytes;
    },
  };
}
