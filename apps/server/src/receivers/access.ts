// Whether a sender may send: with --token only with that token. Compared in constant time.
import { createHash, timingSafeEqual } from 'node:crypto';

const BEARER = /^Bearer +(\S+) *$/i;

/** `authorization` is the header of that name. Without a token of ours everybody may send. */
export type MaySend = (authorization: string | undefined) => boolean;

export function createAccess(token: string | undefined): MaySend {
  if (token === undefined) return () => true;
  const wanted = digest(token);
  return (authorization) => {
    const given = BEARER.exec(authorization ?? '')?.[1];
    return given !== undefined && timingSafeEqual(digest(given), wanted);
  };
}

export const UNAUTHORIZED = 'A token is needed: send the header "Authorization: Bearer TOKEN".';

/** Of one length, whatever the text. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
