// Words that the texts of several kinds have in common.

export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** A moment as UTC. Nanoseconds may lie where no calendar reaches. */
export function isoTime(nanoseconds: bigint): string {
  const millis = Number(nanoseconds / 1_000_000n);
  return millis > 8.64e15 ? `${nanoseconds} ns` : new Date(millis).toISOString();
}
