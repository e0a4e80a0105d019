// Numbers and times in the texts of several kinds.

/** What is counted: the word for one, and the word for several. */
export type Noun = readonly [one: string, many: string];

export function counted(count: number, noun: Noun): string {
  return `${grouped(count)} ${nounFor(count, noun)}`;
}

export function nounFor(count: number, [one, many]: Noun): string {
  return count === 1 ? one : many;
}

/** A whole number with its digits in groups of three. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A moment as UTC. Nanoseconds may lie where no calendar reaches. */
export function isoTime(nanoseconds: bigint): string {
  const millis = Number(nanoseconds / 1_000_000n);
  return millis > 8.64e15 ? `${nanoseconds} ns` : new Date(millis).toISOString();
}
