// The time below the map.
import type { FixedRange, TimeRange } from '../../lib/time-range.ts';
import { useDeploys, useHoldGraph, useRateSeries } from '../../ui/use-part-graph.ts';
import { PartScrubber } from '../../viz/part-scrubber.tsx';
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
  const { view, all, behind } = live;
  return (
    <PartScrubber
      {...{ url, range, part, behind, onChange }}
      window={all?.window}
      series={useRateSeries(view, range)}
      deploys={useDeploys(range)}
      onHold={useHoldGraph(view, all)}
    />
  );
}
