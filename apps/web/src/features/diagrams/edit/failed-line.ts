// Where Mermaid failed to read a text, in lines of the text as it was written.

/** Mermaid takes comments out before it counts, and counts a line after the last. Undefined: it does not say where. */
export function failedLine(failure: string, text: string): number | undefined {
  const counted = Number(/\bon line (\d+)/i.exec(failure)?.[1]);
  if (!Number.isSafeInteger(counted)) return undefined;
  const read = text.split('\n').flatMap((line, place) => (/^\s*%%/.test(line) ? [] : [{ line, number: place + 1 }]));
  const first = read.findIndex(({ line }) => line.trim() !== '');
  return read[Math.min(Math.max(first, 0) + counted, read.length) - 1]?.number;
}
