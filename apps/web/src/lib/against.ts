// What a window of time is compared with: one of the same length, so much earlier or from a moment on. In the URL as
// `against=1h`, or `against=START` in unix nanoseconds.
import { rangeOfSeconds, relativeRange, type TimeRange, type TimeWindow } from './time-range.ts';

export type Against =
  | { readonly kind: 'earlier'; readonly text: string; readonly seconds: number }
  | { readonly kind: 'from'; readonly start: bigint };

/** undefined when the text is none. */
export function readAgainst(text: string | undefined): Against | undefined {
  if (text !== undefined && /^\d{10,19}$/.test(text)) return { kind: 'from', start: BigInt(text) };
  const length = relativeRange(text);
  return length && { kind: 'earlier', text: length.text, seconds: length.seconds };
}

/** The inverse. */
export function writeAgainst(against: Against): string {
  return against.kind === 'earlier' ? against.text : String(against.start);
}

/** The window that is compared with `shown`. Nothing is before 1970. */
export function windowAgainst(shown: TimeWindow, against: Against): TimeWindow {
  const wanted = against.kind === 'from' ? against.start : shown.start - BigInt(against.seconds) * 1_000_000_000n;
  const start = wanted < 0n ? 0n : wanted;
  return { start, end: start + (shown.end - shown.start) };
}

/** The time just before: as much earlier as the range is long, in whole seconds; beyond ten years nothing. */
export function justBefore(range: TimeRange): (Against & { readonly kind: 'earlier' }) | undefined {
  const seconds =
    range.kind === 'relative' ? range.seconds : Number((range.end - range.start + 999_999_999n) / 1_000_000_000n);
  const length = rangeOfSeconds(Math.max(seconds, 1)) ?? rangeOfSeconds(Math.ceil(seconds / 3600) * 3600);
  return length && { kind: 'earlier', text: length.text, seconds: length.seconds };
}
