// protobufjs' reader and writer with 64-bit integers as bigints and strings read leniently.
// https://protobuf.dev/programming-guides/encoding/
import { Reader, util, Writer } from 'protobufjs/minimal.js';

/** What our code uses of protobufjs' reader. Its own types give 64-bit integers as Long objects. */
interface BaseReader {
  buf: Uint8Array;
  pos: number;
  len: number;
  tag(): number;
  size(): number;
  string(): string;
  stringVerify(): string;
  skipType(wireType: number, depth: number, fieldNumber: number): void;
}

interface BaseWriter {
  buf: Uint8Array;
  pos: number;
  uint32(value: number): this;
  bytes(value: Uint8Array): this;
  raw(value: Uint8Array): this;
  string(value: string): this;
  fork(): this;
  ldelim(): this;
  finish(): Uint8Array;
}

const PlainReader = Reader as unknown as new (bytes: Uint8Array) => BaseReader;
const PlainWriter = Writer as unknown as new () => BaseWriter;

/** Reads one message. Throws RangeError or Error when the bytes are not well-formed. */
export class WireReader extends PlainReader {
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    // Of Node's Buffer, slices would be views into the body and no plain Uint8Arrays.
    super(bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next `size` bytes, which must be there, as a string. */
  text(size: number): string {
    const start = this.pos;
    this.pos += size;
    return util.utf8.read(this.buf, start, this.pos);
  }

  /**
   * Invalid UTF-8 becomes U+FFFD: one bad name must not cost a sender the whole batch, and the specification leaves it
   * to the receiver.
   */
  override stringVerify(): string {
    return this.string();
  }

  int64(): bigint {
    const { buf } = this;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.pos >= this.len) throw new RangeError('a varint goes past the end of its message');
      const byte = buf[this.pos++] as number;
      const bits = byte & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 128) {
        if (high === 0) return BigInt(low >>> 0);
        return (BigInt(high) << 32n) | BigInt(low >>> 0);
      }
    }
    throw new RangeError('a varint is longer than 10 bytes');
  }

  fixed64(): bigint {
    const at = this.#take8();
    return this.#view.getBigUint64(at, true);
  }

  double(): number {
    const at = this.#take8();
    return this.#view.getFloat64(at, true);
  }

  #take8(): number {
    const at = this.pos;
    if (at + 8 > this.len) throw new RangeError('a 64-bit value goes past the end of its message');
    this.pos = at + 8;
    return at;
  }
}

/** Writes one message. */
export class WireWriter extends PlainWriter {
  readonly #scratch = new Uint8Array(10);
  readonly #view = new DataView(this.#scratch.buffer);

  int64(value: bigint): this {
    let rest = BigInt.asUintN(64, value);
    let length = 0;
    while (rest > 127n) {
      this.#scratch[length++] = Number(rest & 127n) | 128;
      rest >>= 7n;
    }
    this.#scratch[length++] = Number(rest);
    return this.raw(this.#scratch.subarray(0, length));
  }

  /** The bytes in a buffer of their own. protobufjs would give a view into a pool, and transferring that would break it. */
  override finish(): Uint8Array {
    return this.buf.slice(0, this.pos);
  }

  fixed64(value: bigint): this {
    this.#view.setBigUint64(0, value, true);
    return this.raw(this.#scratch.subarray(0, 8));
  }
}
