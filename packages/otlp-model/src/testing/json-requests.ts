// OTLP/JSON requests as text, and their decoding, for tests.
import { DEFAULT_DECODE_LIMITS, type DecodedTraces, type DecodeError } from '../codec.ts';
import { decodeExportRequest } from '../json/index.ts';

/** Good ids, as members of a span. */
export const IDS = '"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"';

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Decodes JSON text that must be taken. */
export function decoded(text: string, limits = DEFAULT_DECODE_LIMITS): DecodedTraces {
  const result = decodeExportRequest(bytes(text), limits);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Decodes JSON text that must be refused. */
export function failure(text: string, limits = DEFAULT_DECODE_LIMITS): DecodeError {
  const result = decodeExportRequest(bytes(text), limits);
  if (result.ok) throw new Error('expected the body to be refused');
  return result.error;
}

/** A request of one scope with these spans. */
export function request(...spans: readonly string[]): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[${spans.join(',')}]}]}]}`;
}
