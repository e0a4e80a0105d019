// JSON bytes -> plain objects, within the limits.
import type { DecodeLimits } from '../codec.ts';
import { DecodeFailure } from '../decode-failure.ts';
import { utf8ToText } from '../utf8.ts';
import { scanJson } from './scan.ts';

/** Numbers that a double might round come as strings. Throws DecodeFailure. */
export function parseJson(body: Uint8Array, limits: DecodeLimits): unknown {
  const safe = scanJson(utf8ToText(body), limits);
  try {
    return JSON.parse(safe);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new DecodeFailure('malformed', `the body is not JSON: ${cause.message}`);
  }
}
