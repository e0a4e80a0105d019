// Slows down whoever guesses secrets. Each address may be wrong ten times, then once in two seconds.
import { createHash } from 'node:crypto';

const BURST = 10;
const REFILL_MS = 2000;
const MOST_ADDRESSES = 1000;
const MOST_GUESSES = 100;

export type GuessRefusal =
  | { readonly kind: 'wrong' }
  /** The guess must not be looked at. */
  | { readonly kind: 'wait'; readonly seconds: number };

export interface GuessLimit {
  /** What is to be answered without looking at the guess; undefined: look. `address` is where the guess came from. */
  refuse(address: string, guess: string): GuessRefusal | undefined;
  /**
   * It was looked at, and wrong: counted, and what is to be answered. Both at once, so that guesses that were looked at together
   * are each counted before the next is answered.
   */
  wrong(address: string, guess: string): GuessRefusal;
}

interface Guesser {
  /** Guesses left at `at`. */
  left: number;
  at: number;
  /** Digests of what was wrong. A sender with an old secret repeats itself; it guesses nothing and uses nothing up. */
  readonly wrong: Set<string>;
}

/** `clock` gives milliseconds and never goes back. */
export function createGuessLimit(clock: () => number): GuessLimit {
  const guessers = new Map<string, Guesser>();

  function guesserAt(address: string): Guesser {
    const now = clock();
    const known = guessers.get(address);
    const left = known === undefined ? BURST : Math.min(BURST, known.left + (now - known.at) / REFILL_MS);
    const guesser = { left, at: now, wrong: known?.wrong ?? new Set<string>() };
    // The least recently seen one is the first of the map, and goes first.
    guessers.delete(address);
    guessers.set(address, guesser);
    dropFirst(guessers, MOST_ADDRESSES);
    return guesser;
  }

  return {
    refuse: (address, guess) => refusalOf(guesserAt(address), guess),
    wrong(address, guess) {
      const guesser = guesserAt(address);
      const refusal = refusalOf(guesser, guess);
      if (refusal !== undefined) return refusal;
      guesser.left--;
      guesser.wrong.add(digest(guess));
      dropFirst(guesser.wrong, MOST_GUESSES);
      return { kind: 'wrong' };
    },
  };
}

function refusalOf({ left, wrong }: Guesser, guess: string): GuessRefusal | undefined {
  if (wrong.has(digest(guess))) return { kind: 'wrong' };
  if (left >= 1) return undefined;
  return { kind: 'wait', seconds: Math.ceil(((1 - left) * REFILL_MS) / 1000) };
}

function digest(guess: string): string {
  return createHash('sha256').update(guess).digest('base64');
}

function dropFirst<K>(
  keyed: { readonly size: number; keys(): IterableIterator<K>; delete(key: K): boolean },
  most: number,
): void {
  if (keyed.size <= most) return;
  for (const first of keyed.keys()) {
    keyed.delete(first);
    return;
  }
}
