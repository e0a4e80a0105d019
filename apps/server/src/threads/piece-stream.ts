// The pieces of one answer on their way from a reader to a client.

/** Pieces as they arrive; each one taken lets the reader send another. */
export class PieceStream implements AsyncIterableIterator<string> {
  readonly #pieces: string[] = [];
  readonly #onTaken: () => void;
  readonly #onAbandoned: () => void;
  #waiting: PromiseWithResolvers<void> | undefined;
  #ended = false;
  #error: Error | undefined;

  constructor(onTaken: () => void, onAbandoned: () => void) {
    this.#onTaken = onTaken;
    this.#onAbandoned = onAbandoned;
  }

  push(text: string): void {
    this.#pieces.push(text);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  fail(error: Error): void {
    this.#error = error;
    this.#wake();
  }

  async next(): Promise<IteratorResult<string>> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece !== undefined) {
        this.#onTaken();
        return { done: false, value: piece };
      }
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) return { done: true, value: undefined };
      this.#waiting = Promise.withResolvers<void>();
      await this.#waiting.promise;
    }
  }

  async return(): Promise<IteratorResult<string>> {
    if (!this.#ended) this.#onAbandoned();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #wake(): void {
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }
}
