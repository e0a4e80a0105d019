// What the first bytes on a connection say that somebody speaks, for ports where it should be something else.

export type Spoken = 'tls' | 'http1' | 'http2' | 'other';

export const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const TLS_HANDSHAKE = 0x16;
const REQUEST_LINE = /^([A-Z]{3,16}) (\S{1,2000}) HTTP\/1\.[01]\r?\n/;

export function spoken(bytes: Uint8Array): Spoken {
  if (bytes[0] === TLS_HANDSHAKE && bytes[1] === 3) return 'tls';
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // As much of it as a client that speaks HTTP/2 sends in one go; three letters alone could be PRINT.
  if (text.startsWith('PRI * HTTP/2') || (text.length > 3 && HTTP2_PREFACE.startsWith(text))) return 'http2';
  return REQUEST_LINE.test(text) ? 'http1' : 'other';
}

/** Method, path and user agent of a plain HTTP/1 request whose beginning this is. */
export function http1Request(bytes: Uint8Array): { method: string; path: string; userAgent: string } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const [, method = '', path = ''] = REQUEST_LINE.exec(text) ?? [];
  return { method, path, userAgent: /\r?\nuser-agent:[ \t]*([^\r\n]{0,200})/i.exec(text)?.[1] ?? '' };
}
