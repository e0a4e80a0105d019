// UTF-8 as text. TextDecoder is part of every runtime this package runs in, but of no TypeScript library without DOM.

declare const TextDecoder: new (label: 'utf-8') => { decode(bytes: Uint8Array): string };

/** Decodes UTF-8; what is invalid becomes U+FFFD, a byte order mark at the start is dropped. */
export function utf8ToText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
