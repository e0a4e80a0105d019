// Bytes that come in pieces of any size, kept in few blocks. A piece is an object of some hundred bytes, and a hostile
// sender makes a piece of every byte: kept as they come, 8 MB of them hold 3 GB.

const BLOCK_BYTES = 64 * 1024;

export class ByteBlocks {
  readonly #full: Uint8Array[] = [];
  #block = new Uint8Array(0);
  #used = 0;
  #size = 0;

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** Copies the piece. */
  push(piece: Uint8Array): void {
    let rest = piece;
    while (rest.length > 0) {
      if (this.#used === this.#block.length) this.#openBlock(rest.length);
      const part = rest.subarray(0, this.#block.length - this.#used);
      this.#block.set(part, this.#used);
      this.#used += part.length;
      this.#size += part.length;
      rest = rest.subarray(part.length);
    }
  }

  /** All bytes in one piece of memory. */
  join(): Uint8Array {
    const last = this.#block.subarray(0, this.#used);
    return this.#full.length === 0 ? last : Buffer.concat([...this.#full, last], this.#size);
  }

  /** The first piece gets a block of its own length: most bodies are one piece. Then blocks double. */
  #openBlock(needed: number): void {
    if (this.#used > 0) this.#full.push(this.#block);
    this.#block = new Uint8Array(Math.max(needed, Math.min(this.#size, BLOCK_BYTES)));
    this.#used = 0;
  }
}
