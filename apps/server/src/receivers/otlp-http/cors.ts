// Which pages of a browser may send: those of this machine, and those named by --cors-origin. An unknown origin is never
// reflected, and `*` never said: sendBeacon sends credentials, and those forbid it.
// https://fetch.spec.whatwg.org/#http-cors-protocol

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Headers that a page may send with its spans. */
const KNOWN_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'authorization',
  'baggage',
  'content-encoding',
  'content-language',
  'content-type',
  'traceparent',
  'tracestate',
  'user-agent',
]);
const CUSTOM_HEADER = /^x-[a-z0-9-]{1,64}$/;
const PREFLIGHT_SECONDS = 600;

export interface Cors {
  /** What goes on every answer, also on errors: a page cannot read them otherwise. */
  headers(origin: string | undefined): Record<string, string>;
  allows(origin: string): boolean;
  /** What a preflight is answered with, once its origin is allowed. */
  preflightHeaders(requestedHeaders: string): Record<string, string>;
}

/** `origins` are those of --cors-origin, each as a browser writes it. */
export function createCors(origins: readonly string[]): Cors {
  const named = new Set(origins);
  const allows = (origin: string): boolean => named.has(origin) || isLocal(origin);
  return {
    allows,
    headers(origin): Record<string, string> {
      if (origin === undefined || !allows(origin)) return { Vary: 'Origin' };
      return {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'Retry-After',
      };
    },
    preflightHeaders(requestedHeaders) {
      const names = requestedHeaders
        .toLowerCase()
        .split(',')
        .map((name) => name.trim())
        .filter((name) => KNOWN_HEADERS.has(name) || CUSTOM_HEADER.test(name));
      return {
        'Access-Control-Allow-Methods': 'POST',
        ...(names.length === 0 ? {} : { 'Access-Control-Allow-Headers': names.join(', ') }),
        'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
      };
    },
  };
}

function isLocal(origin: string): boolean {
  const url = URL.parse(origin);
  // Only what a browser would write itself: no path, no user, nothing that merely begins like a local origin.
  if (url === null || url.origin !== origin) return false;
  return (url.protocol === 'http:' || url.protocol === 'https:') && LOCAL_HOSTS.has(url.hostname);
}
