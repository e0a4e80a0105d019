// Whether more of a trace may still come: it is incomplete, and its last span ended less than a minute ago.

const YOUNG_NANOS = 60_000_000_000n;

interface ArrivingTrace {
  /** When its last span ended, unix nanoseconds. */
  readonly newestEnd: bigint;
  /** It has no root yet, or the parent of some span is not here. */
  readonly complete: boolean;
}

/** How often a trace is read again while it may still arrive. */
export const ARRIVING_REFETCH_MS = 2000;

/** `now`: unix nanoseconds. Spans dated more than a minute ahead are from a clock that is wrong, not from just now. */
export function mayStillArrive({ newestEnd, complete }: ArrivingTrace, now: bigint): boolean {
  const age = now - newestEnd;
  return !complete && age <= YOUNG_NANOS && age >= -YOUNG_NANOS;
}
