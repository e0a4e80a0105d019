// The time below a live picture. Whoever shows a part of it stops the clock: the range becomes fixed, so that the part stays
// in it.
import type { Deploy } from '@spanloom/api-schema';
import { memo } from 'react';
import { writeAgainst } from '../lib/against.ts';
import type { PartUrl, RateSeries } from '../lib/part-of-time.ts';
import {
  type FixedRange,
  rangeKey,
  type TimeRange,
  type TimeRangeUrl,
  type TimeWindow,
  writeTimeRange,
} from '../lib/time-range.ts';
import { readSpeed } from './playback.ts';
import { TimeScrubber } from './time-scrubber.tsx';

interface PartScrubberProps {
  readonly url: PartUrl;
  readonly range: TimeRange;
  /** The time that is on screen as a whole; undefined before the first answer. */
  readonly window: TimeWindow | undefined;
  /** undefined while it is read. */
  readonly series: RateSeries | undefined;
  readonly part: FixedRange | undefined;
  /** The picture is not yet that of the part: playing waits for it. */
  readonly behind: boolean;
  /** Of all of the time. */
  readonly deploys: readonly Deploy[];
  /** Before the range becomes this one. */
  readonly onHold: (fixed: FixedRange) => void;
  /** Writes a part of the URL; `inPlace`: not as a step to go back to. */
  readonly onChange: (part: PartUrl & TimeRangeUrl & { readonly against?: string }, inPlace?: boolean) => void;
}

export const PartScrubber = memo(function PartScrubber(props: PartScrubberProps) {
  const { url, range, series, part, behind, deploys, onHold, onChange } = props;
  const whole = range.kind === 'absolute' ? range : props.window;
  if (whole === undefined) return undefined;
  const show = (next: TimeWindow | undefined): void => {
    if (next === undefined) return onChange({ part: undefined });
    const fixed: FixedRange = { ...whole, kind: 'absolute' };
    onHold(fixed);
    onChange({ ...writeTimeRange(fixed), part: rangeKey({ kind: 'absolute', ...next }) }, part !== undefined);
  };
  return (
    <TimeScrubber
      range={whole}
      series={series}
      part={part}
      onPart={show}
      speed={readSpeed(url.speed)}
      onSpeed={(speed) => onChange({ speed: speed === readSpeed(undefined) ? undefined : speed }, true)}
      behind={behind}
      deploys={deploys}
      onDeploy={({ at }) => {
        // As long before it as from it on.
        const [moment, { end }] = [BigInt(at), whole];
        const against = writeAgainst({ kind: 'from', start: moment > end - moment ? moment - (end - moment) : 0n });
        onChange({ ...writeTimeRange({ kind: 'absolute', start: moment, end }), part: undefined, against });
      }}
    />
  );
});
