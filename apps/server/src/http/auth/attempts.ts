// Guesses at the token of the server, judged one by one and slowed down by address.
import { createGuessLimit, type GuessRefusal } from '../guess-limit.ts';

export type AttemptOutcome = { readonly kind: 'right' } | GuessRefusal;

/** `address` is where the guess came from. */
export type Attempt = (address: string, guess: string) => AttemptOutcome;

/** `clock` gives milliseconds and never goes back. */
export function createAttempts(isRight: (guess: string) => boolean, clock: () => number): Attempt {
  const limit = createGuessLimit(clock);
  return (address, guess) => {
    const refusal = limit.refuse(address, guess);
    if (refusal !== undefined) return refusal;
    if (isRight(guess)) return { kind: 'right' };
    return limit.wrong(address, guess);
  };
}
