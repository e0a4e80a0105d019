// Traces over time: counts in grey, errors in a red strip of their own so that a few stay visible beside thousands. A box can
// be drawn over it; its table twin is one key away.
import { Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import type { HistogramResponse } from '@spanloom/api-schema';
import { type RefObject, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { precisionOf } from '../../lib/format-time.ts';
import { nanosOfMillis, type TimeWindow } from '../../lib/time-range.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { HistogramBrush } from './histogram-brush.tsx';
import { HISTOGRAM, histogramLayout } from './histogram-layout.ts';
import { HistogramTable } from './histogram-table.tsx';
import { bucketStart } from './time-box.ts';
import type { TimeBox } from './use-time-box.ts';
import styles from './histogram.module.css';

interface HistogramProps {
  /** undefined while nothing has been read: the place is held. */
  readonly data: HistogramResponse | undefined;
  readonly window: TimeWindow;
  readonly asTable: boolean;
  readonly timeBox: TimeBox;
  /** Set to what takes the focus: the layer over the bars. */
  readonly bars: RefObject<HTMLDivElement | null>;
  readonly onZoom: (box: TimeWindow) => void;
}

export function Histogram({ asTable, ...shown }: HistogramProps) {
  const { data, window, timeBox } = shown;
  return (
    <div className={styles.chart}>
      {asTable && data !== undefined ? (
        <HistogramTable data={data} window={window} box={timeBox.box} />
      ) : (
        <HistogramPicture {...shown} />
      )}
    </div>
  );
}

/** Switches between picture and table. */
export function HistogramToggle({ asTable, onToggle }: { readonly asTable: boolean; readonly onToggle: () => void }) {
  const { t } = useTranslation('search');
  return (
    <IconButton small label={asTable ? t('chartPicture') : t('chartTable')} aria-pressed={asTable} onClick={onToggle}>
      {asTable ? <IconChartBar size={16} stroke={1.75} /> : <IconTable size={16} stroke={1.75} />}
    </IconButton>
  );
}

function HistogramPicture({ data, window, timeBox, bars, onZoom }: Omit<HistogramProps, 'asTable'>) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [hovered, setHovered] = useState<number>();
  const titleId = useId();
  const startMillis = Number(window.start / 1_000_000n);
  const endMillis = Number(window.end / 1_000_000n);
  const buckets = data?.buckets;
  const layout = useMemo(() => {
    // Where no data is yet, one empty bucket still gives the axis.
    const shown = buckets ?? [{ traces: 0, errorTraces: 0 }];
    const offsetMinutes = -new Date(endMillis).getTimezoneOffset();
    return histogramLayout({ width, buckets: shown, startMillis, endMillis, offsetMinutes });
  }, [buckets, width, startMillis, endMillis]);
  const bucket = hovered === undefined ? undefined : buckets?.[hovered];
  const right = HISTOGRAM.left + layout.plotWidth;
  const bucketTime = (index: number): string => {
    const edge = (at: number): string => format.moment(bucketStart(window, buckets?.length ?? 1, at), window.end);
    return `${edge(index)} – ${edge(index + 1)}`;
  };
  const tracesOf = ({ traces }: { readonly traces: number }): string =>
    t('traces', { count: traces, text: format.count(traces) });
  const errorsOf = ({ errorTraces }: { readonly errorTraces: number }): string =>
    t('withErrors', { count: errorTraces, text: format.count(errorTraces) });
  const bucketText = (index: number): string => {
    const at = buckets?.[index];
    if (at === undefined) return bucketTime(index);
    return [bucketTime(index), tracesOf(at), ...(at.errorTraces > 0 ? [errorsOf(at)] : [])].join(', ');
  };
  const precision = precisionOf(window.start, window.end, 'second');
  const about = t('chartAbout', {
    from: format.moment(window.start, window.end, precision),
    to: format.clock(window.end, precision),
    max: format.count(Math.max(0, ...(buckets ?? []).map(({ traces }) => traces))),
  });

  return (
    <div ref={ref} className={styles.picture}>
      <svg width={width} height={HISTOGRAM.height} role="img" aria-labelledby={titleId}>
        <title id={titleId}>{about}</title>
        {(buckets === undefined ? [] : layout.yTicks).map(({ value, y }) => (
          <g key={value}>
            <line className={styles.grid} x1={HISTOGRAM.left} x2={right} y1={y} y2={y} />
            <text className={styles.axis} x={HISTOGRAM.left - 8} y={y + 4} textAnchor="end">
              {format.compact(value)}
            </text>
          </g>
        ))}
        <text className={styles.axisError} x={HISTOGRAM.left - 8} y={HISTOGRAM.errorBase} textAnchor="end">
          {t('errors')}
        </text>
        {layout.bars.map((bar) => (
          <g key={bar.index}>
            <rect
              className={bar.index === hovered ? styles.barHovered : styles.bar}
              x={bar.x}
              width={bar.width}
              y={HISTOGRAM.base - bar.height}
              height={bar.height}
            />
            <rect
              className={styles.barError}
              x={bar.x}
              width={bar.width}
              y={HISTOGRAM.errorBase - bar.errorHeight}
              height={bar.errorHeight}
            />
          </g>
        ))}
        <line
          className={styles.zero}
          x1={HISTOGRAM.left}
          x2={right}
          y1={HISTOGRAM.base + 0.5}
          y2={HISTOGRAM.base + 0.5}
        />
        <line
          className={styles.grid}
          x1={HISTOGRAM.left}
          x2={right}
          y1={HISTOGRAM.errorBase + 0.5}
          y2={HISTOGRAM.errorBase + 0.5}
        />
        {layout.xTicks.map(({ millis, x, anchor }) => (
          <text key={millis} className={styles.axis} x={x} y={HISTOGRAM.axisText} textAnchor={anchor}>
            {format.timeTick(nanosOfMillis(millis), nanosOfMillis(layout.xStep))}
          </text>
        ))}
      </svg>
      <HistogramBrush
        {...{ layout, window, timeBox, onZoom, bucketText }}
        layer={bars}
        count={buckets?.length ?? 0}
        shown={hovered}
        onShown={setHovered}
        describedBy={titleId}
      />
      {bucket !== undefined && hovered !== undefined && (
        <Tooltip
          opened
          // Beside the bar: above it the header line tells of the box.
          position="right"
          label={
            <span className={styles.tip}>
              <b>{bucketTime(hovered)}</b>
              <span>{tracesOf(bucket)}</span>
              {bucket.errorTraces > 0 && <span className={styles.tipError}>{errorsOf(bucket)}</span>}
            </span>
          }
        >
          <span
            className={styles.tipAnchor}
            style={{ left: (layout.bars[hovered]?.x ?? 0) + (layout.bars[hovered]?.width ?? 0) / 2 }}
          />
        </Tooltip>
      )}
    </div>
  );
}
