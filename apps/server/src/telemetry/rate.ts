// How much comes in a second, as the mean of the last ten.

const RATE_SECONDS = 10;

export interface Rate {
  add(count: number): void;
  perSecond(): number;
}

/** `clock` gives milliseconds and never goes back. */
export function createRate(clock: () => number): Rate {
  const started = clock();
  // A ring of whole seconds: slot = second mod length, valid only while it holds that very second.
  const ring = Array.from({ length: RATE_SECONDS + 1 }, () => ({ second: -1, count: 0 }));

  function slot(second: number): { second: number; count: number } {
    const found = ring[second % ring.length];
    if (found === undefined) throw new RangeError(`no slot for second ${second}`);
    if (found.second !== second) {
      found.second = second;
      found.count = 0;
    }
    return found;
  }

  return {
    add(count) {
      slot(Math.floor(clock() / 1000)).count += count;
    },
    perSecond() {
      const now = clock();
      const second = Math.floor(now / 1000);
      const recent = ring.filter((entry) => entry.second >= 0 && entry.second > second - RATE_SECONDS);
      const seconds = Math.min(RATE_SECONDS, Math.max(1, (now - started) / 1000));
      return Math.round((recent.reduce((sum, { count }) => sum + count, 0) / seconds) * 10) / 10;
    },
  };
}
