// Tokens and delete keys: 128 random bits each, kept as hashes. Nobody finds such a secret by trying, so a plain hash is
// enough, and a look-up by it tells nothing by its time.
import { createHash, randomBytes } from 'node:crypto';

const BYTES = 16;

/** 22 characters that are fit for an address. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

export function looksLikeSecret(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
