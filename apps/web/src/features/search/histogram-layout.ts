// Where the bars and ticks of the histogram stand, in px. Pure: sizes and counts in, rectangles out.
import { timeTicks, valueTicks } from '../../lib/ticks.ts';

export const HISTOGRAM = {
  height: 148,
  left: 58,
  right: 14,
  top: 10,
  /** Foot of the count bars. */
  base: 104,
  /** The error strip: its own foot and the height of its highest bar. */
  errorBase: 126,
  errorHeight: 16,
  axisText: 141,
} as const;

const TICK_SPACING_PX = 130;
const VALUE_TICKS = 4;

export interface Bucket {
  readonly traces: number;
  readonly errorTraces: number;
}

export interface HistogramBar {
  readonly index: number;
  readonly x: number;
  readonly width: number;
  /** Height of the count bar; 0 draws none. */
  readonly height: number;
  readonly errorHeight: number;
}

export interface HistogramLayout {
  readonly plotWidth: number;
  readonly bars: readonly HistogramBar[];
  readonly yTicks: readonly { readonly value: number; readonly y: number }[];
  /** `millis`: unix milliseconds. The first is aligned left and the last right when they stand at the edges. */
  /** Distance of two time ticks, milliseconds. */
  readonly xStep: number;
  readonly xTicks: readonly {
    readonly millis: number;
    readonly x: number;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
}

interface LayoutInput {
  readonly width: number;
  readonly buckets: readonly Bucket[];
  readonly startMillis: number;
  readonly endMillis: number;
  /** Minutes east of UTC in which ticks are round. */
  readonly offsetMinutes: number;
}

export function histogramLayout({
  width,
  buckets,
  startMillis,
  endMillis,
  offsetMinutes,
}: LayoutInput): HistogramLayout {
  const plotWidth = Math.max(width - HISTOGRAM.left - HISTOGRAM.right, 0);
  const plotHeight = HISTOGRAM.base - HISTOGRAM.top;
  const max = Math.max(1, ...buckets.map((bucket) => bucket.traces));
  const maxErrors = Math.max(1, ...buckets.map((bucket) => bucket.errorTraces));
  const step = plotWidth / Math.max(buckets.length, 1);
  const gap = step > 4 ? 1 : 0;
  const bars = buckets.map((bucket, index) => ({
    index,
    x: HISTOGRAM.left + index * step,
    width: Math.max(step - gap, 1),
    height: visible(bucket.traces, max, plotHeight),
    errorHeight: visible(bucket.errorTraces, maxErrors, HISTOGRAM.errorHeight),
  }));
  const yTicks = valueTicks(max, VALUE_TICKS)
    .filter((value) => value > 0 && Number.isInteger(value))
    .map((value) => ({ value, y: HISTOGRAM.base - (value / max) * plotHeight }));
  return { plotWidth, bars, yTicks, ...xTicks(plotWidth, startMillis, endMillis, offsetMinutes) };
}

/** Index of the bucket under a pointer; undefined beside the plot. */
export function bucketAt(layout: HistogramLayout, x: number): number | undefined {
  const index = Math.floor(((x - HISTOGRAM.left) / Math.max(layout.plotWidth, 1)) * layout.bars.length);
  return index >= 0 && index < layout.bars.length ? index : undefined;
}

function xTicks(
  plotWidth: number,
  start: number,
  end: number,
  offsetMinutes: number,
): Pick<HistogramLayout, 'xStep' | 'xTicks'> {
  if (plotWidth <= 0 || end <= start) return { xStep: 0, xTicks: [] };
  const count = Math.max(Math.floor(plotWidth / TICK_SPACING_PX), 2);
  const { step, at } = timeTicks(start, end, count, offsetMinutes);
  const ticks = at.map((millis) => {
    const share = (millis - start) / (end - start);
    const anchor = share < 0.03 ? ('start' as const) : share > 0.97 ? ('end' as const) : ('middle' as const);
    return { millis, x: HISTOGRAM.left + share * plotWidth, anchor };
  });
  return { xStep: step, xTicks: ticks };
}

/** A count above zero is never drawn as nothing. */
function visible(value: number, max: number, height: number): number {
  return value === 0 ? 0 : Math.max((value / max) * height, 2);
}
