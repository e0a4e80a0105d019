// Words that the texts of several kinds have in common.

export function counted(count: number, one: string): string {
  return `${grouped(count)} ${one}${count === 1 ? '' : 's'}`;
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
