// Whether a sender may send: with --token only with that token. Compared in constant time.
import { sameSecret } from '../net/same-secret.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** `authorization` is the header of that name. Without a token of ours everybody may send. */
export type MaySend = (authorization: string | undefined) => boolean;

export function createAccess(token: string | undefined): MaySend {
  if (token === undefined) return () => true;
  return (authorization) => {
    const given = BEARER.exec(authorization ?? '')?.[1];
    return given !== undefined && sameSecret(given, token);
  };
}

export const UNAUTHORIZED = 'A token is needed: send the header "Authorization: Bearer TOKEN".';
