// A strip of rate and errors over time under a live picture: the part that is shown is dragged on it, or played.
import type { Deploy } from '@spanloom/api-schema';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { precisionOf } from '../lib/format-time.ts';
import { timeTicks } from '../lib/ticks.ts';
import type { RateSeries } from '../lib/part-of-time.ts';
import type { TimeWindow } from '../lib/time-range.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { useSteady } from '../ui/use-steady.ts';
import { useWidth } from '../ui/use-width.ts';
import { DeployMarks } from './deploy-marks.tsx';
import { firstWindow, type Speed, SPEEDS } from './playback.ts';
import type { TimeScale, ZoomWindow } from './time-scale-layout.ts';
import styles from './time-scrubber.module.css';
import { usePlayback } from './use-playback.ts';
import { useRested } from './use-rested.ts';
import { WindowStrip } from './window-strip.tsx';
import { isWhole, wholeWindow } from './zoom-window-layout.ts';
import { Select } from '../ui/select.tsx';

const HEIGHT = 34;
const TICK_EVERY_PX = 110;

interface TimeScrubberProps {
  /** All of the time. */
  readonly range: TimeWindow;
  /** The largest rate reaches the top; undefined while it is read. */
  readonly series: RateSeries | undefined;
  /** The part that is shown; undefined: all of it. */
  readonly part: TimeWindow | undefined;
  /** A step is written in place of the one before. */
  readonly onPart: (part: TimeWindow | undefined) => void;
  readonly speed: Speed;
  readonly onSpeed: (speed: Speed) => void;
  /** The picture is not yet that of the part: playing waits for it. */
  readonly behind: boolean;
  readonly deploys: readonly Deploy[];
  readonly onDeploy: (deploy: Deploy) => void;
}

export function TimeScrubber(props: TimeScrubberProps) {
  const { range, series, part, onPart, speed, onSpeed, behind, deploys, onDeploy } = props;
  const { t } = useTranslation('graph');
  const format = useFormat();
  const { ref, width = 0 } = useWidth();
  const extent = Number(range.end - range.start);
  const momentOf = (nanos: number): bigint => range.start + BigInt(Math.round(nanos));
  const given = useMemo(
    (): ZoomWindow =>
      part === undefined
        ? wholeWindow(extent)
        : { from: Number(part.start - range.start), to: Number(part.end - range.start) },
    [part, extent, range.start],
  );
  const onWindow = (next: ZoomWindow): void =>
    onPart(isWhole(next, extent) ? undefined : { start: momentOf(next.from), end: momentOf(next.to) });
  const { window, move, drop } = useRested(given, onWindow);
  const { playing, setPlaying } = usePlayback({ window, extent, speed, behind, onWindow });
  const toggle = (): void => {
    drop();
    if (!playing) onWindow(firstWindow(window, extent));
    setPlaying(!playing);
  };
  useShortcuts({ ' ': toggle });
  const scale: TimeScale = { window: wholeWindow(extent), width, left: 0, pixelsPerNano: width / Math.max(extent, 1) };
  const [shownFrom, shownTo] = [momentOf(window.from), momentOf(window.to)];
  const precision = precisionOf(shownFrom, shownTo, 'second');
  return (
    <section className={styles.scrubber} aria-label={t('scrubber.title')}>
      <IconButton label={t(playing ? 'scrubber.pause' : 'scrubber.play')} onClick={toggle}>
        {playing ? <IconPlayerPause size={16} stroke={1.75} /> : <IconPlayerPlay size={16} stroke={1.75} />}
      </IconButton>
      <SpeedSelect speed={speed} onSpeed={useSteady(onSpeed)} />
      <div ref={ref} className={styles.strip}>
        <WindowStrip
          extent={extent}
          window={window}
          scale={scale}
          height={HEIGHT}
          onWindow={(next) => {
            setPlaying(false);
            move(next);
          }}
          labels={{
            strip: t('scrubber.strip'),
            window: t('scrubber.window'),
            from: t('scrubber.from'),
            to: t('scrubber.to'),
          }}
          valueText={(nanos) => format.clock(momentOf(nanos), precision)}
        >
          {series !== undefined && <RateBars series={series} width={width} />}
        </WindowStrip>
        <DeployMarks range={range} width={width} deploys={deploys} onDeploy={onDeploy} />
        <TimeAxis range={range} width={width} />
      </div>
      <span className={styles.part}>
        {part === undefined
          ? t('scrubber.all')
          : `${format.clock(shownFrom, precision)} – ${format.clock(shownTo, precision)}`}
      </span>
      {part !== undefined && (
        <IconButton
          small
          label={t('scrubber.showAll')}
          onClick={() => {
            setPlaying(false);
            drop();
            onPart(undefined);
          }}
        >
          <IconX size={14} stroke={1.75} />
        </IconButton>
      )}
    </section>
  );
}

/** A tick leaves it as it is. */
const SpeedSelect = memo(function SpeedSelect({ speed, onSpeed }: Pick<TimeScrubberProps, 'speed' | 'onSpeed'>) {
  const { t } = useTranslation('graph');
  return (
    <Select
      className={styles.speed}
      aria-label={t('scrubber.speed')}
      allowDeselect={false}
      value={speed}
      data={SPEEDS.map((value) => ({ value, label: `×${value}` }))}
      onChange={(value) => onSpeed(SPEEDS.find((one) => one === value) ?? speed)}
    />
  );
});

function RateBars({ series: { rate, errors }, width }: { readonly series: RateSeries; readonly width: number }) {
  const most = Math.max(...rate, Number.MIN_VALUE);
  const step = width / Math.max(rate.length, 1);
  // Any error at all is seen.
  const bar = (values: readonly number[], least: number): string =>
    values
      .map((value, index) => {
        const height = value === 0 ? 0 : Math.max((value / most) * HEIGHT, least);
        return `M${(index * step).toFixed(1)} ${HEIGHT}v${(-height).toFixed(1)}h${Math.max(step - 1, 0.5).toFixed(1)}V${HEIGHT}z`;
      })
      .join('');
  return (
    <svg className={styles.bars} width={width} height={HEIGHT} aria-hidden="true">
      <path className={styles.rate} d={bar(rate, 1)} />
      <path className={styles.errors} d={bar(errors, 2)} />
    </svg>
  );
}

function TimeAxis({ range, width }: { readonly range: TimeWindow; readonly width: number }) {
  const format = useFormat();
  const [start, end] = [range.start, range.end].map((time) => Number(time / 1_000_000n));
  if (start === undefined || end === undefined || width === 0) return undefined;
  const count = Math.max(Math.floor(width / TICK_EVERY_PX), 1);
  const { step, at } = timeTicks(start, end, count, -new Date(start).getTimezoneOffset());
  return (
    <svg className={styles.axis} width={width} height={14} aria-hidden="true">
      {at.map((millis) => {
        const x = ((millis - start) / Math.max(end - start, 1)) * width;
        const anchor = x < 20 ? 'start' : x > width - 20 ? 'end' : 'middle';
        return (
          <text key={millis} x={x} y={11} textAnchor={anchor}>
            {format.timeTick(BigInt(millis) * 1_000_000n, BigInt(step) * 1_000_000n)}
          </text>
        );
      })}
    </svg>
  );
}
