// How decoders give up inside: thrown where trouble is found, turned into a value at the codec's edge.
import { type DecodeError, ITEMS_A_GROUP } from './codec.ts';
import { err, type Result } from './result.ts';

/** The body as a whole cannot be taken. Never leaves the codecs. */
export class DecodeFailure extends Error {
  readonly kind: DecodeError['kind'];

  constructor(kind: DecodeError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Thrown when a request has more spans than the limit. */
export function tooManySpans(maxSpans: number): DecodeFailure {
  return new DecodeFailure('too_large', `more than ${maxSpans} spans in one request; send smaller batches`);
}

/** Thrown when a request has more attributes, events, links and list elements than the limit. */
export function tooManyItems(maxItems: number): DecodeFailure {
  return new DecodeFailure(
    'too_large',
    `more than ${maxItems} attributes, events, links and list elements in one request (a resource or scope counts for ${ITEMS_A_GROUP}); send smaller batches`,
  );
}

/** Thrown when a request for another signal than traces has more data points, records or groups than the limit. */
export function tooManySignalItems(maxItems: number): DecodeFailure {
  return new DecodeFailure('too_large', `more than ${maxItems} items in one request; send smaller batches`);
}

/** Runs a decoder and returns a DecodeFailure as a value. Anything else that is thrown is a bug and goes on. */
export function catchDecodeFailure<T>(decode: () => Result<T, DecodeError>): Result<T, DecodeError> {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof DecodeFailure) return err({ kind: cause.kind, message: cause.message });
    throw cause;
  }
}
