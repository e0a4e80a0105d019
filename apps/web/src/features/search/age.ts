// How long ago something in a list began.
import type { Format } from '../../i18n/use-format.ts';

const RELATIVE_FOR_NANOS = 3_600_000_000_000n;

/** How long ago, up to an hour; then the day, where it is not today. */
export function age(start: bigint, now: bigint, format: Format): string {
  if (start <= now && now - start < RELATIVE_FOR_NANOS) return format.relative(start, now);
  const day = format.date(start);
  return day === format.date(now) ? '' : day;
}
