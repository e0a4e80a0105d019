// The part of a fixed time that a live picture shows, and how fast it is played. In the URL as `part=START-END`, `speed=60`.
import { type FixedRange, rangeOfKey, type TimeRange } from './time-range.ts';
import { urlText } from './search-params.ts';

/** Of every page that can show a part of its time. */
export const partUrl = {
  /** The part of the time that is shown: START-END in unix nanoseconds. */
  part: urlText,
  /** How fast it is played. */
  speed: urlText,
};
export interface PartUrl {
  readonly part?: string | undefined;
  readonly speed?: string | undefined;
}

/** The part of a fixed time that is shown. undefined: all of it, as of what lies outside of it. */
export function readPart({ part }: PartUrl, range: TimeRange): FixedRange | undefined {
  const read = rangeOfKey(part ?? '');
  if (read?.kind !== 'absolute' || range.kind !== 'absolute') return undefined;
  return read.start >= range.start && read.end <= range.end ? read : undefined;
}

export function isPart(text: string): boolean {
  return rangeOfKey(text)?.kind === 'absolute';
}

/** One value for each bucket of a time. */
export interface RateSeries {
  readonly rate: readonly number[];
  readonly errors: readonly number[];
}
