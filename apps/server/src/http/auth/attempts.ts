// Slows down whoever guesses tokens. Each address may be wrong ten times, then once in two seconds.
import { createHash } from 'node:crypto';

const BURST = 10;
const REFILL_MS = 2000;
const MOST_ADDRESSES = 1000;
const MOST_GUESSES = 100;

export type AttemptOutcome =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong' }
  /** The guess was not looked at. */
  | { readonly kind: 'wait'; readonly seconds: number };

/** `address` is where the guess came from. */
export type Attempt = (address: string, guess: string) => AttemptOutcome;

interface Guesser {
  /** Guesses left at `at`. */
  left: number;
  at: number;
  /** Digests of what was wrong. A sender with an old token repeats itself; it guesses nothing and uses nothing up. */
  readonly wrong: Set<string>;
}

/** `clock` gives milliseconds and never goes back. */
export function createAttempts(isRight: (guess: string) => boolean, clock: () => number): Attempt {
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

  return (address, guess) => {
    const guesser = guesserAt(address);
    const digest = createHash('sha256').update(guess).digest('base64');
    if (guesser.wrong.has(digest)) return { kind: 'wrong' };
    if (guesser.left < 1) return { kind: 'wait', seconds: Math.ceil(((1 - guesser.left) * REFILL_MS) / 1000) };
    if (isRight(guess)) return { kind: 'right' };
    guesser.left--;
    guesser.wrong.add(digest);
    dropFirst(guesser.wrong, MOST_GUESSES);
    return { kind: 'wrong' };
  };
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
