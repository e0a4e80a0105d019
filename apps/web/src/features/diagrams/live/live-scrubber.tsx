// The time below a live diagram of a window: a part of it is chosen and played, while the picture stays where it is.
import type { Deploy } from '@spanloom/api-schema';
import type { FilterQuery } from '../../../api/queries.ts';
import type { FixedRange, TimeRange } from '../../../lib/time-range.ts';
import { useFrameLater } from '../../../ui/use-frame-later.ts';
import { useKept } from '../../../ui/use-kept.ts';
import { useRateSeries } from '../../../ui/use-part-graph.ts';
import { useSteady } from '../../../ui/use-steady.ts';
import { PartScrubber } from '../../../viz/part-scrubber.tsx';
import type { ChangeDiagramsUrl, DiagramsUrl } from '../diagrams-url.ts';
import { type LiveReading, useHoldDiagram } from './use-live-diagram.ts';

interface LiveScrubberProps {
  readonly kind: string;
  readonly url: DiagramsUrl;
  readonly filter: FilterQuery;
  readonly reading: LiveReading;
  readonly range: TimeRange;
  readonly part: FixedRange | undefined;
  readonly onChange: ChangeDiagramsUrl;
}

/** A mark leads to a comparison, which such a diagram has not. */
const NO_MARKS: readonly Deploy[] = [];

export function LiveScrubber({ kind, url, filter, reading, range, part, onChange }: LiveScrubberProps) {
  const { start, end } = reading.wholeWindow ?? {};
  const window = useKept(
    start === undefined || end === undefined ? undefined : { start: BigInt(start), end: BigInt(end) },
    `${start} ${end}`,
  );
  return (
    <PartScrubber
      {...{ url, range, part, onChange }}
      window={useFrameLater(window)}
      series={useRateSeries(filter, range)}
      behind={reading.behind}
      deploys={NO_MARKS}
      onHold={useSteady(useHoldDiagram(kind, filter, range))}
    />
  );
}
