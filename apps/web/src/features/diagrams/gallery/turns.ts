// Work that is done one after the other, in the order in which it was asked for.

export type InTurn = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** Whoever is not wanted any more when its turn comes is passed over. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, work) => {
    const next = () => {
      signal.throwIfAborted();
      return work();
    };
    const turn = last.then(next, next);
    last = turn;
    return turn;
  };
}
