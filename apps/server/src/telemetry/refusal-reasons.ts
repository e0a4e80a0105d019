// Why a request to an OTLP port was not taken: the labels of counters, so the list is fixed.

export const REFUSAL_REASONS = [
  // The request itself; the sender has to change something.
  'content_type',
  'content_encoding',
  'method',
  'path',
  'too_large',
  'malformed',
  'gzip',
  'unauthorized',
  'origin',
  // The connection: what came is no HTTP, or not the HTTP of this port.
  'bad_request',
  'headers_too_large',
  'wrong_protocol',
  'tls',
  'half_sent',
  'connections',
  // Ours; the sender should try again.
  'busy',
  'stopping',
  'store',
  'internal',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** True when the same request may be taken a moment later. */
export function mayTryAgain(reason: RefusalReason): boolean {
  return reason === 'busy' || reason === 'stopping' || reason === 'store' || reason === 'internal';
}
