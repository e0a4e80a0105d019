// Comparing secrets without telling by the time it takes how much of one was right.
import { createHash, timingSafeEqual } from 'node:crypto';

export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Of one length, whatever the text. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
