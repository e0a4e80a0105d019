// Head of the waterfall: what is shown, zoom and level controls, minimap, names of the columns, time axis, grid lines.
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Minimap } from '../../viz/minimap.tsx';
import type { MinimapSpan } from '../../viz/minimap-layout.ts';
import { axisTicks, timeScale, type TimeScale } from '../../viz/time-scale-layout.ts';
import { isWhole } from '../../viz/zoom-window-layout.ts';
import { FOLD_LEVELS } from './rows-layout.ts';
import type { TraceModel } from './trace-model.ts';
import type { FoldState } from './use-fold.ts';
import type { Zoom } from './use-zoom.ts';
import styles from './waterfall-head.module.css';

const MINIMAP_HEIGHT = 52;
const CLOSER = 1 / 1.5;

interface WaterfallHeadProps {
  readonly model: TraceModel;
  readonly fold: FoldState;
  readonly zoom: Zoom;
  /** Of the timeline column, px. */
  readonly width: number;
}

export function WaterfallHead({ model, fold, zoom, width }: WaterfallHeadProps) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const spans = useCallback(() => minimapSpans(model), [model]);
  const { from, to } = zoom.window;
  const range = {
    from: from === 0 ? '0' : format.duration(from),
    to: format.duration(to),
    length: format.duration(to - from),
  };
  return (
    <div className={styles.head}>
      <div className={styles.controls}>
        <div className={styles.controlLine}>
          <span className={styles.shown}>
            {isWhole(zoom.window, model.extent) ? t('wholeTrace', range) : t('partOfTrace', range)}
          </span>
          <span className={styles.zoomButtons}>
            <button type="button" className={styles.quiet} onClick={zoom.fit}>
              <Kbd>Z</Kbd> {t('fit')}
            </button>
            <button type="button" className={styles.square} aria-label={t('zoomIn')} onClick={() => zoom.by(CLOSER)}>
              <IconPlus size={12} stroke={1.75} aria-hidden />
            </button>
            <button
              type="button"
              className={styles.square}
              aria-label={t('zoomOut')}
              onClick={() => zoom.by(1 / CLOSER)}
            >
              <IconMinus size={12} stroke={1.75} aria-hidden />
            </button>
          </span>
        </div>
        <div className={styles.controlLine}>
          <div className={styles.levels} role="group" aria-label={t('levels')}>
            <button
              type="button"
              aria-label={t('levelLess')}
              title={t('levelLess')}
              onClick={() => fold.turnLevel(false)}
            >
              <IconChevronLeft size={12} stroke={1.75} aria-hidden />
            </button>
            <button
              type="button"
              aria-label={t('levelMore')}
              title={t('levelMore')}
              onClick={() => fold.turnLevel(true)}
            >
              <IconChevronRight size={12} stroke={1.75} aria-hidden />
            </button>
            {FOLD_LEVELS.map((level) => (
              <button
                key={level}
                type="button"
                aria-pressed={fold.level === level}
                onClick={() => fold.setLevel(level)}
              >
                {level === 'all' ? t('allLevels') : level}
              </button>
            ))}
          </div>
          <span className={styles.rowCount}>
            {t('rowsForSpans', {
              rows: t('rowsShown', { count: fold.visible.length, text: format.count(fold.visible.length) }),
              count: model.spans,
              text: format.count(model.spans),
            })}
          </span>
        </div>
      </div>
      <div className={styles.strip} data-wheel="minimap">
        <Minimap
          spans={spans}
          extent={model.extent}
          window={zoom.window}
          width={width}
          height={MINIMAP_HEIGHT}
          onWindow={zoom.set}
          labels={{ strip: t('minimap'), from: t('windowStart'), to: t('windowEnd') }}
          valueText={format.duration}
        />
      </div>
      <div className={styles.columns} aria-hidden>
        <span>{t('serviceAndOperation')}</span>
        <span>{t('selfTime')}</span>
      </div>
      <Axis scale={timeScale(zoom.window, width)} />
    </div>
  );
}

function minimapSpans({ rows }: TraceModel): readonly MinimapSpan[] {
  return rows.flatMap((row) => {
    if (row.kind !== 'span') return [];
    const { start, end, error } = row.row.span;
    return { start, end, slot: row.drawn.color, error };
  });
}

function Axis({ scale }: { readonly scale: TimeScale }) {
  return (
    <div className={styles.axis} data-wheel="axis" aria-hidden>
      <svg width={scale.width} height={26}>
        {axisTicks(scale).map((tick) => (
          <text
            key={tick.nanos}
            x={tick.x}
            y={17}
            textAnchor={tick.x < 20 ? 'start' : tick.x > scale.width - 24 ? 'end' : 'middle'}
          >
            {tick.label}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** Verticals at the ticks of the axis, as backgrounds of what stands behind the rows. */
export function gridLines(scale: TimeScale, left: number): string {
  const lines = axisTicks(scale).map(
    ({ x }) => `linear-gradient(var(--sl-line), var(--sl-line)) ${Math.round(left + x)}px 0 / 1px 100% no-repeat`,
  );
  return lines.length === 0 ? 'none' : lines.join(', ');
}
