// How texts are compared in completion: ignoring case for prefixes, by code points for order (which is also the order of
// their UTF-8 bytes, so that an index can answer).

/** The form in which prefixes are compared. */
export function folded(text: string): string {
  return text.toLowerCase().toWellFormed();
}

/** Orders by code points. */
export function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Orders by UTF-16 code units, the order of `<`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
