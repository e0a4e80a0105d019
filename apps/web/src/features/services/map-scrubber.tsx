// The time below the map. Whoever shows a part of it stops the clock: the range becomes fixed, so that the part stays in it.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { liveRedQuery } from '../../api/live-queries.ts';
import { liveEdgesQuery } from '../../api/queries.ts';
import { type FixedRange, rangeKey, type TimeRange, type TimeWindow, writeTimeRange } from '../../lib/time-range.ts';
import { readSpeed } from '../../viz/playback.ts';
import { TimeScrubber } from '../../viz/time-scrubber.tsx';
import { redTotals } from './red-totals.ts';
import type { ChangeServicesUrl, ServicesUrl } from './services-url.ts';
import type { LiveServices } from './use-service-map.ts';

interface MapScrubberProps {
  readonly url: ServicesUrl;
  readonly live: LiveServices;
  readonly range: TimeRange;
  readonly part: FixedRange | undefined;
  readonly onChange: ChangeServicesUrl;
}

export function MapScrubber({ url, live, range, part, onChange }: MapScrubberProps) {
  const client = useQueryClient();
  const { data } = useQuery({ ...liveRedQuery('service', undefined, range), placeholderData: keepPreviousData });
  const series = useMemo(() => data && redTotals(data.red), [data]);
  const { all } = live;
  const whole = range.kind === 'absolute' ? range : all?.window;
  if (whole === undefined) return undefined;
  const show = (next: TimeWindow | undefined): void => {
    if (next === undefined) return onChange({ part: undefined });
    const fixed: FixedRange = { ...whole, kind: 'absolute' };
    // What is on screen is the answer for the fixed range too.
    if (all !== undefined) client.setQueryData(liveEdgesQuery(live.view, fixed).queryKey, all);
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
      behind={live.behind}
    />
  );
}
