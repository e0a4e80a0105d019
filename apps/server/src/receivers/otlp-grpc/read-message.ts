// Reads the one message of a unary call: counted while it arrives, inflated while counted, never beyond its limit.
import { constants, type ServerHttp2Stream } from 'node:http2';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { ByteBlocks } from '../byte-blocks.ts';
import { inflate } from '../inflate.ts';
import type { MemoryBudget } from '../memory-budget.ts';
import type { Refusal } from '../refusal.ts';
import { PREFIX_BYTES } from './wire.ts';

export interface ReadMessageOptions {
  /** What `grpc-encoding` says. */
  readonly gzip: boolean;
  /** Bytes before and after inflation. */
  readonly maxBytes: number;
  readonly budget: MemoryBudget;
  /** A sender gets this long for a whole message. */
  readonly timeoutMs: number;
}

export interface Message {
  readonly bytes: Uint8Array;
  /** Before inflation; undefined when it was not compressed. */
  readonly gzipBytes: number | undefined;
  /** Gives the memory back to the budget: call when the bytes are no longer needed. */
  release(): void;
}

type Framed = Omit<Message, 'gzipBytes'>;

/** The sender went away. */
export const ABORTED = 'aborted';

export async function readMessage(
  stream: ServerHttp2Stream,
  options: ReadMessageOptions,
): Promise<Result<Message, Refusal | typeof ABORTED>> {
  const { gzip, maxBytes, budget } = options;
  const arrived = await readFramed(stream, options);
  if (!arrived.ok) return arrived;
  const { bytes, release } = arrived.value;
  const compressed = bytes[0] === 1;
  const content = bytes.subarray(PREFIX_BYTES);
  if (!compressed) return ok({ bytes: content, gzipBytes: undefined, release });
  if (!gzip) {
    release();
    return err({ reason: 'malformed', message: 'The message says it is compressed, but grpc-encoding names nothing.' });
  }
  const inflated = await inflate(content, { maxBytes, budget });
  release();
  if (inflated.ok) {
    const { value } = inflated;
    return ok({ bytes: value, gzipBytes: content.length, release: () => budget.give(value.length) });
  }
  switch (inflated.error.kind) {
    case 'too_large':
      return err(tooLarge(maxBytes));
    case 'busy':
      return err(BUSY);
    case 'broken_gzip':
      return err({ reason: 'gzip', message: `The message cannot be inflated: ${inflated.error.message}.` });
  }
}

const BUSY: Refusal = { reason: 'busy', message: 'Too much is being received at once. Try again.' };

function tooLarge(maxBytes: number): Refusal {
  const message = `The message is larger than ${maxBytes} bytes after decompression. Send smaller batches.`;
  return { reason: 'too_large', message };
}

/** Prefix and content, to the end of the stream. */
function readFramed(
  stream: ServerHttp2Stream,
  { maxBytes, budget, timeoutMs }: ReadMessageOptions,
): Promise<Result<Framed, Refusal | typeof ABORTED>> {
  return new Promise((resolve) => {
    const blocks = new ByteBlocks();
    const prefix = Buffer.alloc(PREFIX_BYTES);
    const timeout = setTimeout(() => {
      fail({ reason: 'half_sent', message: 'The message took too long to arrive.' });
    }, timeoutMs);

    const onData = (chunk: Uint8Array): void => {
      if (!budget.take(chunk.length)) return fail(BUSY);
      if (blocks.size < PREFIX_BYTES) prefix.set(chunk.subarray(0, PREFIX_BYTES - blocks.size), blocks.size);
      blocks.push(chunk);
      if (blocks.size < PREFIX_BYTES) return;
      // What the prefix says is enough to refuse: the rest need not arrive.
      const length = prefix.readUInt32BE(1);
      if (prefix.readUInt8(0) > 1) return fail({ reason: 'malformed', message: 'This is no gRPC message.' });
      if (length > maxBytes) return fail(tooLarge(maxBytes));
      if (blocks.size > PREFIX_BYTES + length) {
        fail({ reason: 'malformed', message: 'More follows the message; Export takes one message.' });
      }
    };
    const onEnd = (): void => {
      // A stream that the sender resets ends first, and only then says that it was cut off.
      if (stream.aborted || stream.rstCode !== constants.NGHTTP2_NO_ERROR) return onGone();
      if (blocks.size < PREFIX_BYTES || blocks.size < PREFIX_BYTES + prefix.readUInt32BE(1)) {
        return fail({ reason: 'malformed', message: 'The call ended before its message was whole.' });
      }
      settle(ok({ bytes: blocks.join(), release: () => budget.give(blocks.size) }));
    };
    const onGone = (): void => fail(ABORTED);

    function settle(result: Result<Framed, Refusal | typeof ABORTED>): void {
      clearTimeout(timeout);
      stream.off('data', onData);
      stream.off('end', onEnd);
      stream.off('aborted', onGone);
      stream.off('close', onGone);
      resolve(result);
    }
    function fail(failure: Refusal | typeof ABORTED): void {
      budget.give(blocks.size);
      settle(err(failure));
    }

    stream.on('data', onData);
    stream.on('end', onEnd);
    stream.on('aborted', onGone);
    stream.on('close', onGone);
  });
}
